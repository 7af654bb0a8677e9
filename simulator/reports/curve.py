"""The person's trust, agitation and readiness over the turns, as coordinates of a line chart."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scoring.model import ProfilePoint

WIDTH: Final = 760
HEIGHT: Final = 300
LEFT: Final = 30
RIGHT: Final = 150
"""Room at the right edge for the names of the lines."""
TOP: Final = 14
BOTTOM: Final = 40
HIGHEST: Final = 10
MOST_TICKS: Final = 16
APART: Final = 20
"""Between the names of two lines that end close together."""
GAUGES: Final = ("trust", "agitation", "readiness")
"""In the order they are shown."""
TURNS: Final = 2
"""Points on a gauge that make a turning point, as in ``scoring.profile``."""

_DRAWN: Final = (("trust", "", -2.5), ("agitation", "9 5", 0.0), ("readiness", "2 4", 2.5))
"""Gauge, pattern of its line, and by how much the line is moved so that equal values lie side by side."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and what stands there."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One gauge: its line, the turns that moved it most, and its name at the end."""

    gauge: str
    dash: str
    points: str
    """As an SVG polyline takes them."""
    moved: tuple[tuple[str, str], ...]
    """Where the gauge moved by two or more at once."""
    label: str
    label_at: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A line chart, to be drawn."""

    lines: tuple[Line, ...]
    values: tuple[Tick, ...]
    turns: tuple[Tick, ...]
    text: str
    """The chart in words."""
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def curve(points: Sequence[ProfilePoint]) -> Curve | None:
    """Lay the chart out; None where there is nothing to join by a line."""
    if len(points) < 2:
        return None
    series = {gauge: [int(getattr(point.mood, gauge)) for point in points] for gauge, _, _ in _DRAWN}
    labels = _spread({gauge: _y(series[gauge][-1]) + shift for gauge, _, shift in _DRAWN})
    step = -(-len(points) // MOST_TICKS)
    return Curve(
        lines=tuple(_line(gauge, dash, shift, series[gauge], labels[gauge]) for gauge, dash, shift in _DRAWN),
        values=tuple(Tick(_number(_y(value)), str(value)) for value in range(0, HIGHEST + 1, 2)),
        turns=tuple(
            Tick(_number(_x(index, len(points))), str(points[index].turn))
            for index in range(0, len(points), step)
        ),
        text=" ".join(_told(gauge, values) for gauge, values in series.items()),
    )


def _line(gauge: str, dash: str, shift: float, values: Sequence[int], label_at: float) -> Line:
    places = [
        (_number(_x(index, len(values))), _number(_y(value) + shift)) for index, value in enumerate(values)
    ]
    steps = zip(values, values[1:], places[1:], strict=False)
    return Line(
        gauge=gauge,
        dash=dash,
        points=" ".join(f"{x},{y}" for x, y in places),
        moved=tuple(place for before, after, place in steps if abs(after - before) >= TURNS),
        label=f"{gauge} {values[-1]}",
        label_at=_number(label_at),
    )


def _told(gauge: str, values: Sequence[int]) -> str:
    went = f"{gauge.capitalize()} went from {values[0]} to {values[-1]}"
    return f"{went}, lowest {min(values)}, highest {max(values)}."


def _spread(wanted: dict[str, float]) -> dict[str, float]:
    """Move names apart that would lie on each other: down from the top, then up from the axis."""
    order = sorted(wanted, key=lambda gauge: (wanted[gauge], gauge))
    placed = dict(wanted)
    for above, below in itertools.pairwise(order):
        placed[below] = max(placed[below], placed[above] + APART)
    lowest = float(HEIGHT - BOTTOM)
    for gauge in reversed(order):
        placed[gauge] = min(placed[gauge], lowest)
        lowest = placed[gauge] - APART
    return placed


def _x(index: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * index / (count - 1)


def _y(value: int) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (HIGHEST - min(max(value, 0), HIGHEST)) / HIGHEST


def _number(value: float) -> str:
    return f"{value:.1f}"
