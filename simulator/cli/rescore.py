"""``keywork rescore``: mark old records again under another version of the rules, and say what changed and why."""

import argparse
import json
from typing import TYPE_CHECKING

from simulator.cli import play, rulesets
from simulator.cli.records import opened
from simulator.errors import Exit, KeyworkError, UsageError
from simulator.safe_text import clean

if TYPE_CHECKING:
    from simulator.records.record import Scripts
    from simulator.records.remarking import Remarking
    from simulator.records.store import Store

_ABOUT = """\
Marks finished records again, as they were recorded, and prints every mark that differs from the newest marks in the
record, with what changed in the rules. Nothing is written unless you say --keep, and the marks that were given stay.
"""


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("rescore", help="mark old records under other rules", description=_ABOUT)
    parser.add_argument("record", nargs="*", metavar="RECORD", help="its name, or how its name begins")
    parser.add_argument("--all", action="store_true", help="every record, or every one of --trainee")
    parser.add_argument(
        "--ruleset", metavar="V", help="the version of the rules; without it, the current one"
    )
    parser.add_argument("--keep", action="store_true", help="add the new marks to records they differ in")
    parser.add_argument("--json", action="store_true", help="one JSON object a record")
    play.add_store_options(parser, default=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what changes, record by record; fail when any could not be marked again."""
    from simulator.records.record import Scripts

    if bool(arguments.record) == arguments.all:
        raise UsageError("Which records?", "Name them, or give --all.")
    version = rulesets.version(arguments.ruleset)
    code = Exit.OK
    with opened(arguments) as store:
        scripts = Scripts(store)
        for name in _names(store, scripts, arguments):
            try:
                remarking, kept = _remarked(store, name, scripts, version, keep=arguments.keep)
            except KeyworkError as error:
                _print_problem(name, error, as_json=arguments.json)
                code = Exit.FAILED
                continue
            _print(remarking, kept, as_json=arguments.json)
    return code


def _names(store: "Store", scripts: "Scripts", arguments: argparse.Namespace) -> tuple[str, ...]:
    """Return the records that are meant; an unknown name is an error before any is marked."""
    from simulator.records.record import find_record_id
    from simulator.records.summary import summaries

    trainee = getattr(arguments, "trainee", None)
    if not arguments.all:
        return tuple(dict.fromkeys(find_record_id(store, name) for name in arguments.record))
    if trainee is None:
        return store.record_ids()
    return tuple(line.id for line in summaries(store, scripts) if line.trainee == trainee)


def _remarked(
    store: "Store", name: str, scripts: "Scripts", version: str, *, keep: bool
) -> "tuple[Remarking, bool]":
    """Mark a record again; also tell whether the new marks were added to it."""
    from simulator.records import remarking

    record = remarking.finished_record(store, name)
    found = remarking.remark(record, scripts.of(record.opened), version)
    kept = keep and found.differs
    if kept:
        remarking.keep(store, record, found)
    return found, kept


def _print(remarking: "Remarking", kept: bool, *, as_json: bool) -> None:
    from simulator.cli.remark_text import shift_fields, shift_lines

    if as_json:
        _print_json({**shift_fields(remarking), "kept": kept, "problem": ""})
        return
    was, now = remarking.before.ruleset, remarking.after.ruleset
    print(_line(f"{remarking.record}  marked under {was}, now under {now}{' (kept)' if kept else ''}"))
    print("\n".join(shift_lines(remarking)), flush=True)


def _print_problem(name: str, error: KeyworkError, *, as_json: bool) -> None:
    if as_json:
        _print_json({"record": name, "problem": str(error)})
    else:
        print(_line(f"{name}  not marked again: {error}"), flush=True)


def _print_json(fields: dict[str, object]) -> None:
    print(json.dumps(fields), flush=True)  # ASCII: nothing in it steers a terminal


def _line(text: str) -> str:
    return clean(text, keep_newlines=False)
