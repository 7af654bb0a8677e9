"""docs/records.md says what the code does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.content.library import Library
from simulator.records.soundness import Soundness
from simulator.records.sqlite import SqliteStore
from tests.records.samples import make_practice, tamper

GUIDE = (Path(__file__).parents[2] / "docs" / "records.md").read_text(encoding="utf-8")


@pytest.fixture
def record(tmp_path: Path, library: Library) -> str:
    with SqliteStore(tmp_path / "records.db") as store:
        session = make_practice(store, library, "Zoë").start("sam-talk")
        session.hear("How are “you”?\n")
        return session.record_id


def run_the_guides_check(folder: Path, record: str) -> subprocess.CompletedProcess[str]:
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    code = code.replace("20261122-0607-darren-3f9a", record)
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_chain_can_be_checked_without_keywork_as_the_guide_says(tmp_path: Path, record: str) -> None:
    with SqliteStore(tmp_path / "records.db") as store:
        head = store.head(record)
    assert head is not None
    assert run_the_guides_check(tmp_path, record).stdout.strip() == head.digest
    tamper(tmp_path / "records.db", "UPDATE events SET body = body || ' ' WHERE number = 2")
    assert "AssertionError: 2" in run_the_guides_check(tmp_path, record).stderr


@pytest.mark.parametrize("verdict", Soundness)
def test_every_verdict_is_explained(verdict: Soundness) -> None:
    assert f"| `{verdict}` |" in GUIDE


def test_every_table_and_column_is_in_the_guide(tmp_path: Path, record: str) -> None:
    with SqliteStore(tmp_path / "records.db") as store:
        assert store.events(record)
        columns = store._db.execute(
            "SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) c WHERE s.type = 'table'"
        ).fetchall()
    rows = {row.split("`")[1]: row for row in GUIDE.splitlines() if row.startswith("| `")}
    assert columns
    assert [pair for pair in columns if f"`{pair[1]}`" not in rows[pair[0]]] == []
