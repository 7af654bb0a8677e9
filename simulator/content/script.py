"""A conversation ready to be played: every reference resolved, every condition parsed, nothing of YAML left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from scoring.effects import Effect
from scoring.model import Brief, Mood, PersonLine
from simulator.content.conditions import Condition

NO_EFFECT = Effect()
Grade = Literal["good", "neutral", "poor"]


class Kind(StrEnum):
    """Where an answer was written."""

    INTERRUPT = "interrupt"
    EXPECT = "expected answer"
    DISCLOSURE = "disclosure"
    REACTION = "reaction"
    GAMBIT = "gambit"
    LINES = "own line"
    CORE = "core line"


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """One thing the person may say, with the tags scoring sees and what the engine needs."""

    spoken: PersonLine
    topics: tuple[str, ...]
    """Scenario and guide topics as the author wrote them, the chief one first."""
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A pool of lines, when it may be said, and what comes of it."""

    id: str
    kind: Kind
    lines: tuple[ScriptLine, ...]
    hears: frozenset[str] = frozenset()
    """Acts; empty for any."""
    topics: frozenset[str] = frozenset()
    """Scenario or guide topics; empty for any."""
    condition: Condition | None = None
    examples: tuple[str, ...] = ()
    go: str = ""
    effect: Effect = NO_EFFECT
    once: bool = False
    ends: str = ""
    narration: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic of this conversation and how it is recognised."""

    id: str
    title: str
    guide: frozenset[str]
    words: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A state of the person."""

    id: str
    goal: str
    expects: tuple[Answer, ...]
    reactions: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A change of state that needs no particular words."""

    sources: frozenset[str]
    to: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Ending:
    """A way the conversation can end."""

    id: str
    grade: Grade
    condition: Condition | None
    on: str
    """``timeout``, ``officer`` or empty for whenever the condition holds."""
    lines: tuple[ScriptLine, ...]
    narration: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who the officer talks with."""

    id: str
    name: str
    age: int
    sentence: str
    offence: str


@dataclass(frozen=True, slots=True)
class ScriptTest:
    """A short conversation written by the author, with what must come of it."""

    name: str
    preset: str
    say: tuple[str, ...]
    expect: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Script:
    """Everything about one conversation."""

    id: str
    title: str
    summary: str
    practises: str
    difficulty: int
    minutes: int
    setting: str
    task: str
    briefing: str
    person: Person
    criteria: tuple[str, ...]
    turns: int
    start: Mood
    presets: Mapping[str, Mood]
    temperament: Mapping[str, Effect]
    cues: Mapping[str, tuple[str, ...]]
    """Agitation band -> body language seen when it is entered."""
    opening: tuple[ScriptLine, ...]
    opening_narration: str
    starts: str
    subjects: Mapping[str, Subject]
    states: Mapping[str, State]
    reactions: tuple[Answer, ...]
    """The scenario's and then the persona's, in any state."""
    disclosures: tuple[Answer, ...]
    gambits: tuple[Answer, ...]
    interrupts: tuple[Answer, ...]
    own_lines: Mapping[str, Answer]
    """Act or situation -> what this person says."""
    core_lines: Mapping[str, Answer]
    moves: tuple[Move, ...]
    endings: tuple[Ending, ...]
    brief: Brief
    tests: tuple[ScriptTest, ...]
    scenario_text: str = field(repr=False)
    persona_text: str = field(repr=False)
    core_text: str = field(repr=False)
    scenario_digest: str = ""
    """SHA-256 of the scenario file's text, hex."""
    persona_digest: str = ""
    core_digest: str = ""

    @property
    def marked(self) -> tuple[str, ...]:
        """The declared criteria that this ruleset marks."""
        from scoring.criteria import MARKS

        return tuple(criterion for criterion in self.criteria if criterion in MARKS)
