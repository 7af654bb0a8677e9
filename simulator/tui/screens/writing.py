"""What the screens have in common on which the officer writes below a transcript.

Invariant: what the officer typed is at every moment in the field, in the record, or on its way from the
one to the other with a copy kept.
"""

from contextlib import suppress
from functools import partial
from typing import ClassVar, Final

from textual import on, work
from textual.actions import SkipAction
from textual.binding import Binding
from textual.timer import Timer
from textual.widgets import TextArea

from simulator.errors import KeyworkError
from simulator.tui.desk import Desk
from simulator.tui.door import Session
from simulator.tui.screens.base import KeyworkScreen
from simulator.tui.text import first_name, one_line
from simulator.tui.widgets.bars import Notice
from simulator.tui.widgets.free_text import FreeText
from simulator.tui.widgets.transcript import Transcript

_DRAFT_DELAY: Final = 0.4
"""Seconds the kept draft may lag behind the typing."""

LOOKING_BACK: Final = tuple(
    Binding(key, f"scroll_talk('{how}')", what, show=False, priority=True)
    for key, how, what in (
        ("pageup", "page_up", "Earlier"),
        ("pagedown", "page_down", "Later"),
        ("ctrl+up", "scroll_up", "A little earlier"),
        ("ctrl+down", "scroll_down", "A little later"),
    )
)
"""The keys that scroll the transcript while the field keeps the focus."""


class WritingScreen(KeyworkScreen):
    """Keeps a draft of what is being written, and says so when it cannot."""

    FIELD: ClassVar[str] = "field"
    """What the field is called when it is full."""

    def __init__(self, desk: Desk, session: Session, draft: str = "") -> None:
        """``draft`` is what was typed before and not used."""
        super().__init__(desk)
        self._session = session
        self._person = one_line(session.conversation.script.person.name)
        self._first_name = first_name(self._person)
        self._kept = draft
        self._busy = False
        self._draft_timer: Timer | None = None
        self._leaving_without_draft = False

    @property
    def takes_draft(self) -> bool:
        """Whether what stands in the field is the session's to keep."""
        raise NotImplementedError

    # The field

    @on(FreeText.Refused)
    def _refused(self, event: FreeText.Refused) -> None:
        if event.given == 1:
            text = f"The {self.FIELD} holds {event.limit:,} characters and is full."
        else:
            text = (
                f"That was {event.given:,} characters; the first {event.kept:,} are here and the rest is not. "
                f"The {self.FIELD} holds {event.limit:,}."
            )
        self.query_one(Notice).say(text, serious=True)

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self.query_one(FreeText).text:
            self.query_one(Notice).fade()
        self.arm_draft()

    # The draft

    def arm_draft(self) -> None:
        """Keep the draft in a moment."""
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(_DRAFT_DELAY, self.save_draft)

    @work(exclusive=True, group="draft")
    async def save_draft(self) -> None:
        """Keep what is typed so far."""
        self._draft_timer = None
        try:
            await self.keep()
        except KeyworkError as error:
            notice = self.query_one(Notice)
            if not notice.has_class("-serious"):
                notice.say(f"What you are typing could not be kept. {error}", serious=True)

    async def keep(self) -> None:
        """Keep the draft now, unless it is kept already or on its way into the record."""
        text = self.query_one(FreeText).text
        if self._busy or text == self._kept or not self.takes_draft:
            return
        await self.desk.do(partial(self._session.save_draft, text))
        self._kept = text

    async def kept_or_told(self) -> bool:
        """Keep the draft before leaving. Where that fails the screen says so, and the next time leaves without it."""
        try:
            await self.keep()
        except KeyworkError as error:
            if not self._leaving_without_draft:
                self._leaving_without_draft = True
                note = f"What you typed could not be kept: Esc again leaves without it. {error}"
                self.query_one(Notice).say(note, serious=True)
                return False
        return True

    # The transcript

    def action_scroll_talk(self, how: str) -> None:
        """Scroll what was said while the field keeps the focus."""
        with suppress(SkipAction):  # there is nothing to scroll yet
            getattr(self.query_one(Transcript), f"action_{how}")()
