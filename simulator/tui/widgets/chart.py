"""How the person fared over the turns: one line per gauge, each in its own band.

Three bands rather than three lines on one ground: they never hide each other, and no colour is needed
to tell them apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from scoring.model import ProfilePoint
from simulator.tui import words
from simulator.tui.widgets import braille

_SIGNS: Final = {"trust": ("●", "$success"), "agitation": ("▲", "$error"), "readiness": ("◆", "$primary")}
_LEFT: Final = 15
_RIGHT: Final = 22
_TICK_ROOM: Final = 5
"""Cells between turn numbers under the chart."""


class MoodChart(Widget, can_focus=True):
    """The three gauges over the conversation; a cursor walks along the turns."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Turn before", show=False),
        Binding("right", "step(1)", "Turn after", show=False),
        Binding("home", "go(0)", "First turn", show=False),
        Binding("end", "go(-1)", "Last turn", show=False),
        Binding("enter", "choose", "Read the turn"),
    ]

    place: reactive[int] = reactive(0)
    """Index of the point under the cursor."""

    @dataclass
    class Walked(Message):
        """The cursor came to that point."""

        point: ProfilePoint
        before: ProfilePoint | None

    @dataclass
    class Chosen(Message):
        """The reader wants to see that turn."""

        turn: int

    def __init__(self, points: Sequence[ProfilePoint], turning: frozenset[int]) -> None:
        super().__init__()
        self._points = tuple(points)
        self._turning = turning
        self.set_reactive(MoodChart.place, max(0, len(self._points) - 1))

    def on_mount(self) -> None:
        """Tell the screen where the cursor stands."""
        self.watch_place()

    def watch_place(self) -> None:
        """Tell where the cursor came to."""
        if self._points:
            before = self._points[self.place - 1] if self.place else None
            self.post_message(self.Walked(self._points[self.place], before))

    def validate_place(self, place: int) -> int:
        """Keep the cursor on the chart."""
        return max(0, min(place, len(self._points) - 1))

    def action_step(self, by: int) -> None:
        """Move the cursor."""
        self.place += by

    def action_go(self, place: int) -> None:
        """Move the cursor to the first or last point."""
        self.place = place if place >= 0 else len(self._points) - 1

    def action_choose(self) -> None:
        """Ask for the turn under the cursor."""
        if self._points:
            self.post_message(self.Chosen(self._points[self.place].turn))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the turn that was clicked."""
        steps = len(self._points) - 1
        distance = {n: abs(braille.column(n, steps, self._width) + _LEFT - event.x) for n in range(steps + 1)}
        if distance:
            self.place = min(distance, key=lambda n: distance[n])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Three bands with a gap between them, and two rows of turns."""
        return 3 * self._rows + 2 + 2

    def render(self) -> Content:
        """The chart at the present width."""
        if not self._points:
            return Content("")
        bands = [self._band(name) for name in words.GAUGES]
        return Content("\n").join([Content("\n\n").join(bands), *self._axis()])

    @property
    def _rows(self) -> int:
        return 5 if self.app.size.height >= 38 else 3

    @property
    def _width(self) -> int:
        return braille.used(len(self._points) - 1, max(10, self.size.width - _LEFT - _RIGHT))

    def _band(self, name: str) -> Content:
        sign, colour = _SIGNS[name]
        values = [words.gauge(point.mood, name) for point in self._points]
        here = braille.column(self.place, len(values) - 1, self._width)
        on = braille.row(values[self.place], self._rows)
        label = Content.assemble((f"{sign} ", colour), (f"{name.capitalize():<9}", "bold"))
        rows = []
        for number, dots in enumerate(braille.plot(values, self._width, self._rows)):
            left = label if number == 0 else Content(" " * 11)
            scale = "10" if number == 0 else " 0" if number == self._rows - 1 else "  "
            under = Content.assemble((sign, f"bold {colour}") if number == on else ("│", "$text-muted"))
            line = Content.assemble((dots[:here], colour), under, (dots[here + 1 :], colour))
            rows.append(
                Content.assemble(left, (f" {scale} ", "$text-muted"), line, self._value(name, values, number))
            )
        return Content("\n").join(rows)

    def _value(self, name: str, values: Sequence[int], row: int) -> Content:
        """At the right: how it ended, beside the top row."""
        if row:
            return Content("")
        return Content.assemble(
            ("  ends ", "$text-muted"), f"{values[-1]} ", (words.gauge_word(name, values[-1]), "")
        )

    def _axis(self) -> list[Content]:
        """Turn numbers, and a mark under every turning point."""
        steps = len(self._points) - 1
        marks, numbers = [" "] * (self._width + 4), [" "] * (self._width + 4)
        free = 0
        for index, point in enumerate(self._points):
            at = braille.column(index, steps, self._width)
            if point.turn in self._turning:
                marks[at] = "▴"
            if at >= free or index == self.place:
                numbers[at : at + len(str(point.turn))] = str(point.turn)
                free = at + _TICK_ROOM
        left = f"{'turn':>{_LEFT - 2}}  "
        turning = f"{'turning point':>{_LEFT - 2}}  " if self._turning else " " * _LEFT
        return [
            Content.styled(turning + "".join(marks).rstrip(), "$text-muted"),
            Content.styled(left + "".join(numbers).rstrip(), "$text-muted"),
        ]
