"""Cues: wordings that show a label, and the book they are looked up in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final, NamedTuple

from scoring.reading.cues.patterns import Pattern
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
    meant: bool = True
    """False where a wording nearby shows that it is only mentioned ("you said people call you that")."""


_NEAR: Final = 10
"""Words before or after a match within which an ``unless`` pattern counts."""


class Entry(NamedTuple):
    """A pattern of a cue, where the book finds it."""

    order: int
    """Its place in the book: cues heard at one word come in that order."""
    opening: bool
    """Whether it can only begin where something begins."""
    pattern: Pattern
    cue: Cue


class CueBook:
    """All cues of a layer, looked up by the first word of their patterns, and by the second where it is certain."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self.cues = tuple(cues)
        self._by_word: dict[str, list[Entry]] = {}
        self._by_words: dict[tuple[str, str], list[Entry]] = {}
        self._by_start: dict[str, list[tuple[str, Entry]]] = {}
        """First letter -> beginnings of words and their patterns."""
        patterns = ((pattern, cue) for cue in self.cues for pattern in cue.patterns)
        for order, (pattern, cue) in enumerate(patterns):
            self._enter(Entry(order, pattern.opening, pattern, cue))

    def _enter(self, entry: Entry) -> None:
        for word in entry.pattern.first.words:
            if entry.pattern.second is None:
                self._by_word.setdefault(word, []).append(entry)
            for following in entry.pattern.second or ():
                self._by_words.setdefault((word, following), []).append(entry)
        for start in entry.pattern.first.starts:
            self._by_start.setdefault(start[0], []).append((start, entry))

    def matches(self, text: Text) -> list[Match]:
        """Every cue heard and meant, in the order of the words."""
        return [match for match in self.listen(text) if match.meant]

    def listen(self, text: Text) -> list[Match]:
        """Every cue heard, meant or only mentioned, in the order of the words."""
        vocabulary = frozenset(text.words)
        found: list[Match] = []
        for at, (word, following) in enumerate(zip(text.words, (*text.words[1:], ""), strict=False)):
            opens = text.opens[at]
            for _, opening, pattern, cue in self._beginning(word, following):
                if (opening and not opens) or not pattern.possible(vocabulary):
                    continue
                after = pattern.end(text, at)
                if after is not None and after > at:
                    found.append(Match(cue, at, after, not _vetoed(cue, text, at, after, vocabulary)))
        return found

    def _beginning(self, word: str, following: str) -> Sequence[Entry]:
        """The patterns that may begin with this word and the next, in the order of the book."""
        alone, together = self._by_word.get(word, ()), self._by_words.get((word, following), ())
        started = [
            entry
            for start, entry in self._by_start.get(word[0], ())
            if word.startswith(start) and (entry.pattern.second is None or following in entry.pattern.second)
        ]
        if started or (alone and together):
            return sorted((*alone, *together, *started), key=itemgetter(0))
        return alone or together


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
