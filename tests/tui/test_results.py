from textual.widgets import OptionList

from scoring.model import Scorecard
from simulator.errors import RecordError
from simulator.tui.screens.results import ResultsScreen
from simulator.tui.widgets.chart import MoodChart
from simulator.tui.widgets.quote import Quote
from tests.tui.doubles import OVER, THREE_TURNS, ShamSession, talked
from tests.tui.stage import WIDE, marked


def finished() -> ShamSession:
    return talked(*THREE_TURNS, ended=OVER)


async def test_flags_come_first_and_the_assessor_has_the_last_word() -> None:
    async with marked(finished()) as stage:
        text = stage.text
        assert "keywork suggests; an assessor decides" in text
        assert text.index("Critical") < text.index("Ending")
        assert "this stays between us" in text
        assert "agreed step (a good ending)" in text
        assert "1 met" in text


async def test_a_mark_leads_to_the_words_and_back() -> None:
    async with marked(finished()) as stage:
        await stage.press("2")
        assert "P4.3 met" in stage.words
        await stage.press("enter")
        quote = stage.app.focused
        assert isinstance(quote, Quote)
        await stage.press("enter")
        assert "Turn 2. B returns to the mark." in stage.text
        assert "What is it like on the wing" in stage.text
        await stage.press("b")
        assert stage.app.focused is quote
        await stage.press("3")
        assert "Reflections to questions" in stage.text
        await stage.press("2", "enter", "enter", "escape")
        assert stage.app.focused is quote, "Esc goes back one step at a time"
        await stage.press("escape")
        assert isinstance(stage.app.focused, OptionList)
        stage.on(ResultsScreen)


async def test_every_page_tells_in_words() -> None:
    async with marked(finished(), size=WIDE) as stage:
        await stage.press("2")
        assert "They would say something hidden." in stage.text
        assert "Not part of this conversation" in stage.text
        await stage.press("down")
        for words in (
            "What weakened it",
            "goes on too long",
            "Two facts were drawn together",
            "Say back three things",
        ):
            assert words in stage.text
        await stage.press("3")
        assert "0.7 to 1" in stage.text
        assert stage.text.count("too few turns") == 2
        assert "expert opinion" in stage.text
        await stage.press("4")
        assert isinstance(stage.app.focused, MoodChart)
        assert "Turn 3" in stage.text
        assert "told them to calm down" in stage.text
        await stage.press("left")
        assert "named the feeling" in stage.text
        await stage.press("enter")
        assert "Turn 2. B returns to the mark." in stage.text


async def test_the_mouse_does_it_too() -> None:
    async with marked(finished()) as stage:
        await stage.pilot.click("#--content-tab-criteria")
        await stage.settle()
        await stage.pilot.click("#reasons Quote")
        await stage.settle()
        assert "B returns to the mark" in stage.text


class Broken(ShamSession):
    def scorecard(self) -> Scorecard:
        raise RecordError("The record is damaged.")


async def test_a_record_that_cannot_be_marked_says_so_on_every_page() -> None:
    async with marked(Broken()) as stage:
        for key in "12345":
            await stage.press(key)
            assert "! The record is damaged." in stage.text
            assert "TabPane" not in stage.text
