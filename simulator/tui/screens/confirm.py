"""A question with two answers."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from simulator.tui.text import plain


class ConfirmScreen(ModalScreen[bool]):
    """Asks before something that cannot be undone; the harmless answer has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", "Back", show=False),
        Binding("left,up", "app.focus_previous", "Other answer", show=False),
        Binding("right,down", "app.focus_next", "Other answer", show=False),
    ]

    def __init__(self, question: str, explanation: str, yes: str, no: str) -> None:
        super().__init__()
        self._question, self._explanation = question, explanation
        self._yes, self._no = yes, no

    def compose(self) -> ComposeResult:
        """The question, what it means, two buttons."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._question), classes="title")
            yield Static(plain(self._explanation), classes="body")
            with Horizontal(classes="answers"):
                yield Button(plain(self._no), id="no")
                yield Button(plain(self._yes), id="yes")

    def on_mount(self) -> None:
        """Enter alone changes nothing."""
        self.query_one("#no", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.id == "yes")
