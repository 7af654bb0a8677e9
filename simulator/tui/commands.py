"""What the command palette offers: the app's own commands and those of the screen one is on.

Titles may come from content files, so they are shown letter for letter: no markup, no highlighting.
"""

from collections.abc import Iterable

from textual.command import DiscoveryHit, Hit, Hits, Provider

from simulator.tui.screens.base import Command, KeyworkScreen
from simulator.tui.text import plain


class KeyworkCommands(Provider):
    """Commands by name."""

    def _commands(self) -> Iterable[Command]:
        screen = self.screen
        if isinstance(screen, KeyworkScreen):
            yield from screen.commands()
        yield Command("Help", "What one can do here, and the keys", lambda: self.app.run_action("help"))
        yield Command("Colours", "Dark, light and high contrast", self.app.action_change_theme)
        yield Command("Leave keywork", "Everything is recorded", lambda: self.app.run_action("quit"))

    async def discover(self) -> Hits:
        """All of them."""
        for command in self._commands():
            yield DiscoveryHit(plain(command.title), command.act, text=command.title, help=command.help)

    async def search(self, query: str) -> Hits:
        """Those whose name is like what is typed."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(command.title)
            if score > 0:
                yield Hit(score, plain(command.title), command.act, text=command.title, help=command.help)
