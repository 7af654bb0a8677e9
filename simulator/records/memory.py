"""A store that lasts as long as the program: for previews and tests."""

from threading import Lock
from typing import Self

from simulator.records.store import START, Event, EventKind, Head


class MemoryStore:
    """A ``Store`` in dictionaries."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._texts: dict[str, str] = {}
        self._events: dict[str, tuple[Event, ...]] = {}
        self._drafts: dict[str, str] = {}

    def pin(self, digest: str, text: str) -> None:
        """Keep a content text."""
        self._texts.setdefault(digest, text)

    def pinned(self, digest: str) -> str | None:
        """Return the text with that digest, or None."""
        return self._texts.get(digest)

    def append(
        self, record_id: str, kind: EventKind, body: str, at: str, *, after: int | None = None
    ) -> Event:
        """Add an event and drop the draft."""
        with self._lock:
            head = self.head(record_id) or START
            head.check_unmoved(record_id, after)
            event = head.follow(record_id, kind, body, at)
            self._events[record_id] = (*self.events(record_id), event)
            self._drafts.pop(record_id, None)
        return event

    def events(self, record_id: str) -> tuple[Event, ...]:
        """Return all events in order of number."""
        return self._events.get(record_id, ())

    def event(self, record_id: str, number: int) -> Event | None:
        """Return one event, or None."""
        events = self.events(record_id)
        return events[number - 1] if 1 <= number <= len(events) else None

    def head(self, record_id: str) -> Head | None:
        """Return where the record ends."""
        events = self.events(record_id)
        return Head(events[-1].number, events[-1].digest) if events else None

    def record_ids(self) -> tuple[str, ...]:
        """Return every record, sorted."""
        return tuple(sorted(self._events))

    def save_draft(self, record_id: str, text: str) -> None:
        """Keep what is typed but not said."""
        if text:
            self._drafts[record_id] = text
        else:
            self._drafts.pop(record_id, None)

    def draft(self, record_id: str) -> str:
        """Return what was typed but not said."""
        return self._drafts.get(record_id, "")

    def close(self) -> None:
        """Nothing to let go of."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
