"""Which turns are held out together: authors and videos whole, the development batches in one fold."""

from collections.abc import Sequence
from typing import Final

from scoring.training.corpus import DEVELOPMENT, Labelled

FOLDS: Final = 6


def fold_of(turns: Sequence[Labelled]) -> list[int]:
    """The fold (0 to ``FOLDS`` - 1) each turn is held out in."""
    groups = sorted({turn.group for turn in turns} - DEVELOPMENT)
    fold = {group: at % FOLDS for at, group in enumerate(groups)} | dict.fromkeys(DEVELOPMENT, 0)
    return [fold[turn.group] for turn in turns]
