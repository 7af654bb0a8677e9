"""Records in one line each, read from their first event and their last ones only."""

from simulator.errors import KeyworkError, RecordError
from simulator.records.codec import decode_ended, decode_opened
from simulator.records.record import Scripts
from simulator.records.store import START, Event, EventKind, RecordSummary, Store

_AFTERWARDS = (EventKind.NOTED, EventKind.REMARKED)
"""What is written once a conversation is over."""


def summaries(store: Store, scripts: Scripts) -> tuple[RecordSummary, ...]:
    """Sum up every record, oldest first; one that cannot be read says so and hides no other."""
    lines = (summarise(store, record_id, scripts) for record_id in store.record_ids())
    return tuple(sorted(lines, key=lambda line: (line.started, line.id)))


def summarise(store: Store, record_id: str, scripts: Scripts) -> RecordSummary:
    """Sum up one record."""
    try:
        return _summarise(store, record_id, scripts)
    except RecordError as error:
        return RecordSummary(record_id, problem=error.message)


def _summarise(store: Store, record_id: str, scripts: Scripts) -> RecordSummary:
    head = store.head(record_id) or START
    first, (last, after) = _event(store, record_id, 1), _end(store, record_id, head.number)
    opened, ended = decode_opened(first), decode_ended(last)
    try:
        script = scripts.of(opened)
        title, person = script.title, script.person.name
    except KeyworkError:  # its content is lost or too old: the ids still tell which it was
        title, person = opened.scenario, opened.persona
    closed = last.kind is EventKind.CLOSED
    return RecordSummary(
        id=record_id,
        scenario=opened.scenario,
        title=title,
        person=person,
        trainee=opened.trainee,
        mode=opened.mode,
        preset=opened.preset,
        seed=opened.seed,
        started=first.at,
        turns=last.number - 1 - closed,
        finished=closed,
        ending=ended.ending if ended else "",
        grade=ended.grade if ended else "",
        noted=after is EventKind.NOTED,
    )


def _end(store: Store, record_id: str, number: int) -> tuple[Event, EventKind | None]:
    """Return the last event of the conversation itself, and the kind of the one right after it."""
    after = None
    event = _event(store, record_id, number)
    while event.kind in _AFTERWARDS:
        after = event.kind
        event = _event(store, record_id, event.number - 1)
    return event, after


def _event(store: Store, record_id: str, number: int) -> Event:
    event = store.event(record_id, number)
    if event is None:
        raise RecordError("Events of this record are missing.")
    return event
