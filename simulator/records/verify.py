"""Says whether a record is what was written, and whether this program would write it again.

The chain shows what was changed; the replay shows whether the replies and marks follow from the words.
"""

import json
from dataclasses import dataclass, replace
from itertools import zip_longest

from scoring.rulesets import RULESET
from simulator.engine.conversation import Conversation
from simulator.engine.outcome import Closed, Opened
from simulator.errors import KeyworkError, RecordError
from simulator.records.codec import Happening, encode
from simulator.records.difference import first_difference
from simulator.records.record import Record, Scripts, decode_record
from simulator.records.replay import Rehearsal, Relay, perform
from simulator.records.soundness import Soundness, Verdict, check_chain
from simulator.records.store import Event, EventKind, Store


@dataclass(frozen=True, slots=True)
class Examination:
    """A verdict and, for a record that can be held again, the conversation as far as it goes."""

    verdict: Verdict
    record: Record | None = None
    conversation: Conversation | None = None
    journal: Relay | None = None
    """Where the conversation writes if it goes on."""


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


def _examine_replay(record: Record, scripts: Scripts) -> Examination:
    try:
        script = scripts.of(record.opened)
    except RecordError as error:
        return Examination(_verdict(record, Soundness.TAMPERED, error.message), record)
    except KeyworkError as error:
        return Examination(_differs(record, error.message, 1), record)
    rehearsal = Rehearsal()
    relay = Relay(rehearsal)
    try:
        conversation = perform(record, script, relay)
    except KeyworkError as error:
        return Examination(_differs(record, f"It cannot be held again: {error.message}", 1), record)
    return Examination(_compare(record, rehearsal.happenings), record, conversation, relay)


def _compare(record: Record, happenings: list[Happening]) -> Verdict:
    for event, happening in zip_longest(record.events, happenings):
        if event is None:
            break  # a program killed between the last turn and the marks leaves the closing to be written
        kind, body = encode(_under(record, happening)) if happening else (None, "")
        if (kind, body) != (event.kind, event.body):
            return _difference(record, event, kind, body)
    state = "finished" if record.closed else "unfinished"
    rules = "" if record.opened.ruleset == RULESET else f" under both {record.opened.ruleset} and {RULESET}"
    return _verdict(record, Soundness.SOUND, f"{len(record.events)} events, {state}, replayed alike{rules}.")


def _under(record: Record, happening: Happening) -> Happening:
    """Name the rules as the record does: a new version that changes nothing in this record is no difference."""
    if isinstance(happening, Opened):
        return replace(happening, ruleset=record.opened.ruleset)
    if isinstance(happening, Closed) and record.closed is not None:
        scorecard = replace(happening.scorecard, ruleset=record.closed.scorecard.ruleset)
        return replace(happening, scorecard=scorecard)
    return happening


def _difference(record: Record, event: Event, kind: EventKind | None, body: str) -> Verdict:
    if kind is not event.kind:
        text = f"Event {event.number} is {event.kind}; replayed, it is {kind or 'not there'}."
        return _differs(record, text, event.number)
    found = first_difference(json.loads(event.body), json.loads(body))
    field, then, now = found or ("", event.body, body)
    text = f"Event {event.number} ({event.kind}) differs at {field}: recorded {then}, replayed {now}."
    return _differs(record, text, event.number, field)


def _differs(record: Record, text: str, event: int, field: str = "") -> Verdict:
    versions = f"Recorded under the rules {record.opened.ruleset}, replayed under {RULESET}."
    return _verdict(record, Soundness.DIFFERS, f"{text} {versions}", event, field)


def _verdict(record: Record, soundness: Soundness, text: str, event: int = 0, field: str = "") -> Verdict:
    last = record.events[-1]
    return Verdict(
        record.id, soundness, text, event, field, len(record.events), last.digest, record.opened.ruleset
    )
