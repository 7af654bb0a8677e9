"""The command, run in this process: a subprocess is for what only a process has."""

import io
import os
import sys
from pathlib import Path

import pytest

from simulator import locations
from simulator.cli.main import main
from tests.end_to_end.running import Done, Keywork
from tests.support import PERSONA, SCENARIO

collect_ignore = [] if os.name == "posix" else ["test_process.py"]
"""Signals and pseudo-terminals are POSIX."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without records and crash reports."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def keywork(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Keywork:
    """Run the command with these arguments and this standard input, text or bytes."""
    assert not home.exists()

    def run(*arguments: object, said: str | bytes = b"") -> Done:
        raw = said.encode() if isinstance(said, str) else said
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Done(code, out, err)

    return run


@pytest.fixture
def sam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The only conversation there is: a small one, which no author changes."""
    dirs = locations.ContentDirs(tmp_path / "personas", tmp_path / "scenarios")
    for folder in dirs:
        folder.mkdir()
    (dirs.personas / "sam.yaml").write_text(PERSONA, encoding="utf-8")
    (dirs.scenarios / "sam-talk.yaml").write_text(SCENARIO, encoding="utf-8")
    monkeypatch.setattr(locations, "content_dirs", lambda: dirs)
    return "sam-talk"
