"""A conversation that was held elsewhere, as a value: who said what, and what its author told about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal

from scoring.labels import ALERTS
from scoring.model import Fact, Mood

MAX_LINES = 5_000
"""Lines of a conversation that are read: five hours of talk."""
MAX_TURN = 20_000
"""Characters of one turn, as in a conversation with keywork."""

Speaker = Literal["officer", "person"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line of a transcript. Only lines of the person have tags."""

    speaker: Speaker
    text: str
    where: int
    """The line of the file, from 1."""
    topics: frozenset[str] = frozenset()
    """Guide topics."""
    tier: int | None = None
    """0 says nothing of substance, 1 surface, 2 real, 3 hidden; None where nobody told."""
    tells: tuple[str, ...] = ()
    talk: str = ""
    cue: str = ""
    conduct: str = ""
    alert: str = ""
    asks: str = ""
    mood: Mood | None = None
    """The person after this line; None where it is as before, or nobody told."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation, and what is known about the person it was held with."""

    title: str
    lines: tuple[Spoken, ...]
    person: str = ""
    officer: str = ""
    called: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    unconvicted: bool = False
    criteria: frozenset[str] = frozenset()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    start: Mood | None = None
    note: str = ""
    """The officer's record of the conversation; empty when there is none."""
    complete: bool = False
    """Whether every tag that applies was given, so that a missing one means "it did not occur"."""


def united(lines: Iterable[Spoken]) -> tuple[Spoken, ...]:
    """Make one line of what a speaker says running; their tags hold for the whole."""
    return tuple(_one(tuple(run)) for _, run in groupby(lines, key=lambda line: line.speaker))


def _one(run: tuple[Spoken, ...]) -> Spoken:
    first = run[0]
    if len(run) == 1:
        return first
    tiers = [line.tier for line in run if line.tier is not None]
    talks = [line.talk for line in run if line.talk]
    moods = [line.mood for line in run if line.mood]
    alerts = sorted((line.alert for line in run if line.alert), key=ALERTS.index)
    return replace(
        first,
        text="\n".join(line.text for line in run if line.text),
        topics=frozenset[str]().union(*(line.topics for line in run)),
        tier=max(tiers, default=None),
        tells=tuple(dict.fromkeys(fact for line in run for fact in line.tells)),
        talk=next((talk for talk in reversed(talks) if talk != "neutral"), _first(talks)),
        cue="; ".join(line.cue for line in run if line.cue),
        conduct=_first(line.conduct for line in run),
        alert=_first(alerts),
        asks=_first(line.asks for line in run),
        mood=moods[-1] if moods else None,
    )


def _first(tags: Iterable[str]) -> str:
    return next((tag for tag in tags if tag), "")
