"""What holds the house together, beyond the direction of imports (which ``dev.py check`` looks after)."""

import argparse
import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.cli.main import parser

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = sorted(path for folder in ("scoring", "simulator") for path in (ROOT / folder).rglob("*.py"))
CODE = [*SHIPPED, *sorted((ROOT / "benchmarks").rglob("*.py")), ROOT / "dev.py"]
"""What is read as code; tests may be long, for theirs are tables of examples."""
LONGEST_MODULE = 400


def test_talking_and_marking_need_no_terminal_ui() -> None:
    loaded = loaded_by(
        "import scoring.reading, scoring.scorecard, simulator.engine.conversation, simulator.practice"
    )
    assert "simulator.practice" in loaded
    assert not loaded & {"textual", "rich"}


def test_help_loads_nothing_heavy() -> None:
    loaded = loaded_by("from simulator.cli.main import main; main(['--help'])")
    assert "simulator.cli.main" in loaded
    assert not loaded & {
        "textual",
        "rich",
        "pydantic",
        "rapidfuzz",
        "yaml",
        "transitions",
        "sqlite3",
        "platformdirs",
        "numpy",
    }


@pytest.mark.parametrize(
    ("library", "only_user"),
    [("transitions", "simulator/engine/machine.py"), ("rapidfuzz", "simulator/engine/match.py")],
)
def test_a_library_has_one_user(library: str, only_user: str) -> None:
    users = [path.relative_to(ROOT).as_posix() for path in SHIPPED if library in imported_by(path)]
    assert users == [only_user]


def test_what_trains_the_reader_is_not_needed_to_read() -> None:
    loaded = loaded_by("from scoring.reading import read; read('hello')")
    assert "numpy" in loaded
    assert not loaded & {"sklearn", "scipy", "joblib"}
    assert not {name for name in loaded if name.startswith("scoring.training")}


def test_every_module_can_be_read_in_one_sitting() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in CODE}
    assert "simulator/cli/main.py" in lengths
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_nothing_is_evaluated_as_code() -> None:
    dangerous = {"eval", "exec", "compile", "__import__"}
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SHIPPED
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in dangerous
    ]
    assert found == []


def test_every_command_and_option_is_in_the_guide() -> None:
    guide = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    sections = {part.partition("\n")[0]: part for part in guide.split("\n## ")}
    missing = [
        f"{command} {word}"
        for command, words in command_words()
        for word in words
        if word not in sections.get(f"keywork {command}" if command else "", guide)
    ]
    assert missing == []
    assert [command for command in commands() if f"keywork {command}" not in sections] == []


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [command for command in commands() if f"keywork {command}" not in readme] == []


def commands() -> list[str]:
    """Return the names of all commands."""
    return sorted({command for command, _ in command_words() if command})


def loaded_by(code: str) -> set[str]:
    """Return the modules a fresh interpreter has loaded after running the code."""
    report = "import json, sys; print(); print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; {report}"], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def imported_by(path: Path) -> set[str]:
    """Return the top-level names of what a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add((node.module or "").partition(".")[0])
    return names


def command_words() -> Iterator[tuple[str, set[str]]]:
    """Yield every command with its actions and options; what stands before a command under the empty name."""
    top = parser()
    yield "", {word for action in top._actions for word in action.option_strings if word.startswith("--")}
    for name, command in choices(top).items():
        yield name, set(words_of(command))


def words_of(command: argparse.ArgumentParser) -> Iterator[str]:
    """Yield what may be typed after a command: actions, options and their choices."""
    for action in command._actions:
        yield from (word for word in action.option_strings if word.startswith("--") and word != "--help")
    for name, below in choices(command).items():
        yield name
        yield from words_of(below)


def choices(command: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the commands below a command."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            found |= action.choices
    return found
