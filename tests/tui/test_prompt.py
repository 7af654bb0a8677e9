from textual import events

from simulator.tui.widgets.prompt import LIMIT
from tests.tui.doubles import ShamSession
from tests.tui.stage import Stage, talking


async def paste(stage: Stage, text: str) -> None:
    stage.prompt.post_message(events.Paste(text))
    await stage.settle()


async def test_enter_says_it_and_ctrl_j_begins_a_line() -> None:
    session = ShamSession()
    async with talking(session) as stage:
        await stage.press("h", "i", "ctrl+j", "y", "o", "u")
        assert stage.prompt.text == "hi\nyou"
        await stage.press("enter")
        assert [o.officer for o in session.outcomes] == ["hi\nyou"]
        assert stage.prompt.text == ""


async def test_a_huge_paste_is_bounded_and_says_so() -> None:
    async with talking() as stage:
        await paste(stage, "x" * 100_000)
        assert len(stage.prompt.text) == LIMIT
        assert "100,000" in stage.notice
        assert "8,000" in stage.notice


async def test_a_full_prompt_refuses_keys_aloud_and_keeps_what_it_has() -> None:
    async with talking() as stage:
        await paste(stage, "y" * LIMIT)
        await stage.press("z")
        assert stage.prompt.text == "y" * LIMIT
        assert "full" in stage.notice
        stage.prompt.select_all()
        await stage.press("z")
        assert stage.prompt.text == "z"


async def test_nothing_typed_is_silence_only_when_meant() -> None:
    session = ShamSession(answers=["Well?"])
    async with talking(session) as stage:
        await stage.press("enter")
        assert not session.outcomes
        assert "Press Enter again" in stage.notice
        await stage.press("a", "backspace", "enter")
        assert not session.outcomes, "typing withdraws the offer"
        await stage.press("enter")
        assert [o.officer for o in session.outcomes] == [""]
        assert "(says nothing)" in stage.text


async def test_scrolling_keys_leave_the_prompt_alone() -> None:
    async with talking(ShamSession(draft="one\ntwo")) as stage:
        await stage.press("pageup", "pagedown", "ctrl+up", "ctrl+down")
        assert stage.prompt.has_focus
        assert stage.prompt.cursor_location == (1, 3)
