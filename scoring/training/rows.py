"""Turns as the weights see them, and the ways a turn is typed: as written, bare, misspelt."""

import hashlib
import random
import re
from collections.abc import Container, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Final

from scoring.model import Context
from scoring.reading.features import see

_MARKS: Final = re.compile(r"[^\w\s]")


@dataclass(frozen=True, slots=True)
class Row:
    """The features of one typed turn."""

    listed: Mapping[str, tuple[str, ...]]
    """Family -> names."""
    words: tuple[str, ...]
    """The turn's words, each once."""
    line: tuple[str, ...]
    """The person's words, each once."""


def rows(typed: Iterable[tuple[str, Context]], known: Container[str]) -> list[Row]:
    """The rows of typed turns, worked out on every core."""
    with ProcessPoolExecutor() as pool:
        return list(pool.map(partial(_row, known=known), typed, chunksize=250))


def _row(typed: tuple[str, Context], known: Container[str]) -> Row:
    seen = see(*typed, known)
    listed = {
        family: tuple(dict.fromkeys(name for name, _, _ in found)) for family, found in seen.listed.items()
    }
    return Row(listed, tuple(dict.fromkeys(seen.words)), tuple(dict.fromkeys(seen.line)))


def bare(text: str) -> str:
    """The text without capitals and punctuation, as many people type."""
    return _MARKS.sub("", text.lower())


def misspelt(text: str) -> str:
    """The text with about one longer word in seven mistyped: letters swapped, dropped or doubled; always alike."""
    chance = random.Random(text)  # noqa: S311 - repeatable typing slips
    return " ".join(_slip(word, chance) for word in text.split(" "))


def digest(text: str) -> str:
    """What tells one turn's words from another's without giving them away."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _slip(word: str, chance: random.Random) -> str:
    if len(word) < 5 or chance.random() > 0.15:
        return word
    at = chance.randrange(1, len(word) - 2)
    return chance.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[: at + 1] + word[at:],
        )
    )
