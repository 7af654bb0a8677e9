"""Where a session is listed, started, resumed and replayed: the one door for the TUI and the command line."""
