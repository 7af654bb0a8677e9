from threading import Event

import pytest
from textual.widgets import TextArea

from simulator.engine.outcome import Mode, TurnOutcome
from simulator.errors import RecordError
from simulator.tui.pace import Pace
from simulator.tui.screens.confirm import ConfirmScreen
from simulator.tui.screens.note import NoteScreen
from simulator.tui.screens.results import ResultsScreen
from simulator.tui.screens.session import SessionScreen
from simulator.tui.widgets.mood import MoodPanel, MoodStrip
from tests.tui.doubles import LONG, ShamSession, opened, talked
from tests.tui.stage import SMALL, WIDE, talking

SLOW = Pace(words_a_second=1.0, longest_pause=60.0)


class TestTurn:
    async def test_words_and_answer_appear(self) -> None:
        async with talking(ShamSession(answers=["I'm listening."])) as stage:
            await stage.say("Morning.")
            assert "Morning." in stage.text
            assert "I'm listening." in stage.text
            assert "[looks up]" in stage.text
            assert "turn 1 of 20" in stage.text

    async def test_words_come_back_when_they_cannot_be_recorded(self) -> None:
        session = ShamSession(fail=RecordError("The disk is full.", "Make room."))
        async with talking(session) as stage:
            await stage.say("Something I thought about for a while.")
            assert stage.prompt.text == "Something I thought about for a while."
            assert "The disk is full. Make room." in stage.notice
            assert stage.text.count("thought about") == 1
            session.fail = None
            await stage.press("enter")
            assert [o.officer for o in session.outcomes] == ["Something I thought about for a while."]
            assert not stage.notice

    async def test_what_was_typed_meanwhile_stays_behind_the_words_that_came_back(self) -> None:
        gate = Event()

        class Slow(ShamSession):
            def hear(self, text: str) -> TurnOutcome:
                gate.wait(5)
                raise RecordError(f"Not kept: {len(text)} characters.")

        async with talking(Slow()) as stage:
            stage.prompt.load_text("first")
            stage.prompt.action_submit()
            await stage.pilot.pause()
            stage.prompt.insert("second")
            await stage.pilot.pause()
            stage.prompt.action_submit()
            await stage.pilot.pause()
            assert stage.prompt.text == "second"
            assert "has not answered yet" in stage.notice
            gate.set()
            await stage.settle()
            assert stage.prompt.text == "first\nsecond"

    async def test_the_end_offers_the_note(self) -> None:
        async with talking(ShamSession(ends_after=1)) as stage:
            await stage.say("Bye.")
            assert "He shakes your hand." in stage.text
            assert "The conversation is over: agreed step (a good ending)." in stage.text
            assert not stage.prompt.display
            assert "Write your note" in stage.text
            await stage.press("enter")
            stage.on(NoteScreen)

    async def test_the_end_offers_the_results_where_no_note_is_taken(self) -> None:
        async with talking(ShamSession(ends_after=1, sealed=True)) as stage:
            await stage.say("Bye.")
            assert "See how it went" in stage.text
            await stage.press("enter")
            stage.on(ResultsScreen)

    async def test_a_turn_stands_whose_end_could_not_be_recorded(self) -> None:
        class Unclosed(ShamSession):
            def hear(self, text: str) -> TurnOutcome:
                super().hear(text)
                raise RecordError("The disk is full.")

        async with talking(Unclosed(ends_after=1)) as stage:
            await stage.say("Bye.")
            assert "The conversation is over" in stage.text
            assert "The end is not recorded yet. The disk is full." in stage.notice
            await stage.press("enter")
            stage.on(NoteScreen)


class TestPace:
    async def test_a_long_answer_takes_its_time_and_any_key_shows_it(self) -> None:
        session = ShamSession(answers=[LONG])
        async with talking(session, pace=SLOW) as stage:
            await stage.say("Go on.")
            assert "It's the usual" not in stage.text
            await stage.press("enter")
            assert "except the sheets." in stage.words
            assert len(session.outcomes) == 1, "a key that skips is not a silence"
            await stage.say("Go on.")
            await stage.press("n")
            assert stage.words.count("except the sheets.") == 2
            assert stage.prompt.text == "n", "and is not lost"

    async def test_typing_ahead_is_sent_whole(self) -> None:
        session = ShamSession(answers=[LONG])
        async with talking(session, pace=SLOW) as stage:
            await stage.say("Go on.")
            stage.prompt.insert("and then?")
            await stage.press("enter")
            assert [o.officer for o in session.outcomes] == ["Go on.", "and then?"]

    async def test_words_come_one_by_one(self) -> None:
        async with talking(ShamSession(answers=[LONG]), pace=Pace(2000.0, 0.0)) as stage:
            await stage.say("Go on.")
            assert "It's the usual" in stage.text or "…" in stage.text
            for _ in range(200):
                if "the sheets." in stage.text:
                    break
                await stage.pilot.pause(0.01)
            assert "the sheets." in stage.text

    @pytest.mark.parametrize(
        ("environ", "still"),
        [({}, False), ({"KEYWORK_PACE": "off"}, True), ({"TEXTUAL_ANIMATIONS": "none"}, True)],
    )
    def test_stillness_can_be_asked_for(self, environ: dict[str, str], still: bool) -> None:
        assert Pace.from_environment(environ).still is still

    def test_short_lines_are_never_held_back(self) -> None:
        assert Pace().immediate("You what?")
        assert not Pace().immediate(LONG)
        assert Pace().pause(LONG) <= 0.9


class TestDraft:
    async def test_it_is_restored_and_kept_while_typing_and_when_leaving(self) -> None:
        session = ShamSession(draft="I was about to say")
        async with talking(session) as stage:
            assert stage.prompt.text == "I was about to say"
            assert stage.prompt.cursor_location == (0, 18)
            assert "is back" in stage.notice
            stage.prompt.insert(" this")
            await stage.pilot.pause()
            stage.on(SessionScreen).save_draft()
            await stage.settle()
            assert session.draft == "I was about to say this"
            stage.prompt.insert(" and that")
            await stage.press("escape")
            assert not isinstance(stage.app.screen, SessionScreen)
            assert session.draft == "I was about to say this and that"

    async def test_quitting_keeps_it(self) -> None:
        session = ShamSession()
        async with talking(session) as stage:
            stage.prompt.insert("half a thought")
            await stage.pilot.press("ctrl+q")
            await stage.pilot.pause()
        assert session.draft == "half a thought"
        assert stage.app.return_code == 0

    async def test_a_turn_clears_it_and_no_older_draft_comes_after(self) -> None:
        session = ShamSession()
        async with talking(session) as stage:
            stage.prompt.insert("said")
            await stage.pilot.pause()
            stage.prompt.action_submit()
            await stage.settle()
            stage.on(SessionScreen).save_draft()
            await stage.settle()
            assert session.draft == ""

    async def test_when_it_cannot_be_kept_leaving_asks_first(self) -> None:
        session = ShamSession(draft_fails=RecordError("The disk is full."))
        async with talking(session) as stage:
            stage.prompt.insert("dear")
            await stage.press("escape")
            stage.on(SessionScreen)
            assert "Esc again" in stage.notice
            await stage.press("escape")
            assert not isinstance(stage.app.screen, SessionScreen)


class TestEnding:
    async def test_ending_asks_first_and_the_harmless_answer_is_the_first(self) -> None:
        session = ShamSession()
        async with talking(session) as stage:
            await stage.press("ctrl+e")
            stage.on(ConfirmScreen)
            await stage.press("enter")
            assert session.ended is None
            await stage.press("ctrl+e", "right", "enter")
            assert session.ended is not None
            assert "The conversation is over: closed" in stage.text


class TestPanel:
    async def test_it_stands_beside_the_talk_where_there_is_room_and_says_what_was_heard(self) -> None:
        async with talking(talked(("What now?", "Go on."))) as stage:
            for size, beside in ((SMALL, False), (WIDE, True)):
                await stage.resize(size)
                assert stage.app.screen.query_one(MoodPanel).display is beside
                assert stage.app.screen.query_one(MoodStrip).display is not beside
            assert "asked an open question" in stage.text
            assert "“What now?”" in stage.text
            await stage.press("f2")
            assert not stage.app.screen.query_one(MoodPanel).display

    async def test_an_assessment_shows_only_what_an_officer_would_see(self) -> None:
        session = talked(("What now?", "Go on."), opened=opened(Mode.ASSESSMENT))
        async with talking(session) as stage:
            for size in (SMALL, WIDE):
                await stage.resize(size)
                await stage.press("f2")
                assert "rust" not in stage.text
                assert "open question" not in stage.text
                assert "turn 1 of 20" in stage.text


async def test_help_names_the_keys_that_work_here() -> None:
    async with talking() as stage:
        await stage.press("f1")
        assert "Ctrl+E" in stage.text
        assert "Ctrl+J" in stage.text
        assert "Cursor" not in stage.text
        await stage.press("escape")
        assert isinstance(stage.app.focused, TextArea)
