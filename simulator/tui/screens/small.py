"""Shown while the terminal is too small to hold a conversation in."""

from typing import Final

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

SMALLEST: Final = Size(60, 18)
"""Columns and rows below which screens would be cut off."""


class SmallScreen(ModalScreen[None]):
    """Asks for room; goes away by itself when there is enough."""

    def compose(self) -> ComposeResult:
        """The request."""
        yield Static(
            f"keywork needs {SMALLEST.width} columns by {SMALLEST.height} rows.\n"
            "Make the window larger or the letters smaller.\n"
            "Nothing is lost."
        )
