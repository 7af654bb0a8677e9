"""Says whether a record is what was written, and whether this program would write it again.

The chain shows what was changed; the replay shows whether the replies and marks follow from the words. Marks
are made again under the rules that each of them names, wherever this program has these.
"""

import json
from dataclasses import dataclass, replace
from itertools import zip_longest

from scoring.rulesets import RULESET, versions
from simulator.content.script import Script
from simulator.engine.conversation import Conversation
from simulator.engine.outcome import Closed, Noted, Opened
from simulator.errors import KeyworkError, RecordError
from simulator.records.chain import canonical
from simulator.records.codec import LASTING, Happening, Remarked, encode
from simulator.records.difference import first_difference, shortened
from simulator.records.record import Record, Scripts, decode_record
from simulator.records.remarking import marks
from simulator.records.replay import Rehearsal, Relay, known_ruleset, perform
from simulator.records.soundness import Soundness, Verdict, check_chain, check_order
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
        fault = check_chain(record_id, events, head) or check_order(record_id, events)
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
        return Examination(_differs(record, error.message, 1, record.opened.ruleset), record)
    rehearsal = Rehearsal()
    relay = Relay(rehearsal)
    try:
        conversation = perform(record, script, relay)
    except KeyworkError as error:
        text = f"It cannot be held again: {error.message}"
        return Examination(_differs(record, text, 1, record.opened.ruleset), record)
    replayed = [_as_named(record, script, happening) for happening in rehearsal.happenings]
    again = [_marked_again(record, script, remarked) for remarked in record.remarked]
    return Examination(_compare(record, [*replayed, *again]), record, conversation, relay)


def _compare(record: Record, replayed: list[Happening]) -> Verdict:
    for event, happening in zip_longest(record.events, replayed):
        if event is None:
            break  # a program killed between the last turn and the marks leaves the closing to be written
        kind, body = encode(happening) if happening else (None, "")
        if (kind, body) != (event.kind, event.body) and (fault := _difference(record, event, kind, body)):
            return fault
    state = "finished" if record.closed else "unfinished"
    text = f"{len(record.events)} events, {state}, replayed alike{_rules_of(record)}."
    return _verdict(record, Soundness.SOUND, text)


def _rules_of(record: Record) -> str:
    named = record.opened.ruleset
    if named == RULESET:
        return ""
    return f" under {named}" if named in versions() else f" under both {named} and {RULESET}"


def _as_named(record: Record, script: Script, happening: Happening) -> Happening:
    """Give what happened under the rules the record names for it; where there are none such, only name them so.

    A new version that changes nothing in this record is no difference.
    """
    match happening:
        case Opened():
            return replace(happening, ruleset=record.opened.ruleset)
        case Closed() if record.closed is not None:
            note, named = "", record.closed.scorecard.ruleset
        case Noted() if record.noted is not None:
            note, named = happening.text, record.noted.scorecard.ruleset
        case _:
            return happening
    card = happening.scorecard
    if named != card.ruleset and named in versions():
        # It was gone on with, or noted, by a program that no longer had the rules it began under.
        card = marks(record, script, named, note)
    return replace(happening, scorecard=replace(card, ruleset=named))


def _marked_again(record: Record, script: Script, remarked: Remarked) -> Remarked:
    card = marks(record, script, known_ruleset(remarked.ruleset), record.note)
    return Remarked(remarked.ruleset, replace(card, ruleset=remarked.ruleset))


def _difference(record: Record, event: Event, kind: EventKind | None, body: str) -> Verdict | None:
    recorded = json.loads(event.body)
    marked = event.kind not in (EventKind.OPENED, EventKind.HEARD)
    named = recorded["scorecard"]["ruleset"] if marked else record.opened.ruleset
    if kind is not event.kind:
        text = f"Event {event.number} is {event.kind}; replayed, it is {kind or 'not there'}."
        return _differs(record, text, event.number, named)
    found = first_difference(recorded, json.loads(body), LASTING)
    if found is None and canonical(recorded) == event.body:
        return None  # written before there was all that is recorded today
    field, then, now = found or ("its form", shortened(event.body), shortened(body))
    text = f"Event {event.number} ({event.kind}) differs at {field}: recorded {then}, replayed {now}."
    return _differs(record, text, event.number, named, field)


def _differs(record: Record, text: str, event: int, named: str, field: str = "") -> Verdict:
    """``named`` are the rules that what differs was recorded under."""
    rules = f"Recorded under the rules {named}, replayed under {known_ruleset(named)}."
    return _verdict(record, Soundness.DIFFERS, f"{text} {rules}", event, field)


def _verdict(record: Record, soundness: Soundness, text: str, event: int = 0, field: str = "") -> Verdict:
    last = record.events[-1]
    return Verdict(
        record.id, soundness, text, event, field, len(record.events), last.digest, record.opened.ruleset
    )
