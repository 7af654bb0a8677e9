"""Small builders of conversations: readings are made by hand, so marking is tested without the reader."""

from collections.abc import Iterable, Mapping, Sequence

from scoring.labels import BEHAVIOURS, TOPICS
from scoring.model import (
    Brief,
    Fact,
    Finding,
    Level,
    Mood,
    PersonLine,
    Primary,
    Reading,
    Scorecard,
    Span,
    Turn,
)
from scoring.scorecard import score

START = Mood(trust=4, agitation=2, readiness=4)

Exchange = tuple[Reading, PersonLine]


def officer(text: str, *labels: str, primary: Primary = "other") -> Reading:
    """An officer's turn that was read as these labels, of any layer."""
    found = [Finding(label, Span(0, len(text)), 0.9, "", "test") for label in labels]
    return Reading(
        text,
        behaviours=tuple(f for f in found if f.label in BEHAVIOURS),
        markers=tuple(f for f in found if f.label not in BEHAVIOURS and f.label not in TOPICS),
        topics=tuple(f for f in found if f.label in TOPICS),
        primary=primary,
    )


def person(
    text: str,
    *topics: str,
    tier: int = 0,
    talk: str = "neutral",
    tells: Sequence[str] = (),
    conduct: str = "",
    cue: str = "",
) -> PersonLine:
    """What the person said."""
    return PersonLine(text, text, cue, frozenset(topics), tier, talk, tuple(tells), conduct)


ALRIGHT = person("Alright.")
DUNNO = person("Dunno.")


def fact(id: str, words: Iterable[str], *topics: str, tier: int = 2) -> Fact:  # noqa: A002
    return Fact(id, "", tuple(words), frozenset(topics), tier)


def turns(
    opening: PersonLine, *exchanges: Exchange, moods: Mapping[int, tuple[Mood, Mood]] | None = None
) -> list[Turn]:
    """A conversation; ``moods`` gives the moods before and after single turns."""
    made: list[Turn] = []
    answered = opening
    for number, (reading, reply) in enumerate(exchanges, 1):
        before, after = (moods or {}).get(number, (START, START))
        made.append(Turn(number, reading, answered, reply, before, after))
        answered = reply
    return made


def brief(*criteria: str, reach: Mapping[str, int] | None = None, facts: Iterable[Fact] = ()) -> Brief:
    """A scenario that declares these criteria and reaches these depths."""
    return Brief(frozenset(criteria), {one.id: one for one in facts}, dict(reach or {}))


def marked(conversation: Sequence[Turn], scenario: Brief) -> Scorecard:
    return score(conversation, scenario, START)


def level(criterion: str, conversation: Sequence[Turn], scenario: Brief) -> Level:
    return marked(conversation, scenario).result(criterion).level
