"""The ``keywork`` command: its options, and the one place where errors become exit codes.

Only argparse is loaded here; a command imports what it needs when it runs, so ``--help`` is instant.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from simulator.cli import check, play, read, records, rescore, scenarios, score
from simulator.cli.stopping import Stopped
from simulator.errors import Exit, KeyworkError
from simulator.safe_text import clean

_ABOUT = "Practise motivational interviewing with a person in custody, offline and in your own words."
_CLOSING = "Without a command, keywork opens its home screen; that needs a terminal. Guide: docs/cli.md"


def entry() -> NoReturn:
    """Run the command and leave with its exit code."""
    sys.exit(main())


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say and return the exit code; no exception leaves here."""
    _steady_output()
    try:
        return _run(argv)
    except BaseException as error:
        return _code_for(error)


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = argparse.ArgumentParser(prog="keywork", description=_ABOUT, epilog=_CLOSING)
    top.add_argument("--version", action="store_true", help="print the version and leave")
    play.add_store_options(top)
    commands = top.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for command in (scenarios, play, records, rescore, read, score, check):
        command.add_parser(commands)
    return top


def _run(argv: Sequence[str] | None) -> int:
    try:
        return _dispatch(parser().parse_args(argv))
    finally:
        sys.stdout.flush()  # here, where a closed pipe is still an answer and not a complaint of Python's


def _dispatch(arguments: argparse.Namespace) -> int:
    if arguments.version:
        return _version()
    if arguments.command is not None:
        code: int = arguments.run(arguments)
        return code
    if play.on_terminal():
        return play.open_home(arguments)
    parser().print_help()
    return Exit.OK


def _code_for(error: BaseException) -> int:
    """Tell the user what ended the command, unless they know, and return the exit code for it."""
    code: int = Exit.FAILED
    match error:
        case SystemExit():  # argparse has said what there was to say
            code = error.code if isinstance(error.code, int) else Exit.OK
        case BrokenPipeError():  # whoever read the output had enough, as in ``keywork list | head``
            _let_go_of_output()
            code = Exit.OK
        case Stopped():
            code = error.code
        case KeyboardInterrupt():
            code = Exit.INTERRUPTED
        case KeyworkError():
            _narrate(f"keywork: {error}")
            code = error.code
        case _:
            from simulator.cli import crash

            _narrate(f"keywork: {crash.report(error)}")
    return code


def _version() -> int:
    from importlib.metadata import version

    print(f"keywork {version('keywork')}")
    return Exit.OK


def _steady_output() -> None:
    """Write what the terminal or pipe can take and never fail over a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _narrate(text: str) -> None:
    with suppress(OSError, ValueError):  # the terminal may be gone
        print(clean(text).rstrip(), file=sys.stderr, flush=True)


def _let_go_of_output() -> None:
    """Send what is still buffered nowhere, or Python would complain about it on the way out."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
