"""Every text of every screen keeps its contrast in every theme, measured on what is drawn."""

from collections.abc import Iterator

import pytest
from rich.color import Color as RichColor
from textual.color import Color
from textual.geometry import Region

from simulator.errors import RecordError
from simulator.tui import themes
from simulator.tui.screens.briefing import BriefingScreen
from simulator.tui.screens.trouble import TroubleScreen
from tests.tui.doubles import NOTE, OVER, THREE_TURNS, ShamPractice, ShamSession, record, script, talked
from tests.tui.stage import WIDE, Stage, at_home, marked, noting, showing, talking

_LEAST = {themes.DARK: 4.5, themes.LIGHT: 4.5, themes.CONTRAST_DARK: 7.0, themes.CONTRAST_LIGHT: 7.0}
_DRAWN = frozenset(map(chr, [*range(0x2500, 0x25A0), *range(0x2800, 0x2900)]))
"""Lines, bars and dots: not text."""


def contrast(one: Color, other: Color) -> float:
    """WCAG 2.2 contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Color) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def pairs(stage: Stage) -> Iterator[tuple[Color, Color, str]]:
    """Each text on the top screen with the colours it is drawn in."""
    dialog = stage.app.screen.query(".dialog, CommandList")
    area = dialog.first().region if dialog else Region(0, 0, *stage.app.size)
    for strip in stage.app.screen._compositor.render_strips()[area.y : area.bottom]:
        for text, style, _ in strip.crop(area.x, area.right):
            words = "".join(set(text) - _DRAWN).strip()
            if words and style is not None:
                assert not style.dim, f"dimmed: {text!r}"
                yield _colour(style.color), _colour(style.bgcolor), text


def _colour(colour: RichColor | None) -> Color:
    assert colour is not None
    return Color.from_rich_color(colour)


async def check(stage: Stage, *walk: tuple[str, ...]) -> None:
    """Press these keys one group after the other, and look at the screen before and after each in every theme."""
    poor = set()
    for keys in ((), *walk):
        if keys:
            await stage.press(*keys)
        for theme, least in _LEAST.items():
            if keys and least < 7:  # the two usual themes are only looked at first, to save time
                continue
            stage.app.theme = theme
            await stage.pilot.pause()
            found = set(pairs(stage))
            assert len(found) > 3
            for front, ground, text in found:
                if (ratio := contrast(front, ground)) < least:
                    poor.add(
                        f"{theme}, {keys}: {text.strip()!r} {front.hex} on {ground.hex} is {ratio:.2f}:1"
                    )
    assert not poor, "\n".join(sorted(poor))


async def test_the_list_can_be_read_in_every_theme() -> None:
    practice = ShamPractice(resumable=(record(1),), over=(record(2, finished=True, ending="closed"),))
    async with at_home(practice, size=WIDE) as stage:
        await check(stage, ("ctrl+p",))


async def test_the_briefing_can_be_read_in_every_theme() -> None:
    async with showing(lambda desk: [BriefingScreen(desk, script())], ShamPractice()) as stage:
        await check(stage, ("tab", "tab", "tab"))


async def test_a_conversation_can_be_read_in_every_theme() -> None:
    session = talked(*THREE_TURNS, fail=RecordError("No room."))
    async with talking(session, size=WIDE) as stage:
        await stage.say("half a thought")
        stage.prompt.select_all()
        await check(stage, ("f1",), ("escape", "ctrl+e"))


async def test_trouble_and_the_way_to_the_results_can_be_read_in_every_theme() -> None:
    async with talking(ShamSession(ends_after=1)) as stage:
        await stage.say("Bye.")
        await check(stage)
        stage.app.push_screen(TroubleScreen(RecordError("No room.", "Make some.")))
        await stage.settle()
        await check(stage)


async def test_the_results_can_be_read_in_every_theme() -> None:
    session = talked(*THREE_TURNS, ended=OVER)
    session.note(NOTE)
    async with marked(session, size=WIDE) as stage:
        await check(stage, ("2", "enter"), ("3", "tab"), ("4",), ("6", "down"))


async def test_the_note_can_be_read_in_every_theme() -> None:
    session = talked(*THREE_TURNS, ended=OVER, draft=NOTE, note_fails=RecordError("No room."))
    async with noting(session) as stage:
        await check(stage, ("ctrl+s", "ctrl+s"), ("escape",))


def test_black_on_white_is_21_to_1() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)


async def test_only_keyworks_themes_are_offered_and_an_unknown_name_is_no_error() -> None:
    async with at_home(theme="no-such-theme") as stage:
        assert set(stage.app.available_themes) == {theme.name for theme in themes.THEMES}
        assert stage.app.theme == themes.DARK


async def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_home() as stage:
        drawn = {colour for front, ground, _ in pairs_as_sent(stage) for colour in (front, ground)}
        assert drawn
        assert all(colour.r == colour.g == colour.b for colour in drawn)


def pairs_as_sent(stage: Stage) -> Iterator[tuple[Color, Color, str]]:
    """As ``pairs``, after the filters that stand between the screen and the terminal."""
    for strip in stage.app.screen._compositor.render_strips():
        for text, style, _ in strip.apply_filter(stage.app._filters[-1], Color(0, 0, 0)):
            if style is not None and style.color is not None and style.bgcolor is not None:
                yield _colour(style.color), _colour(style.bgcolor), text
