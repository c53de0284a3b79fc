"""The reader of a workspace's YAML, TOML and CSV: files to models, or problems with their place."""
