"""The conversation word for word, with every quoted stretch marked and led back to its criterion."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scoring.model import Flag, PersonLine, Scorecard, Span, Turn
from simulator.reports import names
from simulator.reports.curve import GAUGES
from simulator.reports.marks import Mark, Piece, find, pieces, wordless
from simulator.reports.sections import Section, Sections


@dataclass(frozen=True, slots=True)
class Scene:
    """Something that happened, or was said, that is no part of an exchange."""

    turn: int
    """The turn it belongs to; 0 for what came before the first."""
    text: str
    after: bool = False
    """Whether it came after the person's words of that turn."""
    who: str = "Scene"
    """What stands before it."""


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody said, cut where marks begin and end."""

    pieces: tuple[Piece, ...]
    cue: str = ""
    wordless: tuple[Mark, ...] = ()
    """Marks on a silence, or on body language alone."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A turn as it stands in the transcript; the opening has number 0 and no officer."""

    number: int
    before: tuple[Scene, ...]
    """What happened before the person spoke."""
    officer: Words | None
    person: Words | None
    after: tuple[Scene, ...]
    heard: str = ""
    """What the officer's words were read as."""
    mood: str = ""
    """Where it left the person."""
    nearest: tuple[Section, ...] = ()
    """Criteria whose nearest turn this is."""


@dataclass(frozen=True, slots=True)
class FlagRow:
    """A critical flag, and where its words stand."""

    id: str
    flag: Flag


def flag_rows(card: Scorecard) -> tuple[FlagRow, ...]:
    """Give every flag an id."""
    return tuple(FlagRow(f"flag-{number}", flag) for number, flag in enumerate(card.flags, 1))


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that puts marks into the transcript."""

    sections: Sections
    flags: tuple[FlagRow, ...]
    scenes: Sequence[Scene] = ()
    mood_known: bool = True

    def marks(self, number: int, speaker: str) -> Iterator[Mark]:
        """Every mark on what was said in a turn, but for flags."""
        return self.sections.marks(number, speaker)

    def happened(self, number: int, *, after: bool) -> tuple[Scene, ...]:
        """What happened around a turn."""
        return tuple(
            scene for scene in self.scenes if (scene.turn, scene.after) == (number, after) and scene.text
        )


def exchanges(turns: Sequence[Turn], opening: str, sources: Sources) -> Iterator[Exchange]:
    """Lay out the opening and every turn."""
    first = turns[0].answered if turns else PersonLine("", "")
    yield Exchange(
        number=0,
        before=sources.happened(0, after=False),
        officer=None,
        person=_person(opening or first.text, first.cue, sources.marks(0, "person")),
        after=sources.happened(0, after=True),
    )
    for turn in turns:
        yield _exchange(turn, sources)


def _exchange(turn: Turn, sources: Sources) -> Exchange:
    flags = [row for row in sources.flags if row.flag.turn == turn.number]
    own = [row for row in flags if not _is_of_person(row.flag, turn)]
    theirs = [row for row in flags if _is_of_person(row.flag, turn)]
    said = [*sources.marks(turn.number, "officer"), *_flagged(own, turn)]
    told = [*sources.marks(turn.number, "person"), *_flagged(theirs, turn)]
    return Exchange(
        number=turn.number,
        before=sources.happened(turn.number, after=False),
        officer=_words(turn.reading.text, "", said),
        person=_person(turn.reply.text, turn.reply.cue, told),
        after=sources.happened(turn.number, after=True),
        heard=names.heard(turn.reading),
        mood=_mood(turn) if sources.mood_known else "",
        nearest=sources.sections.nearest(turn.number),
    )


def _is_of_person(flag: Flag, turn: Turn) -> bool:
    """A risk that was missed is quoted from the person, an act of the officer's from the officer."""
    return bool(flag.quote) and flag.quote not in turn.reading.text and flag.quote in turn.reply.text


def _flagged(rows: Iterable[FlagRow], turn: Turn) -> Iterator[Mark]:
    for row in rows:
        of_person = _is_of_person(row.flag, turn)
        yield Mark(_flag_span(row.flag, turn, of_person=of_person), row.id, "flag", "flag")


def _flag_span(flag: Flag, turn: Turn, *, of_person: bool) -> Span:
    found = turn.reading.finding(flag.marker)
    if found is not None and not of_person:
        return found.span
    return find(turn.reply.text if of_person else turn.reading.text, flag.quote)


def _person(text: str, cue: str, marks: Iterable[Mark]) -> Words | None:
    held = list(marks)
    return _words(text, cue, held) if text or cue or held else None


def _words(text: str, cue: str, marks: Sequence[Mark]) -> Words:
    return Words(pieces(text, marks), cue, wordless(text, marks))


def _mood(turn: Turn) -> str:
    return ", ".join(f"{gauge} {getattr(turn.after, gauge)}" for gauge in GAUGES)
