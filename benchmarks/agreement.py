"""Agreement between the labels turns should have and those they were given.

Everything is counted turn by turn into one array (turns by labels by right, invented, missed), so that
any figure of any resample of turns is a sum over that array.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Figure = Callable[[NDArray[Any]], Floats]
"""From counts (..., labels, 3) to one number each."""

FEW: Final = 10
"""Groups below which turns are resampled instead of whole groups."""

_RESAMPLES: Final = 500
_SEED: Final = 2026
_BINS: Final = 10
_RIGHT, _INVENTED, _MISSED = range(3)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was right, invented and missed in each turn, for each label."""

    kinds: tuple[str, ...]
    each: Ints
    """Turns by labels by (right, invented, missed)."""

    @property
    def precision(self) -> float:
        """Share of the labels found that were wanted."""
        right, invented, _ = self.each.sum(axis=(0, 1)).tolist()
        return float(right / max(1, right + invented))

    @property
    def recall(self) -> float:
        """Share of the labels wanted that were found."""
        right, _, missed = self.each.sum(axis=(0, 1)).tolist()
        return float(right / max(1, right + missed))

    @property
    def micro(self) -> float:
        """F1 over all labels together."""
        return float(micro(self.each.sum(axis=0)))

    @property
    def macro(self) -> float:
        """Mean F1 of the labels that were wanted at least once."""
        return float(macro(self.each.sum(axis=0)))

    def of(self, label: str) -> "Counts":
        """The counts of one label alone."""
        at = self.kinds.index(label)
        return Counts((label,), self.each[:, at : at + 1])

    @property
    def wanted(self) -> int:
        """How many labels were wanted."""
        return int(self.each[..., _RIGHT].sum() + self.each[..., _MISSED].sum())


@dataclass(frozen=True, slots=True)
class Told:
    """What was read in a turn typed one way."""

    labels: Mapping[str, Mapping[str, float]]
    """Layer -> label -> confidence."""
    primary: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A turn with the labels it should have and those it was given."""

    id: str
    group: str
    wanted: Mapping[str, frozenset[str]]
    told: Mapping[str, Told]
    """Way of typing -> reading."""
    words: str
    """Digest of the officer's text."""
    cues: frozenset[str] | None = None
    """The labels the cues alone give, where the text is known."""

    @property
    def transcribed(self) -> bool:
        """Whether it is of AnnoMI and not typed."""
        return "primary" in self.wanted


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to agree on."""

    name: str
    kinds: tuple[str, ...]
    found: Callable[[Told], Set[str]]
    none: str = ""
    """The kind that stands where no label is wanted, if that counts as one."""

    def wanted(self, turn: Measured) -> Set[str]:
        """The labels a turn should have."""
        return turn.wanted[self.name] or {self.none} - {""}

    def counts(self, turns: Iterable[Measured], way: str = "typed") -> Counts:
        """Count the turns as they were read when typed that way."""
        return count(self.kinds, ((self.wanted(turn), self.found(turn.told[way])) for turn in turns))

    def cues(self, turns: Iterable[Measured]) -> Counts:
        """Count the turns as the cues alone read them."""
        known = ((self.wanted(turn), turn.cues) for turn in turns)
        return count(self.kinds, ((wanted, cues) for wanted, cues in known if cues is not None))

    def majority(self, turns: Sequence[Measured]) -> Counts:
        """Count the turns as if all had the most frequent label."""
        always = majority(map(self.wanted, turns))
        return count(self.kinds, ((self.wanted(turn), always) for turn in turns))


def count(kinds: Sequence[str], judged: Iterable[tuple[Set[str], Set[str]]]) -> Counts:
    """Count turns, each as the labels wanted and the labels found; labels outside ``kinds`` are left out."""
    turns = list(judged)
    column = {label: at for at, label in enumerate(kinds)}
    each = np.zeros((len(turns), len(column), 3), np.int64)
    for row, (wanted, found) in enumerate(turns):
        for label in (wanted | found) & column.keys():
            outcome = _MISSED if label not in found else _RIGHT if label in wanted else _INVENTED
            each[row, column[label], outcome] = 1
    return Counts(tuple(kinds), each)


def micro(totals: NDArray[Any]) -> Floats:
    """F1 over all labels together."""
    return _f1(totals.sum(axis=-2))


def macro(totals: NDArray[Any]) -> Floats:
    """Mean F1 of the labels that were wanted at least once."""
    wanted = totals[..., _RIGHT] + totals[..., _MISSED] > 0
    mean: Floats = (_f1(totals) * wanted).sum(axis=-1) / np.maximum(1, wanted.sum(axis=-1))
    return mean


def interval(counts: Counts, groups: Sequence[str], figure: Figure) -> tuple[float, float]:
    """The 95% bootstrap interval of a figure: whole groups are resampled, or turns where groups are few."""
    units = counts.each if len(set(groups)) < FEW else _summed(counts, groups)[1]
    number = len(units)
    chance = np.random.default_rng(_SEED)
    times = chance.multinomial(number, np.full(number, 1 / number), size=_RESAMPLES).astype(np.float64)
    sums = (times @ units.reshape(number, -1)).reshape(_RESAMPLES, *units.shape[1:])
    low, high = np.percentile(figure(sums), [2.5, 97.5]).tolist()
    return low, high


def spread(counts: Counts, groups: Sequence[str]) -> list[tuple[float, str]]:
    """The micro-F1 of every group, lowest first."""
    names, sums = _summed(counts, groups)
    return sorted(zip(micro(sums).tolist(), names, strict=True))


def calibration_error(given: Iterable[tuple[float, bool]]) -> float:
    """Expected calibration error of findings, each as its confidence and whether it was wanted.

    Over ten bins of confidence of equal width: how far the mean confidence is from the share that was
    wanted, weighed by the findings in the bin.
    """
    findings = list(given)
    confidence = np.array([sure for sure, _ in findings])
    wanted = np.array([right for _, right in findings], np.float64)
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = np.bincount(bins, confidence - wanted, _BINS) if findings else np.zeros(_BINS)
    return float(np.abs(gaps).sum() / max(1, len(findings)))


def majority(wanted: Iterable[Set[str]]) -> frozenset[str]:
    """The label that is wanted most often, the first by name of equals; empty where none is wanted."""
    times = Counter(label for labels in wanted for label in labels)
    return frozenset(sorted(times, key=lambda label: (-times[label], label))[:1])


def auc(high: Sequence[float], low: Sequence[float]) -> float | None:
    """The chance that one of the high ranks above one of the low, ties counting half; None without both."""
    if not high or not low:
        return None
    above = np.sign(np.subtract.outer(np.array(high), np.array(low)))
    return float((above.mean() + 1) / 2)


def _f1(totals: NDArray[Any]) -> Floats:
    right, invented, missed = np.moveaxis(totals, -1, 0)
    f1: Floats = 2 * right / np.maximum(1, 2 * right + invented + missed)
    return f1


def _summed(counts: Counts, groups: Sequence[str]) -> tuple[list[str], Ints]:
    """The groups by name, and the counts of each."""
    names, where = np.unique(np.array(groups, dtype=object), return_inverse=True)
    sums = np.zeros((len(names), *counts.each.shape[1:]), np.int64)
    np.add.at(sums, where, counts.each)
    return names.tolist(), sums
