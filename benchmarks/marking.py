"""How long it takes to read and to mark many turns, as an assessor's batch does."""

import itertools

from benchmarks.measure import Benchmark, timed
from benchmarks.talk import SAID
from scoring.model import Context, Mood, PersonLine, Reading, Turn
from scoring.reading import read
from scoring.scorecard import score
from simulator.content.library import Library

READ = 1_000
MARKED = 10_000
A_CONVERSATION = 40

_MOOD = Mood(4, 2, 4)
_LINE = PersonLine(
    "line", "I just want somewhere of my own, that's all.", topics=frozenset({"release"}), tier=1
)


def reading() -> list[float]:
    """Read 1,000 turns in conversations of 40."""
    return timed(lambda: [_conversation() for _ in range(READ // A_CONVERSATION)], 1)


def marking() -> list[float]:
    """Mark 10,000 turns that have been read, in conversations of 40."""
    brief = Library.default().script("darren-first-key-work").brief
    turns = _conversation()
    return timed(lambda: [score(turns, brief, _MOOD) for _ in range(MARKED // A_CONVERSATION)], 1)


def _conversation() -> tuple[Turn, ...]:
    earlier: list[Reading] = []
    for said in itertools.islice(itertools.cycle(SAID), A_CONVERSATION):
        earlier.append(read(said, Context(prisoner=_LINE.text, agitation=2, earlier=tuple(earlier))))
    return tuple(Turn(n, reading, _LINE, _LINE, _MOOD, _MOOD) for n, reading in enumerate(earlier, start=1))


BENCHMARKS = (
    Benchmark("read", "reading 1,000 turns", 1.0, reading, "p50"),
    Benchmark("score", "marking 10,000 turns that were read", 10.0, marking, "p50"),
)
