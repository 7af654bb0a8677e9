"""What every screen is given: the practice, the pace, and one thread in which the practice works."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from simulator.engine.outcome import Mode
from simulator.tui.door import Practice
from simulator.tui.pace import Pace

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a conversation starts unless the trainee chooses otherwise."""

    seed: int | None = None
    mode: Mode = Mode.PRACTICE
    preset: str = ""


class Desk:
    """Runs work for the practice off the UI's path, one piece at a time and in the order it was asked for.

    The order matters: a draft that is saved just before a turn must not be written after it.
    """

    def __init__(
        self, open_practice: Callable[[], Practice], pace: Pace, beginning: Beginning | None = None
    ) -> None:
        """``open_practice`` is called once, when the practice is first asked for."""
        self._open_practice = open_practice
        self._practice: Practice | None = None
        self.pace = pace
        self.beginning = beginning or Beginning()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keywork-practice")

    @property
    def practice(self) -> Practice:
        """The practice. Opening it loads the engine, so the first to ask should be work given to ``do``."""
        if self._practice is None:
            self._practice = self._open_practice()
        return self._practice

    async def do(self, work: Callable[[], Result]) -> Result:
        """Do that, and come back with what it returns or raises. It must not touch a widget."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Wait for what is under way; nothing is begun any more."""
        self._thread.shutdown(wait=True)
