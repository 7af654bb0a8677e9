"""Whether a record's events are what was written: the chain shows a change, the numbers a gap, the head a lost tail.

What cannot be seen from inside the store is in docs/records.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from simulator.records.chain import GENESIS
from simulator.records.store import Event, EventKind, Head

_AFTER: Final = {
    EventKind.OPENED: frozenset({None}),
    EventKind.HEARD: frozenset({EventKind.OPENED, EventKind.HEARD}),
    EventKind.CLOSED: frozenset({EventKind.OPENED, EventKind.HEARD}),
    EventKind.NOTED: frozenset({EventKind.CLOSED}),
    EventKind.REMARKED: frozenset({EventKind.CLOSED, EventKind.NOTED, EventKind.REMARKED}),
}
"""Kind -> the kinds it may come right after; None for the beginning."""


class Soundness(StrEnum):
    """What a record was found to be."""

    SOUND = "sound"
    """Unchanged, and this program makes the same of the same words."""
    TAMPERED = "tampered"
    """An event or a pinned text is not what was written: changed by hand or by a failing disk."""
    TRUNCATED = "truncated"
    """Events are missing."""
    DIFFERS = "differs"
    """Unchanged, but this version of keywork makes something else of it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found."""

    record: str
    soundness: Soundness
    text: str
    """In words: what is wrong and where, or that nothing is."""
    event: int = 0
    """The first event at fault; 0 for none."""
    field: str = ""
    """The first field that replays differently, such as ``reply.text``."""
    events: int = 0
    digest: str = ""
    """The digest of the last event: written down elsewhere, it proves the whole record."""
    ruleset: str = ""
    """The rules it was recorded under."""

    @property
    def sound(self) -> bool:
        """Nothing is wrong."""
        return self.soundness is Soundness.SOUND


def check_chain(record_id: str, events: tuple[Event, ...], head: Head | None) -> Verdict | None:
    """Find the first event that is not what was written or is missing; None when there is none."""
    previous = GENESIS
    for place, event in enumerate(events, start=1):
        if event.number != place:
            text = f"Event {place} is missing: event {event.number} stands in its place."
            return Verdict(record_id, Soundness.TRUNCATED, text, place, events=len(events))
        if event.computed_digest != event.digest:
            text = f"Event {place} ({event.kind}) was changed after it was written."
            return Verdict(record_id, Soundness.TAMPERED, text, place, events=len(events))
        if event.previous != previous:
            text = (
                f"Event {place} ({event.kind}) does not follow the event before it: one of them was replaced."
            )
            return Verdict(record_id, Soundness.TAMPERED, text, place, events=len(events))
        previous = event.digest
    return _check_head(record_id, Head(len(events), previous), head)


def check_order(record_id: str, events: tuple[Event, ...]) -> Verdict | None:
    """Find the first event that may not stand where it does; None when there is none."""
    place = misplaced([event.kind for event in events])
    if not place:
        return None
    what = f"Event {place} ({events[place - 1].kind})" if events else "The opening"
    text = f"{what} is not where it belongs: this is not a whole conversation."
    return Verdict(record_id, Soundness.TAMPERED, text, place, events=len(events))


def misplaced(kinds: Sequence[EventKind]) -> int:
    """Return the place of the first event out of order, or 0: opened, heard ..., closed, noted once, remarked ..."""
    before: EventKind | None = None
    for place, kind in enumerate(kinds, start=1):
        if before not in _AFTER[kind]:
            return place
        before = kind
    return 0 if kinds else 1


def _check_head(record_id: str, reached: Head, noted: Head | None) -> Verdict | None:
    if reached == noted:
        return None
    if noted is None:
        text = "The note of where the record ends is missing."
        return Verdict(record_id, Soundness.TAMPERED, text, events=reached.number)
    if reached.number < noted.number:
        text = f"The record ends at event {reached.number}, but {noted.number} were written."
        return Verdict(record_id, Soundness.TRUNCATED, text, reached.number + 1, events=reached.number)
    text = f"The note of where the record ends says event {noted.number}, and does not fit the events."
    return Verdict(
        record_id, Soundness.TAMPERED, text, min(reached.number, noted.number), events=reached.number
    )
