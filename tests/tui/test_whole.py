"""The screens on the real practice and store, and the program on a real terminal."""

import os
import select
import signal
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from simulator.content.library import Library
from simulator.errors import Exit, UsageError
from simulator.practice import Practice
from simulator.records import open_store
from simulator.tui import app
from simulator.tui.app import KeyworkApp
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.note import NoteScreen
from simulator.tui.screens.results import ResultsScreen
from simulator.tui.screens.session import SessionScreen
from simulator.tui.widgets.notepad import Notepad
from tests.tui.doubles import CONTENT, ShamPractice
from tests.tui.stage import at_home


async def test_a_conversation_from_the_list_to_its_record_with_the_keyboard_alone(tmp_path: Path) -> None:
    with closing(open_store(str(tmp_path / "records.db"))) as store:
        practice = Practice(store, Library(CONTENT / "personas", CONTENT / "scenarios"), "pat")
        async with at_home(practice) as stage:
            await stage.press("enter", "s")
            stage.on(SessionScreen)
            await stage.say("Morning, Marek. What is it like on the landing at the moment?")
            assert "the sheets." in stage.words
            stage.prompt.insert("Do you owe")
            await stage.press("escape")
            stage.on(HomeScreen)
            assert "Go on where you stopped" in stage.text
            assert practice.unfinished()[0].turns == 1

            await stage.press("enter")
            assert stage.prompt.text == "Do you owe"
            stage.prompt.insert(" anyone on the wing?")
            await stage.press("enter", "ctrl+e", "right", "enter")
            assert "I'll get to work" in stage.text
            await stage.press("enter")
            stage.on(NoteScreen)
            stage.pad.take("He gave nothing away about money.")
            await stage.press("ctrl+s", "ctrl+s")
            stage.on(ResultsScreen)
            await stage.press("5")
            assert "Do you owe anyone on the wing?" in stage.text
            await stage.press("escape", "r", "enter")
            stage.on(ResultsScreen)
        assert [(line.ending, line.noted) for line in practice.past()] == [("closed", True)]
        assert not practice.unfinished()


async def test_a_note_outlives_the_program_and_is_recorded_later(tmp_path: Path) -> None:
    library = Library(CONTENT / "personas", CONTENT / "scenarios")
    with closing(open_store(str(tmp_path / "records.db"))) as store:
        session = Practice(store, library, "pat").start("first-talk", seed=1)
        session.hear("Morning, Marek.")
        session.finish()
        async with at_home(Practice(store, library, "pat")) as stage:
            await stage.press("r", "n")
            stage.on(NoteScreen).query_one(Notepad).take("He kept one hand on the door frame")
            stage.on(NoteScreen).save_draft()
            await stage.settle()  # and here the program is killed

    with closing(open_store(str(tmp_path / "records.db"))) as store:
        practice = Practice(store, library, "pat")
        async with at_home(practice) as stage:
            await stage.press("r")
            assert "no note" in stage.text
            await stage.press("n")
            assert stage.pad.text == "He kept one hand on the door frame"
            assert "is back" in stage.notice
            stage.pad.take(".")
            await stage.press("f10", "f10", "6")
            assert "He kept one hand on the door frame." in stage.words
            await stage.press("escape")
            stage.on(HomeScreen)
            assert "no note" not in stage.text
        noted = practice.review(practice.past()[0].id).noted
        assert noted is not None
        assert noted.text == "He kept one hand on the door frame."


class TestRun:
    def test_an_unknown_scenario_is_told_before_anything_is_drawn(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(KeyworkApp, "run", lambda _self: pytest.fail("drawn"))
        with pytest.raises(UsageError):
            app.run(ShamPractice, scenario="no-such")

    def test_a_fault_is_handed_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def crash(self: KeyworkApp) -> None:
            self.fault = ZeroDivisionError("x")

        monkeypatch.setattr(KeyworkApp, "run", crash)
        with pytest.raises(ZeroDivisionError):
            app.run(ShamPractice)

    def test_an_end_nobody_asked_for_is_a_failure(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(KeyworkApp, "run", lambda _self: None)
        assert app.run(ShamPractice) == Exit.FAILED

    def test_leaving_is_success(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(KeyworkApp, "run", lambda self: setattr(self, "_return_code", 0))
        assert app.run(ShamPractice, scenario="first-talk") == Exit.OK


_PROGRAM = """
import sys
from tests.tui.doubles import ShamPractice, ShamSession
from simulator.tui.app import run
practice = ShamPractice(ShamSession(ends_after=1))
code = run(lambda: practice, scenario="first-talk")
print("\\ndraft:", ascii(practice.session.draft), "code:", code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    "way",
    [
        [(b"s", b"You, to Marek")],
        [(b"s", b"You, to Marek"), (b"Bye.\r", b"Write your note"), (b"\r", b"of 20,000 characters")],
    ],
    ids=["in the prompt", "in the note"],
)
def test_bad_bytes_are_survived_and_being_ended_keeps_the_draft(way: list[tuple[bytes, bytes]]) -> None:
    import pty

    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - the child
        os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24", KEYWORK_PACE="off")
        os.execv(sys.executable, [sys.executable, "-c", _PROGRAM])  # noqa: S606
    try:
        _until(terminal, b"Start the conversation")
        for keys, shown in way:
            os.write(terminal, keys)
            _until(terminal, shown)
        os.write(terminal, b"caf\xe9 \xff zq")
        _until(terminal, b"zq")
        os.kill(child, signal.SIGTERM)
        left = _until(terminal, b"code: 143")
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
    assert b"\x1b[?1049l" in left, "the terminal is as it was"
    assert rb"draft: 'caf\ufffd \ufffd zq'" in left


def _until(terminal: int, wanted: bytes, seconds: float = 30.0) -> bytes:
    seen, end = b"", time.monotonic() + seconds
    while wanted not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            with suppress(OSError):
                seen += os.read(terminal, 65536)
    assert wanted in seen, seen[-500:]
    return seen
