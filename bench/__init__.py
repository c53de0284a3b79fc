"""The benchmark: what a command costs, beside the bare interpreter and beside Taskwarrior."""
