"""Cuts a text where marked stretches begin and end, so that any number of them may overlap."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from scoring.model import Span

Kind = Literal["for", "against", "flag"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that something points at."""

    span: Span
    to: str
    """Id of the element that points at it."""
    name: str
    """What points at it, in a word: ``P4.1``."""
    kind: Kind = "for"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text throughout which the same marks hold."""

    text: str
    marks: tuple[Mark, ...] = ()
    ending: tuple[Mark, ...] = ()
    """Those of ``marks`` that end where it ends."""

    @property
    def kind(self) -> str:
        """The gravest kind of its marks; empty for none."""
        kinds = {mark.kind for mark in self.marks}
        return next((kind for kind in ("flag", "against", "for") if kind in kinds), "")


def pieces(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Cut a text at both ends of every mark. The pieces make up the text; marks on no words have none."""
    spans = [(mark, _within(mark.span, text)) for mark in marks]
    held = [(mark, span) for mark, span in spans if span.start < span.end]
    cuts = sorted({0, len(text), *(end for _, span in held for end in (span.start, span.end))})
    return tuple(
        Piece(
            text[start:end],
            tuple(mark for mark, span in held if span.start <= start and end <= span.end),
            tuple(mark for mark, span in held if span.end == end),
        )
        for start, end in itertools.pairwise(cuts)
    )


def wordless(text: str, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return the marks that point at no words, as at a silence."""
    spans = ((mark, _within(mark.span, text)) for mark in marks)
    return tuple(mark for mark, span in spans if span.start >= span.end)


def find(text: str, quote: str) -> Span:
    """Where a quote stands in a text; the whole text where it does not stand word for word."""
    start = text.find(quote)
    return Span(start, start + len(quote)) if quote and start >= 0 else Span(0, len(text))


def _within(span: Span, text: str) -> Span:
    """A record may have been changed by hand; a page of it must still come out."""
    return Span(min(max(span.start, 0), len(text)), min(max(span.end, 0), len(text)))


def unique(names: Sequence[str]) -> tuple[str, ...]:
    """Make ids of names: letters, digits and hyphens, each different."""
    made: list[str] = []
    for name in names:
        plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower()).strip("-") or "x"
        number, candidate = 1, plain
        while candidate in made:
            number += 1
            candidate = f"{plain}-{number}"
        made.append(candidate)
    return tuple(made)
