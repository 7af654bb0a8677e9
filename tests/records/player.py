"""A child process of the tests: ``player.py STORE FOLDER`` holds a real conversation until it is killed.

It prints a line each time a reply could be shown. ``player.py STORE FOLDER note`` ends it at once and types a note
letter by letter; it prints a line after each.
"""

import itertools
import sys
from pathlib import Path

from simulator.content.library import Library
from simulator.practice import Practice
from simulator.records.sqlite import SqliteStore


def main(path: str, folder: str, what: str = "") -> None:
    library = Library(Path(folder) / "personas", Path(folder) / "scenarios")
    with SqliteStore(Path(path)) as store:
        session = Practice(store, library).start("sam-talk", seed=1)
        if what == "note":
            session.finish()
            for letters in itertools.count(1):
                session.save_draft("x" * letters)
                print(flush=True)
        for turn in itertools.count(1):
            session.hear(f"Tell me about the flat, part {turn}.")
            print(flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
