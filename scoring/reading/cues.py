"""Cues: wordings that show a label, and the book they are looked up in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from scoring.reading.patterns import Pattern
from scoring.reading.text import Text


@dataclass(frozen=True, slots=True)
class Cue:
    """Wordings that show one label."""

    label: str
    id: str
    why: str
    """What the wording shows, plain words."""
    confidence: float
    """0-1."""
    patterns: tuple[Pattern, ...]
    unless: Sequence[Pattern] = ()
    """Wordings nearby in the same sentence that show it is not meant so."""


@dataclass(frozen=True, slots=True)
class Match:
    """A cue heard at tokens ``first`` to ``after`` (exclusive)."""

    cue: Cue
    first: int
    after: int


_NEAR: Final = 10
"""Words before or after a match within which an ``unless`` pattern counts."""


class CueBook:
    """All cues of a layer, looked up by the first word of their patterns."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self.cues = tuple(cues)
        self._by_word: dict[str, list[tuple[Pattern, Cue]]] = {}
        self._by_start: dict[str, list[tuple[Pattern, Cue]]] = {}
        for cue in self.cues:
            for pattern in cue.patterns:
                for word in pattern.first.words:
                    self._by_word.setdefault(word, []).append((pattern, cue))
                for start in pattern.first.starts:
                    self._by_start.setdefault(start, []).append((pattern, cue))

    def matches(self, text: Text) -> list[Match]:
        """Every cue heard, in the order of the words; vetoed ones left out."""
        vocabulary = frozenset(text.words)
        found: list[Match] = []
        for at, (word, following) in enumerate(zip(text.words, (*text.words[1:], ""), strict=False)):
            for pattern, cue in self._beginning(word):
                if pattern.second is not None and following not in pattern.second:
                    continue
                if not pattern.possible(vocabulary):
                    continue
                after = pattern.end(text, at)
                if after is not None and after > at and not _vetoed(cue, text, at, after, vocabulary):
                    found.append(Match(cue, at, after))
        return found

    def _beginning(self, word: str) -> Iterator[tuple[Pattern, Cue]]:
        """The patterns that may begin with this word."""
        yield from self._by_word.get(word, ())
        for start, pairs in self._by_start.items():
            if word.startswith(start):
                yield from pairs


def _vetoed(cue: Cue, text: Text, first: int, after: int, vocabulary: frozenset[str]) -> bool:
    """Whether an ``unless`` pattern matches near tokens ``first`` to ``after``, in their sentence."""
    patterns = [pattern for pattern in cue.unless if pattern.possible(vocabulary)]
    if not patterns:
        return False
    begin = max(text.begins[first], first - _NEAR)
    stop = min(text.ends[after - 1], after + _NEAR)
    return any(
        text.words[at] in pattern.first.words and pattern.end(text, at) is not None
        for pattern in patterns
        for at in range(begin, stop)
    )
