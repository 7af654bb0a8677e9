"""Something went wrong: one clear message, what to do, and the way on."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from simulator.errors import KeyworkError
from simulator.tui.text import plain


class TroubleScreen(ModalScreen[None]):
    """An error a user can understand; leaving it returns to the screen below."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter", "dismiss", "Close", show=False)]

    def __init__(self, error: KeyworkError, close: str = "Close") -> None:
        super().__init__()
        self._error, self._close = error, close

    def compose(self) -> ComposeResult:
        """The message, what to do, and a button."""
        with Vertical(classes="dialog -trouble"):
            yield Static("That did not work", classes="title")
            with VerticalScroll(classes="body"):
                yield Static(plain(self._error.message.strip()))
                if self._error.todo:
                    yield Static(plain(self._error.todo), classes="todo")
            with Horizontal(classes="answers"):
                yield Button(self._close)

    def on_mount(self) -> None:
        """Enter closes it."""
        self.query_one(Button).focus()

    def on_button_pressed(self) -> None:
        """Close."""
        self.dismiss()
