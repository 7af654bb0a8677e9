"""Help for the screen one is on: what one can do, and its keys."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

_ABOUT = (
    "keywork runs on this machine alone. The same words always earn the same marks, and every mark shows the words "
    "it stands on. It suggests; an assessor decides."
)


class HelpScreen(ModalScreen[None]):
    """Opened with F1 from anywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,enter,q", "dismiss", "Close", show=False)]

    def __init__(self, text: str, keys: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._text, self._keys = text, dict(keys)

    def compose(self) -> ComposeResult:
        """What one can do, the keys, and what keywork is."""
        with Vertical(classes="dialog -help"):
            yield Static("Help", classes="title")
            with VerticalScroll(classes="body") as body:
                yield Static("Keys", classes="label")
                yield Static(self._key_table())
                yield Static("What you can do", classes="heading")
                yield Static(Content(self._text))
                yield Static(Content(_ABOUT), classes="todo")
            yield Static("Esc closes", classes="quiet")
        body.focus()

    def _key_table(self) -> Content:
        width = max(map(len, self._keys), default=0) + 3
        rows = [Content.assemble((f"{key:<{width}}", "bold"), what) for key, what in self._keys.items()]
        return Content("\n").join(rows)
