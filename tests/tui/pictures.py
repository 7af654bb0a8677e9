"""Takes the pictures in docs/images from the real program: ``python -m tests.tui.pictures``."""

import asyncio
import itertools
from datetime import UTC, datetime
from pathlib import Path

from simulator.content.library import Library
from simulator.practice import Practice
from simulator.records.memory import MemoryStore
from simulator.tui.desk import Beginning
from tests.tui.stage import Stage, at_home

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
SAID = (
    "Hi Darren, I'm Officer Reid, your new key worker. What would you like to be called?",
    "I write a short note after this and your POM can read it. If you tell me somebody is at risk I have to pass it on.",
    "Eight months clean. That took some doing, you've stuck at it.",
    "What was different this time?",
    "So when something holds you up, you hold. It's the nights out there that worry you.",
    "Where will you be living when you get out?",
)
LAST = "Sounds like every time it went wrong, you'd just lost somewhere to sleep."
NOTE = (
    "Wing office, about twenty minutes. Eight months clean, and it took some doing. He counted the last times off on his fingers: "
    '"I lose the bed and it\'s days." He has nowhere to live when he gets out, and'
)


def taken(stage: Stage, name: str) -> None:
    (IMAGES / f"{name}.svg").write_text(stage.app.export_screenshot(title="keywork"), encoding="utf-8")


async def take() -> None:
    seconds = itertools.count()
    practice = Practice(
        MemoryStore(), Library.default(), "pat",
        clock=lambda: datetime(2026, 11, 22, 9, 30, next(seconds) % 60, tzinfo=UTC), randomness=lambda size: "0" * 2 * size,
    )  # fmt: skip
    async with at_home(practice, size=(100, 32), beginning=Beginning(seed=7)) as stage:
        taken(stage, "home")
        await stage.press("enter")
        taken(stage, "briefing")
        await stage.press("s")
        for text in SAID:
            await stage.say(text)
        stage.prompt.insert(LAST)
        await stage.settle()
        taken(stage, "session")
        await stage.press("enter", "ctrl+e", "right", "enter", "enter")
        stage.pad.take(NOTE)
        await stage.settle()
        taken(stage, "note")
        await stage.press("ctrl+s", "ctrl+s", "2", "down", "down", "enter")
        taken(stage, "results")
        await stage.press("enter")
        taken(stage, "words")
        await stage.press("4")
        taken(stage, "course")


if __name__ == "__main__":
    asyncio.run(take())
