from threading import Event

import pytest
from textual import events

from simulator.engine.conversation import MAX_NOTE
from simulator.engine.outcome import Mode, Noted
from simulator.errors import RecordError
from simulator.tui.screens.confirm import ConfirmScreen
from simulator.tui.screens.help import HelpScreen
from simulator.tui.screens.note import NoteScreen
from simulator.tui.screens.results import ResultsScreen
from simulator.tui.widgets.notepad import LIMIT, Notepad
from simulator.tui.widgets.transcript import Transcript
from tests.tui.doubles import OVER, THREE_TURNS, ShamSession, opened, talked
from tests.tui.stage import SMALL, WIDE, noting


def over(**options: object) -> ShamSession:
    return talked(*THREE_TURNS, ended=OVER, **options)


class TestRecording:
    async def test_it_is_written_in_lines_and_recorded_when_asked_for_twice(self) -> None:
        session = over()
        async with noting(session) as stage:
            await stage.press("h", "e", "enter", "s", "a", "i", "d")
            assert stage.pad.text == "he\nsaid"
            assert "7 of 20,000 characters" in stage.text
            await stage.press("ctrl+s")
            assert session.noted is None
            assert "Ctrl+S again records the note" in stage.notice
            await stage.press("ctrl+s")
            stage.on(ResultsScreen)
        assert session.noted is not None
        assert session.noted.text == "he\nsaid"
        assert session.draft == "", "no older draft comes after it"

    async def test_other_keys_do_it_too(self) -> None:
        async with noting(over(draft="He is tired.")) as stage:
            await stage.press("f10", "ctrl+enter")
            stage.on(ResultsScreen)

    async def test_who_saves_out_of_habit_saves_and_can_go_on(self) -> None:
        session = over()
        async with noting(session) as stage:
            stage.pad.take("He said")
            await stage.press("ctrl+s", "x", "ctrl+s")
            assert session.noted is None, "writing on withdraws it"
            stage.on(NoteScreen).save_draft()
            await stage.settle()
            assert session.draft == "He saidx"

    async def test_a_blank_note_is_none(self) -> None:
        session = over(draft=" \n ")
        async with noting(session) as stage:
            await stage.press("ctrl+s", "ctrl+s")
            assert "nothing in the note" in stage.notice
            assert session.noted is None

    async def test_what_cannot_be_recorded_stays_where_it_is(self) -> None:
        session = over(note_fails=RecordError("The disk is full.", "Make room."))
        async with noting(session) as stage:
            stage.pad.take("He owes for vapes.")
            await stage.press("ctrl+s", "ctrl+s")
            assert stage.pad.text == "He owes for vapes."
            assert "not recorded" in stage.notice
            assert "The disk is full. Make room." in stage.notice
            session.note_fails = None
            await stage.press("x", "ctrl+s", "ctrl+s")
            stage.on(ResultsScreen)
        assert session.noted is not None
        assert session.noted.text == "He owes for vapes.x"

    async def test_nothing_can_be_added_while_it_is_on_its_way_and_help_is_not_in_the_way(self) -> None:
        gate = Event()

        class Slow(ShamSession):
            def note(self, text: str) -> Noted:
                gate.wait(5)
                return super().note(text)

        session = Slow(ended=OVER)
        async with noting(session) as stage:
            stage.pad.take("He is tired.")
            await stage.press("ctrl+s")
            for key in ("ctrl+s", "x", "ctrl+s", "escape", "f1"):
                stage.app.simulate_key(key)
                await stage.pilot.pause()
            stage.on(HelpScreen)
            gate.set()
            await stage.settle()
            stage.on(HelpScreen)
            await stage.press("escape")
            stage.on(ResultsScreen)
        assert session.noted is not None
        assert session.noted.text == "He is tired."


class TestDraft:
    async def test_it_is_restored_and_kept_while_writing(self) -> None:
        session = over(draft="He said he")
        async with noting(session) as stage:
            assert stage.pad.text == "He said he"
            assert "is back" in stage.notice
            stage.pad.take(" does not sleep.")
            stage.on(NoteScreen).save_draft()
            await stage.settle()
            assert session.draft == "He said he does not sleep."

    async def test_quitting_keeps_it(self) -> None:
        session = over()
        async with noting(session) as stage:
            stage.pad.take("half a note")
            await stage.pilot.press("ctrl+q")
            await stage.pilot.pause()
        assert session.draft == "half a note"

    async def test_when_it_cannot_be_kept_that_is_told_and_leaving_asks_first(self) -> None:
        session = over(draft_fails=RecordError("The disk is full."))
        async with noting(session) as stage:
            stage.pad.take("dear")
            stage.on(NoteScreen).save_draft()
            await stage.settle()
            assert "could not be kept. The disk is full." in stage.notice
            await stage.press("escape", "right", "enter")
            stage.on(NoteScreen)
            assert "Esc again" in stage.notice
            await stage.press("escape", "right", "enter")
            assert not isinstance(stage.app.screen, NoteScreen)


class TestLeaving:
    async def test_the_harmless_answer_is_the_first(self) -> None:
        session = over()
        async with noting(session) as stage:
            await stage.press("escape")
            stage.on(ConfirmScreen)
            await stage.press("enter")
            stage.on(NoteScreen)
            await stage.press("escape", "escape")
            stage.on(NoteScreen)
            assert stage.pad.has_focus

    async def test_later_keeps_what_is_written_and_shows_nothing(self) -> None:
        session = over()
        async with noting(session) as stage:
            stage.pad.take("He said")
            await stage.press("escape", "right", "enter")
            assert not isinstance(stage.app.screen, NoteScreen | ResultsScreen)
        assert (session.draft, session.noted) == ("He said", None)

    async def test_skipping_goes_to_the_results_and_loses_nothing(self) -> None:
        session = over()
        async with noting(session) as stage:
            stage.pad.take("He said")
            await stage.press("escape", "right", "right", "enter")
            stage.on(ResultsScreen)
            assert "none; N on the first screen writes it" in stage.text
        assert (session.draft, session.noted) == ("He said", None)


class TestRoom:
    async def test_it_is_as_long_as_a_conversation_keeps(self) -> None:
        assert LIMIT == MAX_NOTE

    async def test_what_does_not_fit_is_refused_aloud(self) -> None:
        async with noting(over()) as stage:
            stage.pad.post_message(events.Paste("x" * (LIMIT + 1)))
            await stage.settle()
            assert "20,001" in stage.notice
            for key in ("enter", "y"):
                await stage.press(key)
                assert stage.pad.text == "x" * LIMIT
                assert "The note holds 20,000 characters and is full." in stage.notice

    @pytest.mark.parametrize("size", [(60, 18), SMALL, WIDE])
    async def test_there_is_room_to_write_and_to_look_back(self, size: tuple[int, int]) -> None:
        async with noting(over(), size=size) as stage:
            assert stage.pad.scrollable_content_region.height >= 4
            transcript = stage.app.screen.query_one(Transcript)
            assert transcript.region.height >= 4
            assert "who does what by when" in stage.words
            beside = transcript.region.right <= stage.pad.region.x
            assert beside is (size == WIDE)

    async def test_page_up_looks_back_while_the_note_keeps_the_keys(self) -> None:
        async with noting(over(draft="one\ntwo")) as stage:
            assert "Morning, Marek." not in stage.text
            await stage.press("pageup", "pageup", "pageup", "pageup")
            assert "Morning, Marek." in stage.text
            await stage.press("pagedown", "ctrl+up", "ctrl+down")
            assert isinstance(stage.app.focused, Notepad)
            assert stage.pad.cursor_location == (1, 3)


@pytest.mark.parametrize("mode", list(Mode))
async def test_nothing_is_told_of_how_it_went(mode: Mode) -> None:
    async with noting(over(opened=opened(mode)), size=(120, 60)) as stage:
        for told in (
            "Morning, Marek.",
            "I am calm.",
            "keeps one hand on the door frame",
            "He shakes your hand.",
        ):
            assert told in stage.text
        for read in ("ending", "open question", "rust", "gitation", "eadiness", "P4"):
            assert read not in stage.text
