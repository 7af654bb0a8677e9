"""A conversation as a list of things said and seen, oldest first: what a transcript shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from simulator.engine.outcome import Ended, Opened, TurnOutcome
from simulator.tui import words


class Voice(StrEnum):
    """Who or what speaks."""

    OFFICER = "officer"
    PERSON = "person"
    SCENE = "scene"
    """What happens around them."""
    NOTE = "note"
    """keywork itself, such as "the conversation is over"."""
    RECORD = "record"
    """The officer again, in the note they wrote afterwards; never in a transcript."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a transcript."""

    voice: Voice
    text: str
    name: str = ""
    """Who says it."""
    cue: str = ""
    """Body language seen with it."""
    turn: int = 0
    """The officer turn it belongs to; 0 for the opening."""


def opening(opened: Opened, person: str) -> list[Entry]:
    """What is there before the officer says anything."""
    entries = [Entry(Voice.SCENE, opened.narration)] if opened.narration else []
    if opened.line or opened.cue:
        entries.append(Entry(Voice.PERSON, opened.line, person, opened.cue))
    return entries


def answer(outcome: TurnOutcome, person: str) -> list[Entry]:
    """What came of a turn, without the officer's own words."""
    reply, turn = outcome.reply, outcome.number
    entries = [Entry(Voice.SCENE, reply.narration, turn=turn)] if reply.narration else []
    if reply.text or reply.cue:
        entries.append(Entry(Voice.PERSON, reply.text, person, reply.cue, turn))
    if outcome.ended is not None:
        entries.extend(ending(outcome.ended, person, turn))
    return entries


def ending(ended: Ended, person: str, turn: int) -> list[Entry]:
    """How the conversation closes."""
    entries = [Entry(Voice.PERSON, ended.line, person, turn=turn)] if ended.line else []
    if ended.narration:
        entries.append(Entry(Voice.SCENE, ended.narration, turn=turn))
    note = f"The conversation is over: {words.named(ended.ending)} ({words.GRADES[ended.grade]})."
    return [*entries, Entry(Voice.NOTE, note, turn=turn)]


def officer(text: str, turn: int) -> Entry:
    """The officer's own words."""
    return Entry(Voice.OFFICER, text, "You", turn=turn)


def conversation(
    opened: Opened, outcomes: Iterable[TurnOutcome], person: str, ended: Ended | None = None
) -> list[Entry]:
    """All of it. ``ended`` is given when the officer closed it, which is no turn."""
    entries = opening(opened, person)
    last: TurnOutcome | None = None
    for last in outcomes:
        entries.append(officer(last.officer, last.number))
        entries.extend(answer(last, person))
    if ended is not None and (last is None or last.ended is None):
        entries.extend(ending(ended, person, last.number if last else 0))
    return entries
