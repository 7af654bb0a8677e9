"""What pip installs: the command and the conversations, from anywhere, without the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--skip-dependency-check",
        "--outdir",
        folder,
        ROOT,
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def keywork(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in a clean environment that holds the wheel and borrows only its dependencies."""
    home = tmp_path_factory.mktemp("clean")
    venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(home)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        scripts / "python",
        "install",
        "--no-deps",
        "--no-index",
        wheel,
    )
    packages = next(home.rglob("site-packages"))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts / "keywork"


def run(*command: object, **options: object) -> str:
    """Run a command that must succeed; what it wrote."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, **options
    )  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr
    return str(done.stdout)


def test_the_wheel_carries_the_content_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("personas", "scenarios"):
        here = {path.name for path in (ROOT / folder).glob("*.yaml")}
        there = {Path(name).name for name in names if name.startswith(f"simulator/_content/{folder}/")}
        assert here
        assert there == here
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/", "docs/"))]


def test_it_works_from_another_folder(keywork: Path, tmp_path: Path) -> None:
    listed = [json.loads(line)["id"] for line in run(keywork, "list", "--json", cwd=tmp_path).splitlines()]
    assert listed == sorted(path.stem for path in (ROOT / "scenarios").glob("*.yaml"))
    said = run(
        keywork,
        "play",
        listed[0],
        "--json",
        "--store",
        tmp_path / "records.db",
        cwd=tmp_path,
        input="Morning.\n",
    )
    assert [json.loads(line)["type"] for line in said.splitlines()] == [
        "opened",
        "turn",
        "ended",
        "scorecard",
    ]
