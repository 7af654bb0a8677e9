"""The terminal UI. Only this package knows Textual."""
