"""Names and values under each other; values wrap within their own column."""

import textwrap
from collections.abc import Iterable

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from simulator.tui.text import one_line

_NAMES = 12
"""Cells of the column of names."""


class Facts(Widget):
    """A small table of facts without lines."""

    def __init__(self, facts: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._facts = tuple(facts)

    def show(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show these instead."""
        self._facts = tuple(facts)
        self.refresh(layout=True)

    def render(self) -> Content:
        """The table at the present width."""
        return Content("\n").join(self._rows(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many rows as the values need at that width."""
        return len(self._rows(width))

    def _rows(self, width: int) -> list[Content]:
        rows = []
        for name, value in self._facts:
            wrapped = textwrap.wrap(one_line(value), max(10, width - _NAMES)) or [""]
            for number, line in enumerate(wrapped):
                rows.append(Content.assemble((f"{'' if number else name:<{_NAMES}}", "$text-muted"), line))
        return rows
