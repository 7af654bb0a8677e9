"""How long the screen lets people wait, measured where they sit: at the other end of a terminal."""

import asyncio
import fcntl
import itertools
import os
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measure import Benchmark
from simulator import locations
from simulator.content.library import Library
from simulator.engine.conversation import Conversation
from simulator.practice import Practice
from simulator.records import open_store

SCENARIO = "darren-first-key-work"
SAID = ("Morning, Darren.", "What was that like?", "It sounds like it wore you out.", "Go on.", "I see.")
LONG = 499
"""One turn short of the longest conversation there can be."""
_CONTROLS = re.compile(rb"\x1b(\[[0-9;:?<>=]*[A-Za-z~]|\][^\x07]*(\x07|\x1b\\)|P[^\x1b]*\x1b\\|.)")
_SIZE = struct.pack("HHHH", 30, 100, 0, 0)
_PATIENCE = 20.0


class Terminal:
    """keywork behind a pseudo-terminal of 100 x 30."""

    def __init__(self, *arguments: str, home: str) -> None:
        self._ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, _SIZE)
        environment = {**os.environ, "HOME": home, "TERM": "xterm-256color", "KEYWORK_PACE": "off"}
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "simulator", *arguments],
            stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)

    def types(self, keys: str) -> float:
        """Press keys and tell when."""
        pressed = time.perf_counter()
        os.write(self._ours, keys.encode())
        return pressed

    def shows(self, text: str) -> float:
        """Wait for a text and tell when it was there."""
        shown = b""
        until = time.perf_counter() + _PATIENCE
        while text.encode() not in _CONTROLS.sub(b"", shown):
            ready, _, _ = select.select([self._ours], [], [], until - time.perf_counter())
            if not ready:
                raise TimeoutError(f"{text!r} was not shown in {_PATIENCE:.0f} s, but {shown[-2000:]!r}")
            shown += os.read(self._ours, 1 << 16)
        return time.perf_counter()

    def settles(self, quiet: float = 0.25) -> None:
        """Read until nothing more is drawn for a while."""
        while select.select([self._ours], [], [], quiet)[0]:
            os.read(self._ours, 1 << 16)

    def close(self) -> None:
        """Switch it off."""
        self._process.kill()
        self._process.wait()
        os.close(self._ours)


@contextmanager
def terminal(*arguments: str) -> Iterator[Terminal]:
    """Start keywork for a user with a new home, whose records are their own."""
    with tempfile.TemporaryDirectory() as home:
        screen = Terminal("--store", f"{home}/records.db", *arguments, home=home)
        try:
            yield screen
        finally:
            screen.close()


@contextmanager
def conversation(seed: int) -> Iterator[Terminal]:
    """Start a conversation on the screen, with the prompt waiting."""
    with terminal("play", SCENARIO, "--seed", str(seed)) as screen:
        screen.shows("Start")
        screen.settles()
        screen.types("s")
        screen.shows("Enter says it")
        screen.settles()
        yield screen


def first_frame() -> list[float]:
    """From the shell to the first thing drawn."""
    return _from_the_shell_to("arrow keys choose")


def first_list() -> list[float]:
    """From the shell to the list of conversations."""
    return _from_the_shell_to(Library.default().script(SCENARIO).title)


def _from_the_shell_to(text: str) -> list[float]:
    taken = []
    for _ in range(8):
        with terminal() as screen:
            taken.append(screen.shows(text) - screen.started)
    return taken[1:]  # the first compiles what has changed


def key_echo() -> list[float]:
    """From a key to the letter on the screen."""
    with conversation(1) as screen:
        taken = []
        for letter in itertools.islice(itertools.cycle("qjxzkvbw"), 120):
            pressed = screen.types(letter)
            taken.append(screen.shows(letter) - pressed)
            screen.settles(0.02)
    return taken


def submit_to_shown() -> list[float]:
    """From Enter to the person's answer on the screen; answers are shown at once."""
    script = Library.default().script(SCENARIO)
    taken = []
    for seed in range(4):
        foretold = Conversation(script, seed=seed)
        with conversation(seed) as screen:
            for said in SAID:
                answer = " ".join(foretold.hear(said).reply.text.split()[:3])
                screen.types(said)
                screen.settles()
                pressed = screen.types("\r")
                taken.append(screen.shows(answer) - pressed)
                screen.settles()
    return taken


def reopening() -> list[float]:
    """From choosing an unfinished conversation of 499 turns to its transcript, every turn held again."""
    return _long_record(resume=True)


def reading_again() -> list[float]:
    """From choosing a record of 499 turns to its results and transcript."""
    return _long_record(resume=False)


def _long_record(*, resume: bool) -> list[float]:
    with tempfile.TemporaryDirectory() as name, open_store(f"{name}/records.db") as store:
        practice = Practice(store, _long_library(Path(name)))
        session = practice.start(SCENARIO, seed=1)
        for said in itertools.islice(itertools.cycle(SAID), LONG):
            session.hear(said)
        if not resume:
            session.finish()
        return [asyncio.run(_reopen(practice, session.record_id, resume=resume)) for _ in range(3)]


async def _reopen(practice: Practice, record_id: str, *, resume: bool) -> float:
    from simulator.engine.outcome import Mode
    from simulator.tui.app import KeyworkApp
    from simulator.tui.desk import Beginning, Desk
    from simulator.tui.pace import Pace
    from simulator.tui.screens.home import HomeScreen
    from simulator.tui.screens.results import ResultsScreen
    from simulator.tui.screens.session import SessionScreen

    desk = Desk(lambda: practice, Pace.at_once(), Beginning(None, Mode.PRACTICE, ""))
    app = KeyworkApp(HomeScreen(desk))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        chosen = time.perf_counter()
        if resume:
            await app.push_screen(SessionScreen(desk, await desk.do(lambda: practice.resume(record_id))))
        else:
            await app.push_screen(ResultsScreen(desk, await desk.do(lambda: practice.review(record_id))))
        await pilot.pause()
        shown = time.perf_counter()
    desk.close()
    return shown - chosen


def _long_library(folder: Path) -> Library:
    """The shipped conversation, with as many turns as there may be."""
    personas, scenarios = locations.content_dirs()
    text = (scenarios / f"{SCENARIO}.yaml").read_text(encoding="utf-8")
    (folder / f"{SCENARIO}.yaml").write_text(re.sub(r"(?m)^turns: \d+", f"turns: {LONG + 1}", text), "utf-8")
    return Library(personas, folder)


BENCHMARKS = (
    Benchmark("frame", "keywork to the first frame", 0.500, first_frame, "p50"),
    Benchmark("cards", "keywork to the list of conversations", 1.000, first_list, "p50"),
    Benchmark("echo", "key to its letter", 0.016, key_echo),
    Benchmark("submit", "Enter to the answer", 0.120, submit_to_shown),
    Benchmark("reopen", "reopening a record of 499 turns", 0.600, reading_again, "p50"),
    Benchmark("resume", "going on with one of 499 turns", 3.000, reopening, "p50"),
)
