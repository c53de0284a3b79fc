"""From a request to the changes a command records, or a refusal. Pure: the day is an argument."""
