"""The rules of each criterion as typed values, from a version of the ruleset."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, Literal

from scoring.rulesets import RULESET, load, version_files, versions

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
    facts: frozenset[str] = frozenset()
    """Topics of the policy pack whose facts must not be got wrong."""
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
    topic_name: str = "this"
    """The topic in plain words."""
    tier: int = 2
    """How deep a disclosure must be for ``met``."""
    counters: tuple[Counter, ...] = ()
    also: frozenset[str] = frozenset()
    """Names of the rules this version adds to the criterion."""
    exceeded_by: tuple[str, ...] = ()
    """Names of the ways to exceed it."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Gap -> what was missing."""
    try_next: Mapping[str, str] = field(default_factory=dict)
    """Gap -> one sentence to try."""
    needs: Mapping[str, str] = field(default_factory=dict)
    """What must be known about a conversation for ``met`` -> what cannot be judged without it."""

    def why_not(self, gap: str) -> str:
        """Say what was missing; KeyError for a gap without words."""
        return self.missing[gap].format(topic=self.topic_name)

    def tip(self, gap: str) -> str:
        """Return one sentence to try, or "" when there is nothing to try."""
        return self.try_next.get("invite" if gap == "untouched" else gap, "")


@dataclass(frozen=True, slots=True)
class Change:
    """What a version marks differently from the one before."""

    criteria: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Ruleset:
    """One version of the rules: criteria, thresholds and word lists, all of it data."""

    version: str
    since: str
    """The date it holds from, ISO 8601."""
    about: str
    policy: str
    """Name of the policy pack it marks with, or empty."""
    changes: tuple[Change, ...]
    criteria: Mapping[str, Rules]
    """In the order of the standard."""
    also: frozenset[str]
    """Names of the rules this version adds to all criteria."""
    blocked: frozenset[str]
    """Criteria that a critical act holds below ``met``, whatever the total."""
    _limits: Mapping[str, int]
    _words: Mapping[str, frozenset[str]]

    def rules(self, criterion: str) -> Rules:
        """Return the rules of a criterion such as ``P4.1``; KeyError when this version has none."""
        return self.criteria[criterion]

    def limit(self, name: str) -> int:
        """Return a threshold; KeyError when this version has none of that name."""
        return self._limits[name]

    def words(self, name: str) -> frozenset[str]:
        """Return a named list of words and phrases; KeyError when this version has none."""
        return self._words[name]


@cache
def ruleset(version: str = RULESET) -> Ruleset:
    """Return a version of the rules, such as ``fi2-2026.3``; KeyError when keywork has none of that name."""
    if version not in versions():
        raise KeyError(version)
    parts: dict[str, Any] = {}
    for name in version_files(version):
        for key, value in load(name).items():
            parts[key] = {**parts[key], **value} if key in _IN_PARTS and key in parts else value
    names, common = parts.get("topics", {}), parts.get("missing", {})
    return Ruleset(
        version=version,
        since=str(parts["since"]),
        about=parts["about"],
        policy=parts.get("policy", ""),
        changes=tuple(Change(tuple(entry["criteria"]), entry["text"]) for entry in parts.get("changes", ())),
        criteria={
            name: _rules(name, parts["criteria"][name], names, common)
            for name in sorted(parts["criteria"], key=_in_order)
        },
        also=frozenset(parts.get("also", ())),
        blocked=frozenset(parts.get("blocked", ())),
        _limits=parts["limits"],
        _words={name: _listed(entry) for name, entry in parts["words"].items()},
    )


_IN_PARTS: Final = frozenset({"criteria", "words", "missing", "topics"})
"""What a version may spread over several files."""


def _in_order(criterion: str) -> tuple[int, ...]:
    """Where a criterion such as ``P4.1`` stands in the standard."""
    return tuple(int(number) for number in criterion[1:].split("."))


def _rules(
    criterion: str, given: Mapping[str, Any], names: Mapping[str, str], common: Mapping[str, str]
) -> Rules:
    entry = dict(given)
    return Rules(
        criterion=criterion,
        topic_name=names.get(entry.get("topic", ""), "this"),
        counters=tuple(_counter(counter) for counter in entry.pop("counters", ())),
        also=frozenset(entry.pop("also", ())),
        exceeded_by=tuple(entry.pop("exceeded_by", ())),
        missing={**common, **entry.pop("missing", {})},
        **entry,
    )


def _counter(entry: Mapping[str, Any]) -> Counter:
    values = dict(entry)
    return Counter(
        markers=frozenset(values.pop("markers", ())),
        phrases=tuple(values.pop("phrases", ())),
        facts=frozenset(values.pop("facts", ())),
        **values,
    )


def _listed(entry: str) -> frozenset[str]:
    return frozenset(part.strip() for part in entry.split(","))
