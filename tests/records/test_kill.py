"""A program killed at any instant loses nothing it has shown, nor what was being typed."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.records.soundness import check_chain
from simulator.records.sqlite import SqliteStore
from tests.records.writer import RECORD

WRITER = Path(__file__).with_name("writer.py")
KILLS = 15


def shown_before_kill(path: Path, replies: int, spins: int) -> int:
    """Kill a writer after it has shown some replies and a random moment more; return the last one shown."""
    with subprocess.Popen([sys.executable, WRITER, path], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        shown = [int(writer.stdout.readline()) for _ in range(replies)]
        sum(range(spins))
        writer.kill()
        # What was already in the pipe was shown as well; a line cut short by the kill was not.
        shown += [int(line) for line in writer.stdout if line.endswith("\n")]
    assert writer.returncode == -9
    return shown[-1]


@pytest.mark.parametrize("seed", [20261122])
def test_nothing_shown_is_lost_at_any_instant(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    path = tmp_path / "records.db"
    drafts_found = 0
    for _ in range(KILLS):
        shown = shown_before_kill(path, chance.randint(1, 4), chance.randint(0, 100_000))
        with SqliteStore(path) as store:
            events = store.events(RECORD)
            assert check_chain(RECORD, events, store.head(RECORD)) is None
            assert shown <= len(events) <= shown + 1
            assert store.draft(RECORD) in ("", f"draft {len(events) + 1}")
            drafts_found += store.draft(RECORD) != ""
    assert drafts_found
