"""Every text of every screen keeps its contrast in every theme, measured on what is drawn."""

from collections.abc import Iterator

import pytest
from rich.color import Color as RichColor
from textual.color import Color
from textual.geometry import Region

from simulator.errors import RecordError
from simulator.tui import themes
from simulator.tui.screens.trouble import TroubleScreen
from tests.tui.doubles import OVER, THREE_TURNS, ShamPractice, record, talked
from tests.tui.stage import Stage, at_home

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
    dialog = stage.app.screen.query(".dialog, #--container")
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


async def check(stage: Stage, where: str, poor: list[str]) -> None:
    for theme, least in _LEAST.items():
        stage.app.theme = theme
        await stage.pilot.pause()
        for front, ground, text in set(pairs(stage)):
            ratio = contrast(front, ground)
            if ratio < least:
                poor.append(
                    f"{theme}, {where}: {text.strip()!r} {front.hex} on {ground.hex} is {ratio:.2f}:1"
                )


async def test_every_text_can_be_read_in_every_theme() -> None:
    poor: list[str] = []
    session = talked(*THREE_TURNS)
    practice = ShamPractice(
        session, resumable=(record(1),), over=(record(2, finished=True, ending="closed"),)
    )
    async with at_home(practice, size=(120, 40)) as stage:
        await check(stage, "home", poor)
        await stage.press("c", "enter")
        await check(stage, "briefing", poor)
        await stage.press("s")
        stage.prompt.load_text("half a thought")
        stage.prompt.select_all()
        session.fail = RecordError("No room.")
        await stage.press("enter")
        await check(stage, "session", poor)
        await stage.press("f1")
        await check(stage, "help", poor)
        await stage.press("escape", "ctrl+c", "ctrl+p")
        await check(stage, "commands", poor)
        await stage.press("escape", "ctrl+e")
        await check(stage, "confirm", poor)
        await stage.press("escape")
        session.ended = OVER
        stage.app.push_screen(TroubleScreen(RecordError("No room.", "Make some.")))
        await check(stage, "trouble", poor)
        await stage.press("escape", "escape", "escape", "r", "enter")
        for key in ("1", "2", "enter", "enter", "3", "4"):
            await stage.press(key)
            await check(stage, f"results {key}", poor)
    assert not poor, "\n".join(sorted(set(poor)))


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
