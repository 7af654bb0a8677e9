"""Policy packs: dated facts of law and procedure, kept out of dialogue, with their sources.

A pack says what is so in one place from one date on: facts an officer may state and wordings that get
them wrong, who deals with what a person asks for, and where a disclosure of risk must go. Wordings are
plain phrases, compared like every other phrase of the rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from scoring.rulesets import load


@dataclass(frozen=True, slots=True)
class PolicyFact:
    """One fact of law or procedure."""

    id: str
    topic: str
    """supervision, recall, release, victims, risk, roles or remand."""
    text: str
    valid_from: str
    """ISO 8601 date."""
    source: str
    wrong: tuple[str, ...]
    """Wordings nobody could rightly say of it; denied, asked or told as what others say, they are no claim."""
    valid_until: str = ""
    """The last day it is known to have held; empty while it holds."""
    unsettled: bool = False
    """The law was changing: nobody is marked on it."""

    def marks(self, day: str) -> bool:
        """Tell whether wordings may be held against it on a day (ISO 8601)."""
        return (
            not self.unsettled
            and self.valid_from <= day
            and (not self.valid_until or day <= self.valid_until)
        )


@dataclass(frozen=True, slots=True)
class Errand:
    """Something a person asks for, and whose task it is."""

    id: str
    right: frozenset[str]
    """Words for who deals with it."""
    wrong: frozenset[str]
    """Words for who plainly does not."""
    beyond: bool
    """Whether advice on it is outside a key worker's role."""
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Route:
    """Where a disclosure of risk or of a further offence must go."""

    alert: str
    right: frozenset[str]
    """Words for who it goes to, or what is opened."""
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class PolicyPack:
    """What is so in one place from one date on."""

    name: str
    place: str
    valid_from: str
    facts: tuple[PolicyFact, ...]
    errands: Mapping[str, Errand]
    routes: Mapping[str, Route]

    def in_force(self, topics: frozenset[str]) -> tuple[PolicyFact, ...]:
        """Return the facts on these topics that wordings may be held against."""
        return tuple(fact for fact in self.facts if fact.topic in topics and fact.marks(self.valid_from))


NO_PACK = PolicyPack("", "", "", (), {}, {})
"""For a version of the rules that holds nothing against law or procedure."""


@cache
def policy_pack(name: str) -> PolicyPack:
    """Return a pack such as ``england-and-wales-2026-01``, or ``NO_PACK`` for "".

    FileNotFoundError when there is no pack of that name.
    """
    if not name:
        return NO_PACK
    pack = load(f"policy/{name}")
    return PolicyPack(
        name=name,
        place=pack["place"],
        valid_from=str(pack["valid_from"]),
        facts=tuple(_fact(entry) for entry in pack["facts"]),
        errands={id_: _errand(id_, entry) for id_, entry in pack["errands"].items()},
        routes={alert: _route(alert, entry) for alert, entry in pack["routes"].items()},
    )


def _fact(entry: Mapping[str, Any]) -> PolicyFact:
    return PolicyFact(
        id=entry["id"],
        topic=entry["topic"],
        text=entry["text"],
        valid_from=str(entry["valid_from"]),
        source=entry["source"],
        wrong=tuple(entry.get("wrong", ())),
        valid_until=str(entry.get("valid_until", "")),
        unsettled=entry.get("unsettled", False),
    )


def _errand(id_: str, entry: Mapping[str, Any]) -> Errand:
    return Errand(
        id=id_,
        right=frozenset(entry["right"]),
        wrong=frozenset(entry.get("wrong", ())),
        beyond=entry.get("beyond", False),
        text=entry["text"],
        source=entry["source"],
    )


def _route(alert: str, entry: Mapping[str, Any]) -> Route:
    return Route(alert, frozenset(entry["right"]), entry["text"], entry["source"])
