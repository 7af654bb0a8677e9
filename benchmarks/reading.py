"""How well officers' words are read, beside baselines, raters and goals; and how fast.

``python3 dev.py bench reading [--custody FILE ...] [--annomi FILE]``. Without files the figures are of the
readings training held out: each turn read by weights that never saw its author or video. With files they
are of those files' turns, read now, except that turns the weights were trained on keep their held-out
reading. Micro-F1 counts every label alike, macro-F1 every kind of label.
"""

import argparse
import gc
import gzip
import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.agreement import (
    Figure,
    Measured,
    Task,
    Told,
    auc,
    calibration_error,
    count,
    interval,
    macro,
    micro,
    spread,
)
from benchmarks.measure import quantile, timed
from scoring.model import Reading
from scoring.reading import read
from scoring.reading.features import see
from scoring.training import corpus
from scoring.training.corpus import DEVELOPMENT, FOLDER, LAYERS, Labelled
from scoring.training.rows import bare, digest, misspelt

ROOT: Final = Path(__file__).resolve().parent.parent
HELD_OUT: Final = FOLDER.parent / "heldout.jsonl.gz"
WEIGHTS: Final = ROOT / "scoring" / "rulesets" / "reader" / "weights.npz"
TYPED: Final[Mapping[str, Callable[[str], str]]] = {"typed": str, "bare": bare, "misspelt": misspelt}

GOALS: Final = {
    "behaviours micro": 0.84, "behaviours macro": 0.80, "markers micro": 0.74, "markers macro": 0.66,
    "topics micro": 0.75, "calibration": 0.04,
}  # fmt: skip
"""For typed custody turns: batches a and d, and files that are given."""

RATERS: Final = {"behaviours": "0.93-1.00", "markers": "0.93-0.98", "topics": "0.88-0.98"}
"""Micro-F1 of each rater of batches a and d against the majority of the three."""

CHANCE_WORDS: Final = 5
"""A turn no longer than this may be typed twice by chance: it was trained on only under the same id."""

FRESH: Final = """
import time
started = time.perf_counter()
from scoring.reading import read
imported = time.perf_counter()
read("hello")
print(imported - started, time.perf_counter() - imported)
"""


def main(arguments: Sequence[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="dev.py bench reading", description=__doc__)
    parser.add_argument("--custody", type=Path, nargs="+", metavar="FILE", help="labelled turns, JSON Lines")
    parser.add_argument("--annomi", type=Path, metavar="FILE", help="AnnoMI, CSV")
    chosen = parser.parse_args(arguments)
    for path in (*(chosen.custody or ()), *filter(None, [chosen.annomi])):
        if not path.is_file():
            parser.error(f"there is no file {path}")
    missing = [path.name for path in (HELD_OUT, WEIGHTS) if not path.exists()]
    if missing:
        print(
            f"There is no {' and no '.join(missing)} yet: python3 dev.py train writes them.", file=sys.stderr
        )
        return 1
    held_out = list(_held_out())
    if chosen.custody:
        turns = _read_now([turn for path in chosen.custody for turn in corpus.custody(path)], held_out)
        _custody(f"Custody turns of {', '.join(path.name for path in chosen.custody)}", turns, GOALS)
    if chosen.annomi:
        _annomi(f"AnnoMI, {chosen.annomi.name}", _read_now(corpus.annomi(chosen.annomi), held_out))
    if not (chosen.custody or chosen.annomi):
        _report_held_out(held_out)
    _speed()
    return 0


def _report_held_out(held_out: Sequence[Measured]) -> None:
    turns = _with_cues([turn for turn in held_out if not turn.transcribed], corpus.turns())
    note = "raters: the second rater against the author, where there are two"
    _custody("Custody turns, held-out authors", turns, raters=_second_raters(), note=note)
    names = " and ".join(sorted(DEVELOPMENT))
    raters = {f"{layer} micro": range_ for layer, range_ in RATERS.items()}
    note = f"Cues were written while looking at batches {names}: figures on those flatter the cue part.\n"
    note += "raters: each of three raters against their majority"
    alone = [turn for turn in turns if turn.group in DEVELOPMENT]
    _custody(f"Batches {names} alone", alone, GOALS, raters, note)
    if spoken := [turn for turn in held_out if turn.transcribed]:
        _annomi("AnnoMI, held-out videos", spoken)


# Readings


def _held_out() -> Iterator[Measured]:
    for line in gzip.decompress(HELD_OUT.read_bytes()).decode().splitlines():
        entry = json.loads(line)
        wanted = {layer: frozenset(labels) for layer, labels in entry["wanted"].items()}
        told = {way: _told(entry[way]) for way in TYPED}
        yield Measured(entry["id"], entry["group"], wanted, told, entry["words"])


def _told(entry: Mapping[str, Any]) -> Told:
    return Told({layer: entry[layer] for layer in LAYERS}, entry["primary"])


def _read_now(turns: Sequence[Labelled], held_out: Iterable[Measured]) -> list[Measured]:
    """The turns with their readings: held out where the weights know the turn, else made now."""
    known: dict[tuple[bool, str], list[Measured]] = {}
    for held in held_out:
        known.setdefault((held.transcribed, held.words), []).append(held)
    measured, trained_on = [], 0
    for turn in _progress("read", turns):
        same = known.get(("primary" in turn.wanted, digest(turn.officer)), [])
        held_turn = next((held for held in same if held.id == turn.id), None)
        if held_turn is None and same and len(turn.officer.split()) > CHANCE_WORDS:
            held_turn = same[0]
        trained_on += held_turn is not None
        told = held_turn.told if held_turn else _live(turn)
        cues = None if "primary" in turn.wanted else _heard(turn)
        measured.append(Measured(turn.id, turn.group, turn.wanted, told, digest(turn.officer), cues))
    print(f"{trained_on} of {len(turns)} turns are in the training corpus: their held-out readings are shown")
    return measured


def _live(turn: Labelled) -> dict[str, Told]:
    return {way: _as_told(read(typed(turn.officer), turn.context)) for way, typed in TYPED.items()}


def _as_told(reading: Reading) -> Told:
    layers = {"behaviours": reading.behaviours, "markers": reading.markers, "topics": reading.topics}
    labels = {layer: {one.label: one.confidence for one in found} for layer, found in layers.items()}
    return Told(labels, reading.primary)


def _with_cues(turns: Iterable[Measured], texts: Sequence[Labelled]) -> list[Measured]:
    """The turns with what the cues alone hear in them, where the corpus still has their words."""
    heard = {(turn.id, digest(turn.officer)): _heard(turn) for turn in _progress("heard by cues", texts)}
    found = [replace(turn, cues=heard.get((turn.id, turn.words))) for turn in turns]
    if changed := sum(turn.cues is None for turn in found):
        print(
            f"{changed} held-out turns are not in the corpus as they were: train again. No cues figure of them."
        )
    return found


def _heard(turn: Labelled) -> frozenset[str]:
    return frozenset(found.label for found in see(turn.officer, turn.context, {}).heard.findings)


def _progress(what: str, turns: Sequence[Labelled]) -> Iterator[Labelled]:
    for done, turn in enumerate(turns):
        if done and done % 2_000 == 0:
            print(f"{done} of {len(turns)} turns {what}", file=sys.stderr, flush=True)
        yield turn


def _second_raters() -> dict[str, str]:
    """How second raters agree with authors: F1 over the corpus's turns that have both."""
    lines = [line for path in sorted(FOLDER.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    both = [entry for entry in map(json.loads, lines) if "second" in entry]
    agreement: dict[str, str] = {}
    for layer, kinds in LAYERS.items():
        counts = count(kinds, ((set(entry[layer]), set(entry["second"][layer])) for entry in both))
        agreement |= {f"{layer} micro": _shown(counts.micro), f"{layer} macro": _shown(counts.macro)}
    return agreement


# Typed custody turns


def _labels(layer: str, told: Told) -> Set[str]:
    return told.labels[layer].keys()


CUSTODY: Final = tuple(Task(layer, kinds, partial(_labels, layer)) for layer, kinds in LAYERS.items())


def _custody(
    title: str,
    turns: Sequence[Measured],
    goals: Mapping[str, float] | None = None,
    raters: Mapping[str, str] | None = None,
    note: str = "",
) -> None:
    """Print every figure of typed turns."""
    groups = [turn.group for turn in turns]
    _headline(title, f"{len(turns)} turns, {len(set(groups))} batches")
    if note:
        print(note)
    if not turns:
        return
    goals, raters = goals or {}, raters or {}
    _table("F1", "typed  95% interval  goal  bare  misspelt  cues alone  majority  raters", [
        row for task in CUSTODY for row in _f1_rows(task, turns, goals, raters)
    ])  # fmt: skip
    _table("typed", "P  R  calibration error  goal  lowest batch  median  highest batch", [
        _layer_row(task, turns, groups, goals) for task in CUSTODY
    ])  # fmt: skip
    for task in CUSTODY:
        _table(task.name, "wanted  P  R  F1  F1 of cues alone", _label_rows(task, turns))


def _f1_rows(
    task: Task, turns: Sequence[Measured], goals: Mapping[str, float], raters: Mapping[str, str]
) -> Iterator[list[str]]:
    groups = [turn.group for turn in turns]
    typed, others = task.counts(turns), [task.counts(turns, way) for way in ("bare", "misspelt")]
    others += [task.cues(turns), task.majority(turns)]
    figures: dict[str, Figure] = {"micro": micro, "macro": macro}
    for name, figure in figures.items():
        row = f"{task.name} {name}"
        beside = [_shown(getattr(other, name)) for other in others]
        span = _span(interval(typed, groups, figure))
        yield [row, _shown(getattr(typed, name)), span, _shown(goals.get(row)), *beside, raters.get(row, "-")]


def _layer_row(
    task: Task, turns: Sequence[Measured], groups: Sequence[str], goals: Mapping[str, float]
) -> list[str]:
    counts = task.counts(turns)
    given = (
        (sure, label in turn.wanted[task.name])
        for turn in turns
        for label, sure in turn.told["typed"].labels[task.name].items()
    )
    by_group = spread(counts, groups)
    low, middle, high = by_group[0], statistics.median(f1 for f1, _ in by_group), by_group[-1]
    figures = [counts.precision, counts.recall, calibration_error(given), goals.get("calibration")]
    ends = [f"{_shown(low[0])} {low[1]}", _shown(middle), f"{_shown(high[0])} {high[1]}"]
    return [task.name, *map(_shown, figures), *ends]


def _label_rows(task: Task, turns: Sequence[Measured], *, cues: bool = True) -> Iterator[list[str]]:
    counts, heard = task.counts(turns), task.cues(turns)
    for label in task.kinds:
        of = counts.of(label)
        alone = [_shown(heard.of(label).micro)] if cues else []
        if of.each.any():
            yield [f"  {label}", str(of.wanted), *map(_shown, (of.precision, of.recall, of.micro)), *alone]


# AnnoMI


def _question(told: Told) -> set[str]:
    found = told.labels["behaviours"]
    return {"open" if "question_open" in found else "closed" if "question_closed" in found else "none"}


def _reflection(told: Told) -> set[str]:
    reflected = {"reflection_simple", "reflection_complex"} & told.labels["behaviours"].keys()
    return {"reflection"} if reflected else set()


ANNOMI: Final = (
    (Task("primary", ("question", "reflection", "input", "other"), lambda told: {told.primary}), 0.78, 0.75),
    (Task("question", ("open", "closed", "none"), _question, none="none"), 0.75, None),
    (Task("reflection", ("reflection",), _reflection), 0.74, None),
)
"""Each with its goal, as transcribed and bare."""

TITLES: Final = {"primary": "primary, macro", "question": "question, macro", "reflection": "reflection"}


def _annomi(title: str, turns: Sequence[Measured]) -> None:
    """Print every figure of transcribed counselling."""
    groups = [turn.group for turn in turns]
    _headline(title, f"{len(turns)} therapist turns, {len(set(groups))} videos")
    if not turns:
        return
    rows = []
    for task, goal, bare_goal in ANNOMI:
        typed, always = task.counts(turns), task.majority(turns)
        bare, misspelt = (task.counts(turns, way).macro for way in ("bare", "misspelt"))
        figures = [typed.macro, goal, bare, bare_goal, misspelt, always.macro]
        rows.append([TITLES[task.name], *map(_shown, figures), "0.861" if task.name == "primary" else "-"])
        rows[-1].insert(2, _span(interval(typed, groups, macro)))
    _table("F1", "transcribed  95% interval  goal  bare  goal  misspelt  majority  human", rows)
    print("majority: always the commonest label; of reflection, always one")
    print("human: an annotator against the majority of nine others; kappa of annotators:")
    print("  question 0.74, primary 0.74, input 0.55, reflection 0.50")
    for task, _, _ in ANNOMI:
        _table(task.name, "wanted  P  R  F1", _label_rows(task, turns, cues=False))
    _sessions(turns)


def _sessions(turns: Iterable[Measured]) -> None:
    """How well the readings tell good sessions from bad."""
    sessions: dict[str, list[Measured]] = {}
    for turn in turns:
        sessions.setdefault(turn.id.rpartition("-")[0], []).append(turn)
    high, low = ([_skill(said) for said in sessions.values() if quality in said[0].wanted["quality"]]
                 for quality in ("high", "low"))  # fmt: skip
    print(
        f"\nhigh against low sessions: AUC {_shown(auc(high, low))} (goal 0.90), {len(high)} high, {len(low)} low"
    )
    print("by the share of turns that mainly reflect less the share that mainly tell or advise")


def _skill(said: Sequence[Measured]) -> float:
    told = [turn.told["typed"].primary for turn in said]
    return (told.count("reflection") - told.count("input")) / len(told)


# Speed and size


def _speed() -> None:
    _headline("Speed and size", "1,000 turns of the corpus")
    turns = corpus.turns()
    turns = turns[:: max(1, len(turns) // 1_000)][:1_000]
    gc.collect()
    gc.freeze()  # what the benchmark itself holds is not searched for rubbish while it measures
    for turn in turns[::4]:  # patterns compile when they are first heard
        read(turn.officer, turn.context)
    taken = [timed(partial(read, turn.officer, turn.context), 1)[0] for turn in turns]
    fresh = subprocess.run(
        [sys.executable, "-c", FRESH], cwd=ROOT, capture_output=True, text=True, check=True
    )
    imported, first = map(float, fresh.stdout.split())
    size = sum(path.stat().st_size for path in WEIGHTS.parent.rglob("*") if path.is_file())
    _table("", "figure  goal", [
        ["one turn, p50", f"{quantile(taken, 0.5) * 1e3:.2f} ms", "-"],
        ["one turn, p95", f"{quantile(taken, 0.95) * 1e3:.2f} ms", "5 ms"],
        ["turns a second", f"{len(taken) / sum(taken):,.0f}", "-"],
        ["10,000 turns", f"{10_000 * sum(taken) / len(taken):.1f} s", "10 s"],
        ["files of the reader", f"{size / 1e6:.1f} MB", "8 MB"],
        ["fresh process: import", f"{imported * 1e3:.0f} ms", "-"],
        ["fresh process: first turn, with loading", f"{first * 1e3:.0f} ms", "-"],
    ])  # fmt: skip


# Layout


def _headline(title: str, what: str) -> None:
    print(f"\n{title}: {what}\n{'=' * (len(title) + len(what) + 2)}", flush=True)


def _table(name: str, columns: str, rows: Iterable[Sequence[str]]) -> None:
    """Print rows under their heads, which are two spaces apart; figures to the right."""
    lines = [[name, *columns.split("  ")], *rows]
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    print()
    for first, *rest in lines:
        cells = [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
        print("  ".join([first.ljust(widths[0]), *cells]).rstrip())


def _shown(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"


def _span(bounds: tuple[float, float]) -> str:
    return f"{bounds[0]:.3f}-{bounds[1]:.3f}"
