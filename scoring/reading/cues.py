"""Cues: a tiny token-pattern language that trainers can read and that cannot hang.

    you (sound|seem|look) [..3] {feeling}

| written | stands for |
|---|---|
| ``word`` | that word (contractions are opened up: write ``do not``) |
| ``word*`` | any word that begins so |
| ``(a b\\|c)`` | one of these |
| ``[a\\|b]`` | one of these, or nothing |
| ``[..3]`` | up to three words of any kind within the sentence |
| ``...`` | up to 40 words of any kind, sentence ends included |
| ``{class}`` | a word or phrase of that class in ``words.yaml`` |
| ``^`` | here a sentence begins, or a part of one after a pause or a lead-in ("so", "right") |
| ``$`` | here a sentence or a part of one ends |
| ``?`` | the sentence ends in a question mark |

A pattern is followed as a set of places it may have reached, never by backtracking, so the work is
bounded by pattern length times turn length whatever was typed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from scoring.reading.text import Text

_FAR: Final = 40
"""Words ``...`` may skip."""


class CueError(ValueError):
    """A cue that is not written in the cue language."""


class Step(Protocol):
    """One element of a pattern."""

    def reach(self, text: Text, places: set[int]) -> set[int]:
        """The places (token indices) reached from these."""


@dataclass(frozen=True, slots=True)
class Words:
    """One word out of a set, or one that begins in a given way."""

    words: frozenset[str]
    starts: tuple[str, ...] = ()

    def reach(self, text: Text, places: set[int]) -> set[int]:
        """One word on, where it fits. A place at the end of a sentence leads nowhere."""
        known, words, starts = text.words, self.words, self.starts
        size = len(known)
        if starts:
            return {p + 1 for p in places if p < size and (known[p] in words or known[p].startswith(starts))}
        return {p + 1 for p in places if p < size and known[p] in words}


@dataclass(frozen=True, slots=True)
class Either:
    """One of several sequences."""

    choices: tuple[tuple[Step, ...], ...]

    def reach(self, text: Text, places: set[int]) -> set[int]:
        """Wherever any choice leads."""
        return set().union(*(_follow(choice, text, places) for choice in self.choices))


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to ``most`` words of any kind."""

    most: int
    far: bool = False
    """Whether it may cross the end of a sentence."""

    def reach(self, text: Text, places: set[int]) -> set[int]:
        """Each place and those just after it."""
        size = len(text.words)
        reached: set[int] = set()
        for place in places:
            end = size if self.far or place >= size else text.ends[place]
            reached.update(range(place, min(place + self.most, end) + 1))
        return reached


@dataclass(frozen=True, slots=True)
class Edge:
    """``^``, ``$`` or ``?``: a condition on the place, no word."""

    kind: str

    def reach(self, text: Text, places: set[int]) -> set[int]:
        """The places where the condition holds."""
        size = len(text.words)
        if self.kind == "^":
            return {p for p in places if p < size and text.opens[p]}
        if self.kind == "$":
            return {p for p in places if p and text.closes[p - 1]}
        return {p for p in places if p and text.ends[p - 1] in text.asked}


def _follow(steps: Sequence[Step], text: Text, places: set[int]) -> set[int]:
    for step in steps:
        if not places:
            break
        places = step.reach(text, places)
    return places


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern."""

    source: str
    steps: tuple[Step, ...]
    first: Words
    """What the first word must be: patterns are looked up by it."""

    def end(self, text: Text, start: int) -> int | None:
        """The index after the shortest match that starts at this token, or None."""
        places = _follow(self.steps, text, {start})
        return min(places) if places else None


def compile_pattern(source: str, classes: Mapping[str, Sequence[str]]) -> Pattern:
    """Compile a pattern; CueError when it is not well formed or may begin with anything."""
    parts = _split(source)
    steps, rest = _sequence(parts, 0, classes, closing="")
    if rest != len(parts):
        raise CueError(f"{source!r}: stray {parts[rest]!r}")
    words, starts, empty = _firsts(steps)
    if empty:
        raise CueError(f"{source!r}: no word is certain to begin it")
    return Pattern(source, steps, Words(frozenset(words), tuple(sorted(starts))))


def _split(source: str) -> list[str]:
    for mark in "()[]|{}^$?":
        source = source.replace(mark, f" {mark} ")
    return source.replace("[  ..", "[ ..").split()


def _sequence(
    parts: list[str], at: int, classes: Mapping[str, Sequence[str]], closing: str
) -> tuple[tuple[Step, ...], int]:
    """The steps up to ``|``, the closing mark or the end, and the index they end at."""
    steps: list[Step] = []
    while at < len(parts) and parts[at] not in {"|", closing}:
        part = parts[at]
        if part in "([":
            step, at = _group(parts, at, classes)
        elif part == "{":
            step, at = _class_step(parts[at + 1], classes), at + 2
        elif part in ")]}":
            raise CueError(f"unexpected {part!r} in {' '.join(parts)}")
        else:
            step = _simple(part)
        steps.append(step)
        at += 1
    return tuple(steps), at


def _group(parts: list[str], at: int, classes: Mapping[str, Sequence[str]]) -> tuple[Step, int]:
    """A ``(...)`` or ``[...]`` group and the index of its closing mark."""
    optional = parts[at] == "["
    closing = "]" if optional else ")"
    if optional and parts[at + 1].startswith(".."):
        return Gap(int(parts[at + 1][2:])), at + 2
    choices: list[tuple[Step, ...]] = [()] if optional else []
    while True:
        choice, at = _sequence(parts, at + 1, classes, closing)
        choices.append(choice)
        if at >= len(parts):
            raise CueError(f"missing {closing!r} in {' '.join(parts)}")
        if parts[at] == closing:
            return _merged(choices), at


def _simple(part: str) -> Step:
    if part in "^$?":
        return Edge(part)
    if part == "...":
        return Gap(_FAR, far=True)
    if part.endswith("*"):
        return Words(frozenset(), (part[:-1],))
    return Words(frozenset({part}))


def _class_step(name: str, classes: Mapping[str, Sequence[str]]) -> Step:
    if name not in classes:
        raise CueError(f"no word class {name!r}")
    return _merged([tuple(_simple(word) for word in entry.split()) for entry in classes[name]])


def _merged(choices: list[tuple[Step, ...]]) -> Step:
    """One step for all choices; single words are merged into one set so that big classes stay fast."""
    words: set[str] = set()
    starts: set[str] = set()
    longer: list[tuple[Step, ...]] = []
    for choice in choices:
        if len(choice) == 1 and isinstance(choice[0], Words):
            words |= choice[0].words
            starts |= set(choice[0].starts)
        else:
            longer.append(choice)
    short = Words(frozenset(words), tuple(sorted(starts)))
    if not longer:
        return short
    return Either(((short,), *longer) if words or starts else tuple(longer))


def _firsts(steps: Iterable[Step]) -> tuple[set[str], set[str], bool]:
    """The words and word beginnings a sequence may start with, and whether it may match no word."""
    words: set[str] = set()
    starts: set[str] = set()
    for step in steps:
        if isinstance(step, Edge):
            continue
        if isinstance(step, Words):
            return words | step.words, starts | set(step.starts), False
        if isinstance(step, Gap):
            return words, starts, True
        if isinstance(step, Either):
            options = [_firsts(choice) for choice in step.choices]
            for option_words, option_starts, _ in options:
                words |= option_words
                starts |= option_starts
            if not any(empty for _, _, empty in options):
                return words, starts, False
    return words, starts, True


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
    unless: tuple[Pattern, ...] = ()
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
        self._longest = max(map(len, self._by_start), default=0)

    def matches(self, text: Text) -> list[Match]:
        """Every cue heard, in the order of the words; vetoed ones left out."""
        found: list[Match] = []
        for at, word in enumerate(text.words):
            for pattern, cue in self._candidates(word):
                after = pattern.end(text, at)
                if after is not None and after > at and not _vetoed(cue, text, at, after):
                    found.append(Match(cue, at, after))
        return found

    def _candidates(self, word: str) -> list[tuple[Pattern, Cue]]:
        candidates = self._by_word.get(word, [])
        if self._by_start:
            for size in range(1, min(len(word), self._longest) + 1):
                more = self._by_start.get(word[:size])
                if more:
                    candidates = candidates + more
        return candidates


def _vetoed(cue: Cue, text: Text, first: int, after: int) -> bool:
    if not cue.unless:
        return False
    size = len(text.words)
    begin, stop = max(0, first - _NEAR), min(size, after + _NEAR)
    while text.ends[begin] <= first and begin < first and text.ends[begin] != text.ends[first]:
        begin = text.ends[begin]
    for at in range(begin, min(stop, text.ends[after - 1])):
        word = text.words[at]
        for pattern in cue.unless:
            if (word in pattern.first.words or word.startswith(pattern.first.starts)) and pattern.end(
                text, at
            ) is not None:
                return True
    return False
