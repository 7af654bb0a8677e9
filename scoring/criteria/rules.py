"""The rules of each criterion as typed values, from ``rulesets/criteria.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from scoring.rulesets import load

Reach = Literal["stretch", "before", "anywhere"]
"""Which turns a counter-indicator is looked for in: from the invitation to three turns after the
disclosure; the turns on the topic up to the follow-up; or the whole conversation."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter-indicator: something that caps a criterion where it is found and not repaired."""

    rule: str
    """Last part of its rule id."""
    note: str
    """What is wrong with it, one plain phrase."""
    markers: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    """Wordings; a negation just before one turns it round."""
    topic: str = ""
    """The topic a turn must be on to count; empty for any."""
    reach: Reach = "stretch"
    at_least: int = 1
    """How many turns it takes."""
    stops: bool = False
    """Whether it caps at not evidenced instead of attempted."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How one criterion is explained and marked."""

    criterion: str
    title: str
    """The standard's own wording."""
    plain: str
    """What it asks for, in words for a trainee."""
    source: str
    topic: str = ""
    """The guide topic it is about, or empty."""
    tier: int = 2
    """How deep a disclosure must be for ``met``."""
    counters: tuple[Counter, ...] = ()
    exceeded_by: tuple[str, ...] = ()
    """Names of the ways to exceed it."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Gap -> what was missing."""
    try_next: Mapping[str, str] = field(default_factory=dict)
    """Gap -> one sentence to try."""

    def why_not(self, gap: str) -> str:
        """Say what was missing: the criterion's own words, else the common ones; KeyError if neither."""
        text = self.missing.get(gap) or load("criteria")["missing"][gap]
        return str(text).format(topic=self.topic_name)

    def tip(self, gap: str) -> str:
        """Return one sentence to try, or "" when there is nothing to try."""
        return self.try_next.get("invite" if gap == "untouched" else gap, "")

    @property
    def topic_name(self) -> str:
        """The topic in plain words."""
        return str(load("criteria")["topics"].get(self.topic, "this"))


@cache
def rules_for(criterion: str) -> Rules:
    """Return the rules of a criterion such as ``P4.1``; KeyError when this ruleset has none."""
    entry: dict[str, Any] = dict(load("criteria")["criteria"][criterion])
    return Rules(
        criterion=criterion,
        counters=tuple(_counter(counter) for counter in entry.pop("counters", ())),
        exceeded_by=tuple(entry.pop("exceeded_by", ())),
        **entry,
    )


def _counter(entry: Mapping[str, Any]) -> Counter:
    values = dict(entry)
    return Counter(
        markers=frozenset(values.pop("markers", ())), phrases=tuple(values.pop("phrases", ())), **values
    )
