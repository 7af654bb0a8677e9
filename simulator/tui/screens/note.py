"""The officer's own record of a conversation that is over, written before anything is told of how it went."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from simulator.errors import KeyworkError
from simulator.tui import voices
from simulator.tui.desk import Desk
from simulator.tui.door import Session
from simulator.tui.screens.base import Command, KeyworkScreen
from simulator.tui.screens.confirm import ConfirmScreen
from simulator.tui.screens.results import ResultsScreen
from simulator.tui.screens.writing import LOOKING_BACK, WritingScreen
from simulator.tui.text import one_line
from simulator.tui.voices import Voice
from simulator.tui.widgets.bars import Notice, TitleBar
from simulator.tui.widgets.keybar import KeyBar
from simulator.tui.widgets.notepad import LIMIT, Notepad
from simulator.tui.widgets.transcript import Transcript

_ASKED: Final = (
    "Your note for the record: what was said, in their words where it matters, what you saw, who does what by when. "
    "Opinion apart. Write from memory; Page Up and Page Down look back."
)
_LATER, _SKIP = "later", "skip"


class NoteScreen(WritingScreen):
    """The conversation to look back at, and a page to write on."""

    AUTO_FOCUS = "Notepad"
    FIELD = "note"
    HELP = (
        "After a conversation an officer writes it down. Say what was said, in the person's own words where it "
        "matters, what you saw, and who does what by when. What you think of it is worth writing too, as long as it "
        "says that it is your view.\n\n"
        "Write from memory, as you would in the wing office; Page Up and Page Down look back at the conversation. "
        "Enter begins a new line. What you write is kept as you write it.\n\n"
        "Ctrl+S, twice, records the note (so do F10 and Ctrl+Enter): it then stands as it is and is marked with the "
        "conversation. Esc leaves it for later or goes to the results without it; your records on the first screen "
        "offer it again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "record", "Record"),
        Binding("f10,ctrl+enter", "record", "Record", show=False),
        Binding("escape", "leave", "Leave", key_display="Esc"),
        *LOOKING_BACK,
    ]

    def __init__(self, desk: Desk, session: Session, draft: str = "") -> None:
        super().__init__(desk, session, draft)
        self._offered = ""
        """What one more Ctrl+S records."""

    # What is on it

    def compose(self) -> ComposeResult:
        """What to write, what was said, and the page."""
        yield TitleBar(
            one_line(f"Your note · {self._person} · {self._session.conversation.script.title}"),
            "the conversation is over",
        )
        yield Static(_ASKED, id="asked")
        with Vertical(id="desk"):
            yield Transcript(self._said())
            with Vertical(id="paper"):
                yield Notice()
                yield Notepad(self._kept, still=self.desk.pace.still)
        yield KeyBar()

    def _said(self) -> list[voices.Entry]:
        """All that was said and seen; how well it ended is for the results to say."""
        session = self._session
        entries = voices.conversation(session.opened, session.outcomes, self._first_name, session.ended)
        return [entry for entry in entries if entry.voice is not Voice.NOTE]

    def on_mount(self) -> None:
        """Show where things stand."""
        self.query_one(Notepad).border_title = "Your note"
        self._count()
        if self._kept:
            self.query_one(Notice).say("What you had written is back.")

    def commands(self) -> Iterable[Command]:
        """What can be done with a note."""
        yield Command("Record the note", "It then stands as it is", self.action_record)
        yield Command("Leave the note", "For later, or without one", self.action_leave)

    @on(TextArea.Changed)
    def _count(self) -> None:
        pad = self.query_one(Notepad)
        pad.border_subtitle = f"{len(pad.text):,} of {LIMIT:,} characters"

    @property
    def takes_draft(self) -> bool:
        """Until it is recorded."""
        return self._session.noted is None

    # Recording it

    def action_record(self) -> None:
        """Record the note, when it is asked for twice: the key saves elsewhere, and here it seals."""
        text, notice = self.query_one(Notepad).text, self.query_one(Notice)
        if self._busy:
            return
        if not text.strip():
            notice.say("There is nothing in the note yet. Esc leaves it for later, or without one.")
        elif text != self._offered:
            self._offered = text
            notice.say("Ctrl+S again records the note. It then stands as it is, and nothing can be added.")
            self.arm_draft()
        else:
            self._set_busy(True)
            notice.say("Recording your note ...")
            self.record(text)

    @work
    async def record(self, text: str) -> None:
        """Write it into the record, and go on to the results; where that fails the words stay where they are."""
        try:
            await self.desk.do(partial(self._session.note, text))
        except KeyworkError as error:
            self._set_busy(False)
            self.arm_draft()
            self.query_one(Notice).say(
                f"The note is not recorded; your words are still here. {error}", serious=True
            )
        else:
            self._show_results()

    def _set_busy(self, busy: bool) -> None:
        """While the note is on its way, nothing may be added to what would then not be in it."""
        self._busy = busy
        self._offered = ""
        self.query_one(Notepad).read_only = busy

    def on_screen_resume(self) -> None:
        """Go on where the note was recorded while something else lay above it."""
        if self._session.noted is not None:
            self._show_results()

    def _show_results(self) -> None:
        if self.is_active:
            self.app.switch_screen(ResultsScreen(self.desk, self._session))

    # Leaving it

    def action_leave(self) -> None:
        """Ask whether it is to be written later or not at all."""
        if self._busy:
            return
        question = ConfirmScreen(
            "Leave the note?",
            "Later goes back to the first screen, Skip to the results without a note. Either way what you have "
            "written is kept, and your records offer the note again.",
            {"": "Keep writing", _LATER: "Later", _SKIP: "Skip"},
        )
        self.app.push_screen(question, self._leave_answered)

    def _leave_answered(self, answer: str | None) -> None:
        if answer:
            self.leave(results=answer == _SKIP)

    @work(exclusive=True, group="leave")
    async def leave(self, *, results: bool) -> None:
        """Go, with what is written kept."""
        if not await self.kept_or_told():
            return
        if results:
            self._show_results()
        else:
            self.app.pop_screen()


def after_the_end(desk: Desk, session: Session, draft: str = "") -> KeyworkScreen:
    """What follows a conversation: its note where one can be written, else its results."""
    return NoteScreen(desk, session, draft) if session.takes_note else ResultsScreen(desk, session)
