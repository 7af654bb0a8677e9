"""Whole interviews: skill is told apart, and the same words make the same bytes, in any process and any Python."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks.skill import DIALOGUES, SKILLS, UNSEEN, Marked, marked, rank_correlation
from scoring.labels import CRITICAL_MARKERS
from simulator.cli.json_view import scorecard_fields

ROOT = Path(__file__).parents[2]
DIGESTS = DIALOGUES / "digests.txt"
TWELVE = ("cell", "garages", "tablets", "town")
"""Situations whose marks are kept as digests; three interviews each."""


@pytest.fixture(scope="module")
def interviews() -> list[Marked]:
    return marked(DIALOGUES)


def attainments(found: list[Marked], skill: str) -> list[float]:
    return [one.attainment for one in found if SKILLS[one.skill] == skill]


def test_there_are_thirty_of_three_skills(interviews: list[Marked]) -> None:
    assert {skill: len(attainments(interviews, skill)) for skill in SKILLS} == dict.fromkeys(SKILLS, 10)


def test_attainment_follows_the_intended_skill(interviews: list[Marked]) -> None:
    correlation = rank_correlation([one.skill for one in interviews], [one.attainment for one in interviews])
    assert correlation >= 0.8


def test_no_poor_officer_stands_above_a_skilled_one(interviews: list[Marked]) -> None:
    assert max(attainments(interviews, "poor")) < min(attainments(interviews, "skilled"))


def test_it_holds_for_interviews_nobody_had_looked_at() -> None:
    found = marked(UNSEEN)
    assert len(found) == 12
    assert rank_correlation([one.skill for one in found], [one.attainment for one in found]) >= 0.8
    assert max(attainments(found, "poor")) < min(attainments(found, "skilled"))


def test_no_skilled_officer_is_flagged(interviews: list[Marked]) -> None:
    flagged = {one.name: [flag.marker for flag in one.card.flags] for one in interviews if one.card.flags}
    assert not [name for name in flagged if name.endswith("-skilled")]
    assert any(set(markers) & CRITICAL_MARKERS for markers in flagged.values())


def digests() -> str:
    """The marks of twelve interviews, a line each."""
    lines = []
    for one in marked(DIALOGUES, TWELVE):
        text = json.dumps(scorecard_fields(one.card), sort_keys=True, ensure_ascii=False)
        lines.append(f"{sha256(text.encode()).hexdigest()}  {one.name}\n")
    return "".join(lines)


def test_the_same_twelve_interviews_make_the_same_bytes_everywhere() -> None:
    """Bless changed marks with KEYWORK_BLESS=1; another Python that differs has found a fault."""
    made = digests()
    if os.environ.get("KEYWORK_BLESS"):
        DIGESTS.write_text(made, encoding="utf-8")
    assert made.count("\n") == 12
    assert made == DIGESTS.read_text("utf-8")


@pytest.mark.parametrize("hash_seed", ["1", "4711"])
def test_another_process_makes_the_same_bytes(hash_seed: str) -> None:
    code = "from tests.transcripts.test_skill import digests; print(digests(), end='')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == DIGESTS.read_text("utf-8")
