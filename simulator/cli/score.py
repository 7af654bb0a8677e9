"""``keywork score``: mark a conversation that was held elsewhere and written down."""

import argparse
import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.cli import rulesets
from simulator.errors import Exit

if TYPE_CHECKING:
    from scoring.model import PersonLine, Scorecard, Turn
    from simulator.transcripts import Transcript

_EPILOG = """\
FILE is plain text (Officer: ... and Prisoner: ... on lines of their own), a table (CSV), JSON Lines or YAML; its ending
says which, and for standard input the content does. Guide: docs/transcripts.md
"""
_WIDTH = 80
_HOW = {
    "depth": "give the person's lines a tier, 0 to 3",
    "facts": 'list "facts" in the head, and give the lines that tell them "tells"',
    "mood": 'give the person\'s lines a "mood"',
    "conduct": 'give such lines a "conduct"',
    "alerts": 'give such lines an "alert"',
    "errands": 'give such lines an "asks"',
    "talk": 'give the person\'s lines a "talk", such as change-desire or sustain',
    "cues": "write it in brackets where the person's line begins or ends",
}
"""How to tell what nobody told (``labels.KNOWABLE``)."""


@dataclass(frozen=True, slots=True)
class _Marked:
    """A transcript and what came of marking it."""

    file: str
    transcript: "Transcript"
    turns: "tuple[Turn, ...]"
    unknown: tuple[str, ...]
    """What nobody told, in the order of ``labels.KNOWABLE``."""
    card: "Scorecard"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "score",
        help="mark a transcript from elsewhere",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", help="the transcript; - for standard input")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="the scorecard as one JSON object")
    form.add_argument("--html", action="store_true", help="a page for the assessor")
    parser.add_argument("--ruleset", metavar="V", help="the version of the rules to mark with")
    parser.add_argument("--officer", metavar="NAME", default="", help="who speaks as the officer")
    parser.add_argument("--person", metavar="NAME", default="", help="who speaks as the person in prison")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Mark the transcript and print what came of it."""
    marked = _marked(arguments)
    if arguments.json:
        print(json.dumps(_fields(marked)))
    elif arguments.html:
        print(_page(marked), end="")
    else:
        print(_text(marked), end="")
    return Exit.OK


def _marked(arguments: argparse.Namespace) -> _Marked:
    from scoring.labels import KNOWABLE
    from scoring.scorecard import score
    from simulator.transcripts import Voices, read_transcript
    from simulator.transcripts.marking import turns_of

    version = rulesets.version(arguments.ruleset)
    transcript = read_transcript(arguments.file, Voices(arguments.officer, arguments.person))
    turns, brief, start = turns_of(transcript)
    card = score(turns, brief, start, note=transcript.note, version=version)
    unknown = tuple(name for name in KNOWABLE if name in brief.unknown)
    file = "standard input" if arguments.file == "-" else arguments.file
    return _Marked(file, transcript, turns, unknown, card)


def _fields(marked: _Marked) -> dict[str, object]:
    from simulator.cli.json_view import scorecard_fields

    return {
        "type": "scorecard",
        "title": marked.transcript.title,
        "person": marked.transcript.person,
        "officer_turns": len(marked.turns),
        "unknown": list(marked.unknown),
        **scorecard_fields(marked.card),
    }


def _page(marked: _Marked) -> str:
    from simulator.reports.page import Subject, page

    transcript = marked.transcript
    subject = Subject(
        title=transcript.title,
        person=transcript.person,
        officer=transcript.officer,
        when="",
        how=f"A transcript, read from {marked.file}",
        unknown=marked.unknown,
    )
    return page(subject, marked.turns, marked.card)


def _text(marked: _Marked) -> str:
    from simulator.cli.plain_text import scorecard_text
    from simulator.safe_text import clean

    return clean("\n\n".join([*_head(marked), *_said(marked), scorecard_text(marked.card)]))


def _said(marked: _Marked) -> Iterator[str]:
    """What was said, turn by turn, as the marks refer to it."""
    yield "What was said\n-------------"
    person = marked.transcript.person or "The person"
    if marked.turns and (opening := marked.turns[0].answered).text:
        yield _line(person, opening)
    for turn in marked.turns:
        officer = _wrapped(f"[{turn.number}] Officer: {' '.join(turn.reading.text.split())}", "", "    ")
        yield "\n".join(part for part in (officer, _line(person, turn.reply)) if part)


def _line(person: str, line: "PersonLine") -> str:
    cue = f"[{line.cue}] " if line.cue else ""
    return _wrapped(f"{person}: {cue}{' '.join(line.text.split())}", "    ", "    ") if line.text else ""


def _head(marked: _Marked) -> Iterator[str]:
    transcript = marked.transcript
    title = " ".join(transcript.title.split())
    yield f"{title}\n{'=' * len(title)}"
    count = len(marked.turns)
    talked = f"{transcript.officer or 'the officer'} with {transcript.person or 'the person'}"
    yield _wrapped(f"A transcript, read from {marked.file}: {count} turn{'s' * (count != 1)} of {talked}.")
    if marked.unknown:
        yield "What nobody told\n----------------"
        yield _wrapped(
            "keywork judges what it is told and makes nothing up. This transcript does not tell the following, "
            "so what rests on it is not judged:"
        )
        yield "\n".join(_untold(name) for name in marked.unknown)
        yield _wrapped(_remedy(marked.unknown))


def _untold(name: str) -> str:
    from simulator.reports.names import UNKNOWN

    return _wrapped(f"{UNKNOWN[name]}: {_HOW[name]}.", "- ", "  ")


def _remedy(unknown: tuple[str, ...]) -> str:
    advice = "docs/transcripts.md shows how each is written."
    if set(unknown) <= {"mood"}:
        return advice
    return f'{advice} Where something did not occur, say so: "tags: complete" in the head.'


def _wrapped(text: str, first: str = "", later: str = "") -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False)
