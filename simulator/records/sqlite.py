"""The store in one SQLite file: what ``append`` returned survives the loss of the process and of power.

Write-ahead log with full synchronisation; writers of several programs queue up; the file is private
to its owner; a file that is not a sound keywork store is left as it was found.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Final, Self

from simulator.errors import RecordError
from simulator.records.migrations import UnfitFileError, applied, migrate
from simulator.records.store import START, Event, EventKind, Head

BUSY_SECONDS: Final = 10.0
"""How long a writer waits for another before it gives up; a write takes milliseconds."""

_MAGIC: Final = b"SQLite format 3\0"

_FAULTS: Final = {
    sqlite3.SQLITE_NOTADB: ("it is not a record store.", "It was not touched: give another file."),
    sqlite3.SQLITE_CORRUPT: (
        "the file is damaged.",
        "Put back a copy from your backup, or give another file.",
    ),
    sqlite3.SQLITE_ERROR: ("the file is damaged.", "Put back a copy from your backup, or give another file."),
    sqlite3.SQLITE_FULL: (
        "the disk is full.",
        "Free some space and try again; everything shown so far is kept.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "it cannot be opened.",
        "Check that the folder exists and that you may write there.",
    ),
    sqlite3.SQLITE_READONLY: (
        "it may only be read.",
        "Allow writing to the file and its folder, or use a copy.",
    ),
    sqlite3.SQLITE_PERM: ("you may not use it.", "Ask the owner of the file, or give another one."),
    sqlite3.SQLITE_BUSY: ("another program is holding it.", "Close the other program and try again."),
    sqlite3.SQLITE_IOERR: ("the disk reported an error.", "Check the disk; everything shown so far is kept."),
    sqlite3.SQLITE_CONSTRAINT: ("it does not agree with itself.", "Run 'keywork records verify --all'."),
}
_UNKNOWN_FAULT: Final = ("the database gave up.", "Try again, or give another file.")


class SqliteStore:
    """A ``Store`` in the file at ``path``, which is made if it is missing."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._lock = RLock()  # one connection, several threads: a transaction belongs to one of them
        with self._explained():
            _create_private(path)
            _check_header(path)
            self._db = sqlite3.connect(
                path, timeout=busy_seconds, isolation_level=None, check_same_thread=False
            )
            try:
                _prepare(self._db)
            except BaseException:
                self._db.close()
                raise

    def pin(self, digest: str, text: str) -> None:
        """Keep a content text."""
        with self._writing() as db:
            db.execute("INSERT INTO texts (digest, text) VALUES (?, ?)", (digest, text))

    def pinned(self, digest: str) -> str | None:
        """Return the text with that digest, or None."""
        rows = self._read("SELECT text FROM texts WHERE digest = ?", digest)
        return str(rows[0][0]) if rows else None

    def append(
        self, record_id: str, kind: EventKind, body: str, at: str, *, after: int | None = None
    ) -> Event:
        """Add an event and drop the draft, in one durable step."""
        with self._writing() as db:
            head = self.head(record_id) or START
            head.check_unmoved(record_id, after)
            event = head.follow(record_id, kind, body, at)
            db.execute(
                "INSERT INTO events (record, number, kind, at, body, previous, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    event.record,
                    event.number,
                    event.kind.value,
                    event.at,
                    event.body,
                    event.previous,
                    event.digest,
                ),
            )
            db.execute(
                "INSERT INTO heads (record, number, digest) VALUES (?, ?, ?)"
                " ON CONFLICT (record) DO UPDATE SET number = excluded.number, digest = excluded.digest",
                (event.record, event.number, event.digest),
            )
            db.execute("DELETE FROM drafts WHERE record = ?", (record_id,))
        return event

    def events(self, record_id: str) -> tuple[Event, ...]:
        """Return all events in order of number."""
        rows = self._read(
            "SELECT record, number, kind, at, body, previous, digest FROM events WHERE record = ? ORDER BY number",
            record_id,
        )
        return tuple(map(_event, rows))

    def event(self, record_id: str, number: int) -> Event | None:
        """Return one event, or None."""
        rows = self._read(
            "SELECT record, number, kind, at, body, previous, digest FROM events WHERE record = ? AND number = ?",
            record_id,
            number,
        )
        return _event(rows[0]) if rows else None

    def head(self, record_id: str) -> Head | None:
        """Return where the record ends."""
        rows = self._read("SELECT number, digest FROM heads WHERE record = ?", record_id)
        return Head(int(rows[0][0]), str(rows[0][1])) if rows else None

    def record_ids(self) -> tuple[str, ...]:
        """Return every record, sorted."""
        rows = self._read("SELECT record FROM heads UNION SELECT record FROM events ORDER BY record")
        return tuple(str(record) for (record,) in rows)

    def save_draft(self, record_id: str, text: str) -> None:
        """Keep what is typed but not said."""
        with self._lightly(), self._writing() as db:
            if text:
                db.execute(
                    "INSERT INTO drafts (record, text) VALUES (?, ?)"
                    " ON CONFLICT (record) DO UPDATE SET text = excluded.text",
                    (record_id, text),
                )
            else:
                db.execute("DELETE FROM drafts WHERE record = ?", (record_id,))

    def draft(self, record_id: str) -> str:
        """Return what was typed but not said."""
        rows = self._read("SELECT text FROM drafts WHERE record = ?", record_id)
        return str(rows[0][0]) if rows else ""

    def close(self) -> None:
        """Close the file."""
        with self._lock, self._explained():
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _read(self, query: str, *values: str | int) -> list[tuple[str | int, ...]]:
        with self._lock, self._explained():
            return self._db.execute(query, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Hold a transaction that no other writer can come between; after a failure nothing of it remains."""
        with self._lock, self._explained():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def _lightly(self) -> Iterator[None]:
        """Write without waiting for the disk: safe from a kill, not from a power failure; typing must not stall."""
        with self._lock, self._explained():
            self._db.execute("PRAGMA synchronous = NORMAL")
            try:
                yield
            finally:
                self._db.execute("PRAGMA synchronous = FULL")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn every failure of the file or the database into one sentence that names the file."""
        try:
            yield
        except (sqlite3.Error, OSError, UnfitFileError) as error:
            reason, todo = _fault(error)
            raise RecordError(f"The record store {self.path} cannot be used: {reason}", todo) from error


def _fault(error: sqlite3.Error | OSError | UnfitFileError) -> tuple[str, str]:
    """Find the reason and what to do about it."""
    if isinstance(error, UnfitFileError):
        return error.reason, error.todo
    if isinstance(error, OSError):
        return _FAULTS[sqlite3.SQLITE_CANTOPEN]
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _FAULTS.get(primary, _UNKNOWN_FAULT)


def _create_private(path: Path) -> None:
    """Make the file readable by its owner only; SQLite gives its log files the same mode."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return


def _check_header(path: Path) -> None:
    """Refuse what is no database before SQLite sees it: it would take a file of one byte for an empty one."""
    if not path.is_file():
        raise UnfitFileError("it is not a file.", "Give a file.")
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) not in (b"", _MAGIC):
            raise UnfitFileError("it is not a record store.", "It was not touched: give another file.")


def _prepare(db: sqlite3.Connection) -> None:
    db.text_factory = _decode
    db.execute("PRAGMA trusted_schema = OFF")
    applied(db)  # refuses a file that is not ours before anything in it is changed
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA fullfsync = ON")  # on macOS a plain fsync may stay in the disk's own cache
    migrate(db, datetime.now(UTC).isoformat())


def _decode(raw: bytes) -> str:
    """Damaged text is still text: the chain tells that it was changed, and where."""
    return raw.decode("utf-8", "replace")


def _event(row: tuple[str | int, ...]) -> Event:
    record, number, kind, at, body, previous, digest = row
    try:
        return Event(
            str(record), int(number), EventKind(str(kind)), str(at), str(body), str(previous), str(digest)
        )
    except ValueError as error:
        raise RecordError(
            f"The record {record} was changed: event {number} is of no known kind.",
            "Put back a copy from your backup.",
        ) from error
