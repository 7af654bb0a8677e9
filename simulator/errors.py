"""Every error a user can cause, under one root, and the exit codes they end with."""

from enum import IntEnum


class Exit(IntEnum):
    """What the ``keywork`` command returns to the shell."""

    OK = 0
    FAILED = 1
    """Content, a record or the machine is at fault: the message says what and where."""
    USAGE = 2
    """The command was given something it does not know: an option, a scenario, a record."""
    INTERRUPTED = 130
    """Ctrl+C; everything shown is recorded."""


class KeyworkError(Exception):
    """The root: one clear sentence for a user, with what to do about it."""

    code = Exit.FAILED

    def __init__(self, message: str, todo: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.todo = todo

    def __str__(self) -> str:
        return f"{self.message} {self.todo}".strip()


class UsageError(KeyworkError):
    """The user named something that does not exist or may not be combined."""

    code = Exit.USAGE


class ContentError(KeyworkError):
    """A persona or scenario file cannot be used."""


class RecordError(KeyworkError):
    """The record store cannot be opened, read or written."""


class ConversationOverError(KeyworkError):
    """A turn was offered to a conversation that has ended."""
