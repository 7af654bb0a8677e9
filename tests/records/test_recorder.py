from datetime import UTC, datetime, timedelta, timezone

import pytest

from simulator.engine.outcome import Ended
from simulator.errors import RecordError
from simulator.records.codec import decode_heard, decode_opened
from simulator.records.ids import new_record_id
from simulator.records.memory import MemoryStore
from simulator.records.recorder import Recorder, timestamp
from simulator.records.store import EventKind
from tests.records.samples import RECORD, heard, opened

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def ticking() -> datetime:
    """Always noon."""
    return NOON


def test_each_happening_becomes_an_event() -> None:
    store = MemoryStore()
    recorder = Recorder(store, RECORD, ticking)
    recorder.opened(opened())
    recorder.heard(heard(1))
    recorder.heard(heard(2, ended=Ended("agreed", "good", "", "")))
    events = store.events(RECORD)
    assert [event.kind for event in events] == [EventKind.OPENED, EventKind.HEARD, EventKind.HEARD]
    assert [event.at for event in events] == ["2026-11-22T12:00:00.000000Z"] * 3
    assert decode_opened(events[0]) == opened()
    assert decode_heard(events[1]) == heard(1)


def test_a_recorder_goes_on_where_the_record_ends() -> None:
    store = MemoryStore()
    Recorder(store, RECORD, ticking).opened(opened())
    Recorder(store, RECORD, ticking, written=1).heard(heard(1))
    assert len(store.events(RECORD)) == 2


def test_two_windows_cannot_continue_one_record() -> None:
    store = MemoryStore()
    Recorder(store, RECORD, ticking).opened(opened())
    here, there = (Recorder(store, RECORD, ticking, written=1) for _ in range(2))
    there.heard(heard(1))
    with pytest.raises(RecordError, match="continued elsewhere"):
        here.heard(heard(1))
    there.heard(heard(2))
    assert len(store.events(RECORD)) == 3


def test_times_are_utc_and_sort_as_text() -> None:
    moments = [NOON, NOON + timedelta(microseconds=1), NOON + timedelta(seconds=1)]
    assert sorted(map(timestamp, moments)) == list(map(timestamp, moments))
    east = timezone(timedelta(hours=9))
    assert timestamp(datetime(2026, 11, 22, 21, tzinfo=east)) == "2026-11-22T12:00:00.000000Z"


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("darren", "20261122-1200-darren-3f9a"),
        ("Mr O'Neil / x", "20261122-1200-mr-o-neil-x-3f9a"),
        ("王", "20261122-1200-person-3f9a"),
    ],
)
def test_record_ids_can_be_read_and_typed(person: str, expected: str) -> None:
    assert new_record_id(NOON, person, {2: "3f9a"}.__getitem__) == expected
