"""Says whether a record is what was written, and whether this program would write it again.

The chain shows a change, the numbers a gap, the head a lost tail; the replay shows whether the marks follow
from the words. What cannot be seen from inside the store is in docs/records.md.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import Final

from scoring.rulesets import RULESET
from simulator.engine.conversation import Conversation
from simulator.errors import KeyworkError, RecordError
from simulator.records.chain import GENESIS, canonical
from simulator.records.codec import Happening, encode
from simulator.records.record import Record, Scripts, decode_record
from simulator.records.replay import Rehearsal, perform
from simulator.records.store import Event, EventKind, Head, Store

_SHOWN: Final = 60
"""Characters of a differing value that are shown."""


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


@dataclass(frozen=True, slots=True)
class Examination:
    """A verdict and, for a record that can be held again, the conversation as far as it goes."""

    verdict: Verdict
    record: Record | None = None
    conversation: Conversation | None = None
    rehearsal: Rehearsal | None = None


def verify(store: Store, record_id: str, scripts: Scripts | None = None) -> Verdict:
    """Check the chain of a record and replay it."""
    return examine(store, record_id, scripts or Scripts(store)).verdict


def examine(store: Store, record_id: str, scripts: Scripts) -> Examination:
    """Check the chain of a record, replay it, and give back what the replay made."""
    try:
        events, head = store.events(record_id), store.head(record_id)
        fault = check_chain(record_id, events, head)
        record = None if fault else decode_record(record_id, events)
    except RecordError as error:
        return Examination(Verdict(record_id, Soundness.TAMPERED, error.message))
    if fault or record is None:
        return Examination(fault or Verdict(record_id, Soundness.TAMPERED, "It cannot be read."))
    return _examine_replay(record, scripts)


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


def _examine_replay(record: Record, scripts: Scripts) -> Examination:
    try:
        script = scripts.of(record.opened)
    except RecordError as error:
        return Examination(_verdict(record, Soundness.TAMPERED, error.message), record)
    except KeyworkError as error:
        text = f"This version cannot read its scenario: {error.message.splitlines()[0]}"
        return Examination(_differs(record, text, 1), record)
    rehearsal = Rehearsal()
    try:
        conversation = perform(record, script, rehearsal)
    except KeyworkError as error:
        return Examination(_differs(record, f"It cannot be held again: {error.message}", 1), record)
    return Examination(_compare(record, rehearsal.happenings), record, conversation, rehearsal)


def _compare(record: Record, happenings: list[Happening]) -> Verdict:
    for event, happening in zip_longest(record.events, happenings):
        if event is None:
            # A program that was killed between the last turn and the marks leaves the closing to be written.
            if record.closed is None and record.ended is not None:
                break
            return _differs(record, "The replay goes on after the record ends.", len(record.events))
        if happening is None:
            return _differs(record, f"The replay is over before event {event.number}.", event.number)
        kind, body = encode(happening)
        if (kind, body) != (event.kind, event.body):
            return _difference(record, event, kind, body)
    state = "finished" if record.closed else "unfinished"
    return _verdict(record, Soundness.SOUND, f"{len(record.events)} events, {state}, replayed alike.")


def _difference(record: Record, event: Event, kind: EventKind, body: str) -> Verdict:
    if kind is not event.kind:
        return _differs(
            record, f"Event {event.number} is {event.kind}; replayed, it is {kind}.", event.number
        )
    found = first_difference(json.loads(event.body), json.loads(body))
    field, then, now = found or ("", event.body, body)
    text = f"Event {event.number} ({event.kind}) differs at {field}: recorded {then}, replayed {now}."
    return _differs(record, text, event.number, field)


def first_difference(then: object, now: object, path: str = "") -> tuple[str, str, str] | None:
    """Find the first place where two JSON values differ: its path and both values, shortened."""
    if isinstance(then, dict) and isinstance(now, dict):
        for key in sorted(then.keys() | now.keys()):
            inner = f"{path}.{key}" if path else key
            if key not in then or key not in now:
                return inner, _shown(then, key), _shown(now, key)
            if found := first_difference(then[key], now[key], inner):
                return found
        return None
    if isinstance(then, list) and isinstance(now, list):
        return _first_in_lists(then, now, path)
    return None if canonical(then) == canonical(now) else (path, _short(then), _short(now))


def _first_in_lists(then: list[object], now: list[object], path: str) -> tuple[str, str, str] | None:
    for index, (old, new) in enumerate(zip(then, now, strict=False)):
        if found := first_difference(old, new, f"{path}[{index}]"):
            return found
    if len(then) == len(now):
        return None
    return f"{path} (length)", str(len(then)), str(len(now))


def _shown(values: dict[str, object], key: str) -> str:
    return _short(values[key]) if key in values else "nothing"


def _short(value: object) -> str:
    text = canonical(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _differs(record: Record, text: str, event: int, field: str = "") -> Verdict:
    versions = f"Recorded under the rules {record.opened.ruleset}, replayed under {RULESET}."
    return _verdict(record, Soundness.DIFFERS, f"{text} {versions}", event, field)


def _verdict(record: Record, soundness: Soundness, text: str, event: int = 0, field: str = "") -> Verdict:
    last = record.events[-1]
    return Verdict(
        record.id, soundness, text, event, field, len(record.events), last.digest, record.opened.ruleset
    )
