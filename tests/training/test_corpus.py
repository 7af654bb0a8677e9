"""The labelled turns keep their form: what training and the reading benchmark rely on."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from scoring import labels
from scoring.training.corpus import settled

CORPUS = Path(__file__).parents[2] / "scoring" / "training" / "corpus"
BATCHES = sorted(CORPUS.glob("*.jsonl"))
LAYERS = {"behaviours": labels.BEHAVIOURS, "markers": labels.MARKERS, "topics": labels.TOPICS}


def turns(batch: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in batch.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def everything() -> list[dict[str, Any]]:
    return [turn for batch in BATCHES for turn in turns(batch)]


def test_there_are_enough_turns_of_enough_authors(everything: list[dict[str, Any]]) -> None:
    assert len(BATCHES) >= 30
    assert len(everything) >= 8000


@pytest.mark.parametrize("batch", BATCHES, ids=lambda path: path.stem)
def test_every_turn_is_well_formed(batch: Path) -> None:
    entries = turns(batch)
    numbers = [entry["id"] for entry in entries]
    assert numbers == sorted(set(numbers))
    assert {number.partition("-")[0] for number in numbers} == {batch.stem}
    for entry in entries:
        assert entry["officer"].strip()
        assert 0 <= entry["agitation"] <= 10
        for rater in (entry, entry.get("second", entry)):
            for layer, known in LAYERS.items():
                assert rater[layer] == sorted(set(rater[layer]) & set(known)), entry["id"]
            assert rater["behaviours"], entry["id"]


@pytest.mark.parametrize(
    "batch", [path for path in BATCHES if path.stem[0] == "w"], ids=lambda path: path.stem
)
def test_every_turn_was_labelled_twice_and_every_dispute_settled(batch: Path) -> None:
    for entry in turns(batch):
        third = entry.get("third", {})
        for layer in LAYERS:
            disputed = set(entry[layer]) ^ set(entry["second"][layer])
            assert bool(disputed) == (layer in third), entry["id"]
            assert set(third.get(layer, ())) <= disputed, entry["id"]


def test_no_author_repeats_a_turn() -> None:
    for batch in BATCHES:
        said = Counter(entry["officer"] for entry in turns(batch))
        assert said.most_common(1)[0][1] == 1


@pytest.mark.parametrize(
    ("layer", "label", "least"),
    [
        *(("behaviours", label, 200) for label in labels.BEHAVIOURS),
        *(("markers", label, 60) for label in labels.MARKERS),
        *(("topics", label, 150) for label in labels.TOPICS),
    ],
)
def test_every_label_is_common_enough_to_learn(
    everything: list[dict[str, Any]], layer: str, label: str, least: int
) -> None:
    assert sum(label in settled(entry)[layer] for entry in everything) >= least
