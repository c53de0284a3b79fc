"""The office's words: plans, units, the ledger's changes. Standard library only, no I/O."""
