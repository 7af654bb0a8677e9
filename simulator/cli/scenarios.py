"""``keywork list``: the conversations there are."""

import argparse
import json
from typing import TYPE_CHECKING

from simulator.errors import Exit

if TYPE_CHECKING:
    from simulator.content.script import Script


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("list", help="list the conversations there are", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every conversation, the easiest first."""
    from simulator.content.library import Library

    scripts = sorted(Library.default().overview(), key=lambda script: (script.difficulty, script.title))
    for script in scripts:
        print(json.dumps(_fields(script)) if arguments.json else _lines(script))
    return Exit.OK


def _fields(script: "Script") -> dict[str, object]:
    return {
        "id": script.id,
        "title": script.title,
        "person": script.person.name,
        "summary": script.summary,
        "practises": script.practises,
        "difficulty": script.difficulty,
        "minutes": script.minutes,
        "criteria": list(script.marked),
    }


def _lines(script: "Script") -> str:
    return (
        f"{script.id}\n"
        f"    {script.title}: {script.person.name}, difficulty {script.difficulty} of 5,"
        f" about {script.minutes} minutes\n"
        f"    {script.summary}\n"
        f"    Practises: {script.practises}"
    )
