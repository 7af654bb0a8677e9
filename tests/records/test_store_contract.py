"""What every store of records promises, whatever it is made of."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from simulator.digest import text_digest
from simulator.errors import RecordError
from simulator.records.chain import GENESIS
from simulator.records.memory import MemoryStore
from simulator.records.soundness import check_chain
from simulator.records.sqlite import SqliteStore
from simulator.records.store import EventKind, Head, Store
from tests.records.samples import AT, RECORD


def in_memory(_folder: Path) -> Store:
    return MemoryStore()


def in_sqlite(folder: Path) -> Store:
    return SqliteStore(folder / "records.db")


@pytest.fixture(params=[in_memory, in_sqlite])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    make: Callable[[Path], Store] = request.param
    with make(tmp_path) as made:
        yield made


def test_an_appended_event_is_returned_as_kept(store: Store) -> None:
    event = store.append(RECORD, EventKind.OPENED, '{"a":"é\\u0000"}', AT)
    assert (event.number, event.kind, event.at, event.previous) == (1, EventKind.OPENED, AT, GENESIS)
    assert store.events(RECORD) == (event,)
    assert store.event(RECORD, 1) == event


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_event_is_kept(store: Store, kind: EventKind) -> None:
    event = store.append(RECORD, kind, "{}", AT)
    assert event.kind is kind
    assert store.events(RECORD) == (event,)


def test_events_are_numbered_and_chained_within_their_record(store: Store) -> None:
    for record in (RECORD, "another", RECORD, "another", RECORD):
        store.append(record, EventKind.HEARD, "{}", AT)
    events = store.events(RECORD)
    assert [event.number for event in events] == [1, 2, 3]
    assert [event.previous for event in events] == [GENESIS, events[0].digest, events[1].digest]
    assert store.head(RECORD) == Head(3, events[2].digest)
    assert check_chain(RECORD, events, store.head(RECORD)) is None


def test_there_is_nothing_of_an_unknown_record(store: Store) -> None:
    assert store.events(RECORD) == ()
    assert store.event(RECORD, 1) is None
    assert store.head(RECORD) is None
    assert store.draft(RECORD) == ""
    assert store.record_ids() == ()


@pytest.mark.parametrize("number", [-1, 0, 2])
def test_there_is_no_event_outside_the_numbers(store: Store, number: int) -> None:
    store.append(RECORD, EventKind.OPENED, "{}", AT)
    assert store.event(RECORD, number) is None


def test_a_writer_who_missed_an_event_adds_nothing(store: Store) -> None:
    store.append(RECORD, EventKind.OPENED, "{}", AT, after=0)
    store.append(RECORD, EventKind.HEARD, "{}", AT, after=1)
    store.save_draft(RECORD, "still typing")
    with pytest.raises(
        RecordError, match=r"continued elsewhere.*has 2 events, not 1\. Close the other window"
    ):
        store.append(RECORD, EventKind.HEARD, "{}", AT, after=1)
    assert len(store.events(RECORD)) == 2
    assert store.draft(RECORD) == "still typing"


def test_record_ids_are_sorted(store: Store) -> None:
    for record in ("b", "a", "c", "a"):
        store.append(record, EventKind.OPENED, "{}", AT)
    assert store.record_ids() == ("a", "b", "c")


def test_a_text_is_pinned_once_and_for_good(store: Store) -> None:
    text = "persona: Zoë\n\u2028"
    assert store.pinned(text_digest(text)) is None
    store.pin(text_digest(text), text)
    store.pin(text_digest(text), "another text")
    assert store.pinned(text_digest(text)) == text


def test_a_draft_is_replaced_and_removed(store: Store) -> None:
    store.save_draft(RECORD, "Tell me")
    store.save_draft(RECORD, "Tell me more\nabout it")
    assert store.draft(RECORD) == "Tell me more\nabout it"
    assert store.record_ids() == ()
    store.save_draft(RECORD, "")
    assert store.draft(RECORD) == ""


def test_saying_it_drops_the_draft_of_that_record_only(store: Store) -> None:
    store.save_draft(RECORD, "Tell me")
    store.save_draft("another", "So")
    store.append(RECORD, EventKind.HEARD, "{}", AT)
    assert (store.draft(RECORD), store.draft("another")) == ("", "So")


def test_threads_may_share_a_store(store: Store) -> None:
    def write(number: int) -> int:
        return store.append(RECORD, EventKind.HEARD, f'{{"n":{number}}}', AT).number

    with ThreadPoolExecutor(4) as threads:
        numbers = list(threads.map(write, range(40)))
    assert sorted(numbers) == list(range(1, 41))
    assert check_chain(RECORD, store.events(RECORD), store.head(RECORD)) is None


def test_closing_twice_is_no_error(store: Store) -> None:
    store.close()
    store.close()
