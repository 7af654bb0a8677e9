"""A conversation as plain text, line by line: for pipes, files and screen readers.

Every line says who speaks; nothing rests on colour, position or a moving cursor.
"""

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from scoring.model import Scorecard
from simulator.cli.plain_text import scorecard_text
from simulator.content.script import Script
from simulator.engine.outcome import Noted, TurnOutcome
from simulator.safe_text import clean
from simulator.tui import voices, words
from simulator.tui.voices import Entry, Voice

if TYPE_CHECKING:
    from simulator.practice import Session

_RECALLED = 3
"""Exchanges shown again when a conversation is taken up."""
_WIDEST = 100
_PAGE = 80


class TextView:
    """Writes the conversation to standard output."""

    def __init__(self, script: Script, *, echo: bool) -> None:
        self._name = first_name(script.person.name)
        self._echo = echo
        """Whether the officer's words have to be written, because nobody saw them being typed."""

    def opened(self, session: "Session") -> None:
        """The briefing and the first words, or the last words of a conversation that is taken up."""
        print(briefing(session.conversation.script))
        print("\nType what you say. /help shows what else you can do.\n")
        said = session.outcomes
        if not said:
            self._show(voices.opening(session.opened, self._name))
            return
        print(f"You have spoken {words.counted(len(said), 'time', 'times')}; /transcript shows all of it.\n")
        for outcome in said[-_RECALLED:]:
            self._show([voices.officer(outcome.officer, outcome.number), *voices.answer(outcome, self._name)])

    def turn(self, outcome: TurnOutcome) -> None:
        """What the officer said and what came of it."""
        officer = [voices.officer(outcome.officer, outcome.number)] if self._echo else []
        self._show([*officer, *voices.answer(outcome, self._name)])

    def note(self, _command: str, text: str) -> None:
        """The answer to a command."""
        print(f"{clean(text)}\n", flush=True)

    def over(self, session: "Session") -> None:
        """The end, where no turn has told it."""
        last = session.outcomes[-1] if session.outcomes else None
        if session.ended is not None and (last is None or last.ended is None):  # else the turn has told it
            self._show(voices.ending(session.ended, self._name, last.number if last else 0))

    def noted(self, noted: Noted) -> None:
        """The note, if nobody saw it being typed and the marks do not hold it."""
        if self._echo and noted.scorecard.note is None:
            print(f"{note_block(noted.text)}\n", flush=True)

    def closed(self, _session: "Session", scorecard: Scorecard) -> None:
        """How it went."""
        print(scorecard_text(scorecard), flush=True)

    def left(self, record_id: str, turns: int) -> None:
        """The conversation was left unfinished; how to go on is said on standard error."""

    def _show(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            print(_fitted(entry_line(entry)))
        print(flush=True)


def briefing(script: Script) -> str:
    """What the officer may know before the conversation."""
    person = script.person
    parts = (
        f"Person: {person.name}, {person.age}, {person.sentence}; {person.offence}",
        f"Setting: {script.setting}",
        f"Your task: {script.task}",
        f"What you know: {script.briefing}",
    )
    title = clean(script.title, keep_newlines=False)
    return "\n\n".join((f"{title}\n{'=' * len(title)}", *map(_paragraphs, parts)))


def _paragraphs(text: str) -> str:
    """Break an author's text anew: the width of the file says nothing here, an empty line does."""
    return "\n\n".join(textwrap.fill(part, _PAGE) for part in clean(text).strip().split("\n\n"))


def note_block(text: str) -> str:
    """Lay out the officer's note, every paragraph as they made it."""
    title = "The officer's note"
    paragraphs = (textwrap.fill(line, _PAGE, break_on_hyphens=False) for line in clean(text).split("\n"))
    return "\n".join((title, "-" * len(title), "", *paragraphs))


def transcript(session: "Session") -> str:
    """Everything said and seen so far."""
    name = first_name(session.conversation.script.person.name)
    entries = voices.conversation(session.opened, session.outcomes, name, session.ended)
    return "\n".join(entry_line(entry) for entry in entries)


def entry_line(entry: Entry) -> str:
    """Write one thing said or seen on one line, as in ``Darren: (rubs his forearm) Dunno, miss.``."""
    label = {Voice.SCENE: "Scene", Voice.NOTE: "keywork"}.get(entry.voice, entry.name)
    cue = f"({entry.cue})" if entry.cue else ""
    said = f"{label}: {cue} {entry.text}" if cue or entry.text.strip() else f"{label}: (says nothing)"
    return " ".join(clean(said, keep_newlines=False).split())


def _fitted(line: str) -> str:
    """Fit a line to the terminal and set off who speaks; elsewhere it stays as it is."""
    if not sys.stdout.isatty():
        return line
    line = textwrap.fill(line, min(shutil.get_terminal_size().columns, _WIDEST))
    if os.name == "nt" or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return line
    label, colon, words_said = line.partition(":")
    return f"\033[1m{label}{colon}\033[0m{words_said}"


def first_name(name: str) -> str:
    """Choose what the person is called in a transcript: ``Darren Pike`` is Darren, ``Mr Khan`` stays."""
    first = name.split(maxsplit=1)[0]
    return name if first.rstrip(".") in {"Mr", "Mrs", "Ms", "Miss", "Dr"} else first
