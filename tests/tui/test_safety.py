"""What people type and authors write is shown letter for letter and steers nothing."""

import pytest
from textual.widgets import Input

from simulator.content.library import Library
from simulator.practice import Practice
from simulator.records.memory import MemoryStore
from simulator.tui.screens.briefing import BriefingScreen
from simulator.tui.screens.note import NoteScreen
from simulator.tui.screens.results import ResultsScreen
from simulator.tui.text import one_line, plain
from tests.tui.doubles import CONTENT, ShamSession
from tests.tui.stage import WIDE, at_home, talking

MARKUP = "[/x] [@click=app.quit]leave[/] [b]bold[/b] $accent"
STEERING = "a\x1b[31mred\x1b]0;title\x07 \u202eevil\u202c \x00\x08b\u2066c"


async def test_markup_in_a_reply_is_shown_as_it_was_written() -> None:
    async with talking(ShamSession(answers=[MARKUP])) as stage:
        await stage.say(MARKUP)
        assert stage.text.count(MARKUP) == 2
        await stage.pilot.click("Utterance")
        assert stage.app.return_code is None


async def test_characters_that_steer_a_terminal_never_reach_it() -> None:
    async with talking(ShamSession(answers=[STEERING])) as stage:
        await stage.say(STEERING)
        shown = "".join(s.text for strip in stage.app.screen._compositor.render_strips() for s in strip)
        assert not set("\x1b\x07\x00\x08\u202e\u202c\u2066") & set(shown)
        assert "evil" in shown


async def test_a_scenario_full_of_markup_is_played_from_list_to_results() -> None:
    practice = Practice(MemoryStore(), Library(CONTENT / "personas", CONTENT / "scenarios"), "pat")
    async with at_home(practice, size=WIDE) as stage:
        await stage.press("down")
        assert "[/x] A [@click=app.quit]title[/]" in stage.text
        await stage.press("enter")
        assert "[@click=app.quit]press me[/]" in stage.text
        await stage.press("s")
        assert "[/x] narration" in stage.text
        await stage.say(MARKUP)
        await stage.press("ctrl+e", "right", "enter", "enter")
        stage.on(NoteScreen)
        assert "[/x] A [@click=app.quit]title[/]" in stage.text
        stage.pad.take(MARKUP)
        await stage.press("ctrl+s", "ctrl+s")
        stage.on(ResultsScreen)
        for page in "23456":
            await stage.press(page)
        assert MARKUP in stage.text
        await stage.press("escape")
        await stage.press("ctrl+p")


async def test_pasted_steering_characters_do_not_enter_the_prompt() -> None:
    async with talking() as stage:
        stage.prompt.take(STEERING)
        assert "evil" in stage.prompt.text
        assert not set(STEERING) - set("ared[31]0;title evlbc") & set(stage.prompt.text)


@pytest.mark.parametrize("text", [MARKUP, STEERING, "\ud800", "\u2028x", "a\tb", ""])
def test_plain_text_is_never_parsed(text: str) -> None:
    content = plain(text)
    assert not content.spans
    assert "\x1b" not in content.plain
    assert "\n" not in one_line(text)


async def test_hostile_titles_in_the_command_palette() -> None:
    practice = Practice(MemoryStore(), Library(CONTENT / "personas", CONTENT / "scenarios"), "pat")
    async with at_home(practice, size=WIDE) as stage:
        await stage.press("ctrl+p")
        stage.app.screen.query_one(Input).value = "Talk: [/x"
        await stage.settle()
        assert "Talk: [/x] A [@click=app.quit]title[/]" in stage.text
        await stage.press("enter")
        stage.on(BriefingScreen)
