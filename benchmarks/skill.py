"""How well the marks tell skilled, average and poor officers apart, on whole interviews read from their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Final

import yaml

from scoring.model import Scorecard
from scoring.scorecard import score
from simulator.transcripts import read_transcript
from simulator.transcripts.marking import turns_of

SKILLS: Final = ("poor", "average", "skilled")
DIALOGUES: Final = Path(__file__).parents[1] / "tests" / "dialogues"
UNSEEN: Final = DIALOGUES / "unseen"
"""Interviews nobody had looked at while the rules were being corrected."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An interview, the skill its author meant, and its marks."""

    name: str
    skill: int
    """Place in ``SKILLS``."""
    card: Scorecard

    @property
    def attainment(self) -> float:
        """The mean level of what was offered, 0 (nothing evidenced) to 1 (all exceeded)."""
        ranks = [result.level.rank - 1 for result in self.card.results if result.level.rank]
        return fmean(ranks) / 3 if ranks else 0.0


def marked(folder: Path, beginning: tuple[str, ...] = ("",)) -> list[Marked]:
    """Mark every interview in a folder whose name begins in one of these ways."""
    return [_marked(file) for file in sorted(folder.glob("*.yaml")) if file.name.startswith(beginning)]


def _marked(file: Path) -> Marked:
    transcript = read_transcript(str(file))
    turns, brief, start = turns_of(transcript)
    skill = yaml.safe_load(file.read_text("utf-8"))["skill"]
    return Marked(file.stem, SKILLS.index(skill), score(turns, brief, start, note=transcript.note))


def rank_correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Return Spearman's rank correlation, ties sharing their mean rank."""
    first, second = _ranks(one), _ranks(other)
    mean = fmean(first)
    shared = sum((a - mean) * (b - mean) for a, b in zip(first, second, strict=True))
    spread = (sum((a - mean) ** 2 for a in first) * sum((b - mean) ** 2 for b in second)) ** 0.5
    return shared / spread if spread else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    return [
        sum(other < value for other in values) + (sum(other == value for other in values) - 1) / 2
        for value in values
    ]


def main() -> int:
    """Print each set's interviews and how well they are told apart."""
    for title, folder in (
        ("looked at while the rules were corrected", DIALOGUES),
        ("never looked at", UNSEEN),
    ):
        found = marked(folder)
        if not found:
            continue
        print(f"{len(found)} interviews, {title}")
        for skill, name in enumerate(SKILLS):
            print(f"  {name:<8} " + " ".join(f"{one:.2f}" for one in sorted(_of(found, skill))))
        correlation = rank_correlation([one.skill for one in found], [one.attainment for one in found])
        gap = min(_of(found, 2)) - max(_of(found, 0))
        print(
            f"  rank correlation with the intended skill {correlation:.3f}; worst skilled less best poor {gap:+.2f}"
        )
    return 0


def _of(found: Sequence[Marked], skill: int) -> list[float]:
    return [one.attainment for one in found if one.skill == skill]
