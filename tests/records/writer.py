"""A child process of the tests.

``writer.py STORE EVENTS`` says that it is ready, waits for a line, then adds that many events and prints their numbers.
``writer.py STORE`` types and says turns until it is killed, and prints a line after every step that must not be lost.
"""

import sys
from pathlib import Path

from simulator.records.sqlite import SqliteStore
from simulator.records.store import START, EventKind, Store

RECORD = "20261122-0607-sam-0000"
TURN = "x" * 20
"""What is said in each turn, typed letter by letter."""


def steps(store: Store) -> int:
    """Count the letters typed and turns said so far."""
    said = (store.head(RECORD) or START).number
    return said * (len(TURN) + 1) + len(store.draft(RECORD))


def take_step(store: Store) -> None:
    """Type another letter, or say the turn once it is typed."""
    draft = store.draft(RECORD)
    if draft == TURN:
        add(store)
    else:
        store.save_draft(RECORD, draft + "x")


def add(store: Store) -> int:
    return store.append(RECORD, EventKind.HEARD, "{}", "2026-11-22T06:07:08.000000Z").number


def main(path: str, events: str = "") -> None:
    with SqliteStore(Path(path)) as store:
        if events:
            print("ready", flush=True)
            sys.stdin.readline()
            for _ in range(int(events)):
                print(add(store), flush=True)
            return
        while True:
            take_step(store)
            print(flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
