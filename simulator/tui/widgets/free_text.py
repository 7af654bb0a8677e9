"""A field of free text, several lines high, from which nothing disappears unsaid.

Invariant: what is typed or pasted is in the field, or a ``Refused`` message says that it is not.
"""

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from simulator.safe_text import clean


class FreeText(TextArea):
    """Bounded, cleaned text; what Enter does is for others to say."""

    @dataclass
    class Stirred(Message):
        """A key was pressed or something was pasted."""

    @dataclass
    class Refused(Message):
        """Not everything fitted."""

        given: int
        kept: int
        limit: int

    def __init__(self, text: str, *, limit: int, still: bool = False) -> None:
        """``still`` keeps the cursor from blinking."""
        super().__init__(text, highlight_cursor_line=False, max_checkpoints=20)
        self.limit = limit
        """Characters it takes."""
        self._still = still

    def on_mount(self) -> None:
        """Go on at the end of a restored draft."""
        self.cursor_blink = not self._still
        self.move_cursor(self.document.end)

    def put_back(self, text: str) -> None:
        """Return words that could not be used, before whatever was typed since."""
        self.load_text("\n".join(part for part in (text, self.text) if part))
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        """A key that would overfill the field is refused aloud."""
        self.post_message(self.Stirred())
        if (event.is_printable or event.key == "enter") and not self._room and not self.read_only:
            event.stop()
            event.prevent_default()
            self.post_message(self.Refused(given=1, kept=0, limit=self.limit))

    async def _on_paste(self, event: events.Paste) -> None:
        """Take what fits, cleaned of characters that only steer a terminal."""
        event.stop()
        event.prevent_default()
        self.take(event.text)

    def action_paste(self) -> None:
        """Paste what was cut or copied in keywork."""
        self.take(self.app.clipboard)

    def take(self, text: str) -> None:
        """Insert that at the cursor, as far as there is room for it."""
        self.post_message(self.Stirred())
        whole = clean(text)
        kept = whole[: self._room]
        result = self._replace_via_keyboard(kept, *self.selection)
        if result is not None:
            self.move_cursor(result.end_location)
        if len(kept) < len(whole):
            self.post_message(self.Refused(given=len(whole), kept=len(kept), limit=self.limit))

    @property
    def _room(self) -> int:
        return max(0, self.limit - len(self.text) + len(self.selected_text))
