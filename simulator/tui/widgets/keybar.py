"""The keys that work now, in the last line; each can be clicked.

One line of text rather than Textual's ``Footer``, which builds a widget for every key whenever the focus moves.
"""

from typing import Any

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

_GAP = "  "


class KeyBar(Static):
    """A line of keys and what they do."""

    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """Keep up with the keys that work."""
        self.screen.bindings_updated_signal.subscribe(self, self._show)
        self._show(self.screen)

    def _show(self, screen: Screen[Any]) -> None:
        self._places: list[tuple[int, str]] = []
        """Where each key's words end, and the key."""
        bar = Content("")
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled:
                shown = self.app.get_key_display(binding)
                bar = Content.assemble(
                    bar, (shown, "bold $foreground"), (f" {binding.description}{_GAP}", "$text-muted")
                )
                self._places.append((bar.cell_length, binding.key))
        self.update(bar)

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        place = event.get_content_offset(self)
        if place is not None:
            key = next((key for end, key in self._places if place.x < end), "")
            if key:
                self.app.simulate_key(key)
