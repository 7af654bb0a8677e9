from textual.widgets import Input, OptionList

from simulator.engine.outcome import Mode
from simulator.errors import ContentError, RecordError, UsageError
from simulator.tui.desk import Beginning
from simulator.tui.screens.briefing import BriefingScreen
from simulator.tui.screens.help import HelpScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.note import NoteScreen
from simulator.tui.screens.results import ResultsScreen
from simulator.tui.screens.session import SessionScreen
from simulator.tui.screens.small import SmallScreen
from simulator.tui.screens.trouble import TroubleScreen
from simulator.tui.widgets.keybar import KeyBar
from tests.tui.doubles import OVER, ShamPractice, ShamSession, opened, record, talked
from tests.tui.stage import WIDE, at_home


async def test_unfinished_conversations_stand_first_and_go_on_with_their_draft() -> None:
    session = talked(("Morning.", "Go on."), draft="What I meant")
    practice = ShamPractice(
        session, resumable=(record(1), record(2)), over=(record(3, finished=True, ending="closed"),)
    )
    async with at_home(practice) as stage:
        lines = [line.strip() for line in stage.text.splitlines() if line.strip()]
        assert lines[1:3] == ["Go on where you stopped", "A quiet word"]
        assert "after turn 2" in lines[3], "the newest comes first"
        assert "Conversations" in lines
        assert "what you had typed is kept" in stage.text
        await stage.press("enter")
        stage.on(SessionScreen)
        assert "Morning." in stage.text
        assert stage.prompt.text == "What I meant"
        await stage.press("escape")
        stage.on(HomeScreen)


async def test_conversations_that_are_over_open_their_results() -> None:
    practice = ShamPractice(
        talked(("Bye.", "Bye."), ended=OVER),
        resumable=(record(1),),
        over=(record(2, finished=True, ending="agreed_step", grade="good"),),
    )
    async with at_home(practice) as stage:
        await stage.press("enter")
        stage.on(NoteScreen)
        await stage.press("escape", "right", "enter")
        stage.on(HomeScreen)
        await stage.press("r")
        assert "agreed step (a good ending)" in stage.text
        await stage.press("enter")
        stage.on(ResultsScreen)


async def test_a_record_without_a_note_offers_it() -> None:
    past = {"finished": True, "ending": "agreed_step", "grade": "good"}
    practice = ShamPractice(
        talked(("Bye.", "Bye."), ended=OVER, draft="He said"),
        over=(record(1, noted=True, **past), record(2, **past), record(3, problem="It is cut off.", **past)),
    )
    async with at_home(practice, size=WIDE) as stage:
        await stage.press("r")
        assert "no note" in stage.text
        assert "N Write note" not in stage.text, "what cannot be read takes none"
        await stage.press("down")
        assert "none yet; N writes it" in stage.text
        assert "N Write note" in stage.text
        await stage.press("down")
        assert "N Write note" not in stage.text, "it has one"
        await stage.press("n")
        stage.on(HomeScreen)
        await stage.press("up", "n")
        stage.on(NoteScreen)
        assert stage.pad.text == "He said"


async def test_a_note_that_cannot_be_written_is_explained() -> None:
    class Newer(ShamPractice):
        def noting(self, record_id: str) -> ShamSession:
            raise UsageError(f"The record {record_id} takes no note [/x].")

    over = (record(1, finished=True, ending="closed"),)
    async with at_home(Newer(talked(("Bye.", "Bye."), ended=OVER), over=over)) as stage:
        await stage.press("r", "n")
        stage.on(TroubleScreen)
        assert "takes no note [/x]." in stage.words


async def test_after_an_assessment_the_note_comes_before_the_results() -> None:
    over = (record(1, finished=True, ending="closed", mode="assessment"),)
    practice = ShamPractice(talked(("Bye.", "Bye."), ended=OVER, opened=opened(Mode.ASSESSMENT)), over=over)
    async with at_home(practice) as stage:
        await stage.press("r", "enter")
        stage.on(NoteScreen)
        await stage.press("escape", "right", "right", "enter")
        stage.on(ResultsScreen)


async def test_the_results_of_an_assessment_are_shown_where_no_note_is_taken_any_more() -> None:
    class Newer(ShamPractice):
        def noting(self, record_id: str) -> ShamSession:
            raise RecordError(f"The record {record_id} cannot take a note.")

    over = (record(1, finished=True, ending="closed", mode="assessment"),)
    async with at_home(Newer(talked(("Bye.", "Bye."), ended=OVER), over=over)) as stage:
        await stage.press("r", "enter")
        stage.on(ResultsScreen)


async def test_the_chosen_start_is_used() -> None:
    practice = ShamPractice()
    async with at_home(practice, size=WIDE) as stage:
        await stage.press("enter")
        stage.on(BriefingScreen)
        assert "P4.3" in stage.text
        await stage.press("tab", "down", "down", "enter", "down", "enter", "enter")
        stage.on(SessionScreen)
    assert practice.started == [("first-talk", None, Mode.ASSESSMENT, "guarded")]


async def test_what_the_command_line_chose_is_chosen_already() -> None:
    practice = ShamPractice()
    async with at_home(practice, beginning=Beginning(7, Mode.ASSESSMENT, "agitated")) as stage:
        await stage.press("enter", "s")
    assert practice.started == [("first-talk", 7, Mode.ASSESSMENT, "agitated")]


async def test_content_that_cannot_be_used_is_explained() -> None:
    def fail() -> None:
        raise ContentError('scenarios/a.yaml:3:1 KW102 "endings" is missing [/x].', "Mend it.")

    async with at_home(ShamPractice(on_cards=fail)) as stage:
        assert "cannot be listed" in stage.text
        assert '"endings" is missing [/x].' in stage.text
        assert "Mend it." in stage.text


async def test_a_record_that_cannot_go_on_is_explained_and_the_list_stays() -> None:
    class Damaged(ShamPractice):
        def resume(self, record_id: str) -> ShamSession:
            raise RecordError(f"The record {record_id} cannot go on [/x].", "Begin anew.")

    async with at_home(Damaged(resumable=(record(1),))) as stage:
        await stage.press("enter")
        stage.on(TroubleScreen)
        assert "cannot go on [/x]." in stage.words
        assert "Begin anew." in stage.text
        await stage.press("enter")
        stage.on(HomeScreen)


async def test_too_small_a_terminal_asks_for_room_and_loses_nothing() -> None:
    async with at_home(ShamPractice(ShamSession()), size=(59, 17)) as stage:
        stage.on(SmallScreen)
        assert "60 columns by 18 rows" in stage.text
        await stage.pilot.resize_terminal(60, 18)
        await stage.settle()
        stage.on(HomeScreen)
        assert stage.app.screen.query_one(OptionList).highlighted is not None


async def test_keys_can_be_clicked_and_commands_named() -> None:
    async with at_home() as stage:
        at = stage.text.splitlines()[-1].index("F1")
        await stage.pilot.click(KeyBar, offset=(at, 0))
        await stage.settle()
        stage.on(HelpScreen)
        await stage.press("escape", "ctrl+p")
        stage.app.screen.query_one(Input).value = "help"
        await stage.settle()
        await stage.press("enter")
        stage.on(HelpScreen)


async def test_ctrl_c_says_how_to_leave() -> None:
    async with at_home() as stage:
        await stage.press("ctrl+c")
        assert "Ctrl+Q leaves keywork" in stage.text
        assert stage.app.return_code is None
