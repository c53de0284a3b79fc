"""From obligations, ledger and a day to verdicts, figures and lists. Pure."""
