"""Plain words for the names that stand on the page, where ``scoring`` has none."""

from collections.abc import Iterable, Mapping
from typing import Final

from scoring import effects
from scoring.criteria.rules import ruleset
from scoring.labels import ACTS
from scoring.model import Level, Reading

LEVELS: Final[Mapping[Level, tuple[str, str]]] = {
    Level.EXCEEDED: ("◆", "met, and one of the ways beyond"),
    Level.MET: ("●", "all that the criterion's rule asks"),
    Level.ATTEMPTED: ("◐", "begun, or spoilt by something that was not put right"),
    Level.NOT_EVIDENCED: ("○", "offered, and nothing on record shows it; or something stopped it"),
    Level.NO_OPPORTUNITY: ("\N{EN DASH}", "the conversation never offered it; it does not count"),
}
"""Level -> a sign that can be told apart without colour, and what the level means. The highest first."""

UNKNOWN: Final[Mapping[str, str]] = {
    "depth": "how deep what the person said goes",
    "facts": "which facts the person made known",
    "mood": "how the person felt: trust, agitation and readiness",
    "conduct": "whether the person behaved inappropriately",
    "alerts": "whether the person disclosed something that must be acted on",
    "errands": "what the person asked for that is another's task",
    "cues": "the person's body language",
    "talk": "which of the person's lines speak for change or against it",
}
"""What a conversation may leave untold (``labels.KNOWABLE``), in words."""

TALK: Final[Mapping[str, str]] = {
    "change": "for change",
    "sustain": "for staying the same",
    "discord": "against the officer",
}


def glyph(level: Level) -> str:
    """The sign of a level."""
    return LEVELS[level][0]


def named(identifier: str) -> str:
    """Write an id as words: ``taking-steps`` is "taking steps"."""
    return identifier.replace("_", " ").replace("-", " ").strip()


def act(label: str) -> str:
    """What the officer did, such as "named the feeling"."""
    return effects.plain(label) if label in ACTS else named(label)


def acts(labels: Iterable[str]) -> str:
    """Several of them in a row, each once."""
    return ", ".join(dict.fromkeys(map(act, labels)))


def heard(reading: Reading) -> str:
    """What a turn was read as, in the order it was found."""
    labels = list(dict.fromkeys(found.label for found in reading.behaviours + reading.markers))
    return acts(label for label in labels if label != "other" or len(labels) == 1)


def in_short(criterion: str, version: str) -> str:
    """What a criterion asks of the officer; empty where keywork no longer has that version of the rules."""
    try:
        return ruleset(version).rules(criterion).plain
    except KeyError:
        return ""
