"""From an assessment to text. Pure: no clock, no terminal, no I/O."""
