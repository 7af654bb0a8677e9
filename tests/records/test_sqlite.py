"""The store in a file: what it keeps private, what it refuses, what it says when the file fails."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.errors import RecordError
from simulator.records import migrations
from simulator.records.soundness import check_chain
from simulator.records.sqlite import SqliteStore
from simulator.records.store import EventKind
from tests.records.samples import AT, RECORD, tamper
from tests.records.writer import RECORD as WRITTEN

WRITER = Path(__file__).with_name("writer.py")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.db"


def filled(path: Path, events: int = 3) -> None:
    with SqliteStore(path) as store:
        store.pin("5" * 64, "a text")
        for _ in range(events):
            store.append(RECORD, EventKind.HEARD, "{}", AT)


def test_what_was_appended_is_there_in_the_next_process(path: Path) -> None:
    filled(path)
    with SqliteStore(path) as store:
        assert [event.number for event in store.events(RECORD)] == [1, 2, 3]
        assert store.pinned("5" * 64) == "a text"


def test_commits_are_synchronised_in_full_to_a_write_ahead_log(path: Path) -> None:
    with SqliteStore(path) as store:
        store.save_draft(RECORD, "which need not wait for the disk")
        pragmas = [
            store._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
        ]
    assert pragmas == ["wal", 2]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET body = 'x' WHERE number = 2",
        "DELETE FROM events WHERE number = 3",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT record, number, kind, at, 'x', previous, digest FROM events",
        "INSERT INTO events SELECT record, 9, kind, at, body, previous, digest FROM events WHERE number = 3",
        "UPDATE texts SET text = 'x'",
        "DELETE FROM texts",
        "UPDATE heads SET number = 2",
        "UPDATE heads SET record = 'x', number = number + 1",
        "INSERT OR REPLACE INTO heads SELECT record, 2, digest FROM heads",
        "DELETE FROM heads",
    ],
)
def test_the_file_itself_refuses_changes(path: Path, statement: str) -> None:
    filled(path)
    db = sqlite3.connect(path)
    try:
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(statement)
    finally:
        db.close()


def test_a_pinned_text_cannot_be_replaced_by_sql(path: Path) -> None:
    filled(path)
    db = sqlite3.connect(path)
    try:
        db.execute("INSERT OR REPLACE INTO texts VALUES (?, 'another')", ("5" * 64,))
        assert db.execute("SELECT text FROM texts").fetchall() == [("a text",)]
    finally:
        db.close()


def test_words_are_never_sql(path: Path) -> None:
    nasty = "'; DROP TABLE events; --"
    with SqliteStore(path) as store:
        store.append(nasty, EventKind.OPENED, nasty, nasty)
        store.save_draft(nasty, nasty)
        assert store.events(nasty)[0].body == nasty
        assert store.draft(nasty) == nasty
        assert store.record_ids() == (nasty,)


def ready_writer(path: Path, events: int) -> subprocess.Popen[str]:
    """Start a process that writes when it is told to."""
    command = [sys.executable, str(WRITER), str(path), str(events)]
    writer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    return writer


def test_two_processes_number_without_gaps(path: Path) -> None:
    with ready_writer(path, 150) as one, ready_writer(path, 150) as other:
        for writer in (one, other):
            assert writer.stdin is not None
            print(file=writer.stdin, flush=True)
        numbers = [int(line) for writer in (one, other) for line in writer.stdout or ()]
    assert (one.returncode, other.returncode) == (0, 0)
    assert sorted(numbers) == list(range(1, 301))
    with SqliteStore(path) as store:
        assert check_chain(WRITTEN, store.events(WRITTEN), store.head(WRITTEN)) is None


def test_a_writer_that_waited_in_vain_says_who_is_in_the_way(path: Path) -> None:
    with SqliteStore(path) as first, SqliteStore(path, busy_seconds=0.01) as second:
        first._db.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match=r"another program is holding it\. Close the other program"):
            second.append(RECORD, EventKind.OPENED, "{}", AT)
        first._db.execute("ROLLBACK")
        assert second.append(RECORD, EventKind.OPENED, "{}", AT).number == 1


def test_a_full_disk_loses_nothing_that_was_kept(path: Path) -> None:
    filled(path)
    with SqliteStore(path) as store:
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(RecordError, match=r"the disk is full\. Free some space"):
            store.append(RECORD, EventKind.HEARD, "x" * 100_000, AT)
        assert len(store.events(RECORD)) == 3
        store._db.execute("PRAGMA max_page_count = 100000")
        assert store.append(RECORD, EventKind.HEARD, "{}", AT).number == 4


def test_a_read_only_file_is_told_in_one_sentence(path: Path) -> None:
    with SqliteStore(path) as store:
        store._db.execute("PRAGMA query_only = ON")
        with pytest.raises(RecordError, match=r"it may only be read\."):
            store.save_draft(RECORD, "x")


@pytest.mark.parametrize(
    "content",
    [b"Dear diary, " * 100, b"PK\x03\x04" + bytes(2000), b"SQLite format 3\x00" + b"\xff" * 4096, b"\xff"],
    ids=["text", "zip", "mangled header", "one byte"],
)
def test_a_file_that_is_no_store_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(RecordError, match=r"^The record store .*records\.db cannot be used: .+\. .+\.$"):
        SqliteStore(path)
    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == ["records.db"]


@pytest.mark.parametrize("statement", ["CREATE TABLE films (title TEXT)", "PRAGMA application_id = 7"])
def test_the_database_of_another_program_is_left_alone(path: Path, statement: str) -> None:
    db = sqlite3.connect(path)
    db.execute(statement)
    db.commit()
    db.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match=r"a database of another program\. It was not touched"):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_keywork_is_left_alone(path: Path) -> None:
    filled(path)
    tamper(path, "INSERT INTO migrations VALUES (99, 'to come', '')")
    before = path.read_bytes()
    with pytest.raises(
        RecordError, match=r"newer keywork \(store version 99; this program knows 1\).*update keywork"
    ):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_a_damaged_page_is_told_in_one_sentence(path: Path) -> None:
    filled(path, events=200)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(RecordError, match=r"the file is damaged\. Put back a copy"):
        SqliteStore(path).events(RECORD)


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.touch()
    filled(path)
    with SqliteStore(path) as store:
        assert len(store.events(RECORD)) == 3


@pytest.mark.parametrize("place", ["missing/records.db", "file/records.db"])
def test_a_place_that_cannot_hold_a_file_is_told_in_one_sentence(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RecordError, match=r"it cannot be opened\. Check that the folder exists"):
        SqliteStore(tmp_path / place)
    assert not (tmp_path / "missing").exists()


def test_a_folder_without_write_permission_is_told_in_one_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)  # chmod does not stop an administrator
    with pytest.raises(RecordError, match=r"you may write there\.$"):
        SqliteStore(path)


def test_a_kind_of_event_nobody_knows_is_a_record_error(path: Path) -> None:
    filled(path)
    tamper(path, "UPDATE events SET kind = 'sung' WHERE number = 2")
    with SqliteStore(path) as store, pytest.raises(RecordError, match="event 2 is of no known kind"):
        store.events(RECORD)


def test_text_that_is_not_utf8_is_read_so_that_it_can_be_reported(path: Path) -> None:
    filled(path)
    tamper(path, "UPDATE events SET body = CAST(x'ff' AS TEXT) WHERE number = 2")
    with SqliteStore(path) as store:
        assert store.events(RECORD)[1].body == "\ufffd"


def test_migrations_are_numbered_and_recorded(path: Path) -> None:
    filled(path)
    with SqliteStore(path) as store:
        rows = store._db.execute("SELECT number, name FROM migrations").fetchall()
    assert rows == [(step.number, step.name) for step in migrations.MIGRATIONS]
    assert [step.number for step in migrations.MIGRATIONS] == list(range(1, len(migrations.MIGRATIONS) + 1))


def test_a_migration_that_fails_leaves_the_store_as_it_was(path: Path) -> None:
    filled(path)
    steps = (*migrations.MIGRATIONS, migrations.Migration(2, "bad", ("CREATE TABLE more (x)", "NOT SQL")))
    with SqliteStore(path) as store:
        with pytest.raises(sqlite3.OperationalError):
            migrations.migrate(store._db, AT, steps)
        assert migrations.applied(store._db) == 1
        tables = store._db.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'more'").fetchone()
    assert tables == (0,)


def test_a_step_that_another_program_took_meanwhile_is_not_taken_again(path: Path) -> None:
    steps = (*migrations.MIGRATIONS, migrations.Migration(2, "more", ("CREATE TABLE more (x)",)))
    with SqliteStore(path) as store:
        migrations.migrate(store._db, AT, steps)
        migrations._apply(store._db, AT, steps[1], steps)
        assert store._db.execute("SELECT count(*) FROM migrations").fetchone() == (2,)


def test_a_new_step_is_taken_once(path: Path) -> None:
    filled(path)
    steps = (*migrations.MIGRATIONS, migrations.Migration(2, "more", ("CREATE TABLE more (x)",)))
    with SqliteStore(path) as store:
        migrations.migrate(store._db, AT, steps)
        migrations.migrate(store._db, AT, steps)
        assert migrations.applied(store._db, steps) == 2
        assert len(store.events(RECORD)) == 3
