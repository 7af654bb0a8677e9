"""Sentences of a typed text: a time, an abbreviation or a wrapped line ends none."""

import re
from collections.abc import Iterator
from typing import Final

from scoring.criteria.words import words_of
from scoring.model import Span

_BREAK: Final = re.compile(
    r"[.!?…]+[\"”’')\]]*(?=\s|$)|(?<=[a-z][a-z])[.!?](?=[A-Z])|;|\n"  # noqa: RUF001 - people type these
)
_SHORT_FORM: Final = re.compile(r"(?:^|\W)(?:mr|mrs|ms|dr|st|approx|e\.g|i\.e)\.$", re.IGNORECASE)
_HALF_DAY: Final = re.compile(r"\d ?[ap]\.m\.$", re.IGNORECASE)
_RUNS_ON: Final = re.compile(
    r"(?:,|\b(?:to|the|a|an|of|for|and|or|with|by|at|in|on|his|her|their|my|from|about|that|who|is|was|will))$",
    re.IGNORECASE,
)
_NEAR: Final = 12
"""Characters around a full stop that tell what it is."""
_WRAPPED: Final = 60
"""Characters from which a line that goes on in lower case was wrapped."""


def sentences(text: str) -> Iterator[Span]:
    """Return where the sentences of a text are; a semicolon and a new line end one too. Never raises."""
    start = 0
    for found in _BREAK.finditer(text):
        if _ends(text, start, found):
            yield from _trimmed(text, start, found.end())
            start = found.end()
    yield from _trimmed(text, start, len(text))


def within(outer: Span, inner: Span) -> Span:
    """Return a place in a stretch of a text as a place in the text."""
    return Span(outer.start + inner.start, outer.start + inner.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if words_of(piece):
        left = len(piece) - len(piece.lstrip())
        yield Span(start + left, start + len(piece.rstrip()))


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    mark, after = found.group(), text[found.end() : found.end() + _NEAR].lstrip(" ")[:1]
    if mark == "\n":
        return _line_ends(text[text.rfind("\n", 0, found.start()) + 1 : found.start()].rstrip(), after)
    before = text[max(start, found.end() - _NEAR) : found.end()]
    if _SHORT_FORM.search(before):
        return False
    if _HALF_DAY.search(before) or len(mark) > 1:
        return not after.islower() and after != "("
    return True


def _line_ends(line: str, after: str) -> bool:
    """Tell whether a new line ends a sentence; where a line was only wrapped, the sentence goes on."""
    if not line or not after or after == "\n":
        return True
    return not (_RUNS_ON.search(line) or after == "(" or (len(line) >= _WRAPPED and after.islower()))
