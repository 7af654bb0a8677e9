"""The slash commands of the plain mode that answer with text."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from scoring.model import Finding, Reading
from simulator.cli.plain_text import scorecard_text
from simulator.cli.text_view import briefing, first_name, transcript
from simulator.engine.outcome import Mode, MoodChange
from simulator.tui import words

if TYPE_CHECKING:
    from simulator.practice import Session

_HELP = """\
Type what you say and press Enter. An empty line is a silence.
  \\ at the end of a line   goes on with the same turn on the next line
  // at the start          says something that starts with a slash
  /briefing     who you are talking with, where and why
  /transcript   everything said so far
  /end          end the interview, write your note and see how it went
  /quit         leave; you can take it up again
  /drop         forget what you have typed of an unsaid turn"""

_HELP_PRACTICE = """
  /mood         where the person is now
  /why          how your last turn was read and what it did
  /score        how it went so far"""


def answer(command: str, session: "Session") -> str:
    """Answer a command, whatever was typed."""
    practising = session.conversation.mode is Mode.PRACTICE
    if command == "/help":
        return _HELP + (_HELP_PRACTICE if practising else "")
    if command in _ANYTIME:
        return _ANYTIME[command](session)
    if command not in _PRACTICE:
        return f"There is no {command[:40]}; /help shows what there is. To say it, type a second slash before it."
    if not practising:
        return f"{command} is for practice mode; this is an assessment."
    return _PRACTICE[command](session)


def _briefing(session: "Session") -> str:
    return briefing(session.conversation.script)


def _score(session: "Session") -> str:
    return scorecard_text(session.scorecard())


def _mood(session: "Session") -> str:
    conversation = session.conversation
    gauges = [
        f"{name} {value} of 10 ({words.gauge_word(name, value)})"
        for name in words.GAUGES
        for value in [words.gauge(conversation.mood, name)]
    ]
    return f"{first_name(conversation.script.person.name)}: {', '.join(gauges)}. State: {words.named(conversation.state)}."


def _why(session: "Session") -> str:
    if not session.outcomes:
        return "You have not said anything yet."
    last = session.outcomes[-1]
    reading = last.turn.reading
    name = first_name(session.conversation.script.person.name)
    found = [
        _finding(finding, reading.text) for finding in reading.behaviours + reading.markers + reading.topics
    ]
    moved = [_change(change) for change in last.changes]
    return "\n".join(
        (
            f"Turn {last.number} was read as:",
            *(found or ["  nothing in particular"]),
            *_near(reading),
            f"What moved {name}:",
            *(moved or ["  nothing"]),
            f"Why this answer: {last.reply.why}",
        )
    )


def _near(reading: Reading) -> list[str]:
    """What was nearly found."""
    named = [f"{words.named(finding.label)} ({finding.confidence:.2f})" for finding in reading.near]
    return [f"Not quite likely enough: {', '.join(named)}"] if named else []


def _finding(finding: Finding, text: str) -> str:
    quote = " ".join(finding.span.of(text).split())
    return f'  {words.named(finding.label)} ({finding.confidence:.2f}): "{quote}" - {finding.why}'


def _change(change: MoodChange) -> str:
    moves = [f"{name} {getattr(change, name):+d}" for name in words.GAUGES if getattr(change, name)]
    return f"  {change.cause}: {', '.join(moves) or 'no effect'}"


_ANYTIME: dict[str, Callable[["Session"], str]] = {"/briefing": _briefing, "/transcript": transcript}
_PRACTICE: dict[str, Callable[["Session"], str]] = {"/mood": _mood, "/why": _why, "/score": _score}
