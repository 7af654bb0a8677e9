"""What an officer's act does to the person who hears it. One act is never counted twice.

The numbers, their sources and the plain names live in ``rulesets/effects.yaml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from scoring.labels import ACTS, NEGATIVE_MARKERS
from scoring.model import Reading
from scoring.rulesets import load

_HARMFUL: Final = frozenset(NEGATIVE_MARKERS) | {"confront", "persuade"}


@dataclass(frozen=True, slots=True)
class Effect:
    """Changes to the gauges; each is added to a value from 0 to 10."""

    trust: int = 0
    agitation: int = 0
    readiness: int = 0

    @property
    def size(self) -> int:
        """How much moves in all, whatever the direction; 0 for no effect."""
        return abs(self.trust) + abs(self.agitation) + abs(self.readiness)


@dataclass(frozen=True, slots=True)
class LaterEffect:
    """A change that comes some turns after the act, as when a promise turns out hollow."""

    effect: Effect
    after_turns: int
    """Turns between the act and the change, at least 1."""


@dataclass(frozen=True, slots=True)
class _Rule:
    plain: str
    instead: str
    effect: Effect
    later: LaterEffect | None
    silenced_by: frozenset[str]


def effect_of(act: str) -> Effect:
    """Return the usual effect of an act (a label in ``labels.ACTS``); KeyError for any other word."""
    return _rules()[act].effect


def later_effect(act: str) -> LaterEffect | None:
    """Return what the act does some turns later, or None; KeyError for an unknown act."""
    return _rules()[act].later


def plain(act: str) -> str:
    """Name the act in words that complete "you ...", such as ``named the feeling``; KeyError if unknown."""
    return _rules()[act].plain


def instead(act: str) -> str:
    """Say what to do instead of a harmful act, or "" for any other; KeyError if unknown."""
    return _rules()[act].instead


def acting(reading: Reading) -> tuple[str, ...]:
    """Return the acts of a turn that move the person: harmful first, then by size of effect.

    Left out are acts without an effect, acts whose effect another act of the turn already carries,
    and acts that another act of the turn suspends (an order inside a reasoned limit).
    """
    acts = reading.acts
    rules = _rules()
    moving = [
        act for act in acts if act in rules and rules[act].effect.size and not rules[act].silenced_by & acts
    ]
    return tuple(sorted(moving, key=lambda act: (act not in _HARMFUL, -effect_of(act).size, act)))


@cache
def _rules() -> Mapping[str, _Rule]:
    rules = {act: _rule(entry) for act, entry in load("effects")["acts"].items()}
    if rules.keys() != ACTS:
        raise ValueError(f"effects.yaml and labels.ACTS differ: {sorted(rules.keys() ^ ACTS)}")
    return rules


def _rule(entry: Mapping[str, Any]) -> _Rule:
    later = dict(entry.get("later", {}))
    after_turns = later.pop("after_turns", 0)
    silencers = [*entry.get("covered_by", ()), *entry.get("suspended_by", ())]
    if "negative" in silencers:
        silencers.extend(NEGATIVE_MARKERS)
    return _Rule(
        plain=entry["plain"],
        instead=entry.get("instead", ""),
        effect=Effect(**entry["effect"]),
        later=LaterEffect(Effect(**later), after_turns) if later else None,
        silenced_by=frozenset(silencers),
    )
