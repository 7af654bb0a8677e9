"""Words of a text, compared loosely: case, apostrophes and common endings do not matter.

Only content words count as shared content; the words everybody uses, and the stock words of
interviewing ("feel", "tell", "hard"), are stopwords in ``rulesets/criteria.yaml``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from scoring.model import Span
from scoring.rulesets import load

_WORD: Final = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*")  # noqa: RUF001 - people type these apostrophes
_APOSTROPHES: Final = re.compile(r"['’‘]")  # noqa: RUF001
_POSSESSIVE: Final = re.compile(r"['’‘]s$")  # noqa: RUF001
_NEGATION_REACH: Final = 4
"""Words before a phrase within which a negation turns it round."""


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
    """Return the place of the first phrase in the text, or None. ``burgl*`` matches any ending."""
    for phrase in phrases:
        span = _find(text, phrase)
        if span:
            return span
    return None


def find_meant(text: str, phrases: Iterable[str]) -> Span | None:
    """Return the place of the first phrase that no negation just before it turns round."""
    words = words_of(text)
    negations = vocabulary("negations")
    for phrase in phrases:
        span = _find(text, phrase)
        if not span:
            continue
        before = [word.plain for word in words if word.end <= span.start][-_NEGATION_REACH:]
        if not negations & set(before):
            return span
    return None


def share(text: str, concepts: Iterable[str], content: frozenset[str]) -> bool:
    """Tell whether a text uses one of the concept phrases or one of the content words."""
    return bool(content_words(text) & content) or find(text, concepts) is not None


def alike(one: str, other: str) -> bool:
    """Tell whether two turns say the same thing in all but the same words.

    They do when nine tenths of all their words are common, or when their content words are the same.
    """
    ours, theirs = content_words(one), content_words(other)
    if ours and ours == theirs:
        return True
    all_ours = {word.plain for word in words_of(one)}
    all_theirs = {word.plain for word in words_of(other)}
    together = all_ours | all_theirs
    return bool(together) and len(all_ours & all_theirs) >= 0.9 * len(together)


@cache
def vocabulary(name: str) -> frozenset[str]:
    """Return a named list of words and phrases of the ruleset; KeyError when there is none."""
    entries = load("criteria")["words"][name]
    return frozenset(entry.strip() for entry in entries.split(","))


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(word.stem for entry in vocabulary("stopwords") for word in words_of(entry))


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


@lru_cache(maxsize=4096)
def _steps(phrase: str) -> tuple[tuple[str, bool], ...]:
    """A phrase as (word, whether any ending will do)."""
    steps: list[tuple[str, bool]] = []
    for part in phrase.split():
        for word in words_of(part):
            steps.append((word.plain, True) if part.endswith("*") else (word.stem, False))
    return tuple(steps)


def _find(text: str, phrase: str) -> Span | None:
    steps, words = _steps(phrase), words_of(text)
    if not steps:
        return None
    for first in range(len(words) - len(steps) + 1):
        stretch = words[first : first + len(steps)]
        if all(
            word.plain.startswith(step) if open_ended else word.stem == step
            for word, (step, open_ended) in zip(stretch, steps, strict=True)
        ):
            return Span(stretch[0].start, stretch[-1].end)
    return None
