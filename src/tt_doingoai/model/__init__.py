"""The office's words: plans, units, the ledger's changes. No I/O; Pydantic in its hooks alone."""
