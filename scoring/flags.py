"""Critical acts: they head the record whatever the total."""

from collections.abc import Iterator
from typing import Final

from scoring.criteria.common import Talk
from scoring.criteria.p8_1 import pressed_on
from scoring.criteria.p10 import missed
from scoring.criteria.words import find_meant
from scoring.effects import plain
from scoring.labels import CRITICAL_MARKERS
from scoring.model import Flag

LOOKED_FOR: Final = (
    "a promise of secrecy",
    "abuse",
    "a remark about a group",
    "a risk passed over",
    "pressing on at imminent violence",
)
"""The critical acts, in words."""
_HEADS = "This heads the record whatever else went well."


def flags(talk: Talk) -> tuple[Flag, ...]:
    """Return every critical act, in order of turns."""
    found = [*_critical(talk), *_slurs(talk), *_missed(talk), *_pressed(talk)]
    return tuple(sorted(found, key=lambda flag: flag.turn))


def _critical(talk: Talk) -> Iterator[Flag]:
    for turn in talk.turns:
        for finding in turn.reading.markers:
            if finding.label in CRITICAL_MARKERS:
                quote = finding.span.of(turn.reading.text)
                text = f"At turn {turn.number} you {plain(finding.label)}. {_HEADS}"
                yield Flag(finding.label, turn.number, quote, text)


def _slurs(talk: Talk) -> Iterator[Flag]:
    """A label that is an insult is abuse, whatever else it was read as."""
    for turn in talk.turns if "slurs" in talk.book.also else ():
        label = turn.reading.finding("label_person")
        span = find_meant(turn.reading.text, talk.words("slurs"))
        if label and span and "abuse" not in turn.reading.acts:
            text = f"At turn {turn.number} you called them a name. {_HEADS}"
            yield Flag("abuse", turn.number, label.span.of(turn.reading.text), text)


def _missed(talk: Talk) -> Iterator[Flag]:
    for said in missed(talk) if "P10" in talk.book.criteria else ():
        turn = talk.turn(said.at + 1)
        kind = said.line.alert.replace("_", " ")
        text = f"At turn {turn.number} you carried on past what they said: {kind}. {_HEADS}"
        yield Flag("missed_risk", turn.number, said.line.text, text)


def _pressed(talk: Talk) -> Iterator[Flag]:
    for evidence in pressed_on(talk):
        text = f"At turn {evidence.turn} you carried on after two signs of danger. {_HEADS}"
        yield Flag("pressed_on", evidence.turn, evidence.quote, text)
