"""A child process of the tests: ``writer.py STORE [EVENTS]`` types and says one turn after another.

It prints the number of each event once it is durable, as a program shows a reply. With a number of events
it says that it is ready and waits for a line first; without, it goes on until it is killed.
"""

import itertools
import sys
from pathlib import Path

from simulator.records.sqlite import SqliteStore
from simulator.records.store import START, EventKind

RECORD = "20261122-0607-sam-0000"


def main(path: str, events: str = "") -> None:
    with SqliteStore(Path(path)) as store:
        if events:
            print("ready", flush=True)
            sys.stdin.readline()
        for _ in range(int(events)) if events else itertools.count():
            number = (store.head(RECORD) or START).number + 1
            if not events:
                store.save_draft(RECORD, f"draft {number}")
            event = store.append(
                RECORD, EventKind.HEARD, f'{{"said":"turn {number}"}}', "2026-11-22T06:07:08Z"
            )
            print(event.number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
