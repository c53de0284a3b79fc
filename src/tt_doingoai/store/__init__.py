"""The ledger on disk: a protocol, and the JSON store, its only writer."""
