"""The learning curve: what more authors bring. ``python -m scoring.training.curve`` prints it.

The first of the folds is held out; the weights are trained on 2, 4, 8 ... of the other authors, in a fixed
shuffled order, and give a label where its uncalibrated chance is .4 or more.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from scoring.reading import read
from scoring.reading.weights import Weights
from scoring.training import corpus
from scoring.training.corpus import LAYERS, Labelled
from scoring.training.fit import Example, fit, senses
from scoring.training.folds import fold_of
from scoring.training.rows import rows

_GIVEN: Final = 0.4


def main() -> None:
    """Print micro-F1 by number of authors and turns."""
    turns, known = corpus.turns(), senses()
    folds = fold_of(turns)
    held = [turn for turn, fold in zip(turns, folds, strict=True) if fold == 0]
    rest = [turn for turn, fold in zip(turns, folds, strict=True) if fold != 0]
    seen = rows([(turn.officer, turn.context) for turn in rest], known.rows)
    examples = [Example(turn, (row,)) for turn, row in zip(rest, seen, strict=True)]
    print(f"held out: {len(held)} turns of {len({turn.group for turn in held})} authors")
    print("authors  turns  " + "  ".join(LAYERS))
    for authors in _more_and_more(examples):
        chosen = [example for example in examples if example.turn.group in authors]
        weights = fit(chosen, known)
        weights = replace(weights, threshold=np.full_like(weights.threshold, _GIVEN))
        figures = "  ".join(
            f"{f1:{len(layer)}.3f}" for layer, f1 in zip(LAYERS, _f1(weights, held), strict=True)
        )
        print(f"{len(authors):7}  {len(chosen):5}  {figures}", flush=True)


def _more_and_more(examples: Sequence[Example]) -> Iterator[set[str]]:
    authors = sorted({example.turn.group for example in examples})
    random.Random(0).shuffle(authors)  # noqa: S311 - the same order every time
    size = 2
    while size < len(authors):
        yield set(authors[:size])
        size *= 2
    yield set(authors)


def _f1(weights: Weights, held: Sequence[Labelled]) -> list[float]:
    """Micro-F1 of each layer."""
    both, either = dict.fromkeys(LAYERS, 0), dict.fromkeys(LAYERS, 0)
    for turn in held:
        reading = read(turn.officer, turn.context, weights)
        for layer in LAYERS:
            found = {one.label for one in getattr(reading, layer)}
            both[layer] += 2 * len(found & turn.wanted[layer])
            either[layer] += len(found) + len(turn.wanted[layer])
    return [both[layer] / max(1, either[layer]) for layer in LAYERS]


if __name__ == "__main__":
    main()
