"""The line at the top of every screen, and the line for passing notices."""

from textual.containers import Horizontal
from textual.widgets import Static

from simulator.tui.text import plain, styled


class TitleBar(Horizontal):
    """Where the reader is, and at the right what keeps changing."""

    def __init__(self, left: str, right: str = "") -> None:
        super().__init__()
        self._left, self._right = left, right

    def compose(self) -> list[Static]:
        """Two ends of a line."""
        return [
            Static(styled(self._left, "bold"), classes="left"),
            Static(plain(self._right), classes="right"),
        ]

    def show(self, left: str | None = None, right: str | None = None) -> None:
        """Change either end."""
        if left is not None:
            self.query_one(".left", Static).update(styled(left, "bold"))
        if right is not None:
            self.query_one(".right", Static).update(plain(right))


class Notice(Static):
    """One thing the reader should know now; takes no room while there is none."""

    def say(self, text: str, *, serious: bool = False) -> None:
        """Show that, marked as trouble where it is ``serious``."""
        sign = "! " if serious else ""
        self.update(plain(sign + text))
        self.set_class(bool(text), "-shown")
        self.set_class(serious, "-serious")

    def fade(self) -> None:
        """Show nothing any more, unless it was trouble."""
        if not self.has_class("-serious"):
            self.hush()

    def hush(self) -> None:
        """Show nothing."""
        self.say("")
