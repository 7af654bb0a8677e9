import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from scoring.model import Mood, ProfilePoint
from simulator.tui.themes import THEMES
from simulator.tui.widgets import braille
from simulator.tui.widgets.chart import MoodChart

values = st.lists(st.integers(0, 10), min_size=1, max_size=200)


@given(values, st.integers(10, 150), st.integers(1, 8))
def test_a_plot_fills_its_box_and_starts_at_its_first_value(series: list[int], width: int, rows: int) -> None:
    lines = braille.plot(series, width, rows)
    assert [len(line) for line in lines] == [width] * rows
    assert all("\u2800" <= cell <= "\u28ff" for line in lines for cell in line)
    assert lines[braille.row(series[0], rows)][0] != "\u2800"
    last = braille.column(len(series) - 1, len(series) - 1, width)
    assert 0 <= last < width
    assert lines[braille.row(series[-1], rows)][last] != "\u2800"


def test_the_highest_is_at_the_top_and_the_lowest_at_the_bottom() -> None:
    assert braille.row(10, 3) == 0
    assert braille.row(0, 3) == 2
    assert braille.plot([0, 10], 12, 1) == ["⣀⣀⠤⠤⠒⠊" + "\u2800" * 6]


def test_a_short_conversation_is_not_stretched_over_a_wide_screen() -> None:
    assert braille.column(3, 3, 100) == 17
    assert braille.column(100, 100, 100) == 99


@pytest.mark.parametrize("turns", [0, 1, 5, 300])
async def test_the_chart_reads_without_colour(turns: int) -> None:
    points = [ProfilePoint(n, Mood(n % 11, (n * 3) % 11, 3)) for n in range(turns + 1)]

    class Host(App[None]):
        def on_load(self) -> None:
            for theme in THEMES:
                self.register_theme(theme)
            self.theme = THEMES[0].name

        def compose(self) -> ComposeResult:
            yield MoodChart(points, frozenset({1}))

    async with Host().run_test(size=(80, 24)) as pilot:
        chart = pilot.app.query_one(MoodChart)
        chart.focus()
        text = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        for sign, name in (("●", "Trust"), ("▲", "Agitation"), ("◆", "Readiness")):
            assert f"{sign} {name}" in text
            assert text.count(sign) >= 2
        assert ("▴" in text) is (turns > 0)
        chart.action_go(0)
        chart.action_step(-1)
        assert chart.place == 0
        chart.action_step(1)
        assert chart.place == min(1, turns)


def test_a_chart_without_points_is_empty() -> None:
    assert not MoodChart([], frozenset())._points
