#!/usr/bin/env python3
"""Set up and run keywork from a checkout with nothing but Python: ``python3 dev.py run``.

The environment in ``.venv`` counts as ready only when it holds a stamp for the present
pyproject.toml and Python. The stamp is written last, so a broken-off installation is done again.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python can still parse this file, to be told
    sys.exit(
        f"keywork needs Python 3.11 or newer, and this is {sys.version_info[0]}.{sys.version_info[1]}:"
        " install a newer one from https://www.python.org/downloads/"
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
SUFFIX = ".exe" if os.name == "nt" else ""
PYTHON = BIN / ("python" + SUFFIX)
LOG = VENV / "install.log"

USAGE = """\
usage: python3 dev.py TASK [arguments]

  run [arguments]    keywork itself, such as: python3 dev.py run play darren-first-key-work
  test [arguments]   the test suite; the arguments go to pytest
  check              lint, formatting, types and the direction of imports
  bench [name ...]   the speed of what people wait for, beside its goal
  train [arguments]  the weights of the reader, from the labelled turns (some minutes)
"""

CHECKS = (
    ("ruff check", [str(BIN / "ruff") + SUFFIX, "check", "--quiet"]),
    ("ruff format", [str(BIN / "ruff") + SUFFIX, "format", "--check", "--quiet", "--diff"]),
    ("mypy --strict", [str(PYTHON), "-m", "mypy"]),
    ("lint-imports", [str(BIN / "lint-imports") + SUFFIX, "--no-logo"]),
)

OFFLINE = (
    "NewConnectionError",
    "Max retries",
    "name resolution",
    "ConnectTimeout",
    "Read timed out",
    "ProxyError",
)
"""What pip writes when it cannot reach the package index."""


class SetupError(Exception):
    """The environment cannot be made: one line saying what is missing."""


def main(arguments: list[str]) -> int:
    """Do the task the first argument names; the rest belongs to it."""
    task, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if task not in TASKS:
        asked = task in ("help", "-h", "--help")
        print(
            USAGE if asked else f"dev.py: there is no task {task!r}.\n\n{USAGE}",
            file=sys.stdout if asked else sys.stderr,
            end="",
        )
        return 0 if asked else 2
    try:
        prepare(extra="" if task == "run" else "dev")
        return TASKS[task](rest)
    except SetupError as error:
        print(f"dev.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("dev.py: stopped; run it again to carry on.", file=sys.stderr)
        return 130


def run(arguments: list[str]) -> int:
    """Start keywork where the user stands; -P keeps files lying there from being imported."""
    return hand_over([str(PYTHON), "-P", "-m", "simulator", *arguments])


def test(arguments: list[str]) -> int:
    """Run the test suite, on every core unless the arguments say otherwise."""
    os.chdir(ROOT)
    return hand_over([str(PYTHON), "-m", "pytest", "-n", "auto", *arguments])


def bench(arguments: list[str]) -> int:
    """Measure the speed goals."""
    os.chdir(ROOT)
    return hand_over([str(PYTHON), "-m", "benchmarks", *arguments])


def train(arguments: list[str]) -> int:
    """Train the reader anew."""
    os.chdir(ROOT)
    return hand_over([str(PYTHON), "-m", "scoring.training", *arguments])


def check(arguments: list[str]) -> int:
    """Run every check, show what failed, then one line for each."""
    if arguments:
        raise SetupError("check takes no arguments.")
    summary, failed = [], False
    for name, command in CHECKS:
        started = time.perf_counter()
        done = subprocess.run(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            failed = True
            print(done.stdout + done.stderr, end="")
        outcome = "FAILED" if done.returncode else "ok"
        summary.append(f"{name:<14} {outcome:<6} {time.perf_counter() - started:5.1f} s")
    print("\n".join(summary))
    return int(failed)


TASKS = {"run": run, "test": test, "check": check, "bench": bench, "train": train}


def hand_over(command: list[str]) -> int:
    """Become that command, so that signals and the terminal reach it directly; Windows has to wait for it."""
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(command[0], command)  # noqa: S606 - no shell is wanted
    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # the command got it as well, and decides


def prepare(extra: str) -> None:
    """Make or renew the environment unless it is ready; "dev" includes all that running needs."""
    stamps = [stamp_of(name) for name in {extra, "dev"}]
    wanted = stamp()
    if PYTHON.exists() and any(read(path) == wanted for path in stamps):
        return
    print("dev.py: setting up .venv, which takes a minute the first time.", file=sys.stderr)
    make_venv()
    install(extra)
    stamp_of(extra).write_text(wanted, encoding="utf-8")


def stamp_of(extra: str) -> Path:
    """Where the stamp of an installation with that extra lies."""
    return VENV / f"keywork-{extra or 'runtime'}.stamp"


def stamp() -> str:
    """Digest what the installation depends on: the project file, this Python and where the checkout lies."""
    project = (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(project + sys.version.encode() + str(ROOT).encode()).hexdigest()


def read(path: Path) -> str:
    """Return the text of a file, empty when there is none."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def make_venv() -> None:
    """Make .venv, repair a half-made one, replace one made by another Python version."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        raise SetupError(
            f"this Python cannot make virtual environments; install what is missing, on Debian or Ubuntu: sudo apt install {package}"
        )
    import venv

    version = "version = {}.{}.".format(*sys.version_info[:2])
    foreign = VENV.exists() and version not in read(VENV / "pyvenv.cfg")
    try:
        if foreign:
            shutil.rmtree(VENV)
        venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(f"cannot make {VENV}: {error}") from error


def install(extra: str) -> None:
    """Install keywork in place, with what the extra adds; pip speaks only when it fails."""
    target = f".[{extra}]" if extra else "."
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--retries",
        "2",
        "--editable",
        target,
    ]
    done = subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return
    LOG.write_text(done.stdout + done.stderr, encoding="utf-8")
    if any(sign in done.stdout + done.stderr for sign in OFFLINE):
        raise SetupError(
            f"the packages keywork needs could not be downloaded; check the network or proxy and run this again (details: {LOG})"
        )
    raise SetupError(f"pip could not install keywork; what it said is in {LOG}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
