"""A program killed at any instant loses nothing it has shown, nor what was being typed."""

import random
import subprocess
import sys
from pathlib import Path

from simulator.records.soundness import check_chain
from simulator.records.sqlite import SqliteStore
from tests.records.samples import make_practice, write_library
from tests.records.writer import RECORD
from tests.support import SCENARIO

WRITER = Path(__file__).with_name("writer.py")
PLAYER = Path(__file__).with_name("player.py")
KILLS = 15


def shown_before_kill(*command: str | Path, replies: int, spins: int) -> int:
    """Kill a program after it has shown some replies and a moment more; return the last one it showed."""
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        shown = [int(writer.stdout.readline()) for _ in range(replies)]
        sum(range(spins))
        writer.kill()
        # What was already in the pipe was shown as well; a line cut short by the kill was not.
        shown += [int(line) for line in writer.stdout if line.endswith("\n")]
    assert writer.returncode == -9
    return shown[-1]


def test_nothing_shown_is_lost_at_any_instant(tmp_path: Path) -> None:
    chance = random.Random(20261122)  # noqa: S311 - not for secrets
    path = tmp_path / "records.db"
    drafts_found = 0
    for _ in range(KILLS):
        moment = {"replies": chance.randint(1, 4), "spins": chance.randint(0, 100_000)}
        shown = shown_before_kill(WRITER, path, **moment)
        with SqliteStore(path) as store:
            events = store.events(RECORD)
            assert check_chain(RECORD, events, store.head(RECORD)) is None
            assert shown <= len(events) <= shown + 1
            assert store.draft(RECORD) in ("", f"draft {len(events) + 1}")
            drafts_found += store.draft(RECORD) != ""
    assert drafts_found


def test_a_real_session_goes_on_after_the_last_reply_shown(tmp_path: Path) -> None:
    library = write_library(tmp_path, SCENARIO.replace("turns: 12", "turns: 100"))
    path = tmp_path / "records.db"
    shown = shown_before_kill(PLAYER, path, tmp_path, replies=3, spins=50_000)
    with SqliteStore(path) as store:
        practice = make_practice(store, library)
        (left,) = practice.unfinished()
        session = practice.resume(left.id)
        spoken = len(session.outcomes)
        assert shown <= spoken <= shown + 1
        assert session.draft in ("", f"Tell me about the flat, part {spoken + 1}.")
        assert session.hear("And now?").number == spoken + 1
