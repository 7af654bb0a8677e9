"""A line through values from 0 to 10, drawn in braille dots."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_TOP: Final = 10
_DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a cell: four rows of two columns."""
_BLANK: Final = 0x2800
_MOST_CELLS_A_STEP: Final = 6
"""A short conversation is not stretched over a wide screen beyond this."""


def column(step: int, steps: int, width: int) -> int:
    """The cell in which that step (0 to ``steps``) of a plot ``width`` cells wide stands."""
    return _dot_x(step, steps, width) // 2


def used(steps: int, width: int) -> int:
    """How many cells of the width a plot of that many steps takes."""
    return min(width, max(1, steps) * _MOST_CELLS_A_STEP)


def row(value: int, rows: int) -> int:
    """The cell row, from the top, in which that value stands."""
    return (rows * 4 - 1 - _dot_height(value, rows)) // 4


def plot(values: Sequence[int], width: int, rows: int) -> list[str]:
    """The line through ``values`` as ``rows`` strings of ``width`` cells."""
    cells = [[0] * width for _ in range(rows)]
    steps = len(values) - 1
    points = [(_dot_x(step, steps, width), _dot_height(value, rows)) for step, value in enumerate(values)]
    for x, height in _joined(points):
        line, dot = divmod(rows * 4 - 1 - height, 4)
        cells[line][x // 2] |= _DOTS[dot][x % 2]
    return ["".join(chr(_BLANK + bits) for bits in line) for line in cells]


def _dot_x(step: int, steps: int, width: int) -> int:
    return 0 if steps <= 0 else step * (used(steps, width) * 2 - 1) // steps


def _dot_height(value: int, rows: int) -> int:
    """Dots above the ground line; rounded half up so that equal steps look equal."""
    clamped = max(0, min(_TOP, value))
    return (2 * clamped * (rows * 4 - 1) + _TOP) // (2 * _TOP)


def _joined(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Every dot on the straight lines from point to point."""
    dots = list(points[:1])
    for (x1, y1), (x2, y2) in pairwise(points):
        count = max(abs(x2 - x1), abs(y2 - y1), 1)
        dots.extend((x1 + (x2 - x1) * n // count, y1 + (y2 - y1) * n // count) for n in range(1, count + 1))
    return dots
