"""Cue books built from the ruleset, once, on first use."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from scoring.reading.cues import Cue, CueBook
from scoring.reading.patterns import Pattern, compile_pattern
from scoring.reading.rules import classes, load

_SURE: Final = 0.85
"""Confidence of a cue that gives none."""


@cache
def book(layer: str) -> CueBook:
    """The cues of ``behaviours``, ``markers`` or ``topics``; CueError when one is badly written."""
    content = load(layer)
    shared: Mapping[str, list[str]] = content.get("shared", {})
    return CueBook(
        _cue(label, name, entry, shared)
        for label, cues in content[layer].items()
        for name, entry in cues.items()
    )


def _cue(label: str, name: str, entry: Mapping[str, Any], shared: Mapping[str, list[str]]) -> Cue:
    return Cue(
        label=label,
        id=f"{label}/{name}",
        why=entry["why"],
        confidence=float(entry.get("sure", _SURE)),
        patterns=_patterns(entry["say"], shared),
        unless=_patterns(entry.get("unless", ()), shared),
    )


def _patterns(sources: Iterable[str], shared: Mapping[str, list[str]]) -> tuple[Pattern, ...]:
    """Compile patterns; ``@name`` stands for a shared list."""
    patterns: list[Pattern] = []
    for source in sources:
        if source.startswith("@"):
            patterns.extend(_patterns(shared[source[1:]], shared))
        else:
            patterns.append(compile_pattern(source, classes()))
    return tuple(patterns)
