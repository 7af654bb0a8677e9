"""From scores of turns that the weights have not seen: chances that mean what they say, and thresholds."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from scoring.labels import CRITICAL_MARKERS
from scoring.reading.weights import Floats, Weights
from scoring.training.corpus import Labelled
from scoring.training.fit import HEADS, REGISTER, has

_GRID: Final = np.arange(0.10, 0.81, 0.01)
_SMOOTH: Final = 5
"""Neighbouring thresholds averaged, so that a lucky peak is not chosen."""

_PRECISION: Final = 0.9
_CRITICAL: Final = frozenset(f"markers/{label}" for label in CRITICAL_MARKERS)
"""Heads that head the record when they speak: they must be right; what is blatant, cues report anyway."""

_BOTH: Final = 0.5
"""The threshold of a head that has none of its own."""


def calibrated(weights: Weights, turns: Sequence[Labelled], scores: Floats) -> Weights:
    """The weights with slope, offset and threshold of every head.

    ``scores``: turns by heads, each row from weights that had not seen the turn's author or video.
    """
    slope, offset = np.ones(len(HEADS), np.float32), np.zeros(len(HEADS), np.float32)
    threshold = np.full(len(HEADS), _BOTH, np.float32)
    spoken = np.array(["primary" in turn.wanted for turn in turns])
    for column, head in enumerate(HEADS):
        mine = spoken if head.startswith(("spoken/", "primary/")) else ~spoken
        if head == REGISTER:
            mine = np.ones(len(turns), bool)
        wanted = np.array([has(turn, head) for turn, own in zip(turns, mine, strict=True) if own])
        if not mine.any() or wanted.sum() < 5 or wanted.all():
            continue
        score = scores[mine, column]
        platt = LogisticRegression(C=10.0).fit(score[:, None], wanted)
        slope[column], offset[column] = platt.coef_[0, 0], platt.intercept_[0]
        chances = 1 / (1 + np.exp(-platt.decision_function(score[:, None])))
        threshold[column] = _threshold(chances, wanted)
        if head in _CRITICAL:
            threshold[column] = max(threshold[column], _precise(chances, wanted))
    return replace(weights, slope=slope, offset=offset, threshold=threshold)


def _threshold(chances: Any, wanted: Any) -> float:
    """The threshold of the best F1, the curve smoothed."""
    curve = np.array([_f1(chances >= at, wanted) for at in _GRID])
    padded = np.pad(curve, _SMOOTH // 2, mode="edge")
    return float(_GRID[np.convolve(padded, np.ones(_SMOOTH) / _SMOOTH, "valid").argmax()])


def _precise(chances: Any, wanted: Any) -> float:
    """The lowest threshold at which that many findings are right; the grid's last where none is."""
    right = [
        bool(wanted[chances >= at].mean() >= _PRECISION) if (chances >= at).any() else True for at in _GRID
    ]
    return float(_GRID[right.index(True)] if True in right else _GRID[-1])


def _f1(given: Any, wanted: Any) -> float:
    return float(2 * (given & wanted).sum() / max(1, given.sum() + wanted.sum()))
