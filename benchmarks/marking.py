"""How long it takes to read and mark many turns, as an assessor's batch does."""

import itertools

from benchmarks.measure import Benchmark, timed
from benchmarks.talk import SAID
from scoring.model import Context, Mood, PersonLine, Reading, Turn
from scoring.reading import read
from scoring.scorecard import score
from simulator.content.library import Library

TURNS = 10_000
A_CONVERSATION = 40


def mark() -> None:
    """Read and mark 10,000 turns in conversations of 40."""
    brief = Library.default().script("darren-first-key-work").brief
    words = itertools.cycle(SAID)
    for _ in range(TURNS // A_CONVERSATION):
        score(_turns(words), brief, _MOOD)


def _turns(words: "itertools.cycle[str]") -> tuple[Turn, ...]:
    earlier: list[Reading] = []
    for said in itertools.islice(words, A_CONVERSATION):
        earlier.append(read(said, Context(prisoner=_LINE.text, agitation=2, earlier=tuple(earlier))))
    return tuple(Turn(n, reading, _LINE, _LINE, _MOOD, _MOOD) for n, reading in enumerate(earlier, start=1))


_MOOD = Mood(4, 2, 4)
_LINE = PersonLine(
    "line", "I just want somewhere of my own, that's all.", topics=frozenset({"release"}), tier=1
)

BENCHMARKS = (Benchmark("score", "reading and scoring 10,000 turns", 10.0, lambda: timed(mark, 1), "p50"),)
