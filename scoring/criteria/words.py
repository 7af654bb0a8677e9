"""Words of a text, compared loosely: case, apostrophes and common endings do not matter.

Only content words count as shared content; the words everybody uses, and the stock words of
interviewing ("feel", "tell", "hard"), are stopwords in ``rulesets/language.yaml``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from math import ceil
from typing import Final

from scoring.model import Span
from scoring.rulesets import load

_WORD: Final = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*")  # noqa: RUF001 - people type these apostrophes
_APOSTROPHES: Final = re.compile(r"['’‘]")  # noqa: RUF001
_POSSESSIVE: Final = re.compile(r"['’‘]s$")  # noqa: RUF001
_NEGATION_REACH: Final = 4
"""Words before a phrase within which a negation turns it round."""
_SENTENCE_END: Final = re.compile(r"[.!?]+(?=\s|$)|\n")
_CLAUSE_END: Final = re.compile(r"[.!?,;:\n]")
_ALIKE: Final = 0.9
"""The share of common words from which two turns are the same turn again."""
_SHORT: Final = 4
"""Letters from which a word of a phrase may stand with another ending in a text."""
_ENOUGH_CONTENT: Final = 3
"""Content words from which the same ones make the same turn."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text."""

    plain: str
    """Lower case, without apostrophes."""
    stem: str
    """Without possessive and common endings."""
    start: int
    end: int


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[Word, ...]:
    """Split a text into words with their places. Never raises."""
    return tuple(_word(found) for found in _WORD.finditer(text))


def word_count(text: str) -> int:
    """Count the words of a text."""
    return len(words_of(text))


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """Return the stems of a text's content words."""
    return frozenset(word.stem for word in words_of(text) if word.stem not in _stopwords())


def find(text: str, phrases: Iterable[str]) -> Span | None:
    """Return the earliest place of any of the phrases in the text, the longest of several there, or None.

    ``burgl*`` matches any ending; a full stop at the end of a phrase asks for the end of a clause, one
    before it for the beginning.
    """
    return next(iter(places(text, phrases)), None)


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without apostrophes."""
    return tuple(word.plain for word in words_of(text))


def longest_run(own: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how many words running two texts have in common at most."""
    match = SequenceMatcher(None, own, theirs, autojunk=False).find_longest_match()
    return match.size


def sentence(text: str, span: Span) -> Span:
    """Return the sentence, or sentences, of a text that a span lies in."""
    before = max((found.end() for found in _SENTENCE_END.finditer(text, 0, span.start)), default=0)
    after = _SENTENCE_END.search(text, max(span.start, span.end - 1))
    end = after.end() if after else len(text)
    stretch = text[before:end]
    return Span(before + len(stretch) - len(stretch.lstrip()), before + len(stretch.rstrip()))


def find_meant(text: str, phrases: Iterable[str]) -> Span | None:
    """Return the earliest place of a phrase that no negation just before it turns round, or None."""
    return next(meant(text, phrases), None)


def meant(text: str, phrases: Iterable[str]) -> Iterator[Span]:
    """Yield every place of a phrase that no negation just before it turns round, the earliest first."""
    return (span for span in places(text, phrases) if not _turned_round(text, span))


def _turned_round(text: str, span: Span) -> bool:
    """Tell whether a negation stands within reach before a phrase, in its own clause.

    "I can't change those. The nurse can." says something of the nurse.
    """
    begins = max((found.end() for found in _CLAUSE_END.finditer(text, 0, span.start)), default=0)
    before = [word.plain for word in words_of(text) if begins <= word.start and word.end <= span.start]
    return not _listed("negations").isdisjoint(before[-_NEGATION_REACH:])


def share(text: str, concepts: Iterable[str], content: frozenset[str]) -> bool:
    """Tell whether a text uses one of the concept phrases or one of the content words."""
    return bool(content_words(text) & content) or find(text, concepts) is not None


def repeats(texts: Sequence[str]) -> frozenset[int]:
    """Return the places (from 1) of the texts that say again what an earlier one said.

    Two texts say the same when nine tenths of their words are common, or when they have the same
    content words and at least three of them.
    """
    contents: set[frozenset[str]] = set()
    seen: dict[int, list[frozenset[str]]] = {}
    found: set[int] = set()
    for at, text in enumerate(texts, 1):
        content, words = content_words(text), frozenset(word.plain for word in words_of(text))
        size = len(words)
        close = range(ceil(_ALIKE * size), int(size / _ALIKE) + 1)
        if content in contents or any(_alike(words, other) for near in close for other in seen.get(near, ())):
            found.add(at)
            continue
        seen.setdefault(size, []).append(words)
        if len(content) >= _ENOUGH_CONTENT:
            contents.add(content)
    return frozenset(found)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and len(one & other) >= _ALIKE * len(one | other)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(entry.strip() for entry in load("language")[name].split(","))


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(word.stem for entry in _listed("stopwords") for word in words_of(entry))


def _word(found: re.Match[str]) -> Word:
    typed = found.group().lower()
    return Word(
        plain=_APOSTROPHES.sub("", typed),
        stem=_stem(_APOSTROPHES.sub("", _POSSESSIVE.sub("", typed))),
        start=found.start(),
        end=found.end(),
    )


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """Cut common endings, enough to bring "burglary", "burglaries" or "stop", "stopped" together."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    steps: tuple[tuple[Word, bool], ...]
    """Its words, each with whether any ending will do."""

    def at(self, text: str, words: Sequence[Word], first: int) -> Span | None:
        """The place of the phrase when it begins at that word."""
        stretch = words[first : first + len(self.steps)]
        fits = len(stretch) == len(self.steps) and all(
            word.plain.startswith(step.plain) if open_ended else _same(word, step)
            for word, (step, open_ended) in zip(stretch, self.steps, strict=True)
        )
        if fits and _bounded(text, self.text, stretch[0].start, stretch[-1].end):
            return Span(stretch[0].start, stretch[-1].end)
        return None


@lru_cache(maxsize=1024)
def _index(phrases: frozenset[str]) -> Mapping[str, tuple[_Phrase, ...]]:
    """Phrases by the stem they begin with; the ones that begin with an open ending under ""."""
    found: dict[str, list[_Phrase]] = {}
    for phrase in sorted(phrases):
        steps = tuple((word, part.endswith("*")) for part in phrase.split() for word in words_of(part))
        if steps:
            first, open_ended = steps[0]
            found.setdefault("" if open_ended else first.stem, []).append(_Phrase(phrase, steps))
    return {stem: tuple(listed) for stem, listed in found.items()}


def places(text: str, phrases: Iterable[str]) -> tuple[Span, ...]:
    """Return every place of any of the phrases in a text, the earliest first, the longest first at one place."""
    return _places(text, phrases if isinstance(phrases, frozenset) else frozenset(phrases))


@lru_cache(maxsize=1 << 15)
def _places(text: str, phrases: frozenset[str]) -> tuple[Span, ...]:
    """Many criteria look for the same words in the same turn, so what was found is kept."""
    index, words, found = _index(phrases), words_of(text), list[Span]()
    open_ended = index.get("", ())
    for first, word in enumerate(words):
        begun = index.get(word.stem, ()) + open_ended
        if begun:
            spans = (span for phrase in begun if (span := phrase.at(text, words, first)))
            found.extend(sorted(spans, key=lambda span: -span.end))
    return tuple(found)


def _same(word: Word, step: Word) -> bool:
    """Tell whether two words are one but for a common ending. Short ones and a final e are not: "come" is no "com"."""
    if word.plain == step.plain:
        return True
    if min(len(step.plain), len(word.plain)) < _SHORT or {word.plain, step.plain} == {
        word.stem,
        f"{word.stem}e",
    }:
        return word.plain == f"{step.plain}s"
    return word.stem == step.stem


def _bounded(text: str, phrase: str, start: int, end: int) -> bool:
    """Tell whether a clause begins and ends where a phrase's full stops ask for it."""
    begins = not phrase.startswith(".") or not text[:start].rstrip(" ")[-1:].isalnum()
    ends = not phrase.endswith(".") or not text[end:].lstrip(" ")[:1].isalnum()
    return begins and ends
