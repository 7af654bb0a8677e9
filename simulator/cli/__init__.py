"""The ``keywork`` command: one module a command, nothing heavy loaded before it is needed."""
