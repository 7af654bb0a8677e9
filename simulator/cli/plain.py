"""The plain mode: one officer, one person, line by line, until the conversation is over or left.

A line that starts with a slash is a command, two slashes are a slash that is said, and a backslash at the end goes
on with the same turn on the next line. What is typed of an unsaid turn is kept as the session's draft. After the
end comes the officer's note, and only then how it went: what was read must not find its way into the note.
"""

from typing import TYPE_CHECKING, Final, Protocol

from scoring.model import Scorecard
from simulator.cli import slash
from simulator.cli.typed import Typed
from simulator.engine.conversation import MAX_NOTE
from simulator.engine.outcome import Noted, TurnOutcome
from simulator.safe_text import clean

if TYPE_CHECKING:
    from simulator.practice import Session

ASK_NOTE: Final = (
    "Your note for the record: what was said, what you saw, who does what by when. "
    "A blank line ends it; /skip leaves it out."
)


class View(Protocol):
    """How a conversation is shown."""

    def opened(self, session: "Session") -> None:
        """It begins, or is taken up again."""

    def turn(self, outcome: TurnOutcome) -> None:
        """One exchange, and the end if that came with it."""

    def note(self, command: str, text: str) -> None:
        """The answer to a command."""

    def over(self, session: "Session") -> None:
        """It is over; the note comes before anything is told of how it went."""

    def noted(self, noted: Noted) -> None:
        """The officer's note, as it was recorded."""

    def closed(self, session: "Session", scorecard: Scorecard) -> None:
        """How it went."""

    def left(self, record_id: str, turns: int) -> None:
        """It was left and can be taken up again."""


class Interview:
    """A session with somebody, or something, typing."""

    def __init__(self, session: "Session", view: View, typed: Typed) -> None:
        self._session = session
        self._view = view
        self._typed = typed
        self._unsaid: list[str] = []
        self._left = False
        self._note_is_next = False
        """The officer ended it, so that what comes next in a pipe is no turn that was meant to be said."""

    def run(self) -> bool:
        """Hold the conversation; True when it came to its end, False when it was left."""
        self._view.opened(self._session)
        self._note_is_next = self._session.ended is not None
        if self._typed.keyboard and self._session.draft and self._session.ended is None:
            self._take_up(self._session.draft)
        while self._session.ended is None and not self._left:
            line = self._typed.line("... " if self._unsaid else "You: ")
            if line is None:
                self._no_more()
            elif line.startswith("/") and not line.startswith("//"):
                self._command(line.strip())
            else:
                self._add(line.removeprefix("/") if line.startswith("//") else line)
        if self._left:
            self._view.left(self._session.record_id, len(self._session.outcomes))
        else:
            self._view.over(self._session)
            self._take_note()
            self._view.closed(self._session, self._session.scorecard())
        return not self._left

    def _take_note(self) -> None:
        """Ask for the note, unless it is written or none is taken any more."""
        if self._session.takes_note:
            note = Note(self._session, self._view, self._typed)
            if text := note.text(announced=self._note_is_next or self._typed.keyboard):
                self._session.note(text)
        if self._session.noted is not None:
            self._view.noted(self._session.noted)

    def _take_up(self, draft: str) -> None:
        self._unsaid = [draft]
        self._view.note("/draft", f"You had begun to type: {draft}\nGo on from there, or /drop it.")

    def _add(self, line: str) -> None:
        """Take a line of a turn, and say the turn when it is whole."""
        if line.endswith("\\"):
            self._unsaid.append(line[:-1])
            self._session.save_draft("\n".join(self._unsaid))
            return
        self._say(line)

    def _say(self, *last: str) -> None:
        text = "\n".join((*self._unsaid, *last))
        self._view.turn(self._session.hear(text))
        self._unsaid.clear()

    def _no_more(self) -> None:
        """A keyboard that ends its input goes away; a pipe that does has said everything."""
        if self._typed.keyboard:
            self._left = True
            return
        if self._unsaid:
            self._say()
        if self._session.ended is None:
            self._session.finish()

    def _command(self, line: str) -> None:
        match line:
            case "/end":
                self._session.finish()
                self._note_is_next = True
            case "/quit":
                self._left = True
            case "/drop":
                self._unsaid.clear()
                self._session.save_draft("")
                self._view.note(line, "Forgotten.")
            case _:
                self._view.note(line, slash.answer(line, self._session))


class Note:
    """The officer's note while it is being written: lines until a blank one or the end of the input.

    Every line is kept as the session's draft. A first line that starts with a slash is a command, of which there is
    one; from then on a slash is text.
    """

    def __init__(self, session: "Session", view: View, typed: Typed) -> None:
        self._session = session
        self._view = view
        self._typed = typed
        self._lines: list[str] = []

    def text(self, *, announced: bool) -> str:
        """Return what was written; empty when it is left out.

        Where the note is not ``announced``, the lines up to ``/note`` were meant to be said, and are told as unsaid.
        """
        if self._typed.keyboard:
            self._ask()
        line = self._first() if announced or self._pass_over() else None
        while line is not None and line.strip() and len("\n".join(self._lines)) < MAX_NOTE:
            self._lines.append(line)
            self._session.save_draft("\n".join(self._lines))
            line = self._line("... ")
        return "\n".join(self._lines).strip()

    def _line(self, prompt: str) -> str | None:
        """Return the next line, cleaned: one that only steers a terminal is blank."""
        line = self._typed.line(prompt)
        return None if line is None else clean(line)

    def _ask(self) -> None:
        self._view.note("/note", ASK_NOTE)
        if draft := self._session.draft:
            self._lines = [draft]
            self._view.note("/draft", f"You had begun to write: {draft}\nGo on from there.")

    def _first(self) -> str | None:
        """Return the first line; None when there is none to come or the note is left out."""
        while True:
            line = self._line("Note: ")
            if line is None or line.startswith("//"):
                return line and line[1:]
            if line.strip() == "/skip":
                self._skip()
                return None
            if line.startswith("/"):
                self._view.note(line.strip(), "The conversation is over. Write your note, or /skip it.")
            elif line.strip() or self._typed.keyboard:
                return line

    def _pass_over(self) -> bool:
        """Pass over what nobody hears any more, up to ``/note``; tell whether that came."""
        unsaid = 0
        while (line := self._line("")) is not None and line.strip() != "/note":
            unsaid += bool(line.strip())
        if unsaid:
            lines = f"{unsaid} line{'s were' if unsaid > 1 else ' was'} not said"
            self._view.note("/note", f"The conversation was over: {lines}. A note begins with a line /note.")
        return line is not None

    def _skip(self) -> None:
        self._lines.clear()
        self._session.save_draft("")
