"""Where the officer types what is said."""

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from simulator.tui.widgets.free_text import FreeText

LIMIT: Final = 8_000
"""Characters kept in the prompt: far more than anyone says in a turn, few enough to stay quick."""


class Prompt(FreeText):
    """Several lines of free text; Enter says them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Say it", show=False),
        Binding("ctrl+j,shift+enter,alt+enter", "new_line", "New line", show=False, key_display="Ctrl+J"),
    ]

    @dataclass
    class Submitted(Message):
        """The officer says this."""

        text: str

    def __init__(self, text: str, *, still: bool = False) -> None:
        """``still`` keeps the cursor from blinking."""
        super().__init__(text, limit=LIMIT, still=still)

    async def _on_key(self, event: events.Key) -> None:
        """Enter says it."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Stirred())
            self.action_submit()

    def action_submit(self) -> None:
        """Say what is typed, which may be nothing."""
        self.post_message(self.Submitted(self.text))

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.take("\n")
