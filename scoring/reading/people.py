"""Who is spoken of is made neutral before anything is weighed: names, sex, ethnicity, religion.

The same turn to or about another person then reads the same (a property test holds it). Cues keep the
typed words, since a stereotype is recognised by the group it names.
"""

from collections.abc import Container, Mapping
from functools import cache
from importlib import resources
from typing import Final

from scoring import rulesets
from scoring.reading.text import Text

NAME: Final = "Name"
"""What stands for any name; every other word is lower case."""


@cache
def alike() -> Mapping[str, str]:
    """Word -> the word that is weighed in its place."""
    groups: Mapping[str, str] = rulesets.load("reader/alike")["people"]
    return {word: shared for shared, words in groups.items() for word in words.split()}


@cache
def names() -> frozenset[str]:
    """First names, lower case."""
    text = resources.files("scoring.rulesets").joinpath("reader/names.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


@cache
def _titles() -> frozenset[str]:
    return frozenset(rulesets.load("reader/alike")["titles"].split())


def neutral(text: Text, known: Container[str]) -> tuple[str, ...]:
    """The words of a turn with people made neutral. ``known``: words that are no surname when capitalised."""
    return tuple(_neutral(text, at, word, known) for at, word in enumerate(text.words))


def _neutral(text: Text, at: int, word: str, known: Container[str]) -> str:
    shared = alike().get(word)
    if shared is not None:
        return shared
    if word in names() or _surname(text, at, word, known):
        return NAME
    return word


def _surname(text: Text, at: int, word: str, known: Container[str]) -> bool:
    """Whether a capital letter shows a name: after a title, or where no sentence begins and no known word is typed."""
    token = text.tokens[at]
    typed = text.raw[token.start : token.end]
    if not typed.istitle() or len(word) < 3:
        return False
    titled = at > 0 and text.words[at - 1] in _titles()
    begins = at == text.begins[at]
    return titled or (word not in known and (not begins or text.closes[at]))
