"""``keywork read``: what keywork recognises in an officer's words, one JSON object a line."""

import argparse
import json
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, BinaryIO

from simulator.errors import Exit, UsageError

if TYPE_CHECKING:
    from scoring.model import Context, Finding, Reading

_EPILOG = """\
Each input line is an object: {"prisoner": "...", "officer": "..."}, and "agitation": 0-10 if known.
Each output line is the reading of that line, or {"error": "..."}, so the two stay side by side.
"""


class BadLineError(ValueError):
    """An input line that cannot be read, and why."""


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "read",
        help="read officers' words from JSON Lines",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="JSON Lines; standard input if absent or -"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read every line, good or bad; fail at the end if any was bad."""
    from scoring.reading import read

    code = Exit.OK
    with _opened(arguments.file) as lines:
        for number, line in enumerate(lines, start=1):
            try:
                text, context = officer_line(line)
                answer = reading_fields(read(text, context))
            except BadLineError as error:
                print(f"keywork: line {number}: {error}", file=sys.stderr)
                answer, code = {"error": str(error)}, Exit.FAILED
            print(json.dumps(answer), flush=True)
    return code


def officer_line(line: bytes) -> "tuple[str, Context]":
    """Take the officer's words and what they answered from one input line."""
    from scoring.model import Context

    try:
        given = json.loads(line.decode("utf-8-sig", errors="replace").strip())
    except json.JSONDecodeError as error:
        raise BadLineError(f"not JSON: {error.msg.lower()} at character {error.pos + 1}") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, a thousand brackets
        raise BadLineError("not JSON that can be read") from error
    if not isinstance(given, dict):
        raise BadLineError('not a JSON object with "prisoner" and "officer"')
    for key in ("prisoner", "officer"):
        if not isinstance(given.get(key), str):
            raise BadLineError(f'"{key}" is missing or is not text')
    agitation = given.get("agitation", 0)
    if type(agitation) is not int or not 0 <= agitation <= 10:
        raise BadLineError('"agitation" is not a whole number from 0 to 10')
    return given["officer"], Context(prisoner=given["prisoner"], agitation=agitation)


def reading_fields(reading: "Reading") -> dict[str, object]:
    """Lay out a reading for JSON."""
    return {
        "behaviours": [_finding(found) for found in reading.behaviours],
        "markers": [_finding(found) for found in reading.markers],
        "topics": [_finding(found) for found in reading.topics],
        "primary": reading.primary,
        "near": [{"label": found.label, "confidence": round(found.confidence, 3)} for found in reading.near],
    }


def _finding(found: "Finding") -> dict[str, object]:
    return {
        "label": found.label,
        "start": found.span.start,
        "end": found.span.end,
        "confidence": round(found.confidence, 3),
        "why": found.why,
    }


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    if name == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return open(name, "rb")
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}.") from error
