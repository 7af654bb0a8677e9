from dataclasses import replace

from textual.widgets import OptionList, TextArea

from scoring.model import Flag, Scorecard, TalkMoment
from simulator.errors import RecordError
from simulator.tui.screens.results import ResultsScreen
from simulator.tui.widgets.change_talk import Moments
from simulator.tui.widgets.chart import MoodChart
from simulator.tui.widgets.quote import Quote
from tests.tui.doubles import CARD, NOTE, OVER, THREE_TURNS, ShamSession, talked
from tests.tui.stage import WIDE, Stage, marked


def finished() -> ShamSession:
    return talked(*THREE_TURNS, ended=OVER)


async def test_flags_come_first_and_the_assessor_has_the_last_word() -> None:
    async with marked(finished()) as stage:
        text = stage.words
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
            "What speaks against it",
            "goes on too long",
            "Two facts were drawn together",
            "Say back three things",
        ):
            assert words in stage.text
        await stage.press("3")
        assert "0.7 to 1" in stage.text
        assert stage.text.count("too few turns") == 2
        await stage.press("end")
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


async def test_a_criterion_tells_what_its_words_show_and_did_what_lies_beyond_it_and_what_nobody_knows() -> (
    None
):
    async with marked(finished(), size=WIDE) as stage:
        await stage.press("2")
        assert "P10.1 no opportunity" in stage.words, "the longest code stands apart from its level"
        assert stage.text.count("“What is it like on the wing”") == 1, "once, with all it stands for"
        for shown in (
            "invites their circumstances P4.3/invite",
            "leaves the answer to them P4.3/open",
            "then trust +1, agitation \N{MINUS SIGN}2",
            "Beyond it They would say something hidden.",
        ):
            assert shown in stage.words
        assert "What was missing" not in stage.text
        await stage.press("down")
        assert "What was missing Two facts" in stage.words
        assert "What cannot be judged Whether they were moved by it." in stage.words
        await stage.press("down", "down")
        assert "promises to keep it secret" in stage.words, "even without an opportunity"
        assert stage.text.index("P10.1") < stage.text.index("Not part of this conversation")


class TestListening:
    async def test_pressure_stands_beside_listening_and_their_talk_is_a_picture_that_needs_no_colour(
        self,
    ) -> None:
        async with marked(finished()) as stage:
            await stage.press("3")
            rows = [line[3:] for line in stage.text.splitlines()]
            ratio = next(n for n, row in enumerate(rows) if row.startswith("Reflections to questions"))
            assert "0.7 to 1" in rows[ratio]
            assert rows[ratio + 1].startswith("Persuading, confronting")
            assert "3.3 in 10" in rows[ratio + 1]
            assert "indicative only" in stage.text
            assert "Resistance reflected 1 of 2" in stage.words
            change, sustain, discord, turns = rows[rows.index("Change talk and sustain talk") + 1 :][:4]
            assert change.index("▲", 3) == turns.index("1")
            assert sustain.index("▼", 3) == turns.index("0")
            assert discord.index("■", 3) == turns.index("3")

    async def test_a_moment_leads_to_its_turn_and_back(self) -> None:
        async with marked(finished()) as stage:
            await stage.press("3", "tab")
            moments = stage.app.focused
            assert isinstance(moments, Moments)
            assert "the opening  sustain talk" in stage.text
            await stage.press("down", "enter")
            assert "Turn 1. B returns to the mark." in stage.text
            await stage.press("b")
            assert stage.app.focused is moments
            assert "turn 1  change talk: taking steps" in stage.text
            assert "after you asked what they like to be called" in stage.words
            await stage.press("down")
            assert "turn 3  discord" in stage.text
            await stage.press("up", "up", "enter")
            assert "The opening. B returns to the mark." in stage.text

    async def test_many_moments_are_one_list(self) -> None:
        many = tuple(TalkMoment(n, "change", "", f"moment {n}", "") for n in range(90))
        async with marked(Marked(replace(CARD, talk=many))) as stage:
            await stage.press("3", "tab", "end")
            assert "moment 89" in stage.text
            await stage.press("home")
            assert "moment 0" in stage.text

    async def test_nothing_said_either_way_is_said(self) -> None:
        async with marked(Marked(replace(CARD, talk=())), size=WIDE) as stage:
            await stage.press("3")
            assert "neither for change nor against it" in stage.text


class TestNote:
    def noted(self) -> ShamSession:
        session = finished()
        session.note(NOTE)
        return session

    async def test_it_is_a_page_on_which_choosing_a_finding_marks_its_words(self) -> None:
        async with marked(self.noted()) as stage:
            assert "written, on page 6" in stage.text
            await stage.press("6")
            assert "Marek said" in stage.text
            area = stage.app.screen.query_one("#note-text", TextArea)
            assert area.selected_text == "", "what is missing is nowhere"
            seen, marked_words = stage.words, []
            for _ in range(6):
                await stage.press("down")
                seen += stage.words
                marked_words.append(area.selected_text)
            for title in (
                "Missing", "Not told by anyone", "Opinion given as fact", "Left open", "Kept", "Their own words",
                "Who does what by when",
            ):  # fmt: skip
                assert title in seen
            assert marked_words == [
                "owes for vapes",
                "difficult",
                "Somebody rings his sister.",
                "bother sleeping",
                "you don't bother sleeping",
                "I will tell safer custody by Friday.",
            ]

    async def test_a_mark_leads_into_it_and_back(self) -> None:
        async with marked(self.noted()) as stage:
            await stage.press("2", "end")
            await self.choose(stage, "P12")
            await stage.press("enter")
            quote = stage.app.focused
            assert isinstance(quote, Quote)
            assert "keeps their own words" in stage.text
            assert "turn 0" not in stage.text
            await stage.press("enter")
            assert "Your note. B returns to the mark." in stage.text
            assert (
                stage.app.screen.query_one("#note-text", TextArea).selected_text
                == "you don't bother sleeping"
            )
            await stage.press("b")
            assert stage.app.focused is quote

    async def choose(self, stage: Stage, criterion: str) -> None:
        levels = stage.app.screen.query_one("#levels", OptionList)
        levels.highlighted = levels.get_option_index(criterion)
        await stage.settle()

    async def test_without_one_there_is_no_page(self) -> None:
        async with marked(finished()) as stage:
            await stage.press("6")
            assert "6 Note" not in stage.text
            assert "none; N on the first screen writes it" in stage.text


async def test_a_course_that_nobody_told_is_said_to_be_unknown() -> None:
    untold = replace(CARD, profile=replace(CARD.profile, points=()))
    async with marked(Marked(untold)) as stage:
        await stage.press("4")
        assert "Nobody has told how the person felt" in stage.text
        assert "told them to calm down" in stage.text, "turning points are shown"
        await stage.press("5", "4")


async def test_what_was_passed_over_is_the_persons() -> None:
    flag = Flag("missed_risk", 3, "you just lie there", "You carried on past what they said.")
    async with marked(Marked(replace(CARD, flags=(flag,)))) as stage:
        assert "turn 3, they said" in stage.text
        await stage.press("tab", "enter")
        assert "Turn 3. B returns" in stage.text


class Marked(ShamSession):
    def __init__(self, card: Scorecard) -> None:
        super().__init__(outcomes=finished().outcomes, ended=OVER)
        self.card = card

    def scorecard(self) -> Scorecard:
        return self.card


class Broken(ShamSession):
    def scorecard(self) -> Scorecard:
        raise RecordError("The record is damaged.")


async def test_a_record_that_cannot_be_marked_says_so_on_every_page() -> None:
    async with marked(Broken()) as stage:
        for key in "12345":
            await stage.press(key)
            assert "! The record is damaged." in stage.text
            assert "TabPane" not in stage.text
