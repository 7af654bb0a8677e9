"""Writes a conversation into a store, event by event: the ``Journal`` of every session that counts."""

from collections.abc import Callable
from datetime import UTC, datetime

from simulator.engine.outcome import Closed, Noted, Opened, TurnOutcome
from simulator.records.codec import Happening, Remarked, encode
from simulator.records.store import Store

Clock = Callable[[], datetime]
"""Tells the time, with its zone."""


def system_clock() -> datetime:
    """Return the time now, UTC."""
    return datetime.now(UTC)


def timestamp(moment: datetime) -> str:
    """Write UTC in ISO 8601, always with microseconds, so that times sort as text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class Recorder:
    """A ``Journal`` that adds to one record, and to nothing another program added to."""

    def __init__(
        self, store: Store, record_id: str, clock: Clock = system_clock, *, written: int = 0
    ) -> None:
        """``written`` is the number of events the record already has."""
        self._store = store
        self._record_id = record_id
        self._clock = clock
        self._written = written

    def opened(self, event: Opened) -> None:
        """Record that the conversation begins."""
        self._append(event)

    def heard(self, event: TurnOutcome) -> None:
        """Record a turn."""
        self._append(event)

    def closed(self, event: Closed) -> None:
        """Record the end and the marks."""
        self._append(event)

    def noted(self, event: Noted) -> None:
        """Record the officer's note and the marks with it."""
        self._append(event)

    def remarked(self, event: Remarked) -> None:
        """Record the marks under another version of the rules; no part of a conversation, so of no ``Journal``."""
        self._append(event)

    def _append(self, happening: Happening) -> None:
        kind, body = encode(happening)
        at = timestamp(self._clock())
        self._written = self._store.append(self._record_id, kind, body, at, after=self._written).number
