"""The labelled turns that weights are trained on and measured by: custody turns, and AnnoMI where given."""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from scoring import labels
from scoring.model import Context

FOLDER: Final = Path(__file__).parent / "corpus"
LAYERS: Final = {"behaviours": labels.BEHAVIOURS, "markers": labels.MARKERS, "topics": labels.TOPICS}
DEVELOPMENT: Final = frozenset({"a", "d"})
"""Batches whose turns cues were written from: figures on them flatter, so they are told apart."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One officer turn with its labels."""

    id: str
    group: str
    """Author batch or video: what cross-validation holds out together."""
    context: Context
    officer: str
    wanted: Mapping[str, frozenset[str]]
    """Layer -> labels. AnnoMI has ``primary``, ``question`` (open, closed or none of them),
    ``reflection`` (present or not) and ``quality`` (high or low) instead."""


def turns(folder: Path = FOLDER) -> list[Labelled]:
    """Every custody turn of the corpus, batch by batch."""
    return [turn for path in sorted(folder.glob("*.jsonl")) for turn in custody(path)]


def custody(path: Path) -> Iterator[Labelled]:
    """The custody turns of one JSON Lines file."""
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        group = entry["id"].partition("-")[0]
        context = Context(entry["prisoner"], entry["agitation"])
        yield Labelled(entry["id"], group, context, entry["officer"], settled(entry))


def settled(entry: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """The labels that stand: what two raters agree on, and what the third upheld of the rest."""
    stand: dict[str, frozenset[str]] = {}
    for layer in LAYERS:
        first = frozenset(entry[layer])
        if "second" in entry:
            upheld = entry.get("third", {}).get(layer, ())
            first = (first & frozenset(entry["second"][layer])) | frozenset(upheld)
        stand[layer] = first
    if not stand["behaviours"]:
        stand["behaviours"] = frozenset({"other"})
    return stand


def annomi(path: Path) -> list[Labelled]:
    """The therapist turns of AnnoMI (Wu et al., 2022), by the majority of their annotators; grouped by video."""
    texts: dict[tuple[str, int], tuple[str, str]] = {}
    votes: dict[tuple[str, int], list[tuple[str, str, bool]]] = {}
    about: dict[tuple[str, int], tuple[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["transcript_id"], int(row["utterance_id"]))
            texts[key] = (row["interlocutor"], row["utterance_text"])
            about[key] = (row["video_url"], row["mi_quality"])
            if row["interlocutor"] == "therapist":
                votes.setdefault(key, []).append(_vote(row))
    return [
        Labelled(
            f"{transcript}-{number}",
            about[transcript, number][0],
            _answered(texts.get((transcript, number - 1))),
            texts[transcript, number][1],
            _majority(cast, about[transcript, number][1]),
        )
        for (transcript, number), cast in votes.items()
    ]


def _vote(row: Mapping[str, str]) -> tuple[str, str, bool]:
    primary = row["main_therapist_behaviour"].replace("therapist_input", "input")
    question = row["question_subtype"] if row["question_exists"] == "True" else "none"
    return primary, question, row["reflection_exists"] == "True"


def _majority(cast: list[tuple[str, str, bool]], quality: str) -> dict[str, frozenset[str]]:
    primary, question, reflection = (Counter(part).most_common(1)[0][0] for part in zip(*cast, strict=True))
    return {
        "primary": frozenset({str(primary)}),
        "question": frozenset({str(question)} - {"none"}),
        "reflection": frozenset({"reflection"} if reflection else ()),
        "quality": frozenset({quality}),
    }


def _answered(before: tuple[str, str] | None) -> Context:
    return Context(before[1] if before and before[0] == "client" else "", 3)
