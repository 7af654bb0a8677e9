"""Pictures of the screens. Each test says what one should see; look before you bless (KEYWORK_BLESS=1)."""

import pytest

from simulator.errors import RecordError
from simulator.tui import themes
from simulator.tui.screens import home
from simulator.tui.screens.briefing import BriefingScreen
from tests.tui.doubles import OVER, THREE_TURNS, ShamPractice, record, script, talked
from tests.tui.stage import SMALL, WIDE, at_home, marked, matches_snapshot, showing, talking


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures must not depend on the year or the time zone."""
    monkeypatch.setattr(home, "moment", lambda stamp: f"22 Nov, {stamp[11:16]}")


@pytest.mark.parametrize(("size", "name"), [(SMALL, "home-small"), (WIDE, "home-wide")])
async def test_home(size: tuple[int, int], name: str) -> None:
    """You should see what is unfinished first, then the conversations, then the records, and the chosen one's facts."""
    practice = ShamPractice(
        resumable=(record(1),), over=(record(2, finished=True, ending="agreed_step", grade="good"),)
    )
    async with at_home(practice, size=size) as stage:
        matches_snapshot(stage, name)


async def test_briefing() -> None:
    """You should see the file at the left and, at the right, two choices with ◉ on the chosen row, and a button."""
    async with showing(lambda desk: [BriefingScreen(desk, script())], ShamPractice()) as stage:
        matches_snapshot(stage, "briefing")


@pytest.mark.parametrize(("size", "name"), [(SMALL, "session-small"), (WIDE, "session-wide")])
async def test_session(size: tuple[int, int], name: str) -> None:
    """You should see who speaks by name and bar, what is seen in slanted brackets, the mood beside or below, a draft."""
    async with talking(talked(*THREE_TURNS, draft="I put that badly. What I meant"), size=size) as stage:
        matches_snapshot(stage, name)


async def test_words_that_were_not_said() -> None:
    """You should see a bold line beginning with ! above the prompt, and the words back in the prompt."""
    async with talking(talked(*THREE_TURNS, fail=RecordError("The disk is full.", "Make room."))) as stage:
        await stage.say("Something that took a while to put together.")
        matches_snapshot(stage, "session-not-said")


async def test_help() -> None:
    """You should see the keys of the conversation first, then what one can do, over the dimmed conversation."""
    async with talking(talked(*THREE_TURNS)) as stage:
        await stage.press("f1")
        matches_snapshot(stage, "help")


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ((), "results-in-short"),
        (("2", "enter"), "results-criteria"),
        (("2", "enter", "enter"), "results-words"),
        (("3",), "results-listening"),
        (("4",), "results-course"),
    ],
)
async def test_results(keys: tuple[str, ...], name: str) -> None:
    """You should see, in turn: the flag first; levels with signs and words; the marked words; measures with bands;
    three curves with ●, ▲ and ◆ and what happened at the last turn."""
    async with marked(talked(*THREE_TURNS, ended=OVER)) as stage:
        for key in keys:
            await stage.press(key)
        matches_snapshot(stage, name)


@pytest.mark.parametrize("theme", [themes.LIGHT, themes.CONTRAST_DARK, themes.CONTRAST_LIGHT])
async def test_themes(theme: str) -> None:
    """You should see the same conversation in light colours, then white on black, then black on white."""
    async with talking(talked(*THREE_TURNS), theme=theme) as stage:
        matches_snapshot(stage, theme)
