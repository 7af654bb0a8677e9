"""Two hundred turns of nonsense and stock phrases: always an answer, hardly a repeat, nothing earned."""

import dataclasses
import random

import pytest

from scoring.model import Level
from simulator.content.library import Library
from simulator.content.script import Script
from simulator.engine.conversation import Conversation

PHRASES = (
    "It sounds like that's really hard.", "You've done really well.", "Tell me more about that.", "How does that make you feel?",
    "So what I'm hearing is you feel sad.", "It's up to you.", "Is it OK if I ask you something?", "Have I got that right?",
    "What are the reasons, patterns, obstacles, victims, release and supervision?", "Take your time, no rush.",
    "I can see why you'd be upset.", "Well done.", "qwerty zxcvb plm", "!!!", "", "banana helicopter", "ok", "mm", "and?", "lol",
    "asdkjh", "you you you", "why", "What would help right now?", "That took guts to say.", "مرحبا", "🙂🙂", "The cat sat on the mat.",
)  # fmt: skip


def endless(script: Script) -> Script:
    """The script without a clock and without endings that depend on how it goes."""
    endings = tuple(ending for ending in script.endings if ending.on)
    return dataclasses.replace(script, turns=10_000, endings=endings)


@pytest.mark.parametrize("name", Library.default().ids())
@pytest.mark.parametrize("seed", [1, 2])
def test_two_hundred_stuffed_turns(name: str, seed: int) -> None:
    conversation = Conversation(endless(Library.default().script(name)), seed=seed)
    chance = random.Random(seed)
    while len(conversation.outcomes) < 200 and not conversation.ended:
        conversation.hear(chance.choice(PHRASES))
    said = [outcome.reply.text for outcome in conversation.outcomes]
    repeats = sum(text in said[max(0, at - 5) : at] for at, text in enumerate(said))
    assert len(said) == 200
    assert all(text.strip() for text in said)
    assert repeats / len(said) < 0.03
    earned = [r.criterion for r in conversation.scorecard().results if r.level in (Level.MET, Level.EXCEEDED)]
    assert earned == []
