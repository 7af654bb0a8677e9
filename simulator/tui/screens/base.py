"""What the full screens have in common."""

from collections.abc import Callable, Iterable
from typing import ClassVar, NamedTuple

from textual.screen import Screen

from simulator.errors import KeyworkError
from simulator.tui.desk import Desk
from simulator.tui.screens.trouble import TroubleScreen
from simulator.tui.widgets.bars import Notice


class Command(NamedTuple):
    """Something the command palette offers."""

    title: str
    """May come from a content file; shown letter for letter."""
    help: str
    """keywork's own words."""
    act: Callable[[], object]


class KeyworkScreen(Screen[None]):
    """A full screen: it has help of its own, commands of its own, and a way to report trouble."""

    HELP: ClassVar[str] = ""
    """What one can do here, for the help screen: paragraphs of plain text."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual's own type

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def commands(self) -> Iterable[Command]:
        """What the command palette offers here."""
        return ()

    def trouble(self, error: KeyworkError) -> None:
        """Say what went wrong and what to do about it."""
        self.app.push_screen(TroubleScreen(error))

    def tell(self, text: str) -> None:
        """Show a passing note, in the screen's own line where it has one."""
        for notice in self.query(Notice):
            notice.say(text)
            return
        self.notify(text, markup=False)

    async def keep(self) -> None:
        """Keep what would be lost if the program ended now."""
