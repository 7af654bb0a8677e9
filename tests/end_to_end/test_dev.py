"""dev.py: the way from a bare Python to a running keywork."""

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "dev.py"


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """dev.py, standing in an empty checkout of its own."""
    spec = importlib.util.spec_from_file_location("dev", DEV)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    for name in ("ROOT", "VENV", "BIN", "PYTHON", "LOG"):
        monkeypatch.setattr(module, name, tmp_path / getattr(module, name).relative_to(ROOT))
    return module


@pytest.fixture
def installed(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every extra that was installed, in order; making the environment costs nothing."""

    def make_venv() -> None:
        dev.BIN.mkdir(parents=True, exist_ok=True)
        dev.PYTHON.touch()

    extras: list[str] = []
    monkeypatch.setattr(dev, "make_venv", make_venv)
    monkeypatch.setattr(dev, "install", extras.append)
    return extras


def pip_says(text: str, dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let pip fail with that output; the sentence the user gets."""
    dev.VENV.mkdir()
    failed = subprocess.CompletedProcess([], 1, stdout="", stderr=text)
    monkeypatch.setattr(dev.subprocess, "run", lambda *_args, **_kwargs: failed)
    with pytest.raises(dev.SetupError) as caught:
        dev.install("dev")
    assert dev.LOG.read_text(encoding="utf-8") == text
    return str(caught.value)


def test_an_old_python_can_parse_it_and_says_what_is_needed() -> None:
    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 6))
    pretend = "import runpy, sys; sys.version_info = (3, 8, 0, 'final', 0); runpy.run_path(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", pretend, str(DEV)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "keywork needs Python 3.11 or newer, and this is 3.8:"
        " install a newer one from https://www.python.org/downloads/"
    ]


def test_a_python_without_ensurepip_is_told_what_to_install(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        dev.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object()
    )
    with pytest.raises(dev.SetupError, match=r"sudo apt install python3\.\d+-venv$"):
        dev.make_venv()


def test_it_installs_once_and_again_when_the_project_changes(dev: ModuleType, installed: list[str]) -> None:
    dev.prepare("dev")
    dev.prepare("dev")
    assert installed == ["dev"]
    (dev.ROOT / "pyproject.toml").write_text("[project]\nname = 'changed'\n", encoding="utf-8")
    dev.prepare("dev")
    assert installed == ["dev", "dev"]


def test_what_develops_also_runs_but_not_the_other_way_round(dev: ModuleType, installed: list[str]) -> None:
    dev.prepare("")
    dev.prepare("dev")
    dev.prepare("")
    assert installed == ["", "dev"]


def test_an_installation_that_was_broken_off_is_done_again(
    dev: ModuleType, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(_extra: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(dev, "install", broken_off)
        assert dev.main(["run"]) == 130
    dev.prepare("")
    assert installed == [""]


def test_an_environment_of_another_python_is_replaced(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.VENV.mkdir()
    (dev.VENV / "pyvenv.cfg").write_text("version = 3.9.1\n", encoding="utf-8")
    (dev.VENV / "old").touch()
    monkeypatch.setattr("venv.EnvBuilder.create", lambda _self, path: Path(path).mkdir())
    dev.make_venv()
    assert list(dev.VENV.iterdir()) == []


def test_without_network_it_says_so_in_one_line(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = pip_says("WARNING: Retrying after NewConnectionError", dev, monkeypatch)
    assert "check the network or proxy" in sentence
    assert "\n" not in sentence


def test_any_other_failure_of_pip_points_to_what_it_said(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = pip_says("ERROR: No matching distribution", dev, monkeypatch)
    assert str(dev.LOG) in sentence
    assert "network" not in sentence


def test_check_runs_everything_and_fails_if_anything_did(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = [sys.executable, "-c", "print('a complaint'); raise SystemExit(1)"]
    good = [sys.executable, "-c", "print('nothing to see')"]
    monkeypatch.setattr(dev, "CHECKS", (("first", bad), ("second", good)))
    assert dev.check([]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "a complaint"
    assert [line.split()[:2] for line in lines[1:]] == [["first", "FAILED"], ["second", "ok"]]


def test_an_unknown_task_is_answered_with_those_there_are(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["tset"]) == 2
    told = capsys.readouterr().err
    assert "no task 'tset'" in told
    assert all(f"\n  {task} " in told for task in dev.TASKS)


def test_continuous_integration_does_what_a_developer_does() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    commands = script.read_text(encoding="utf-8").splitlines()
    assert [line for line in commands if line.startswith("python3")] == [
        "python3 dev.py check",
        "python3 dev.py test",
    ]
