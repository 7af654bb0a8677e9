"""A question with two answers, or more."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from simulator.tui.text import plain


class ConfirmScreen(ModalScreen[str]):
    """Asks before something that cannot be undone; the harmless answer comes first and has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False),
        Binding("left,up", "app.focus_previous", "Other answer", show=False),
        Binding("right,down", "app.focus_next", "Other answer", show=False),
    ]

    def __init__(self, question: str, explanation: str, answers: Mapping[str, str]) -> None:
        """``answers`` are what is returned for each and what stands on its button; the first changes nothing."""
        super().__init__()
        self._question, self._explanation = question, explanation
        self._answers = dict(answers)

    def compose(self) -> ComposeResult:
        """The question, what it means, the buttons."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._question), classes="title")
            yield Static(plain(self._explanation), classes="body")
            with Horizontal(classes="answers"):
                for name, label in self._answers.items():
                    yield Button(plain(label), name=name)

    def on_mount(self) -> None:
        """Enter alone changes nothing."""
        self.query(Button).first().focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.name)

    def action_back(self) -> None:
        """Change nothing."""
        self.dismiss(next(iter(self._answers)))
