"""Records in one line each, read from their first and last event only."""

from simulator.errors import KeyworkError, RecordError
from simulator.records.codec import decode_ended, decode_opened
from simulator.records.record import Scripts
from simulator.records.store import START, EventKind, RecordSummary, Store


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
    first, last = store.event(record_id, 1), store.event(record_id, head.number)
    if first is None or last is None:
        raise RecordError("Events of this record are missing.")
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
        turns=head.number - 1 - closed,
        finished=closed,
        ending=ended.ending if ended else "",
        grade=ended.grade if ended else "",
    )
