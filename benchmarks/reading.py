"""How well officers' words are read: agreement of the reader with labelled turns, label by label.

``python3 dev.py bench reading [--custody FILE ...] [--annomi FILE]``. Without files it measures on the written
turns in ``scoring/training/corpus``, which no cue was made from. Sets of labels are compared turn by turn;
micro-F1 counts every label alike, macro-F1 every kind of label.
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scoring import labels
from scoring.model import Context
from scoring.reading import read

CORPUS = Path(__file__).resolve().parent.parent / "scoring" / "training" / "corpus"
LAYERS = {"behaviours": labels.BEHAVIOURS, "markers": labels.MARKERS, "topics": labels.TOPICS}
PUNCTUATION = str.maketrans("", "", ".,;:!?'\"()-\u2026\u2018\u2019\u201c\u201d")


@dataclass(slots=True)
class Tally:
    """Right, invented and missed, for each label."""

    right: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, wanted: set[str], found: set[str]) -> None:
        """Count one turn."""
        self.right.update(wanted & found)
        self.invented.update(found - wanted)
        self.missed.update(wanted - found)

    def of(self, label: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of a label, 0-1."""
        return _figures(self.right[label], self.invented[label], self.missed[label])

    @property
    def micro(self) -> tuple[float, float, float]:
        """Precision, recall and F1 over all labels together."""
        return _figures(self.right.total(), self.invented.total(), self.missed.total())

    def macro(self, kinds: Iterable[str]) -> float:
        """Mean F1 of the labels that were wanted at least once."""
        wanted = [label for label in kinds if self.right[label] + self.missed[label]]
        return sum(self.of(label)[2] for label in wanted) / max(1, len(wanted))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A turn with the labels people gave it."""

    context: Context
    officer: str
    wanted: dict[str, set[str]]
    batch: str


def main(arguments: Sequence[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="dev.py bench reading", description=__doc__)
    parser.add_argument("--custody", type=Path, nargs="*", metavar="FILE", help="labelled turns, JSON Lines")
    parser.add_argument("--annomi", type=Path, metavar="FILE", help="AnnoMI, CSV")
    chosen = parser.parse_args(arguments)
    files = chosen.custody or sorted(CORPUS.glob("*.jsonl"))
    turns = [turn for file in files for turn in _custody(file)]
    if turns:
        _report(turns)
    if chosen.annomi:
        _report_annomi(chosen.annomi)
    return 0


def _report(turns: Sequence[Labelled]) -> None:
    print(f"{len(turns)} custody turns, {len({turn.batch for turn in turns})} batches")
    for layer, kinds in LAYERS.items():
        typed, stripped, batches = Tally(), Tally(), dict[str, Tally]()
        for turn in turns:
            found = _found(turn.officer, turn.context, layer)
            typed.add(turn.wanted[layer], found)
            batches.setdefault(turn.batch, Tally()).add(turn.wanted[layer], found)
            bare = turn.officer.lower().translate(PUNCTUATION)
            stripped.add(turn.wanted[layer], _found(bare, turn.context, layer))
        precision, recall, f1 = typed.micro
        spread = sorted(tally.micro[2] for tally in batches.values())
        print(f"\n{layer}: micro P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, macro F1 {typed.macro(kinds):.3f}, "
              f"batches {spread[0]:.3f}-{spread[-1]:.3f}, without capitals and punctuation {stripped.micro[2]:.3f}")  # fmt: skip
        for label in kinds:
            number = typed.right[label] + typed.missed[label]
            if number:
                print("  {:<30}{:>5}  P {:.2f}  R {:.2f}  F1 {:.2f}".format(label, number, *typed.of(label)))


def _report_annomi(path: Path) -> None:
    """Primary behaviour, by the majority of the annotators of each turn."""
    tally, turns = Tally(), 0
    for turn in _annomi(path):
        tally.add(turn.wanted["primary"], {read(turn.officer, turn.context).primary})
        turns += 1
    kinds = ("question", "reflection", "input", "other")
    print(f"\nAnnoMI: {turns} therapist turns, primary behaviour, macro F1 {tally.macro(kinds):.3f}")
    for label in kinds:
        print("  {:<30}       P {:.2f}  R {:.2f}  F1 {:.2f}".format(label, *tally.of(label)))


def _custody(path: Path) -> Iterator[Labelled]:
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        context = Context(entry["prisoner"], entry["agitation"])
        wanted = {layer: set(entry[layer]) for layer in LAYERS}
        yield Labelled(context, entry["officer"], wanted, entry["id"].partition("-")[0])


def _annomi(path: Path) -> Iterator[Labelled]:
    votes: dict[tuple[str, int], Counter[str]] = {}
    texts: dict[tuple[str, int], tuple[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["transcript_id"], int(row["utterance_id"]))
            texts[key] = (row["interlocutor"], row["utterance_text"])
            if row["interlocutor"] == "therapist":
                said = row["main_therapist_behaviour"].replace("therapist_input", "input")
                votes.setdefault(key, Counter())[said] += 1
    for (transcript, number), said in votes.items():
        speaker, before = texts.get((transcript, number - 1), ("", ""))
        context = Context(before if speaker == "client" else "")
        primary = said.most_common(1)[0][0]
        yield Labelled(context, texts[transcript, number][1], {"primary": {primary}}, transcript)


def _found(text: str, context: Context, layer: str) -> set[str]:
    return {found.label for found in getattr(read(text, context), layer)}


def _figures(right: int, invented: int, missed: int) -> tuple[float, float, float]:
    precision = right / max(1, right + invented)
    recall = right / max(1, right + missed)
    return precision, recall, 2 * right / max(1, 2 * right + invented + missed)
