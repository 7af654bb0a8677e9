"""When keywork opens the screen, and what it opens it with."""

from pathlib import Path
from typing import Any

import pytest

from simulator.cli import play
from simulator.engine.outcome import Mode
from tests.end_to_end.running import Keywork


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the screen was opened with, each time it was; there is a terminal."""
    calls: list[dict[str, Any]] = []

    def run(open_practice: Any, **options: Any) -> int:
        calls.append({"trainee": open_practice().trainee, **options})
        return 7

    monkeypatch.setattr("simulator.tui.app.run", run)
    monkeypatch.setattr(play, "on_terminal", lambda: True)
    return calls


def test_alone_it_opens_the_list(keywork: Keywork, opened: list[dict[str, Any]], tmp_path: Path) -> None:
    done = keywork("--store", tmp_path / "records.db", "--trainee", "Kim")
    assert done.code == 7
    assert opened == [{"trainee": "Kim"}]
    assert (tmp_path / "records.db").exists()


def test_play_opens_the_conversation(keywork: Keywork, sam: str, opened: list[dict[str, Any]]) -> None:
    options = ("--seed", 3, "--mode", "assessment", "--preset", "guarded")
    assert keywork("--trainee", "Kim", "play", sam, *options).code == 7
    assert opened == [
        {"trainee": "Kim", "scenario": sam, "seed": 3, "mode": Mode.ASSESSMENT, "preset": "guarded"}
    ]


@pytest.mark.parametrize("option", ["--plain", "--json"])
def test_plain_mode_can_be_asked_for(
    keywork: Keywork, sam: str, opened: list[dict[str, Any]], option: str
) -> None:
    assert keywork("play", sam, option).code == 0
    assert opened == []


def test_the_screen_takes_up_records_itself(keywork: Keywork, opened: list[dict[str, Any]]) -> None:
    done = keywork("play", "--resume", "20261122")
    assert done.code == 2
    assert "add --plain" in done.err
    assert opened == []
