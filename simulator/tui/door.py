"""What the terminal UI needs of ``simulator.practice``, and nothing more.

The screens speak to these shapes, so that they can be tried with a stand-in that has no store.
"""

from typing import TYPE_CHECKING, Protocol

from scoring.model import Mood, Scorecard
from simulator.engine.outcome import Closed, Ended, Mode, Noted, Opened, TurnOutcome

if TYPE_CHECKING:  # the first screen is drawn before any of this is loaded
    from simulator.content.script import Script
    from simulator.practice import ScenarioCard
    from simulator.records.store import RecordSummary


class Talk(Protocol):
    """A conversation as far as it has gone."""

    @property
    def script(self) -> "Script":
        """What it is played from."""

    @property
    def mood(self) -> Mood:
        """Where the person is now."""


class Review(Protocol):
    """A recorded conversation that can be read and marked."""

    @property
    def record_id(self) -> str:
        """The name of its record."""

    @property
    def conversation(self) -> Talk:
        """The conversation itself."""

    @property
    def opened(self) -> Opened:
        """How it began."""

    @property
    def outcomes(self) -> tuple[TurnOutcome, ...]:
        """Every turn so far."""

    @property
    def ended(self) -> Ended | None:
        """How it ended, if it has."""

    @property
    def noted(self) -> Noted | None:
        """The officer's note, if it is written."""

    @property
    def takes_note(self) -> bool:
        """It is over, and its note can be written."""

    def scorecard(self) -> Scorecard:
        """What keywork suggests about it."""


class Session(Review, Protocol):
    """A conversation that can go on."""

    @property
    def draft(self) -> str:
        """What was typed and not yet said; after the end, what is written of the note."""

    def hear(self, text: str) -> TurnOutcome:
        """Say that; recorded before it returns."""

    def finish(self) -> Closed:
        """End the interview."""

    def note(self, text: str) -> Noted:
        """Add the officer's note after the end; recorded before it returns."""

    def save_draft(self, text: str) -> None:
        """Keep what is typed so far."""


class Practice(Protocol):
    """Where conversations are listed, started, resumed and looked at again."""

    def cards(self) -> tuple["ScenarioCard", ...]:
        """Every conversation there is."""

    def warm_up(self) -> None:
        """Load what the first turn will need."""

    def briefing(self, scenario_id: str) -> "Script":
        """The script of that conversation."""

    def start(
        self, scenario_id: str, *, seed: int | None = None, mode: Mode = Mode.PRACTICE, preset: str = ""
    ) -> Session:
        """Begin that conversation."""

    def unfinished(self) -> tuple["RecordSummary", ...]:
        """Conversations that can go on."""

    def resume(self, record_id: str) -> Session:
        """Go on with that one."""

    def past(self) -> tuple["RecordSummary", ...]:
        """Conversations that are over."""

    def noting(self, record_id: str) -> Session:
        """That one, to write its note."""

    def review(self, record_id: str) -> Review:
        """That one, to be read."""
