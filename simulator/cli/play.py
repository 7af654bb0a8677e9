"""``keywork play``: hold a conversation."""

import argparse
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from simulator.cli.stopping import stopping_in_order
from simulator.errors import Exit, UsageError

if TYPE_CHECKING:
    from simulator.cli.plain import View
    from simulator.cli.typed import Typed
    from simulator.practice import Practice, Session

_LARGEST_SEED = 2**32 - 1
_HOW = "Needs a terminal, or --plain; without a terminal the plain mode is chosen by itself."


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("play", help="hold a conversation", description=__doc__, epilog=_HOW)
    parser.add_argument(
        "scenario", nargs="?", metavar="SCENARIO", help="which conversation; `keywork list` shows them"
    )
    parser.add_argument("--plain", action="store_true", help="line by line, for pipes and screen readers")
    parser.add_argument(
        "--json", action="store_true", help="plain mode with every event as a JSON object a line"
    )
    parser.add_argument(
        "--seed", type=_seed, metavar="N", help="vary what the person says; same seed, same person"
    )
    parser.add_argument(
        "--mode", choices=("practice", "assessment"), help="practice (the default) lets you look inside"
    )
    parser.add_argument(
        "--preset", choices=("settled", "guarded", "agitated"), help="how the person comes in"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--resume", metavar="RECORD", help="take up an unfinished conversation")
    which.add_argument("--new", action="store_true", help="start anew without asking about unfinished ones")
    add_store_options(parser, default=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def add_store_options(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    """Add the options for where records go; a command suppresses defaults so as not to undo ``keywork --store``."""
    parser.add_argument("--store", metavar="URL", default=default, help="where records are kept")
    parser.add_argument("--trainee", metavar="NAME", default=default, help="whose records these are")


def on_terminal() -> bool:
    """Tell whether there is a terminal to draw on and a keyboard to read."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def run(arguments: argparse.Namespace) -> int:
    """Hold the conversation on the screen, or line by line."""
    _compatible(arguments)
    if arguments.plain or arguments.json or not on_terminal():
        return _plain(arguments)
    return _screen(arguments)


def open_home(arguments: argparse.Namespace) -> int:
    """Open the home screen."""
    from simulator.tui import app

    with _opener(arguments) as open_practice:
        return app.run(open_practice)


def _screen(arguments: argparse.Namespace) -> int:
    if arguments.resume:
        raise UsageError(
            "On the screen, the list of conversations offers what is unfinished.",
            "Start `keywork`, or add --plain to take up a record by its name.",
        )
    from simulator.engine.outcome import Mode
    from simulator.tui import app

    with _opener(arguments) as open_practice:
        return app.run(
            open_practice,
            scenario=arguments.scenario,
            seed=arguments.seed,
            mode=Mode(arguments.mode or Mode.PRACTICE),
            preset=arguments.preset or "",
        )


def _plain(arguments: argparse.Namespace) -> int:
    from simulator.cli.plain import Interview
    from simulator.cli.typed import Typed

    with stopping_in_order(), _practice(arguments) as practice:
        typed = Typed()
        session = _session(practice, arguments, typed)
        again = _how_to_resume(session, arguments.store)
        with _told_when_broken_off(session, again):
            if not Interview(session, _view(session, arguments), typed).run():
                _narrate(again)
    return Exit.OK


def _view(session: "Session", arguments: argparse.Namespace) -> "View":
    from simulator.cli.json_view import JsonView
    from simulator.cli.text_view import TextView

    if arguments.json:
        return JsonView(session.conversation.mode)
    return TextView(session.conversation.script, echo=not on_terminal())


def _session(practice: "Practice", arguments: argparse.Namespace, typed: "Typed") -> "Session":
    from simulator.engine.outcome import Mode

    record = arguments.resume
    if not record and typed.keyboard and not arguments.new and not arguments.json:
        record = _offered(practice, arguments.scenario, typed)
    if record:
        return practice.resume(record)
    mode = Mode(arguments.mode or Mode.PRACTICE)
    return practice.start(arguments.scenario, seed=arguments.seed, mode=mode, preset=arguments.preset or "")


def _offered(practice: "Practice", scenario: str, typed: "Typed") -> str:
    """Offer the latest unfinished conversation of this kind; the record if it is wanted, else nothing."""
    practice.briefing(scenario)  # an unknown scenario is an error before it is a question
    unfinished = [summary for summary in practice.unfinished() if summary.scenario == scenario]
    if not unfinished:
        return ""
    latest = max(unfinished, key=lambda summary: summary.started)
    _narrate(
        f"You left a conversation with {latest.person} after turn {latest.turns} (begun {latest.started[:16]} UTC)."
    )
    answer = typed.line("Take it up again? [Y/n] ")
    if answer is None:
        raise KeyboardInterrupt
    return "" if answer.strip().lower().startswith("n") else latest.id


def _compatible(arguments: argparse.Namespace) -> None:
    """Refuse what cannot go together before anything is opened."""
    if arguments.resume:
        if arguments.scenario or arguments.mode or arguments.preset or arguments.seed is not None:
            raise UsageError(
                "A resumed conversation keeps its own scenario, seed, mode and preset.",
                "Give --resume alone.",
            )
    elif not arguments.scenario:
        raise UsageError("Which conversation?", "`keywork list` shows them; then `keywork play SCENARIO`.")


def _seed(text: str) -> int:
    if text.isdecimal() and len(text) <= len(str(_LARGEST_SEED)) and int(text) <= _LARGEST_SEED:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text[:20]!r} is not a whole number from 0 to {_LARGEST_SEED}")


@contextmanager
def _practice(arguments: argparse.Namespace) -> Iterator["Practice"]:
    with _opener(arguments) as open_practice:
        yield open_practice()


@contextmanager
def _opener(arguments: argparse.Namespace) -> Iterator[Callable[[], "Practice"]]:
    """Open the store, which may fail, and leave the loading of the engine to whoever needs it first."""
    from simulator.records import open_store

    def open_practice() -> "Practice":
        from simulator.content.library import Library
        from simulator.practice import Practice

        return Practice(store, Library.default(), arguments.trainee or "")

    with closing(open_store(arguments.store)) as store:
        yield open_practice


@contextmanager
def _told_when_broken_off(session: "Session", again: str) -> Iterator[None]:
    """Say where everything is when the conversation is broken off."""
    try:
        yield
    except BaseException as error:  # whatever it is, main says it; this is what it means for the conversation
        if session.ended is None:
            _narrate(f"\nEverything shown is recorded. {again}")
        elif session.takes_note and not isinstance(error, BrokenPipeError):
            _narrate(f"\nThe conversation is recorded, and what you wrote of your note is kept. {again}")
        raise


def _how_to_resume(session: "Session", store: str | None) -> str:
    where = f" --store {shlex.quote(store)}" if store else ""
    return f"Take it up again with: keywork play --plain --resume {session.record_id}{where}"


def _narrate(text: str) -> None:
    with suppress(OSError, ValueError):  # the terminal may be gone
        print(text, file=sys.stderr, flush=True)
