"""The plain mode: one officer, one person, line by line, until the conversation is over or left.

A line that starts with a slash is a command, two slashes are a slash that is said, and a backslash at the end goes
on with the same turn on the next line. What is typed of an unsaid turn is kept as the session's draft.
"""

from typing import TYPE_CHECKING, Protocol

from scoring.model import Scorecard
from simulator.cli import slash
from simulator.cli.typed import Typed
from simulator.engine.outcome import TurnOutcome

if TYPE_CHECKING:
    from simulator.practice import Session


class View(Protocol):
    """How a conversation is shown."""

    def opened(self, session: "Session") -> None:
        """It begins, or is taken up again."""

    def turn(self, outcome: TurnOutcome) -> None:
        """One exchange, and the end if that came with it."""

    def note(self, command: str, text: str) -> None:
        """The answer to a command."""

    def closed(self, session: "Session", scorecard: Scorecard) -> None:
        """It is over, and how it went."""

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

    def run(self) -> bool:
        """Hold the conversation; True when it came to its end, False when it was left."""
        self._view.opened(self._session)
        if self._typed.keyboard and self._session.draft:
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
            self._view.closed(self._session, self._session.scorecard())
        return not self._left

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
            case "/quit":
                self._left = True
            case "/drop":
                self._unsaid.clear()
                self._session.save_draft("")
                self._view.note(line, "Forgotten.")
            case _:
                self._view.note(line, slash.answer(line, self._session))
