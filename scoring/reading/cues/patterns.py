r"""Patterns: a tiny token-pattern language that trainers can read and that cannot hang.

    you (sound|seem|look) [..3] {feeling}

| written | stands for |
|---|---|
| ``word`` | that word (contractions are opened up: write ``do not``) |
| ``word*`` | any word that begins so |
| ``(a b\|c)`` | one of these |
| ``[a\|b]`` | one of these, or nothing |
| ``[..3]`` | up to three words of any kind within the sentence |
| ``...`` | up to 40 words of any kind, sentence ends included |
| ``{class}`` | a word or phrase of that class in ``words.yaml`` |
| ``^`` | here a sentence begins, or a part of one after a pause or a lead-in ("so", "right") |
| ``$`` | here a sentence or a part of one ends |
| ``?`` | the sentence ends in a question mark |

A pattern is followed as a set of places it may have reached, never by backtracking, so the work is
bounded by pattern length times turn length whatever was typed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Protocol

from scoring.reading.text import Text

_FAR: Final = 40
"""Words ``...`` may skip."""


_MARKS: Final = frozenset("()[]|{}^$?")
_PART: Final = re.compile(r"[()\[\]|{}^$?]|[^\s()\[\]|{}^$?]+")


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
    """One of several phrases or sequences."""

    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    """First word -> what may follow it: plain phrases are looked up, however many there are."""
    choices: tuple[tuple[Step, ...], ...]
    """Sequences that are more than plain words. The empty one makes the group optional."""

    def reach(self, text: Text, places: set[int]) -> set[int]:
        """Wherever any choice leads."""
        words, size = text.words, len(text.words)
        reached: set[int] = set()
        for place in places:
            if place < size:
                for rest in self.phrases.get(words[place], ()):
                    after = place + 1 + len(rest)
                    if not rest or words[place + 1 : after] == rest:
                        reached.add(after)
        for choice in self.choices:
            reached |= _follow(choice, text, places)
        return reached


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
        return {place for place in places if self.holds(text, place)}

    def holds(self, text: Text, place: int) -> bool:
        """Whether the condition holds before the token at this place."""
        if self.kind == "^":
            return place < len(text.words) and text.opens[place]
        if self.kind == "$":
            return place > 0 and text.closes[place - 1]
        return place > 0 and text.ends[place - 1] in text.asked


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
    second: frozenset[str] | None
    """What the second word must be, where that is certain: a quick way to see that it does not match."""
    far: bool
    """Whether it may cross the end of a sentence."""
    needs: tuple[frozenset[str], ...]
    """Sets of words of each of which the turn must hold one: most patterns are ruled out by this."""

    @property
    def opening(self) -> bool:
        """Whether it can only match where something begins."""
        first = self.steps[0] if self.steps else None
        return isinstance(first, Edge) and first.kind == "^"

    def possible(self, words: frozenset[str]) -> bool:
        """Whether a turn of these words could match at all."""
        return not any(map(words.isdisjoint, self.needs))

    def end(self, text: Text, start: int) -> int | None:
        """The index after the shortest match that starts at this token, or None."""
        place, words = start, text.words
        size = len(words) if self.far else text.ends[start]
        for done, step in enumerate(self.steps):
            if type(step) is Words and not step.starts:
                if place >= size or words[place] not in step.words:
                    return None
                place += 1
            elif type(step) is Edge:
                if not step.holds(text, place):
                    return None
            else:
                places = _follow(self.steps[done:], text, {place})
                return min((reached for reached in places if reached <= size), default=None)
        return place


def compile_pattern(source: str, classes: Mapping[str, Sequence[str]]) -> Pattern:
    """Compile a pattern; CueError when it is not well formed or may begin with anything."""
    parts = _split(source)
    steps, rest = _sequence(parts, 0, classes, closing="")
    if rest != len(parts):
        raise CueError(f"{source!r}: stray {parts[rest]!r}")
    words, starts, empty = _firsts(steps)
    if empty:
        raise CueError(f"{source!r}: no word is certain to begin it")
    needs = tuple(frozenset(need) for step in steps if (need := _needed(step)))
    first = Words(frozenset(words), tuple(sorted(starts)))
    return Pattern(source, steps, first, _second(steps), "..." in parts, needs)


def _second(steps: tuple[Step, ...]) -> frozenset[str] | None:
    """The words that may come second, or None when that may be anything or nothing."""
    if not steps:
        return None
    head, rest = steps[0], steps[1:]
    if isinstance(head, Edge):
        return _second(rest)
    words, starts, empty = _firsts(rest)
    after = None if starts or empty else frozenset(words)
    if isinstance(head, Words):
        return after
    if not isinstance(head, Either):
        return None
    options = [
        frozenset(following[:1]) or after for follows in head.phrases.values() for following in follows
    ]
    options += [_second((*choice, *rest)) for choice in head.choices]
    return None if None in options else frozenset().union(*(option for option in options if option))


def _needed(step: Step) -> Iterable[str]:
    """The words of which a step needs one; none where it may do without or takes word beginnings."""
    if isinstance(step, Words):
        return () if step.starts else step.words
    return step.phrases if isinstance(step, Either) and not step.choices else ()


def _split(source: str) -> list[str]:
    return _PART.findall(source)


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
    plain = _plain_group(parts, at + 1, closing)
    if plain is not None:
        phrases, at = plain
        return _one_of(phrases, choices), at
    while True:
        choice, at = _sequence(parts, at + 1, classes, closing)
        choices.append(choice)
        if at >= len(parts):
            raise CueError(f"missing {closing!r} in {' '.join(parts)}")
        if parts[at] == closing:
            return _merged(choices), at


def _plain_group(parts: list[str], at: int, closing: str) -> tuple[list[tuple[str, ...]], int] | None:
    """The phrases of a group that is nothing but words, and the index of its closing mark: the quick way."""
    phrases: list[tuple[str, ...]] = []
    begin = at
    for end in range(at, len(parts)):
        part = parts[end]
        if part in {"|", closing}:
            if begin == end:
                return None
            phrases.append(tuple(parts[begin:end]))
            if part == closing:
                return phrases, end
            begin = end + 1
        elif part in _MARKS or part.endswith("*") or part.startswith("."):
            return None
    return None


@cache
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
    return _any_of(tuple(classes[name]))


@cache
def _any_of(entries: tuple[str, ...]) -> Step:
    """One of these words and phrases; made once, however many patterns use the class."""
    return _merged([tuple(_simple(word) for word in entry.split()) for entry in entries])


def _merged(choices: list[tuple[Step, ...]]) -> Step:
    """One step for all choices; plain words are merged so that big classes stay fast."""
    phrases: list[tuple[str, ...]] = []
    others: list[tuple[Step, ...]] = []
    for choice in choices:
        words = _plain(choice)
        if words:
            phrases.extend(words)
        else:
            others.append(choice)
    return _one_of(phrases, others)


def _one_of(phrases: list[tuple[str, ...]], others: list[tuple[Step, ...]]) -> Step:
    """One step for these phrases and sequences."""
    if not others and all(len(phrase) == 1 for phrase in phrases):
        return Words(frozenset(phrase[0] for phrase in phrases))
    followed: dict[str, list[tuple[str, ...]]] = {}
    for first, *rest in phrases:
        followed.setdefault(first, []).append(tuple(rest))
    return Either({first: tuple(rests) for first, rests in followed.items()}, tuple(others))


def _plain(choice: tuple[Step, ...]) -> list[tuple[str, ...]]:
    """The phrases of a choice that is nothing but words, else none."""
    if len(choice) == 1 and isinstance(choice[0], Words) and not choice[0].starts:
        return [(word,) for word in choice[0].words]
    if choice and all(
        isinstance(step, Words) and not step.starts and len(step.words) == 1 for step in choice
    ):
        return [tuple(word for step in choice if isinstance(step, Words) for word in step.words)]
    if len(choice) == 1 and isinstance(choice[0], Either) and not choice[0].choices:
        return [(first, *rest) for first, rests in choice[0].phrases.items() for rest in rests]
    return []


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
            words |= step.phrases.keys()
            options = [_firsts(choice) for choice in step.choices]
            for option_words, option_starts, _ in options:
                words |= option_words
                starts |= option_starts
            if not any(empty for _, _, empty in options):
                return words, starts, False
    return words, starts, True
