"""How tests run the app, wait for it, and take its picture."""

import os
import re
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen

from simulator.tui.app import KeyworkApp
from simulator.tui.desk import Beginning, Desk
from simulator.tui.door import Practice, Review
from simulator.tui.pace import Pace
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.note import NoteScreen
from simulator.tui.screens.results import ResultsScreen
from simulator.tui.screens.session import SessionScreen
from simulator.tui.widgets.bars import Notice
from simulator.tui.widgets.notepad import Notepad
from simulator.tui.widgets.prompt import Prompt
from tests.tui.doubles import ShamPractice, ShamSession

SNAPSHOTS = Path(__file__).parent / "snapshots"
BLESS = os.environ.get("KEYWORK_BLESS") == "1"
SMALL, WIDE = (80, 24), (120, 40)

ScreenT = TypeVar("ScreenT", bound=Screen[Any])


class Stage:
    """An app under a pilot."""

    def __init__(self, app: KeyworkApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Until nothing is under way any more."""
        screen = self.app.screen
        await self._pause()
        while len(self.app.workers):
            await self.app.workers.wait_for_complete()
            await self._pause()
        if self.app.screen is not screen:
            await self._pause()

    async def _pause(self) -> None:
        """Until no message waits: a busy machine looks idle to a pilot before it is."""
        await self.pilot.pause()
        while any(
            node.message_queue_size for node in (self.app, *self.app.screen.walk_children(with_self=True))
        ):
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the one before has been dealt with."""
        for key in keys:
            self.app.simulate_key(key)
            await self.settle()

    async def resize(self, size: tuple[int, int]) -> None:
        await self.pilot.resize_terminal(*size)
        await self.settle()

    async def say(self, text: str) -> None:
        """Put the text into the prompt at once (a key costs a pilot 60 ms) and say it."""
        self.prompt.load_text(text)
        self.prompt.action_submit()
        await self.settle()

    @property
    def prompt(self) -> Prompt:
        return self.app.screen.query_one(Prompt)

    @property
    def pad(self) -> Notepad:
        return self.app.screen.query_one(Notepad)

    @property
    def notice(self) -> str:
        return str(self.app.screen.query_one(Notice).render())

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())

    @property
    def words(self) -> str:
        """The same as one line, so that it does not matter where lines break."""
        return " ".join(self.text.replace("▌", " ").replace("│", " ").split())

    def on(self, kind: type[ScreenT]) -> ScreenT:
        """The screen, which must be of that kind."""
        screen = self.app.screen
        assert isinstance(screen, kind), f"on {type(screen).__name__}, not {kind.__name__}"
        return screen


@asynccontextmanager
async def showing(
    open_screens: Callable[[Desk], Iterable[Screen[None]]],
    practice: Practice,
    *,
    size: tuple[int, int] = SMALL,
    pace: Pace | None = None,
    theme: str = "",
    beginning: Beginning | None = None,
) -> AsyncIterator[Stage]:
    """The app with those screens, the lowest first."""
    desk = Desk(lambda: practice, pace or Pace.at_once(), beginning)
    app = KeyworkApp(*open_screens(desk), theme=theme, still=True)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            stage = Stage(app, pilot)
            await stage.settle()
            yield stage
    finally:
        desk.close()


def at_home(practice: Practice | None = None, **options: Any) -> AbstractAsyncContextManager[Stage]:
    """The app as it starts."""
    return showing(lambda desk: [HomeScreen(desk)], practice or ShamPractice(), **options)


def talking(session: ShamSession | None = None, **options: Any) -> AbstractAsyncContextManager[Stage]:
    """The app in the middle of a conversation, with nothing below it."""
    talk = session or ShamSession()
    return showing(lambda desk: [SessionScreen(desk, talk, talk.draft)], ShamPractice(talk), **options)


def noting(session: ShamSession, **options: Any) -> AbstractAsyncContextManager[Stage]:
    """The app on the note of a conversation that is over, with nothing below it."""
    return showing(lambda desk: [NoteScreen(desk, session, session.draft)], ShamPractice(session), **options)


def marked(review: Review, **options: Any) -> AbstractAsyncContextManager[Stage]:
    """The app on the results of a conversation, with nothing below it."""
    return showing(lambda desk: [ResultsScreen(desk, review)], ShamPractice(), **options)


def matches_snapshot(stage: Stage, name: str) -> None:
    """Compare the screen with the kept picture; ``KEYWORK_BLESS=1`` keeps the new one instead."""
    kept = SNAPSHOTS / f"{name}.svg"
    taken = _normal(stage.app.export_screenshot())
    if BLESS:
        kept.write_text(taken, encoding="utf-8")
        return
    assert kept.exists(), f"no snapshot {kept.name}: look at the screen, then run with KEYWORK_BLESS=1"
    if taken != kept.read_text(encoding="utf-8"):
        seen = Path(tempfile.gettempdir()) / f"keywork-{kept.name}"
        seen.write_text(taken, encoding="utf-8")
        raise AssertionError(
            f"{kept.name} looks different: see {seen}; KEYWORK_BLESS=1 keeps it if it is right"
        )


def _normal(svg: str) -> str:
    """Without what changes from run to run: the ids Rich derives from the content's hash."""
    return re.sub(r"terminal-\d+-", "terminal-", svg)
