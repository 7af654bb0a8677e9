"""The cue files of the ruleset, read once, on first use."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from scoring import rulesets


@dataclass(frozen=True, slots=True)
class WordClass:
    """A named list of words and phrases."""

    name: str
    entries: tuple[str, ...]
    words: frozenset[str]
    """Entries that are one word."""


def load(name: str) -> Mapping[str, Any]:
    """Return the content of ``scoring/rulesets/cues/<name>.yaml``."""
    return rulesets.load(f"cues/{name}")


@cache
def classes() -> Mapping[str, tuple[str, ...]]:
    """Every word class: name -> words and phrases, one spelling each."""
    return {
        name: tuple(str(text).split(", ")) if isinstance(text, str) else tuple(text)
        for name, text in load("words")["classes"].items()
    }


@cache
def word_class(name: str) -> WordClass:
    """The word class of that name; KeyError when there is none."""
    entries = classes()[name]
    return WordClass(name, entries, frozenset(entry for entry in entries if " " not in entry))


@cache
def spellings() -> Mapping[str, tuple[str, ...]]:
    """Contractions and texting forms (without apostrophes) -> the words they stand for."""
    return {
        typed: tuple(meant.split())
        for meant, typed_forms in load("words")["spellings"].items()
        for typed in typed_forms.split()
    }
