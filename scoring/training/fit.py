"""Fitting the heads: one linear model each over the shared features, then a byte a weight."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from joblib import Parallel, delayed
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from scoring.reading.features import LISTED, Feature, pieces
from scoring.reading.judge import PRIMARIES
from scoring.reading.weights import COUNTED, NAMED, SCALES, Floats, Weights, pack, unpack
from scoring.training.corpus import LAYERS, Labelled
from scoring.training.rows import Row

_SEEN_AT_LEAST: Final = {
    "words": 5, "frame": 10, "form": 8, "cues": 2, "before": 8, "matter": 4, "pieces": 10,
}  # fmt: skip
"""Typings a feature must occur in to be weighed; every turn is typed twice (``Example``)."""

_PLAIN: Final = 1e-3
"""Share of all words at which a word's sense counts half (smooth inverse frequency, Arora et al., 2017)."""

CUSTODY: Final = tuple(f"{layer}/{label}" for layer, known in LAYERS.items() for label in known)
SPOKEN: Final = ("spoken/question_open", "spoken/question_closed", "spoken/reflection")
PRIMARY: Final = tuple(f"primary/{name}" for name in PRIMARIES)
REGISTER: Final = "register/spoken"
HEADS: Final = (*CUSTODY, *SPOKEN, *PRIMARY, REGISTER)


@dataclass(frozen=True, slots=True)
class Senses:
    """The distilled word vectors."""

    rows: Mapping[str, int]
    vectors: Floats
    """Words by directions."""


def senses() -> Senses:
    """Read the distilled word vectors."""
    with np.load(Path(__file__).parent / "vectors.npz") as arrays:
        names = arrays["names"].tobytes().decode().split("\n")
        vectors = arrays["vectors"].astype(np.float32) * arrays["step"]
    return Senses({name: row for row, name in enumerate(names)}, vectors)


@dataclass(frozen=True, slots=True)
class Example:
    """A turn, the ways it is typed, and its labels."""

    turn: Labelled
    rows: tuple[Row, ...]

    @property
    def spoken(self) -> bool:
        """Whether it comes from a transcript (AnnoMI)."""
        return "primary" in self.turn.wanted


def has(turn: Labelled, head: str) -> bool:
    """Whether a turn carries the label of a head."""
    layer, _, label = head.partition("/")
    if head == REGISTER:
        return "primary" in turn.wanted
    if layer == "spoken":
        kind, _, form = label.partition("_")
        return (form or kind) in turn.wanted[kind]
    return label in turn.wanted[layer]


def fit(examples: Sequence[Example], known: Senses) -> Weights:
    """Weights without calibration: slope 1, offset 0, threshold one half."""
    rows = [row for example in examples for row in example.rows]
    turns = [example.turn for example in examples for _ in example.rows]
    blank = _blank(rows, known)
    matrix = _matrix(blank, rows, known)
    spoken = np.array(["primary" in turn.wanted for turn in turns])
    jobs = [(head, _subject(head, spoken)) for head in HEADS]
    fitted = Parallel(n_jobs=-1, max_nbytes="1M")(
        delayed(_head)(head, matrix[who], np.array([has(turns[at], head) for at in who]))
        for head, who in jobs
    )
    return _filled(blank, known, np.array([one[0] for one in fitted]).T, np.array([one[1] for one in fitted]))


def _subject(head: str, spoken: Any) -> Any:
    """The examples a head is trained on."""
    if head == REGISTER:
        return np.arange(len(spoken))
    return np.flatnonzero(spoken if head.startswith(("spoken/", "primary/")) else ~spoken)


def _head(head: str, matrix: Any, wanted: Any) -> tuple[Any, float]:
    """The weights and the start of one head; nothing and "never" where there is too little to learn from."""
    if wanted.sum() < 5 or wanted.all():
        return np.zeros(matrix.shape[1]), -20.0
    if head.startswith("primary/"):
        model: Any = LinearSVC(C=0.03, class_weight="balanced", random_state=0)
    else:
        weight = {0: 1, 1: 1.5 if head.startswith("spoken/") else 2}
        strength = 1.0 if head.startswith("spoken/") else 2.0
        model = LogisticRegression(
            C=strength, solver="liblinear", class_weight=weight, tol=1e-2, random_state=0
        )
    model.fit(matrix, wanted)
    return model.coef_[0], float(model.intercept_[0])


def _blank(rows: Sequence[Row], known: Senses) -> Weights:
    """Weights with the features of these rows, and nothing learned."""
    named = {family: [row.listed[family] for row in rows] for family in LISTED}
    named["pieces"] = [tuple({piece for word in row.words for piece in pieces(word)}) for row in rows]
    numbered: dict[str, Mapping[str, int]] = {}
    telling: list[float] = []
    for family in NAMED:
        kept = _telling(family, named[family])
        numbered[family] = {name: len(telling) + at for at, name in enumerate(kept)}
        telling.extend(kept.values())
    said = Counter(word for row in rows for word in (*row.words, *row.line))
    share = np.array([said[word] for word in known.rows], np.float32) / max(1, said.total())
    one = np.ones(len(HEADS), np.float32)
    return Weights(
        columns={head: column for column, head in enumerate(HEADS)},
        start=0 * one, rows=numbered, telling=_short(telling), senses=known.rows,
        rarity=_short(_PLAIN / (_PLAIN + share)), worth=np.zeros((0, len(HEADS)), np.float32),
        slope=one, offset=0 * one, threshold=np.full_like(one, 0.5),
    )  # fmt: skip


def _telling(family: str, listed: Sequence[Sequence[str]]) -> dict[str, float]:
    """The features seen often enough, in order, and how telling each is."""
    seen = Counter(name for names in listed for name in names)
    kept = sorted(name for name, times in seen.items() if times >= _SEEN_AT_LEAST[family])
    if family in COUNTED:
        return dict.fromkeys(kept, 1.0)
    return {name: float(np.log((1 + len(listed)) / (1 + seen[name])) + 1) for name in kept}


def _short(numbers: Any) -> Floats:
    """Rounded so that they take little room and are the same everywhere."""
    return np.asarray(numbers, np.float16).astype(np.float32)


def _matrix(blank: Weights, rows: Sequence[Row], known: Senses) -> Any:
    """Rows by features: the named families, then the directions of the turn's senses and of the line's.

    A row times what is learned is what ``Weights.weigh`` sums, but for the scales.
    """
    named, directions = len(blank.telling), known.vectors.shape[1]
    starts, columns, values = [0], list[Any](), list[Any]()
    for row in rows:
        for family in NAMED:
            found, worth = (
                _pieces(blank, row.words)
                if family == "pieces"
                else blank.part(family, _features(row, family))[1:]
            )
            columns.append(found)
            values.append(worth * SCALES[family])
        for family, words, first in (
            ("sense", row.words, named),
            ("sense_before", row.line, named + directions),
        ):
            found, worth = _sense(blank, known, words)
            columns.append([first + direction for direction in found])
            values.append(worth * SCALES[family])
        starts.append(starts[-1] + sum(map(len, columns[-len(SCALES) :])))
    matrix = sparse.csr_matrix(
        (np.concatenate(values).astype(np.float64), np.concatenate(columns).astype(np.int64), starts),
        shape=(len(rows), named + 2 * directions),
    )
    matrix.sum_duplicates()  # in place, which the processes that share it cannot do
    return matrix


def _features(row: Row, family: str) -> list[Feature]:
    return [(name, 0, 0) for name in row.listed[family]]


def _pieces(blank: Weights, words: Sequence[str]) -> tuple[list[int], Floats]:
    rows = [row for word in words for row in blank.pieces(word).rows]
    values = blank.telling[rows]
    return rows, values / np.sqrt(values @ values) if rows else values


def _sense(blank: Weights, known: Senses, words: Sequence[str]) -> tuple[list[int], Floats]:
    _, rows, values = blank.sense(words, after=-len(blank.telling))
    if not rows:
        return [], values
    return list(range(known.vectors.shape[1])), values @ known.vectors[rows]


def _filled(blank: Weights, known: Senses, learned: Any, start: Any) -> Weights:
    """The weights with what was learned: of senses, a row a word instead of one a direction."""
    named, directions = len(blank.telling), known.vectors.shape[1]
    scale = np.concatenate([np.full(len(blank.rows[family]), SCALES[family]) for family in NAMED])
    turn, line = learned[named : named + directions], learned[named + directions :]
    worth = np.concatenate(
        [
            learned[:named] * scale[:, None],
            known.vectors @ turn * SCALES["sense"],
            known.vectors @ line * SCALES["sense_before"],
        ]
    )
    filled = replace(blank, start=start.astype(np.float32), worth=worth.astype(np.float32), inside={})
    return unpack(pack(filled))  # a byte a weight from here on, as in use
