"""Plain words for what the program knows by names and numbers.

Every gauge and level also has a glyph or a number, so that nothing rests on colour alone.
"""

from collections.abc import Mapping
from typing import Final

from scoring.labels import ACTS
from scoring.model import Level, Mood, Reading

GAUGES: Final = ("trust", "agitation", "readiness")
"""The person's gauges in the order they are shown."""

_BANDS: Final = {
    "trust": ("none yet", "wary", "some", "good", "deep"),
    "agitation": ("settled", "guarded", "agitated", "hostile", "at the edge"),
    "readiness": ("not now", "unsure", "thinking", "preparing", "ready"),
}
_BAND_ENDS: Final = (2, 4, 6, 8, 10)

LEVEL_GLYPHS: Final = {
    Level.NO_OPPORTUNITY: "\N{EN DASH}",
    Level.NOT_EVIDENCED: "○",
    Level.ATTEMPTED: "◐",
    Level.MET: "●",
    Level.EXCEEDED: "◆",
}
"""A sign per level that can be told apart without colour."""

LEVEL_STYLES: Final = {
    Level.NO_OPPORTUNITY: "$text-muted",
    Level.NOT_EVIDENCED: "$text-muted",
    Level.ATTEMPTED: "$warning",
    Level.MET: "$success",
    Level.EXCEEDED: "$success",
}

GRADES: Final = {"good": "a good ending", "neutral": "a neutral ending", "poor": "a poor ending"}

PRESETS: Final = {
    "": "as they are",
    "settled": "easier to reach",
    "guarded": "gives little away",
    "agitated": "already wound up",
}
"""How a conversation may start, in the order it is offered."""


def gauge(mood: Mood, name: str) -> int:
    """The value of the gauge of that name."""
    return {"trust": mood.trust, "agitation": mood.agitation, "readiness": mood.readiness}[name]


def gauge_word(name: str, value: int) -> str:
    """What that value of that gauge means, in a word or two."""
    band = next(index for index, end in enumerate(_BAND_ENDS) if value <= end)
    return _BANDS[name][band]


def trend(before: int, after: int) -> str:
    """``▲2``, ``▼1`` or nothing."""
    if after == before:
        return ""
    return f"{'▲' if after > before else '▼'}{abs(after - before)}"


def named(identifier: str) -> str:
    """An author's id as words: ``agreed_step`` is "agreed step"."""
    return identifier.replace("_", " ").replace("-", " ").strip()


def act_phrase(label: str) -> str:
    """What the officer did, completing "you ...", such as "named the feeling"."""
    from scoring import effects

    return effects.plain(label) if label in ACTS else named(label)


def criterion_in_short(criterion: str) -> str:
    """What a criterion asks of the officer; empty where this ruleset does not mark it."""
    from scoring.criteria.rules import ruleset

    try:
        return ruleset().rules(criterion).plain
    except KeyError:
        return ""


def heard(reading: Reading) -> Mapping[str, tuple[str, ...]]:
    """What was read in a turn: the words it stands on -> plain phrases, in the order they were found."""
    findings = reading.behaviours + reading.markers
    if len(findings) > 1:
        findings = tuple(finding for finding in findings if finding.label != "other")
    phrases: dict[str, list[str]] = {}
    for finding in findings:
        phrase, known = act_phrase(finding.label), phrases.setdefault(finding.span.of(reading.text), [])
        if phrase not in known:
            known.append(phrase)
    return {quote: tuple(found) for quote, found in phrases.items()}


def counted(number: int, one: str, many: str = "") -> str:
    """``1 turn``, ``2 turns``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
