"""The officer's record of the conversation, with what was found and missed in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scoring.model import NoteCheck, NoteFinding, Scorecard
from simulator.reports.marks import Kind, Mark, Piece, pieces
from simulator.reports.sections import Sections

_GROUPS: Final[tuple[tuple[str, str, str, Kind], ...]] = (
    ("kept", "fact", "Facts that were kept", "for"),
    ("quotes", "own words", "The person's own words", "for"),
    ("actions", "action", "Actions with an owner and a time", "for"),
    ("missing", "missing", "Facts that are missing", "against"),
    ("invented", "not said", "Facts that nobody said", "against"),
    ("opinions", "opinion", "Opinions stated as fact, and labels", "against"),
    ("loose_ends", "loose end", "Actions without an owner or a time", "against"),
)
"""Field of ``NoteCheck``, its name beside the words, its title, and whether it speaks for the note."""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One thing found or missed in the note."""

    id: str
    what: str
    quote: str


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Things of one kind."""

    title: str
    kind: Kind
    rows: tuple[NoteRow, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """The note as it stands on the page."""

    pieces: tuple[Piece, ...]
    groups: tuple[NoteGroup, ...]


def note(card: Scorecard, sections: Sections) -> Note | None:
    """Prepare the note; None when there is none."""
    check = card.note
    if check is None:
        return None
    marks = [*_marks(check), *sections.marks(0, "note")]
    return Note(pieces(check.text, marks), tuple(_groups(check)))


def _groups(check: NoteCheck) -> Iterator[NoteGroup]:
    for field, _, title, kind in _GROUPS:
        rows = tuple(
            NoteRow(_id(field, number), found.what, found.span.of(check.text) if found.span else "")
            for number, found in _numbered(check, field)
        )
        if rows:
            yield NoteGroup(title, kind, rows)


def _marks(check: NoteCheck) -> Iterator[Mark]:
    for field, name, _, kind in _GROUPS:
        for number, found in _numbered(check, field):
            if found.span is not None:
                yield Mark(found.span, _id(field, number), f"{name} {number}", kind)


def _numbered(check: NoteCheck, field: str) -> Iterator[tuple[int, NoteFinding]]:
    found: tuple[NoteFinding, ...] = getattr(check, field)
    return iter(enumerate(found, 1))


def _id(field: str, number: int) -> str:
    return f"note-{field.replace('_', '-')}-{number}"
