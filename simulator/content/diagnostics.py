"""A problem in a content file: where, which, what to do. Printed as ``file:line:column CODE message``."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    """The file cannot be played."""
    WARNING = "warning"
    """It plays, but surely not as meant."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem; ``str()`` gives its one line."""

    at: Position
    code: str
    """Stable, such as ``KW101``."""
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.at} {self.code} {self.message}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean "x"?`` when a known word is close to it, else the empty string."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'; did you mean "{close[0]}"?' if close else ""
