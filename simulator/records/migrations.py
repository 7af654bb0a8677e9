"""How a store file came to its present shape: each step numbered, recorded and all-or-nothing.

A step that was released is never edited; a change is a new step at the end.
"""

import sqlite3
from dataclasses import dataclass
from typing import Final

APPLICATION_ID: Final = 0x6B657977
"""``keyw`` in the file's header: tells a keywork store from any other SQLite file."""


class UnfitFileError(Exception):
    """The file is not a store this program can use: why, and what to do."""

    def __init__(self, reason: str, todo: str) -> None:
        super().__init__(reason, todo)
        self.reason = reason
        self.todo = todo


@dataclass(frozen=True, slots=True)
class Migration:
    """One step."""

    number: int
    name: str
    statements: tuple[str, ...]


MIGRATIONS: Final = (
    Migration(
        1,
        "texts, events, heads and drafts",
        (
            f"PRAGMA application_id = {APPLICATION_ID}",
            "CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL)",
            "CREATE TABLE texts (digest TEXT PRIMARY KEY, text TEXT NOT NULL)",
            """CREATE TABLE events (
                record TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL,
                body TEXT NOT NULL, previous TEXT NOT NULL, digest TEXT NOT NULL,
                UNIQUE (record, number)
            )""",
            "CREATE TABLE heads (record TEXT PRIMARY KEY, number INTEGER NOT NULL, digest TEXT NOT NULL)",
            "CREATE TABLE drafts (record TEXT PRIMARY KEY, text TEXT NOT NULL)",
            # INSERT OR REPLACE removes rows without firing DELETE triggers, so numbering is guarded as well.
            """CREATE TRIGGER events_follow_on BEFORE INSERT ON events
                WHEN NEW.number <> 1 + coalesce((SELECT max(number) FROM events WHERE record = NEW.record), 0)
                BEGIN SELECT RAISE(ABORT, 'events are numbered without gaps'); END""",
            """CREATE TRIGGER events_never_change BEFORE UPDATE ON events
                BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
            """CREATE TRIGGER events_never_go BEFORE DELETE ON events
                BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
            """CREATE TRIGGER texts_never_replaced BEFORE INSERT ON texts
                WHEN EXISTS (SELECT 1 FROM texts WHERE digest = NEW.digest)
                BEGIN SELECT RAISE(IGNORE); END""",
            """CREATE TRIGGER texts_never_change BEFORE UPDATE ON texts
                BEGIN SELECT RAISE(ABORT, 'texts are never changed'); END""",
            """CREATE TRIGGER texts_never_go BEFORE DELETE ON texts
                BEGIN SELECT RAISE(ABORT, 'texts are never deleted'); END""",
            """CREATE TRIGGER heads_follow_on BEFORE INSERT ON heads
                WHEN NEW.number <> 1 + coalesce((SELECT number FROM heads WHERE record = NEW.record), 0)
                BEGIN SELECT RAISE(ABORT, 'heads only advance'); END""",
            """CREATE TRIGGER heads_only_advance BEFORE UPDATE ON heads
                WHEN NEW.record <> OLD.record OR NEW.number <> OLD.number + 1
                BEGIN SELECT RAISE(ABORT, 'heads only advance'); END""",
            """CREATE TRIGGER heads_never_go BEFORE DELETE ON heads
                BEGIN SELECT RAISE(ABORT, 'heads are never deleted'); END""",
        ),
    ),
)


def applied(db: sqlite3.Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> int:
    """Return the number of the last step taken; 0 for an empty file.

    Only looks. ``UnfitFileError`` when the file is another program's or a newer keywork's.
    """
    version = _version(db)
    if version is None:
        raise UnfitFileError("it is a database of another program.", "It was not touched: give another file.")
    newest = migrations[-1].number
    if version > newest:
        raise UnfitFileError(
            f"it was made by a newer keywork (store version {version}; this program knows {newest}).",
            "It was not touched: update keywork, or give another file.",
        )
    return version


def _version(db: sqlite3.Connection) -> int | None:
    """Read the version in one glance: another program may be making the store at this moment."""
    db.execute("SAVEPOINT glance")
    try:
        (application_id,) = db.execute("PRAGMA application_id").fetchone()
        (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application_id != APPLICATION_ID:
            return None if application_id or tables else 0
        (version,) = db.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchone()
        return int(version)
    finally:
        db.execute("RELEASE glance")


def migrate(db: sqlite3.Connection, at: str, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Bring the store up to date."""
    for migration in migrations[applied(db, migrations) :]:
        _apply(db, at, migration, migrations)


def _apply(db: sqlite3.Connection, at: str, migration: Migration, migrations: tuple[Migration, ...]) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        # Another program may have taken this step while we waited for the lock.
        if applied(db, migrations) < migration.number:
            for statement in migration.statements:
                db.execute(statement)
            db.execute("INSERT INTO migrations VALUES (?, ?, ?)", (migration.number, migration.name, at))
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
