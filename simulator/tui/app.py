"""The terminal UI: its screens, keys and themes, and the way in and out."""

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePath
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.screen import Screen

from simulator.engine.outcome import Mode
from simulator.errors import Exit, KeyworkError
from simulator.tui import themes
from simulator.tui.commands import KeyworkCommands
from simulator.tui.desk import Beginning, Desk
from simulator.tui.door import Practice
from simulator.tui.pace import Pace
from simulator.tui.screens.base import KeyworkScreen
from simulator.tui.screens.help import HelpScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.small import SMALLEST, SmallScreen
from simulator.tui.terminal import forgiving

_PATIENCE = 2.0
"""Seconds a store has to keep the draft when the program is told to end."""
_HANG_UP = 1
"""The number of SIGHUP, also where the system has no such signal."""
_ENDING_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class KeyworkApp(App[None]):
    """Holds the screens; knows nothing of conversations."""

    TITLE = "keywork"
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "app.tcss",
        *(
            f"screens/{name}.tcss"
            for name in ("home", "briefing", "session", "note", "results", "dialog", "small")
        ),
    ]
    """All at once: a screen that brought its own would have every rule parsed again when it is first shown."""
    COMMANDS = {KeyworkCommands}  # noqa: RUF012 - Textual's own type for it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", priority=True),
        Binding("ctrl+p", "command_palette", "Commands", priority=True),
        Binding("ctrl+q", "quit", "Quit", priority=True),
    ]

    def __init__(self, *opening: Screen[None], theme: str = "", still: bool = False) -> None:
        """``opening`` are the screens to begin with, the lowest first; ``still`` means that nothing slides."""
        super().__init__()
        if still:
            self.animation_level = "none"
        self._opening = opening
        self._quitting = False
        self.fault: Exception | None = None
        """What nobody foresaw, if it ended the program."""
        self._use_themes(theme)

    def _use_themes(self, wanted: str) -> None:
        for theme in themes.THEMES:
            self.register_theme(theme)
        known = {theme.name for theme in themes.THEMES}
        self.theme = wanted if wanted in known else themes.DARK
        for name in self.available_themes.keys() - known:
            self.unregister_theme(name)

    def get_driver_class(self) -> type[Driver]:
        """A driver that survives bad bytes and a hang-up."""
        return forgiving(super().get_driver_class())

    def on_mount(self) -> None:
        """Open the first screens, and heed the system's signals."""
        for screen in self._opening:
            self.push_screen(screen)
        self._heed_signals()

    # Leaving

    def _heed_signals(self) -> None:
        """End cleanly when the terminal or the system says so, with the code a shell expects."""
        loop = asyncio.get_running_loop()
        for number in _ENDING_SIGNALS:
            try:
                loop.add_signal_handler(number, self._end_for, number)
            except (NotImplementedError, RuntimeError, ValueError):
                return

    def _end_for(self, number: int) -> None:
        self.run_worker(self._keep_and_exit(128 + number), exit_on_error=False)

    async def _keep_and_exit(self, code: int) -> None:
        with suppress(KeyworkError, TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                await self._keep()
        self.exit(return_code=code)

    def on_hung_up(self) -> None:
        """There is no terminal any more."""
        self._end_for(_HANG_UP)

    def _handle_exception(self, error: Exception) -> None:
        """End, and leave it to the command to say what happened."""
        self.fault = self.fault or error
        super()._handle_exception(error)

    def _print_error_renderables(self) -> None:
        """No traceback on the user's screen: ``run`` raises the fault."""
        self._exit_renderables.clear()

    async def action_quit(self) -> None:
        """Leave keywork, with the draft kept; where it cannot be kept the screen says so first."""
        try:
            await self._keep()
        except KeyworkError as error:
            if not self._quitting:
                self._quitting = True
                self.notify(f"{error} Ctrl+Q again leaves without it.", severity="error", markup=False)
                return
        self.exit()

    async def _keep(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, KeyworkScreen):
                await screen.keep()

    def action_help_quit(self) -> None:
        """Ctrl+C, which ends other programs: say how to leave this one."""
        if isinstance(self.screen, KeyworkScreen):
            self.screen.tell("Ctrl+Q leaves keywork. Every turn is recorded; you can go on later.")

    # Help, room, keys

    def action_help(self) -> None:
        """Explain the screen one is on."""
        screen = self.screen
        if isinstance(screen, KeyworkScreen):
            self.push_screen(HelpScreen(screen.HELP, self._keys()))

    def _keys(self) -> list[tuple[str, str]]:
        """The keys that work now and what they do; those a text field has anywhere are left out."""
        nodes = [node for node in (self.focused, self.screen, self) if node is not None]
        return [
            (self.get_key_display(active.binding), active.binding.description)
            for node in nodes
            for active in self.active_bindings.values()
            if active.node is node and active.binding.action in _own_actions(node)
        ]

    def get_key_display(self, binding: Binding) -> str:
        """Keys as they are printed on a keyboard: ``Ctrl+E``."""
        if binding.key_display:
            return binding.key_display
        names = {"pageup": "Page Up", "pagedown": "Page Down", "escape": "Esc"}
        return "+".join(names.get(part, part.capitalize()) for part in binding.key.split("+"))

    def on_resize(self, event: events.Resize) -> None:
        """Ask for room while there is too little."""
        small = event.size.width < SMALLEST.width or event.size.height < SMALLEST.height
        shown = isinstance(self.screen, SmallScreen)
        if small and not shown:
            self.push_screen(SmallScreen())
        elif shown and not small:
            self.pop_screen()


def _own_actions(node: DOMNode) -> set[str]:
    """The actions that keywork itself binds on that part."""
    ours = [cls for cls in type(node).__mro__ if cls.__module__.startswith("simulator.")]
    bindings = [binding for cls in ours for binding in vars(cls).get("BINDINGS", ())]
    return {binding.action for binding in bindings if isinstance(binding, Binding)}


def run(
    open_practice: Callable[[], Practice],
    *,
    scenario: str | None = None,
    seed: int | None = None,
    mode: Mode = Mode.PRACTICE,
    preset: str = "",
) -> int:
    """Show the terminal UI until it is left; return the exit code.

    ``open_practice`` is called once the first screen is drawn, since it loads the engine.

    Raises ``UsageError`` or ``ContentError`` before anything is drawn when that scenario cannot be played,
    and any fault that ended the program once the terminal is as it was.
    """
    desk = Desk(open_practice, Pace.from_environment(), Beginning(seed, mode, preset))
    opening: list[Screen[None]] = [HomeScreen(desk)]
    if scenario:
        from simulator.tui.screens.briefing import BriefingScreen

        opening.append(BriefingScreen(desk, desk.practice.briefing(scenario)))
    app = KeyworkApp(*opening, theme=os.environ.get("KEYWORK_THEME", ""), still=desk.pace.still)
    try:
        app.run()
    finally:
        desk.close()
    if app.fault is not None:
        raise app.fault
    return Exit.FAILED if app.return_code is None else app.return_code
