"""What one turn, the opening and the end of a conversation look like from outside.

These values are all that a screen, the plain mode, a record or a test ever sees of the engine.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from scoring.model import Mood, Scorecard, Turn


class Mode(StrEnum):
    """How a session is meant."""

    PRACTICE = "practice"
    """The trainee may see the person's gauges and what was read in their words."""
    ASSESSMENT = "assessment"
    """Only what a real officer would see: words and body language."""


@dataclass(frozen=True, slots=True)
class Opened:
    """How a conversation starts."""

    scenario: str
    scenario_digest: str
    """SHA-256 of the scenario file, hex."""
    persona: str
    persona_digest: str
    core_digest: str
    """Of the shipped lines that stand in where neither scenario nor persona has any."""
    ruleset: str
    seed: int
    mode: Mode
    preset: str
    """``settled``, ``guarded``, ``agitated`` or empty for the persona's own start."""
    trainee: str
    mood: Mood
    state: str
    narration: str
    """What the officer sees first; may be empty."""
    line: str
    """The person's first words; may be empty."""
    cue: str


@dataclass(frozen=True, slots=True)
class MoodChange:
    """One thing that moved the person in a turn."""

    cause: str
    """In plain words: ``you named the feeling``."""
    trust: int
    agitation: int
    readiness: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person said, and why that."""

    text: str
    cue: str
    """Body language the officer can see, without brackets; empty for none."""
    narration: str
    """What happens around them (an alarm bell); empty for none."""
    line_id: str
    rung: str
    """Which rung of the selection ladder answered, such as ``disclosure``."""
    why: str
    """The reason for this reply, for authors and assessors."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a conversation ended."""

    ending: str
    grade: Literal["good", "neutral", "poor"]
    narration: str
    line: str
    """The person's last words; may be empty."""


@dataclass(frozen=True, slots=True)
class TurnOutcome:
    """One officer turn and everything that came of it."""

    turn: Turn
    """The exchange as scoring sees it: reading, reply with tags, mood before and after."""
    reply: Reply
    changes: tuple[MoodChange, ...]
    moved_from: str
    """The state before, when the turn changed it; else empty."""
    subjects: tuple[str, ...]
    """The scenario topics the turn was taken to be about, surest first."""
    ended: Ended | None

    @property
    def number(self) -> int:
        """The officer turn's number, from 1."""
        return self.turn.number

    @property
    def officer(self) -> str:
        """The officer's words as recorded."""
        return self.turn.reading.text


@dataclass(frozen=True, slots=True)
class Closed:
    """The end of a session as it is recorded."""

    ended: Ended
    scorecard: Scorecard


@dataclass(frozen=True, slots=True)
class Noted:
    """The officer's own record of the conversation, written after the end (SFJ FI2 P12)."""

    text: str
    scorecard: Scorecard
    """The marks with the note among what they stand on."""


class Journal(Protocol):
    """Where a conversation writes what happened, before anyone is shown it.

    Every call returns only when the event is durable; it raises ``RecordError`` otherwise.
    """

    def opened(self, event: Opened) -> None:
        """The conversation begins."""

    def heard(self, event: TurnOutcome) -> None:
        """A turn happened."""

    def closed(self, event: Closed) -> None:
        """The conversation is over and was marked."""

    def noted(self, event: Noted) -> None:
        """The officer wrote their note, and the conversation was marked with it."""


class NoJournal:
    """Keeps nothing: for playtests, replay and previews."""

    def opened(self, event: Opened) -> None:
        """Keep nothing."""

    def heard(self, event: TurnOutcome) -> None:
        """Keep nothing."""

    def closed(self, event: Closed) -> None:
        """Keep nothing."""

    def noted(self, event: Noted) -> None:
        """Keep nothing."""
