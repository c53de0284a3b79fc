"""The only reader of YAML, TOML and CSV: files to models, or problems with their place."""
