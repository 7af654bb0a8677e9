"""Training: what it sums is what use sums, the same corpus gives the same bytes, and it learns."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from scoring.model import Context
from scoring.reading import read
from scoring.reading.features import see
from scoring.reading.weights import Weights, pack, unpack
from scoring.training.calibrate import calibrated
from scoring.training.corpus import FOLDER, Labelled, annomi, custody
from scoring.training.fit import HEADS, Example, fit, senses
from scoring.training.rows import bare, misspelt, rows

ANNOMI = """\
mi_quality,transcript_id,video_url,topic,utterance_id,interlocutor,utterance_text,annotator_id,therapist_input_exists,therapist_input_subtype,reflection_exists,reflection_subtype,question_exists,question_subtype,main_therapist_behaviour,client_talk_type
high,0,video-0,drinking,0,client,I drink at night.,3,n/a,n/a,n/a,n/a,n/a,n/a,n/a,neutral
high,0,video-0,drinking,1,therapist,How come?,3,False,n/a,False,n/a,True,open,question,n/a
high,0,video-0,drinking,1,therapist,How come?,4,False,n/a,False,n/a,True,open,question,n/a
high,0,video-0,drinking,1,therapist,How come?,5,False,n/a,True,simple,False,n/a,reflection,n/a
"""


@pytest.fixture(scope="module")
def turns() -> list[Labelled]:
    return [turn for name in ("w05", "w18") for turn in custody(FOLDER / f"{name}.jsonl")][::3]


@pytest.fixture(scope="module")
def examples(turns: list[Labelled]) -> list[Example]:
    return [
        Example(turn, (row,))
        for turn, row in zip(turns, rows([(t.officer, t.context) for t in turns], senses().rows), strict=True)
    ]


@pytest.fixture(scope="module")
def weights(examples: list[Example]) -> Weights:
    return fit(examples, senses())


def test_the_same_turns_give_the_same_weights(examples: list[Example], weights: Weights) -> None:
    again = pack(fit(examples, senses()))
    for name, array in pack(weights).items():
        assert array.tobytes() == again[name].tobytes(), name


def test_weights_are_the_same_after_packing(weights: Weights, turns: list[Labelled]) -> None:
    unpacked = unpack(pack(weights))
    for turn in turns[:20]:
        seen = see(turn.officer, turn.context, weights.senses)
        assert (weights.weigh(seen).scores == unpacked.weigh(seen).scores).all()


def test_what_it_trained_on_it_reads(weights: Weights, turns: list[Labelled]) -> None:
    scores = np.array([weights.weigh(see(t.officer, t.context, weights.senses)).scores for t in turns])
    ready = calibrated(weights, turns, scores)
    right = sum(
        wanted in {one.label for one in read(turn.officer, turn.context, ready).behaviours}
        for turn in turns
        for wanted in turn.wanted["behaviours"]
    )
    assert right >= 0.8 * sum(len(turn.wanted["behaviours"]) for turn in turns)


def test_a_head_without_examples_never_speaks(weights: Weights) -> None:
    seen = see("anything at all", Context(), weights.senses)
    assert weights.weigh(seen).chance("register/spoken") < 0.01
    assert set(weights.columns) == set(HEADS)


def test_annomi_is_read_by_the_majority_of_its_annotators(tmp_path: Path) -> None:
    path = tmp_path / "annomi.csv"
    path.write_text(ANNOMI, "utf-8")
    (turn,) = annomi(path)
    assert (turn.id, turn.group, turn.officer) == ("0-1", "video-0", "How come?")
    assert turn.context.prisoner == "I drink at night."
    assert turn.wanted == {
        "primary": {"question"}, "question": {"open"}, "reflection": set(), "quality": {"high"},
    }  # fmt: skip


def test_a_turn_is_misspelt_alike_every_time() -> None:
    typed = "Nobody definitely remembers whatever happened yesterday, they promised something different" * 3
    assert misspelt(typed) == misspelt(typed) != typed
    assert bare("It's YOUR choice, isn't it?") == "its your choice isnt it"


def test_the_benchmark_says_what_is_missing() -> None:
    command = [sys.executable, "-m", "benchmarks", "reading", "--custody", "nowhere.jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 2
    assert "there is no file nowhere.jsonl" in done.stderr
