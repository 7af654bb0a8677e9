"""P1: explain your role and responsibilities. P1.1: the purpose of information gathering.

Both look at how the officer opens: what is said within the first turns, before anything is asked of the
person. What would have to be passed on must be said before something is disclosed that must be.
"""

from collections.abc import Mapping
from typing import Final

from scoring.criteria.common import OPEN_ACTS, Talk, Verdict, in_order, person, quoted
from scoring.criteria.slips import against
from scoring.model import Evidence, Level, Span

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "P1": ("role", "purpose", "sharing"),
    "P1.1": ("purpose", "sharing"),
}
"""Criterion -> what must be said, in words of the ruleset's lists of these names."""

_SHOWS: Final = {
    "role": "says who they are and what their part is",
    "purpose": "says what the talk is for",
    "sharing": "says what is written down or passed on",
}


def mark(talk: Talk, criterion: str) -> Verdict:
    """Mark P1 or P1.1; KeyError for any other name."""
    parts, rules = PARTS[criterion], talk.rules(criterion)
    opening = talk.places(1, talk.limit("explain_within"))
    early = _said(talk, criterion, parts, opening)
    if criterion not in talk.brief.criteria and not early:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    late = _said(talk, criterion, parts, talk.places(1, 2 * talk.limit("explain_within")))
    evidence = in_order(dict.fromkeys((*early.values(), *late.values())))
    missing = next((part for part in parts if part not in early), "")
    if missing:
        level = Level.ATTEMPTED if late else Level.NOT_EVIDENCED
        return Verdict(level, "late" if missing in late else missing, 1, evidence)
    faults = (*against(talk, rules, opening), *_unwarned(talk, criterion))
    if faults:
        return Verdict(Level.ATTEMPTED, "clean", faults[0].turn, evidence, faults)
    asked = _asks_what_is_known(talk, criterion, opening)
    if asked:
        return Verdict(Level.EXCEEDED, evidence=(*evidence, asked))
    return Verdict(Level.MET, "exceed", opening[-1], evidence)


def _said(talk: Talk, criterion: str, parts: tuple[str, ...], places: range) -> dict[str, Evidence]:
    """The first words for each part in these places."""
    found: dict[str, Evidence] = {}
    for at in places:
        for part in parts:
            span = None if part in found else _part(talk, at, part)
            if span:
                found[part] = quoted(talk, at, f"{criterion}/{part}", _SHOWS[part], span)
    return found


def _part(talk: Talk, at: int, part: str) -> Span | None:
    if part == "sharing" and "promise_of_secrecy" in talk.acts(at):
        return None
    return talk.says(at, part)


def _unwarned(talk: Talk, criterion: str) -> tuple[Evidence, ...]:
    """Something that must be passed on was told before the officer had said so."""
    told = next((said for said in talk.said if said.line.alert), None)
    if told is None or any(warns(talk, at) for at in talk.places(1, told.at)):
        return ()
    return (person(talk, told, f"{criterion}/unwarned", "told before they knew what is passed on"),)


def warns(talk: Talk, at: int) -> bool:
    """Tell whether a turn says that some things must be passed on."""
    return talk.says(at, "must_pass") is not None


def _asks_what_is_known(talk: Talk, criterion: str, opening: range) -> Evidence | None:
    """The officer asks what they already know or expect."""
    for at in opening:
        span = talk.says(at, "already_know")
        if span and talk.acts(at) & {*OPEN_ACTS, "question_closed"}:
            return quoted(talk, at, f"{criterion}/known", "asks what they know already", span)
    return None
