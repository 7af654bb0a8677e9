"""``keywork records``: look at recorded conversations, and prove them."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from simulator.cli import play, typed
from simulator.errors import Exit, UsageError
from simulator.safe_text import clean

if TYPE_CHECKING:
    from simulator.practice import Session
    from simulator.records.store import RecordSummary, Store

_NOTE = """\
Adds your note to a finished conversation that has none: what was said, what you saw, who does what by when. The whole
of FILE, or of standard input, is the note. It becomes part of the record and of the marks, and is never changed.
"""

_VERIFY = """\
Checks that nothing in a record was changed or lost, holds the conversation again from the pinned scenario, the seed
and the officer's words, and compares every reply, reading and mark. Fails when any record fails.
"""
_COLUMNS = ("RECORD", "STARTED (UTC)", "TRAINEE", "SCENARIO", "TURNS", "ENDING")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command, what it can do and the options."""
    parser = commands.add_parser(
        "records", help="look at recorded conversations, and prove them", description=__doc__
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    listing = actions.add_parser(
        "list", help="list the records", description="List the records, oldest first."
    )
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    play.add_store_options(listing, default=argparse.SUPPRESS)
    listing.set_defaults(run=run_list)

    showing = actions.add_parser(
        "show", help="show a whole record", description="Show a record as it was written."
    )
    showing.add_argument("record", metavar="RECORD", help="its name, or how its name begins")
    form = showing.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="every event, as one JSON object")
    form.add_argument("--html", action="store_true", help="a page for an assessor: the marks and their words")
    _add_store(showing)
    showing.set_defaults(run=run_show)

    noting = actions.add_parser("note", help="add your note to a finished record", description=_NOTE)
    noting.add_argument("record", metavar="RECORD", help="its name, or how its name begins")
    noting.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="the note; standard input if absent or -"
    )
    play.add_store_options(noting, default=argparse.SUPPRESS)
    noting.set_defaults(run=run_note)

    verifying = actions.add_parser("verify", help="prove records", description=_VERIFY)
    verifying.add_argument("record", nargs="*", metavar="RECORD", help="its name, or how its name begins")
    verifying.add_argument("--all", action="store_true", help="every record in the store")
    _add_store(verifying)
    verifying.set_defaults(run=run_verify)


def run_list(arguments: argparse.Namespace) -> int:
    """Print every record, or those of one trainee."""
    from simulator.records.record import Scripts
    from simulator.records.summary import summaries

    trainee = getattr(arguments, "trainee", None)
    with opened(arguments) as store:
        lines = [line for line in summaries(store, Scripts(store)) if trainee in (None, line.trainee)]
    if arguments.json:
        for line in lines:
            print(_json(asdict(line)))
    elif lines:
        _print_table([_COLUMNS, *map(_row, lines)])
    else:
        print("There are no records yet.", file=sys.stderr)
    return Exit.OK


def run_show(arguments: argparse.Namespace) -> int:
    """Print a record with what was read in the officer's words, and the marks if it is finished."""
    from simulator.cli.record_text import record_fields, record_text
    from simulator.practice import review

    with opened(arguments) as store:
        shown = review(store, arguments.record)
    if arguments.json:
        print(_json(record_fields(shown)))
    elif arguments.html:
        from simulator.cli.record_page import record_page

        print(record_page(shown), end="")
    else:
        print(record_text(shown), end="")
    return Exit.OK


def run_note(arguments: argparse.Namespace) -> int:
    """Add a note to a record of one's own."""
    from simulator.content.library import Library
    from simulator.practice import Practice

    with opened(arguments) as store:
        practice = Practice(store, Library.default(), getattr(arguments, "trainee", None) or "")
        session = practice.noting(arguments.record)
        text = _note(session, arguments.file)
        if text is not None:
            session.note(text)
    done = f"Noted. `keywork records show {session.record_id}` shows it with the marks."
    print("There is still no note." if text is None else done, file=sys.stderr)
    return Exit.OK


def _note(session: "Session", file: str) -> str | None:
    """Take the note from the file or the pipe, or have it typed; None when it is left out."""
    from simulator.cli.plain import Note
    from simulator.cli.text_view import TextView

    lines = typed.Typed()
    if file != "-" or not lines.keyboard:
        return typed.whole(file)
    return (
        Note(session, TextView(session.conversation.script, echo=False), lines).text(announced=True) or None
    )


def run_verify(arguments: argparse.Namespace) -> int:
    """Print a verdict a line; fail when any record is not sound."""
    from simulator.records.record import Scripts, find_record_id
    from simulator.records.verify import verify

    if bool(arguments.record) == arguments.all:
        raise UsageError("Which records?", "Name them, or give --all.")
    code = Exit.OK
    with opened(arguments) as store:
        names = (
            store.record_ids()
            if arguments.all
            else [find_record_id(store, name) for name in arguments.record]
        )
        scripts = Scripts(store)
        for name in names:
            verdict = verify(store, name, scripts)
            proof = f" sha256:{verdict.digest}" if verdict.sound else ""
            print(_line(f"{verdict.soundness:<9} {name}  {verdict.text}{proof}"), flush=True)
            code = code if verdict.sound else Exit.FAILED
    return code


def _add_store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--store", metavar="URL", default=argparse.SUPPRESS, help="where records are kept")


@contextmanager
def opened(arguments: argparse.Namespace) -> "Iterator[Store]":
    """Open the store to look at it; a mistyped name must not make a new one."""
    from simulator.records import open_store, store_path

    url = getattr(arguments, "store", None)
    if url is not None and not store_path(url).exists():
        raise UsageError(
            f"There is no record store at {store_path(url)}.", "Check what you gave with --store."
        )
    with open_store(url) as store:
        yield store


def _row(line: "RecordSummary") -> Sequence[str]:
    if line.problem:
        return line.id, "", "", "", "", "cannot be read; verify it"
    ending = f"{line.ending} ({line.grade})" if line.ending else "unfinished"
    return line.id, line.started[:16].replace("T", " "), line.trainee, line.scenario, str(line.turns), ending


def _print_table(rows: Sequence[Sequence[str]]) -> None:
    cells = [[_line(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _line(text: str) -> str:
    return clean(text, keep_newlines=False)


def _json(fields: object) -> str:
    """Write ASCII only: what a terminal would act upon is escaped, and nothing is lost."""
    return json.dumps(fields, ensure_ascii=True)
