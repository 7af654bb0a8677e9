"""Train the reader: ``python3 dev.py train [--annomi FILE]``.

Every turn is first read by weights that never saw its author (or video): those readings set the
calibration and the thresholds, and are kept in ``heldout.jsonl.gz`` for ``dev.py bench reading``. The weights
that ship are then trained on everything. The same corpus gives the same files, byte for byte, on the
same machine and versions.
"""

import argparse
import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np

import scoring.rulesets
from scoring.model import Reading
from scoring.reading import read
from scoring.reading.features import see
from scoring.reading.weights import FILE, Floats, Weights, pack
from scoring.training import corpus
from scoring.training.calibrate import calibrated
from scoring.training.corpus import LAYERS, Labelled
from scoring.training.fit import Example, Senses, fit, senses
from scoring.training.folds import FOLDS, fold_of
from scoring.training.rows import bare, digest, misspelt, rows

TYPED: Final[Mapping[str, Callable[[str], str]]] = {"typed": str, "bare": bare, "misspelt": misspelt}
"""The ways every held-out turn is read."""

HELD_OUT: Final = Path(__file__).parent / "heldout.jsonl.gz"
RULES: Final = Path(scoring.rulesets.__file__).parent


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(prog="dev.py train", description=__doc__)
    parser.add_argument(
        "--annomi", type=Path, metavar="FILE", help="AnnoMI, CSV, for talk transcribed from speech"
    )
    chosen = parser.parse_args()
    turns = [*corpus.turns(), *(corpus.annomi(chosen.annomi) if chosen.annomi else ())]
    known = senses()
    examples = _examples(turns, known)
    folds = fold_of(turns)
    print(f"{len(turns)} turns of {len({turn.group for turn in turns})} authors and videos", flush=True)
    blind = [
        fit([one for one, held in zip(examples, folds, strict=True) if held != fold], known)
        for fold in _told(folds)
    ]
    scores = _scores(blind, turns, folds)
    print("every turn scored by weights that never saw its author", flush=True)
    _write_held_out(blind, turns, folds, scores)
    final = calibrated(fit(examples, known), turns, scores)
    _write(final, turns, bool(chosen.annomi))


def _examples(turns: Sequence[Labelled], known: Senses) -> list[Example]:
    """Each turn as typed and bare, so that the weights do not lean on punctuation."""
    typed = rows([(turn.officer, turn.context) for turn in turns], known.rows)
    stripped = rows([(bare(turn.officer), turn.context) for turn in turns], known.rows)
    return [Example(turn, both) for turn, both in zip(turns, zip(typed, stripped, strict=True), strict=True)]


def _told(folds: Sequence[int]) -> Iterator[int]:
    for fold in range(FOLDS):
        print(f"fold {fold + 1} of {FOLDS}: {folds.count(fold)} turns held out", flush=True)
        yield fold


def _scores(blind: Sequence[Weights], turns: Sequence[Labelled], folds: Sequence[int]) -> Floats:
    scores = np.zeros((len(turns), len(blind[0].columns)), np.float32)
    for at, (turn, fold) in enumerate(zip(turns, folds, strict=True)):
        scores[at] = blind[fold].weigh(see(turn.officer, turn.context, blind[fold].senses)).scores
    return scores


def _write_held_out(
    blind: Sequence[Weights], turns: Sequence[Labelled], folds: Sequence[int], scores: Floats
) -> None:
    """Read every held-out turn in each way it may be typed; thresholds come from the other folds."""
    where = np.array(folds)
    lines: dict[int, str] = {}
    for fold, weights in enumerate(blind):
        others = np.flatnonzero(where != fold).tolist()
        ready = calibrated(weights, [turns[at] for at in others], scores[others])
        mine = np.flatnonzero(where == fold).tolist()
        with ProcessPoolExecutor() as pool:
            readings = pool.map(partial(_line, weights=ready), (turns[at] for at in mine), chunksize=100)
            lines.update(zip(mine, readings, strict=True))
    text = "".join(lines[at] for at in range(len(turns)))
    HELD_OUT.write_bytes(gzip.compress(text.encode(), mtime=0))


def _line(turn: Labelled, weights: Weights) -> str:
    """What was found in a held-out turn, as one line: label -> confidence; of AnnoMI no words."""
    found = {way: _found(read(typed(turn.officer), turn.context, weights)) for way, typed in TYPED.items()}
    wanted = {layer: sorted(labels) for layer, labels in turn.wanted.items()}
    entry = {"id": turn.id, "group": turn.group, "words": digest(turn.officer), "wanted": wanted, **found}
    return json.dumps(entry) + "\n"


def _found(reading: Reading) -> dict[str, Any]:
    layers = {"behaviours": reading.behaviours, "markers": reading.markers, "topics": reading.topics}
    labels = {layer: {one.label: one.confidence for one in found} for layer, found in layers.items()}
    return {**labels, "primary": reading.primary}


def _write(final: Weights, turns: Sequence[Labelled], annomi: bool) -> None:
    """Write the weights, and what they were trained on and when; an unchanged file keeps its date."""
    path = RULES / FILE
    before = path.read_bytes() if path.exists() else b""
    with path.open("wb") as file:
        np.savez_compressed(file, **pack(final))  # type: ignore[arg-type] # its stub takes one kind of array
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    if path.read_bytes() == before:
        print("the same weights as before")
        return
    told: Mapping[str, object] = {
        "trained": date.today().isoformat(),
        "held out": held_out_scores(),
        "custody": {"turns": sum("primary" not in turn.wanted for turn in turns),
                    "batches": sorted({turn.group for turn in turns if "primary" not in turn.wanted})},
        "annomi": {"turns": sum("primary" in turn.wanted for turn in turns)} if annomi else None,
        "with": {name: version(name) for name in ("numpy", "scikit-learn", "scipy")},
    }  # fmt: skip
    (path.parent / "trained.json").write_text(json.dumps(told, indent=2) + "\n", "utf-8")


def held_out_scores() -> dict[str, float]:
    """Micro-F1 of each layer over the held-out custody turns."""
    entries = [json.loads(line) for line in gzip.decompress(HELD_OUT.read_bytes()).splitlines()]
    scores: dict[str, float] = {}
    for layer in LAYERS:
        pairs = [
            (set(one["wanted"][layer]), set(one["typed"][layer])) for one in entries if layer in one["wanted"]
        ]
        both = sum(len(wanted & found) for wanted, found in pairs)
        either = sum(len(wanted) + len(found) for wanted, found in pairs)
        scores[layer] = round(2 * both / max(1, either), 3)
    return scores


if __name__ == "__main__":
    main()
