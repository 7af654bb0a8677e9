"""Pictures of the screens. Each test says what one should see; look before you bless (KEYWORK_BLESS=1)."""

import pytest

from simulator.errors import RecordError
from simulator.tui import themes
from simulator.tui.screens import home
from simulator.tui.screens.briefing import BriefingScreen
from tests.tui.doubles import NOTE, OVER, THREE_TURNS, ShamPractice, record, script, talked
from tests.tui.stage import WIDE, at_home, marked, matches_snapshot, noting, showing, talking


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures must not depend on the year or the time zone."""
    monkeypatch.setattr(home, "moment", lambda stamp: f"22 Nov, {stamp[11:16]}")


async def test_home() -> None:
    """You should see what is unfinished first, then the conversations, then the records, and the chosen one's facts."""
    practice = ShamPractice(
        resumable=(record(1),), over=(record(2, finished=True, ending="agreed_step", grade="good"),)
    )
    async with at_home(practice) as stage:
        matches_snapshot(stage, "home-small")
        await stage.resize(WIDE)
        matches_snapshot(stage, "home-wide")


async def test_briefing() -> None:
    """You should see the file at the left and, at the right, two choices with ◉ on the chosen row, and a button."""
    async with showing(lambda desk: [BriefingScreen(desk, script())], ShamPractice()) as stage:
        matches_snapshot(stage, "briefing")


async def test_session() -> None:
    """You should see who speaks by name and bar, what is seen in slanted brackets, the mood below or beside, a draft;
    then the keys and what one can do, over the dimmed conversation; then a bold line beginning with ! above the prompt
    and the words that were not said back in it; last the same in light colours, white on black, black on white."""
    session = talked(
        *THREE_TURNS, draft="I put that badly. What I meant", fail=RecordError("The disk is full.")
    )
    async with talking(session) as stage:
        matches_snapshot(stage, "session-small")
        await stage.press("f1")
        matches_snapshot(stage, "help")
        await stage.press("escape", "enter")
        matches_snapshot(stage, "session-not-said")
        for theme in (themes.LIGHT, themes.CONTRAST_DARK, themes.CONTRAST_LIGHT):
            stage.app.theme = theme
            await stage.settle()
            matches_snapshot(stage, theme)
        stage.app.theme = themes.DARK
        await stage.resize(WIDE)
        matches_snapshot(stage, "session-wide")


async def test_note() -> None:
    """You should see what to write, the last of the conversation above the note, what Ctrl+S does; the two beside each
    other where there is room; a question with three answers, the first of which has the focus."""
    session = talked(*THREE_TURNS, ended=OVER, draft=NOTE)
    async with noting(session) as stage:
        await stage.press("ctrl+s")
        matches_snapshot(stage, "note-small")
        await stage.resize(WIDE)
        matches_snapshot(stage, "note-wide")
        await stage.press("escape")
        matches_snapshot(stage, "note-leave")


async def test_results() -> None:
    """You should see, in turn: the flag first; measures with bands and signs of change talk over the turns; three curves
    with ●, ▲ and ◆ and what happened at the last turn; levels with signs and words, and evidence that has the focus; the
    words it stands on, marked; the note with the words of a finding marked."""
    session = talked(*THREE_TURNS, ended=OVER)
    session.note(NOTE)
    async with marked(session) as stage:
        matches_snapshot(stage, "results-in-short")
        await stage.press("3")
        matches_snapshot(stage, "results-listening")
        await stage.press("4")
        matches_snapshot(stage, "results-course")
        await stage.press("2", "enter")
        matches_snapshot(stage, "results-criteria")
        await stage.press("enter")
        matches_snapshot(stage, "results-words")
        await stage.press("6", "down")
        matches_snapshot(stage, "results-note")
