"""The criteria as they stand on the page: a line in the table, and a section with every word behind it."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.advice import quote
from scoring.model import CriterionResult, Evidence, Level, Scorecard, Turn
from simulator.reports import names
from simulator.reports.curve import GAUGES
from simulator.reports.marks import Kind, Mark, unique


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the page that a row can lead to."""

    to: str
    """Id of the element; empty where the page has none."""
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of evidence."""

    id: str
    shown: Evidence
    place: Place
    kind: Kind
    effect: str
    """What the officer's turn did to the person; empty where the person is quoted."""

    @property
    def told(self) -> str:
        """What it shows, telling the person from the officer."""
        return f"the person {self.shown.note}" if self.shown.speaker == "person" else self.shown.note


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a level was suggested, in a few words, and where to look."""

    texts: tuple[str, ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A criterion with its suggested level and everything that stands behind it."""

    id: str
    result: CriterionResult
    plain: str
    """What it asks of the officer; empty where the rules that marked it are gone."""
    evidence: tuple[Row, ...]
    against: tuple[Row, ...]
    nearest: Place | None
    nearest_words: str
    """The beginning of what was said there, in quotation marks; empty in a silence."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """For and against."""
        return self.evidence + self.against

    @property
    def level(self) -> Level:
        """What is suggested."""
        return self.result.level

    @property
    def is_met(self) -> bool:
        """Whether more than this is beyond what the criterion asks."""
        return self.result.level.rank >= Level.MET.rank

    @property
    def why_not(self) -> str:
        """What was missing, without the turn that the page links to."""
        return self.result.why_not.partition(f" Nearest: turn {self.result.nearest}")[0]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """In one line: what was found if that was enough, else what counts against it, else what is missing."""
        return tuple(self._reasons()) or (Reason(("Nothing was found",)),)

    def _reasons(self) -> Iterator[Reason]:
        enough = self.level.rank >= Level.MET.rank
        by_place: dict[Place, dict[str, None]] = {}
        for row in self.evidence if enough else self.against:
            by_place.setdefault(row.place, {})[row.told] = None
        yield from (Reason(tuple(texts), place) for place, texts in by_place.items())
        if not enough and self.why_not:
            yield Reason((self.why_not.rstrip("."),))
        if self.result.unjudged:
            yield Reason((f"Not judged: {self.result.unjudged.rstrip('.')}",))


@dataclass(frozen=True, slots=True)
class Sections:
    """All criteria: those that the conversation gave an opening for, and the others."""

    seen: tuple[Section, ...]
    unseen: tuple[Section, ...]

    def marks(self, number: int, speaker: str) -> Iterator[Mark]:
        """Every mark on what was said in a turn; the note has turn 0."""
        for section in self.seen + self.unseen:
            for row in section.rows:
                if (row.shown.turn, row.shown.speaker) == (number, speaker):
                    name = row.shown.rule or section.result.criterion
                    yield Mark(row.shown.span, row.id, name, row.kind)

    def nearest(self, number: int) -> tuple[Section, ...]:
        """The criteria that a turn came nearest to."""
        return tuple(section for section in self.seen if number and section.result.nearest == number)


def sections(card: Scorecard, turns: Sequence[Turn], *, mood_known: bool = True) -> Sections:
    """Prepare the criteria of a scorecard."""
    talk = _Talk(card, {turn.number: turn for turn in turns}, mood_known)
    ids = unique([f"mark-{result.criterion}" for result in card.results])
    made = [_section(result, made_id, talk) for result, made_id in zip(card.results, ids, strict=True)]
    return Sections(
        seen=tuple(section for section in made if _worth_a_section(section)),
        unseen=tuple(section for section in made if not _worth_a_section(section)),
    )


@dataclass(frozen=True, slots=True)
class _Talk:
    card: Scorecard
    turns: Mapping[int, Turn]
    mood_known: bool


def place(number: int, known: Container[int]) -> Place:
    """Where a turn stands; turn 0 is the opening, which every page has."""
    here = number == 0 or number in known
    return Place(f"turn-{number}" if here else "", f"Turn {number}" if number else "Opening")


def _worth_a_section(section: Section) -> bool:
    return section.level is not Level.NO_OPPORTUNITY or bool(section.rows)


def _section(result: CriterionResult, made_id: str, talk: _Talk) -> Section:
    near = talk.turns.get(result.nearest)
    return Section(
        id=made_id,
        result=result,
        plain=names.in_short(result.criterion, talk.card.ruleset),
        evidence=tuple(_rows(result.evidence, made_id, "for", talk)),
        against=tuple(_rows(result.against, made_id, "against", talk)),
        nearest=place(result.nearest, talk.turns) if result.nearest else None,
        nearest_words=quote(near.reading.text) if near and near.reading.text.strip() else "",
    )


def _rows(evidence: Sequence[Evidence], section: str, kind: Kind, talk: _Talk) -> Iterator[Row]:
    for number, shown in enumerate(evidence, 1):
        where = _where(shown, talk)
        yield Row(f"{kind}-{section}-{number}", shown, where, kind, _effect(shown, talk))


def _where(shown: Evidence, talk: _Talk) -> Place:
    if shown.speaker == "note":
        return Place("note" if talk.card.note else "", "Note")
    return place(shown.turn, talk.turns)


def _effect(shown: Evidence, talk: _Talk) -> str:
    """What a turn moved; records of earlier rules do not say, but their turns do."""
    turn = talk.turns.get(shown.turn)
    if shown.speaker != "officer" or turn is None:
        return ""
    return (shown.effect or _moved(turn)) if talk.mood_known else "not told"


def _moved(turn: Turn) -> str:
    changes = ((gauge, getattr(turn.after, gauge) - getattr(turn.before, gauge)) for gauge in GAUGES)
    return ", ".join(f"{gauge} {change:+d}" for gauge, change in changes if change) or "none"
