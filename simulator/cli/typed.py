"""What the officer types: lines from a keyboard or a pipe, or a whole file, whatever bytes arrive.

Bytes that are not UTF-8 become replacement characters; a line without end is cut, never collected.
"""

import io
import sys
from contextlib import suppress

from simulator.errors import UsageError

LONGEST = 1 << 20
"""Bytes of one line that are kept: far more than anyone says in one breath."""


class Typed:
    """The lines of standard input."""

    def __init__(self) -> None:
        self.keyboard = sys.stdin is not None and sys.stdin.isatty()
        """Whether a person is typing, who can be asked and who sees their own words."""
        if self.keyboard:
            _comfortable()

    def line(self, prompt: str) -> str | None:
        """Return the next line without its end, or None when there is no more."""
        if not self.keyboard:
            return _piped()
        try:
            if sys.stdout.isatty():
                return input(prompt)
            print(prompt, end="", file=sys.stderr, flush=True)  # the transcript goes elsewhere
            return input()
        except EOFError:
            return None


def whole(name: str) -> str:
    """Return what is in that file, or in standard input for ``-``; what is too long for anything is cut."""
    try:
        if name != "-":
            with open(name, "rb") as file:
                raw = file.read(LONGEST)
        else:
            raw = sys.stdin.buffer.read(LONGEST) if sys.stdin is not None else b""
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}.", "Give a file of text.") from error
    return raw.decode("utf-8", errors="replace").removeprefix("\ufeff")


def _comfortable() -> None:
    """Let a keyboard edit its line, and never fail over what it sends."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    with suppress(ImportError):  # not on Windows, whose console edits lines itself
        import readline  # noqa: F401 - importing it is what makes input() use it


def _piped() -> str | None:
    if sys.stdin is None:  # started without one
        return None
    stream = sys.stdin.buffer
    raw = stream.readline(LONGEST)
    rest = raw
    while len(rest) == LONGEST and not rest.endswith(b"\n"):
        rest = stream.readline(LONGEST)
    return raw.decode("utf-8", errors="replace").removeprefix("\ufeff").rstrip("\r\n") if raw else None
