"""The cue files of the ruleset, read once, on first use."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class WordClass:
    """A named list of words and phrases."""

    name: str
    entries: tuple[str, ...]
    words: frozenset[str]
    """Entries that are one word."""


@cache
def load(name: str) -> Mapping[str, Any]:
    """The content of ``scoring/rulesets/cues/<name>.yaml``."""
    file = resources.files("scoring.rulesets").joinpath("cues", f"{name}.yaml")
    loaded: Mapping[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    return loaded


@cache
def classes() -> Mapping[str, tuple[str, ...]]:
    """Every word class: name -> words and phrases, one spelling each."""
    return {name: tuple(str(text).split(", ")) if isinstance(text, str) else tuple(text)
            for name, text in load("words")["classes"].items()}


@cache
def word_class(name: str) -> WordClass:
    """The word class of that name; KeyError when there is none."""
    entries = classes()[name]
    return WordClass(name, entries, frozenset(entry for entry in entries if " " not in entry))


@cache
def spellings() -> Mapping[str, tuple[str, ...]]:
    """Contractions and texting forms (without apostrophes) -> the words they stand for."""
    return {typed: tuple(meant.split()) for meant, typed_forms in load("words")["spellings"].items()
            for typed in typed_forms.split()}
