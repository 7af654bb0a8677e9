"""What any store of records must do: events are added, numbered and chained, and never changed.

``tests/records/test_store_contract.py`` holds every implementation to this.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, Self

from simulator.errors import RecordError
from simulator.records.chain import GENESIS, chain_digest


class EventKind(StrEnum):
    """What an event tells."""

    OPENED = "opened"
    HEARD = "heard"
    CLOSED = "closed"
    NOTED = "noted"
    """The officer wrote their own record of the conversation."""
    REMARKED = "remarked"
    """The conversation was marked again, under another version of the rules."""


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a record."""

    record: str
    number: int
    """From 1, without gaps."""
    kind: EventKind
    at: str
    """When it was written: UTC, ISO 8601 with microseconds."""
    body: str
    """Canonical JSON; ``simulator.records.codec`` reads it."""
    previous: str
    """The digest of the event before, or ``GENESIS``."""
    digest: str

    @property
    def computed_digest(self) -> str:
        """The digest this event ought to have."""
        return chain_digest(self.previous, self.record, self.number, self.kind, self.at, self.body)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a record ends: kept apart from the events, so that a lost tail is noticed."""

    number: int
    digest: str

    def check_unmoved(self, record_id: str, after: int | None) -> None:
        """Raise ``RecordError`` when the record ends elsewhere than its writer thinks."""
        if after is not None and after != self.number:
            raise RecordError(
                f"The record {record_id} was continued elsewhere: it has {self.number} events, not {after}.",
                "Close the other window, then resume the session.",
            )

    def follow(self, record_id: str, kind: EventKind, body: str, at: str) -> Event:
        """Return the next event."""
        number = self.number + 1
        digest = chain_digest(self.digest, record_id, number, kind, at, body)
        return Event(record_id, number, kind, at, body, self.digest, digest)


START = Head(0, GENESIS)
"""Where a record ends that has no event yet."""


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """A record in one line."""

    id: str
    scenario: str = ""
    title: str = ""
    person: str = ""
    """The person's name."""
    trainee: str = ""
    mode: str = ""
    preset: str = ""
    seed: int = 0
    started: str = ""
    turns: int = 0
    """Officer turns."""
    finished: bool = False
    """The conversation has ended."""
    ending: str = ""
    """How; empty while it is unfinished."""
    grade: str = ""
    """``good``, ``neutral``, ``poor`` or empty."""
    noted: bool = False
    """The officer wrote their note."""
    problem: str = ""
    """Why the record cannot be read; empty for a sound one."""


class Store(Protocol):
    """Keeps records. Every method raises ``RecordError`` when the store fails."""

    def pin(self, digest: str, text: str) -> None:
        """Keep a content text for good under its SHA-256; again is no error."""

    def pinned(self, digest: str) -> str | None:
        """Return the text with that digest, or None."""

    def append(
        self, record_id: str, kind: EventKind, body: str, at: str, *, after: int | None = None
    ) -> Event:
        """Add an event, durable when this returns, and drop the record's draft with it.

        ``after`` is the number of the last event the writer knows of; when another program has written
        since, nothing is added and ``RecordError`` is raised. None adds after whatever is there.
        """

    def events(self, record_id: str) -> tuple[Event, ...]:
        """Return all events in order of number; none for an unknown record."""

    def event(self, record_id: str, number: int) -> Event | None:
        """Return one event, or None."""

    def head(self, record_id: str) -> Head | None:
        """Return where the record ends, as noted when its last event was added."""

    def record_ids(self) -> tuple[str, ...]:
        """Return every record that has an event or a head, sorted."""

    def save_draft(self, record_id: str, text: str) -> None:
        """Keep what is typed but not said, in place of the draft before; empty removes it.

        It survives the end of the process; unlike an event it may be lost with the power.
        """

    def draft(self, record_id: str) -> str:
        """Return what was typed but not said, or the empty text."""

    def close(self) -> None:
        """Let go of the store; again is no error."""

    def __enter__(self) -> Self:
        """Return the store itself."""

    def __exit__(self, *exc: object) -> None:
        """Close."""
