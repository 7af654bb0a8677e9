"""The rules of the volley (MITI 4.2.1): what an officer's whole turn is coded as.

Each code at most once; one reflection, complex before simple; Confront trumps other codes; advice with
permission is Persuade with Permission; ``other`` only when nothing else was found.
"""

from collections.abc import Sequence
from typing import Final

from scoring.model import Context, Finding, Primary
from scoring.reading.cues.findings import once
from scoring.reading.text import Text, parse
from scoring.reading.words import word_class

_GIVES_WAY: Final = frozenset({"persuade", "persuade_with_permission", "affirm", "reflection_simple",
                               "reflection_complex", "give_information", "emphasise_autonomy"})  # fmt: skip
"""Codes that Confront trumps."""

_LASTING: Final = 2
"""Turns for which permission that was asked holds."""

_PRIMARY: Final[tuple[tuple[Primary, frozenset[str]], ...]] = (
    ("question", frozenset({"question_open", "question_closed"})),
    ("reflection", frozenset({"reflection_simple", "reflection_complex"})),
    ("input", frozenset({"give_information", "persuade", "persuade_with_permission"})),
)


def settle(text: Text, found: Sequence[Finding], context: Context) -> tuple[Finding, ...]:
    """The behaviours of the turn."""
    labels = {one.label for one in found}
    kept = list(found)
    if "confront" in labels:
        kept = [one for one in kept if one.label not in _GIVES_WAY]
    if "reflection_complex" in labels:
        kept = [one for one in kept if one.label != "reflection_simple"]
    if "persuade" in labels and _permitted(labels, context):
        kept = [_with_permission(one) for one in kept]
    return once(kept) or (_other(text),)


def permitted(found: Sequence[Finding], context: Context) -> list[Finding]:
    """Advice that was asked for, or allowed in the last turns, is Persuade with Permission."""
    if _allowed(context):
        return [_with_permission(one) for one in found]
    return list(found)


def primary(behaviours: Sequence[Finding]) -> Primary:
    """The one name for the turn: a question before a reflection before input."""
    labels = {one.label for one in behaviours}
    return next((name for name, group in _PRIMARY if labels & group), "other")


def _permitted(labels: set[str], context: Context) -> bool:
    """Whether advice was asked for, allowed, or offered with the choice left to the person."""
    return bool(labels & {"seek_collaboration", "emphasise_autonomy"}) or _allowed(context)


def _allowed(context: Context) -> bool:
    """Whether leave was asked in the last turns, or the person has just asked for advice."""
    asked = any("seek_collaboration" in reading.acts for reading in context.earlier[-_LASTING:])
    return asked or _asked_opinion(context.prisoner)


def _asked_opinion(line: str) -> bool:
    """Whether the person's last line asks the officer what to do or think."""
    words = " ".join(parse(line).words)
    return "?" in line and any(asking in words for asking in word_class("asks_opinion").entries)


def _with_permission(one: Finding) -> Finding:
    if one.label != "persuade":
        return one
    why = f"{one.why}; with permission or the choice left open"
    return Finding("persuade_with_permission", one.span, one.confidence, why, one.rule)


def _other(text: Text) -> Finding:
    return Finding("other", text.whole, 0.6, "no other behaviour was recognised", "other/nothing-else")
