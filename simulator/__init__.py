"""The conversation simulator: content, engine, records, terminal UI and command line."""
