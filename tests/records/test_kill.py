"""A program killed at any instant loses nothing it has shown, nor what was being typed."""

import random
import subprocess
import sys
from pathlib import Path

from simulator.records.soundness import check_chain
from simulator.records.sqlite import SqliteStore
from tests.records.samples import make_practice, write_library
from tests.records.writer import RECORD, steps
from tests.support import SCENARIO

WRITER = Path(__file__).with_name("writer.py")
PLAYER = Path(__file__).with_name("player.py")
KILLS = 15


def shown_before_kill(*command: str | Path, lines: int, spins: int) -> int:
    """Kill a program after it has printed some lines and a moment more; return how many it printed in all."""
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        for _ in range(lines):
            assert program.stdout.readline() == "\n"
        sum(range(spins))
        program.kill()
        shown = lines + len(program.stdout.readlines())  # what was already in the pipe was shown as well
    assert program.returncode == -9
    return shown


def test_nothing_shown_is_lost_at_any_instant(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    path = tmp_path / "records.db"
    before, typing = 0, 0
    for _ in range(KILLS):
        shown = shown_before_kill(WRITER, path, lines=chance.randint(1, 50), spins=chance.randint(0, 100_000))
        with SqliteStore(path) as store:
            after = steps(store)
            assert before + shown <= after <= before + shown + 1
            assert check_chain(RECORD, store.events(RECORD), store.head(RECORD)) is None
            typing += store.draft(RECORD) != ""
        before = after
    assert typing


def test_a_real_session_goes_on_after_the_last_reply_shown(tmp_path: Path) -> None:
    library = write_library(tmp_path, SCENARIO.replace("turns: 12", "turns: 100"))
    path = tmp_path / "records.db"
    shown = shown_before_kill(PLAYER, path, tmp_path, lines=3, spins=50_000)
    with SqliteStore(path) as store:
        practice = make_practice(store, library)
        (left,) = practice.unfinished()
        session = practice.resume(left.id)
        spoken = len(session.outcomes)
        assert shown <= spoken <= shown + 1
        assert session.draft in ("", f"Tell me about the flat, part {spoken + 1}.")
        assert session.hear("And now?").number == spoken + 1


def test_nothing_typed_of_a_note_is_lost(tmp_path: Path) -> None:
    library = write_library(tmp_path)
    path = tmp_path / "records.db"
    shown = shown_before_kill(PLAYER, path, tmp_path, "note", lines=5, spins=20_000)
    with SqliteStore(path) as store:
        practice = make_practice(store, library)
        (over,) = practice.past()
        written = practice.review(over.id).draft
        assert shown <= len(written) <= shown + 1
        session = practice.resume(over.id)
        assert (session.takes_note, session.draft) == (True, written)
        assert session.note(f"{session.draft} and more").text == f"{written} and more"
        assert session.draft == ""
