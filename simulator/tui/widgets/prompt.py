"""Where the officer types.

Invariant: nothing typed or pasted disappears without a ``Refused`` message that says so.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from simulator.safe_text import clean

LIMIT: Final = 8_000
"""Characters kept in the prompt: far more than anyone says in a turn, few enough to stay quick."""


class Prompt(TextArea):
    """Several lines of free text; Enter says them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Say it", show=False),
        Binding("ctrl+j,shift+enter,alt+enter", "new_line", "New line", show=False, key_display="Ctrl+J"),
    ]

    @dataclass
    class Stirred(Message):
        """A key was pressed or something was pasted."""

    @dataclass
    class Submitted(Message):
        """The officer says this."""

        text: str

    @dataclass
    class Refused(Message):
        """Not everything fitted."""

        given: int
        kept: int

    def __init__(self, text: str, *, still: bool = False) -> None:
        """``still`` keeps the cursor from blinking."""
        super().__init__(text, highlight_cursor_line=False, max_checkpoints=20)
        self._still = still

    def on_mount(self) -> None:
        """Go on at the end of a restored draft."""
        self.cursor_blink = not self._still
        self.move_cursor(self.document.end)

    def put_back(self, text: str) -> None:
        """Return words that could not be said, before whatever was typed since."""
        self.load_text("\n".join(part for part in (text, self.text) if part))
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        """Enter says it; a key that would overfill the prompt is refused aloud."""
        self.post_message(self.Stirred())
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.action_submit()
        elif event.is_printable and not self._room:
            event.stop()
            event.prevent_default()
            self.post_message(self.Refused(given=1, kept=0))

    async def _on_paste(self, event: events.Paste) -> None:
        """Take what fits, cleaned of characters that only steer a terminal."""
        event.stop()
        event.prevent_default()
        self._take(event.text)

    def action_paste(self) -> None:
        """Paste what was cut or copied in keywork."""
        self._take(self.app.clipboard)

    def action_submit(self) -> None:
        """Say what is typed, which may be nothing."""
        self.post_message(self.Submitted(self.text))

    def action_new_line(self) -> None:
        """Begin a new line."""
        self._take("\n")

    @property
    def _room(self) -> int:
        return max(0, LIMIT - len(self.text) + len(self.selected_text))

    def _take(self, text: str) -> None:
        self.post_message(self.Stirred())
        whole = clean(text)
        kept = whole[: self._room]
        result = self._replace_via_keyboard(kept, *self.selection)
        if result is not None:
            self.move_cursor(result.end_location)
        if len(kept) < len(whole):
            self.post_message(self.Refused(given=len(whole), kept=len(kept)))
