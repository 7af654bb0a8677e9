"""Findings from matched cues."""

from collections.abc import Iterable, Mapping, Sequence

from scoring.model import Finding
from scoring.reading.cues.book import Match
from scoring.reading.text import Text


def finding(text: Text, match: Match, label: str = "") -> Finding:
    """The finding a matched cue makes, under the cue's label or another."""
    span = text.span(match.first, match.after)
    why = f'heard "{" ".join(span.of(text.raw).split())}": {match.cue.why}'
    return Finding(label or match.cue.label, span, match.cue.confidence, why, match.cue.id)


def once(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each label once: its surest finding, the first of equals; in the order of the words."""
    best: dict[str, Finding] = {}
    for one in found:
        held = best.get(one.label)
        if held is None or one.confidence > held.confidence:
            best[one.label] = one
    return in_order(best.values())


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of the words."""
    return tuple(sorted(found, key=lambda one: (one.span, one.label)))


def give_way(found: Sequence[Finding], table: Mapping[str, Sequence[str]]) -> list[Finding]:
    """Leave out findings whose words belong to another act heard in the turn.

    ``table`` maps a label or a rule to the labels it gives way to.
    """
    labels = {one.label for one in found}
    return [one for one in found if labels.isdisjoint((*table.get(one.label, ()), *table.get(one.rule, ())))]
