"""How long one officer's turn takes, from words to outcome."""

import itertools
import time

from benchmarks.measure import Benchmark
from simulator.content.library import Library
from simulator.engine.conversation import Conversation

SAID = (
    "Morning, Darren. I'm your key worker; we have about half an hour. How have you been since you came back?",
    "It sounds like you're worn out with people telling you what to do, and part of you wants this time to be different.",
    "What happened the last time you were out?",
    "You kept the script going for eight months. That took some doing.",
    "I can't promise you a flat, but I can ring the housing team on Friday and tell you what they say.",
    "So you've lost the flat, your lad's birthday is coming, and you're worried about old faces. What have I missed?",
    "If you don't pull your finger out you'll be back inside within a month.",
    "asdf qwer zxcv",
    "",
    "Who do you think was most affected by the burglaries? " * 6,
)
"""A fair, a clumsy and a senseless officer."""
TURNS = 300


def hear() -> list[float]:
    """Hear turns in one conversation after another, so that early and late turns both count."""
    script = Library.default().script("darren-first-key-work")
    taken: list[float] = []
    conversation = Conversation(script)
    for seed, words in zip(range(TURNS), itertools.cycle(SAID), strict=False):
        if conversation.ended is not None:
            conversation = Conversation(script, seed=seed)
        started = time.perf_counter()
        conversation.hear(words)
        taken.append(time.perf_counter() - started)
    return taken


BENCHMARKS = (Benchmark("hear", "one turn through hear", 0.020, hear),)
