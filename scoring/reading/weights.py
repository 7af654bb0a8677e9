"""The trained weights: arrays in the ruleset, loaded on first use, and the sums they make of a turn.

A *head* is one thing that is decided ("behaviours/affirm"); its score is a sum over features, so every
mark can be traced to the words that weighed most. Nothing here needs more than numpy.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.reading.features import LISTED, Feature, Seen, pieces

Floats = NDArray[np.float32]

FILE: Final = "reader/weights.npz"

SCALES: Final[Mapping[str, float]] = {
    "words": 1.0, "frame": 0.6, "form": 1.2, "cues": 0.4, "before": 0.6, "matter": 0.4,
    "pieces": 0.7, "sense": 1.5, "sense_before": 1.2,
}  # fmt: skip
"""How much each family may weigh: chosen by cross-validation over the corpus's authors."""

COUNTED: Final = frozenset({"cues", "matter"})
"""Families whose features weigh the same in a long turn as in a short one."""

NAMED: Final = (*LISTED, "pieces")
"""Families whose features have names; those of the two sense families are words."""

_WORDS_KEPT: Final = 50_000
_LEAST: Final = 1e-6
"""Keeps the sum of no words' senses from dividing by nothing."""


@dataclass(frozen=True, slots=True)
class Weights:
    """All that training learned: a number for every feature (row) and head (column)."""

    columns: Mapping[str, int]
    """Head -> its column."""
    start: Floats
    """Every head's score before any word."""
    rows: Mapping[str, Mapping[str, int]]
    """Named family -> feature -> its row."""
    telling: Floats
    """How telling each named feature is: inverse document frequency, 1 in a counted family."""
    senses: Mapping[str, int]
    """Word -> its row among the senses of the turn's words; those of the line's words follow."""
    rarity: Floats
    """How much each word's sense counts, 0-1: common words say little."""
    worth: Floats
    """The weights: named features, senses of the turn's words, senses of the line's words."""
    slope: Floats
    """Calibration: a head's chance is the logistic of ``slope * score + offset``."""
    offset: Floats
    threshold: Floats
    """The chance from which a head's label is given, 0-1."""
    inside: dict[str, "Inside"] = field(default_factory=dict, repr=False, compare=False)
    """Word -> its pieces, for the words met so far."""

    def weigh(self, seen: Seen) -> "Weighed":
        """Every head's score for a turn, and what it is made of."""
        parts = {family: part for family in LISTED if (part := self.part(family, seen.listed[family])).rows}
        turn, line = self.sense(seen.words, after=0), self.sense(seen.line, after=len(self.senses))
        rows = [row for part in (*parts.values(), turn, line) for row in part.rows]
        values = np.concatenate([part.values for part in (*parts.values(), turn, line)])
        total = (self.start + values @ self.worth[rows] + self.letters(seen.words)).astype(np.float32)
        chances = np.round(1 / (1 + np.exp(-(self.slope * total + self.offset).astype(np.float64))), 3)
        return Weighed(seen, self, parts, total, chances)

    def part(self, family: str, features: Iterable[Feature]) -> "Part":
        """What a turn has of a listed family: each known feature once, together of unit length unless counted."""
        rows, found = self.rows[family], dict[int, Feature]()
        for feature in features:
            row = rows.get(feature[0])
            if row is not None and row not in found:
                found[row] = feature
        listed = list(found)
        values = self.telling[listed]
        if listed and family not in COUNTED:
            values = values / np.sqrt(values @ values)
        return Part(list(found.values()), listed, values)

    def sense(self, words: Iterable[str], after: int) -> "Part":
        """The senses of words, each once; rare words count more, long turns little more than short ones."""
        rows = [self.senses[word] for word in dict.fromkeys(words) if word in self.senses]
        rarity = self.rarity[rows]
        first = len(self.telling) + after
        even = np.float32(2 * max(float(rarity.sum()), _LEAST) ** 0.5)
        return Part([], [first + row for row in rows], rarity / even)

    def letters(self, words: Iterable[str]) -> Floats:
        """What the pieces of words add to every head: together of unit length."""
        found = [self.pieces(word) for word in dict.fromkeys(words)]
        length = sum(one.length for one in found) ** 0.5
        if not length:
            return np.zeros_like(self.start)
        total: Floats = np.add.reduce([one.worth for one in found]) / np.float32(length)
        return total

    def pieces(self, word: str) -> "Inside":
        """A word's pieces; kept, since people use the same words."""
        found = self.inside.get(word)
        if found is None:
            if len(self.inside) > _WORDS_KEPT:
                self.inside.clear()
            known = self.rows["pieces"]
            rows = [known[piece] for piece in pieces(word) if piece in known]
            telling = self.telling[rows]
            worth = telling @ self.worth[rows] if len(self.worth) else self.start
            found = self.inside[word] = Inside(rows, float(telling @ telling), worth)
        return found


class Inside(NamedTuple):
    """The pieces of one word."""

    rows: list[int]
    length: float
    """Squared length of their values."""
    worth: Floats
    """What they add to every head, before the turn's length is seen."""


class Part(NamedTuple):
    """What a turn has of one family."""

    features: list[Feature]
    rows: list[int]
    values: Floats


@dataclass(frozen=True, slots=True)
class Weighed:
    """A turn's chances and what they are made of."""

    seen: Seen
    weights: Weights
    parts: Mapping[str, Part]
    scores: Floats
    """Every head's sum."""
    chances: NDArray[np.float64]
    """Every head's calibrated chance, 0-1, to three places."""

    def chance(self, head: str) -> float:
        """The chance of one head."""
        return float(self.chances[self.weights.columns[head]])

    def shares(self, family: str, head: str) -> tuple[list[Feature], Floats]:
        """The known features of a listed family and what each adds to a head's score."""
        if family not in self.parts:
            return [], np.zeros(0, np.float32)
        features, rows, values = self.parts[family]
        return features, values * self.weights.worth[rows, self.weights.columns[head]]

    def word_shares(self, head: str) -> NDArray[np.float64]:
        """What the letters and the sense of each word of the turn add to a head's score."""
        column, weights = self.weights.columns[head], self.weights
        words = dict.fromkeys(self.seen.words)
        inside = {word: weights.pieces(word) for word in words}
        length = sum(one.length for one in inside.values()) ** 0.5 or 1.0
        added = {word: float(one.worth[column]) / length for word, one in inside.items()}
        _, rows, values = weights.sense(words, after=0)
        known = (word for word in words if word in weights.senses)
        for word, share in zip(known, (values * weights.worth[rows, column]).tolist(), strict=True):
            added[word] += share
        return np.array([added[word] for word in self.seen.words])

    def line_share(self, head: str) -> float:
        """What the sense of the person's words adds to a head's score."""
        _, rows, values = self.weights.sense(self.seen.line, after=len(self.weights.senses))
        return float(values @ self.weights.worth[rows, self.weights.columns[head]])


@cache
def trained() -> Weights:
    """The shipped weights, read once, on first use."""
    with resources.files("scoring.rulesets").joinpath(FILE).open("rb") as file, np.load(file) as arrays:
        return unpack(arrays)


def unpack(arrays: Mapping[str, Any]) -> Weights:
    """Weights from named arrays; ``pack`` makes them."""
    rows: dict[str, Mapping[str, int]] = {}
    count = 0
    for family in NAMED:
        rows[family] = _numbered(arrays[f"{family}.names"], count)
        count += len(rows[family])
    return Weights(
        columns=_numbered(arrays["heads"]),
        start=arrays["start"],
        rows=rows,
        telling=np.concatenate([arrays[f"{family}.telling"] for family in NAMED]),
        senses=_numbered(arrays["sense.names"]),
        rarity=arrays["rarity"],
        worth=np.concatenate([arrays[f"{family}.weights"] * arrays[f"{family}.step"] for family in SCALES]),
        slope=arrays["slope"],
        offset=arrays["offset"],
        threshold=arrays["threshold"],
    )


def pack(weights: Weights) -> dict[str, NDArray[Any]]:
    """Weights as named arrays: names as lines of UTF-8, weights a byte each, in steps of their family and head."""
    arrays: dict[str, NDArray[Any]] = {
        "heads": _lines(weights.columns), "start": weights.start, "sense.names": _lines(weights.senses),
        "rarity": weights.rarity, "slope": weights.slope, "offset": weights.offset,
        "threshold": weights.threshold,
    }  # fmt: skip
    first = 0
    for family in SCALES:
        names = weights.rows.get(family, weights.senses)
        after = first + len(names)
        part = weights.worth[first:after]
        step = np.maximum(np.abs(part).max(0, initial=0), 1e-9).astype(np.float32) / np.float32(127)
        arrays[f"{family}.weights"], arrays[f"{family}.step"] = np.round(part / step).astype(np.int8), step
        if family in NAMED:
            arrays[f"{family}.names"], arrays[f"{family}.telling"] = (
                _lines(names),
                weights.telling[first:after],
            )
        first = after
    return arrays


def _lines(names: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _numbered(lines: NDArray[np.uint8], first: int = 0) -> dict[str, int]:
    text = lines.tobytes().decode()
    return {name: row for row, name in enumerate(text.split("\n"), first)} if text else {}
