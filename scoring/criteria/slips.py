"""CLEAN: what counts against a criterion, and what puts it right.

A counter-indicator counts in its reach and unless it is repaired within two turns; a critical act
counts against any criterion and nothing repairs it.
"""

from collections import Counter as Counts
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from scoring.criteria.claims import claims
from scoring.criteria.common import Talk, officer, quoted
from scoring.criteria.rules import Counter, Rules
from scoring.criteria.words import find_meant
from scoring.labels import CRITICAL_MARKERS
from scoring.model import Evidence


@dataclass(frozen=True, slots=True)
class Slip:
    """A counter-indicator at a place that was not put right."""

    at: int
    counter: Counter
    evidence: Evidence


def slips(talk: Talk, rules: Rules) -> tuple[Slip, ...]:
    """Return every unrepaired counter-indicator of a criterion in the whole conversation.

    The ones that stop it come first. Critical acts are slips of any criterion; nothing repairs them.
    """
    ordered = sorted((*rules.counters, _CRITICAL), key=lambda counter: not counter.stops)
    return tuple(
        Slip(at, counter, evidence)
        for counter in ordered
        for at in talk.places(1, talk.end)
        if not counter.topic or talk.on(at, counter.topic)
        if (evidence := _slip(talk, rules, counter, at)) and not talk.repaired(at)
    )


def held_against(
    talk: Talk, rules: Rules, found: Iterable[Slip], places: Iterable[int], before: int = 0
) -> tuple[Slip, ...]:
    """Return the slips that count for a stretch of the conversation.

    ``before`` is the last place where a slip that comes too early counts (a fix before the problem).
    """
    stretch = frozenset(places)
    near = [slip for slip in found if _reaches(talk, rules, slip, stretch, before)]
    times = Counts(slip.counter.rule for slip in near)
    return tuple(slip for slip in near if times[slip.counter.rule] >= slip.counter.at_least)


def words_behind(found: Iterable[Slip]) -> tuple[Evidence, ...]:
    """Return the words behind slips, one for each turn."""
    first: dict[int, Evidence] = {}
    for slip in found:
        first.setdefault(slip.at, slip.evidence)
    return tuple(first.values())


_CRITICAL: Final = Counter("critical", "not acceptable in any conversation", markers=CRITICAL_MARKERS)


def _reaches(talk: Talk, rules: Rules, slip: Slip, stretch: frozenset[int], before: int) -> bool:
    if slip.counter.reach == "before":
        return slip.at <= before and talk.on(slip.at, rules.topic)
    return slip.counter.reach == "anywhere" or slip.at in stretch


def _slip(talk: Talk, rules: Rules, counter: Counter, at: int) -> Evidence | None:
    rule = f"{rules.criterion}/{counter.rule}"
    if talk.acts(at) & counter.markers:
        return officer(talk, at, rule, counter.note, sorted(counter.markers))
    span = find_meant(talk.text(at), counter.phrases)
    if span:
        return quoted(talk, at, rule, counter.note, span)
    return _wrong_fact(talk, rule, counter, at)


def _wrong_fact(talk: Talk, rule: str, counter: Counter, at: int) -> Evidence | None:
    """A wording that the policy pack says is wrong, with what is so."""
    for fact in talk.pack.in_force(counter.facts) if counter.facts else ():
        span = claims(talk, at, fact.wrong)
        if span:
            return quoted(talk, at, rule, f"{counter.note}: {fact.text} ({fact.source})", span)
    return None


def against(talk: Talk, rules: Rules, places: Iterable[int]) -> tuple[Evidence, ...]:
    """Return the words that count against a criterion in a stretch of the conversation."""
    return words_behind(held_against(talk, rules, slips(talk, rules), places))


def stopping(talk: Talk, rules: Rules) -> tuple[Slip, ...]:
    """Return the slips, anywhere, that cap a criterion at not evidenced."""
    return tuple(slip for slip in held_against(talk, rules, slips(talk, rules), ()) if slip.counter.stops)


def critical(talk: Talk, rules: Rules) -> tuple[Evidence, ...]:
    """Return the words of every critical act in the conversation."""
    return words_behind(slip for slip in slips(talk, rules) if slip.counter is _CRITICAL)
