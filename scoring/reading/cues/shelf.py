"""Cue books built from the ruleset, once, on first use."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Final, overload

from scoring.reading.cues.book import Cue, CueBook
from scoring.reading.cues.patterns import Pattern, compile_pattern
from scoring.reading.words import classes, load

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


class Vetoes(Sequence[Pattern]):
    """The ``unless`` patterns of a cue, compiled when the cue is first heard: most never are."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._sources = tuple(sources)

    @cached_property
    def _patterns(self) -> tuple[Pattern, ...]:
        return tuple(_compiled(source) for source in self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    @overload
    def __getitem__(self, index: int) -> Pattern: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Pattern, ...]: ...
    def __getitem__(self, index: int | slice) -> Pattern | tuple[Pattern, ...]:
        return self._patterns[index]


def _cue(label: str, name: str, entry: Mapping[str, Any], shared: Mapping[str, list[str]]) -> Cue:
    return Cue(
        label=label,
        id=f"{label}/{name}",
        why=entry["why"],
        confidence=float(entry.get("sure", _SURE)),
        patterns=tuple(map(_compiled, _sources(entry["say"], shared))),
        unless=Vetoes(_sources(entry.get("unless", ()), shared)),
    )


@cache
def _compiled(source: str) -> Pattern:
    return compile_pattern(source, classes())


def _sources(sources: Iterable[str], shared: Mapping[str, list[str]]) -> Iterator[str]:
    """The patterns as written; ``@name`` stands for a shared list."""
    for source in sources:
        if source.startswith("@"):
            yield from _sources(shared[source[1:]], shared)
        else:
            yield source
