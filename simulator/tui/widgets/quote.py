"""A piece of evidence: the words a mark stands on. Enter or a click goes to them in the transcript."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from scoring.model import Span
from simulator.tui.text import lines, one_line, plain, shortened, styled
from simulator.tui.voices import Voice


@dataclass(frozen=True, slots=True)
class Source:
    """Where words stand in the transcript."""

    turn: int
    voice: Voice
    span: Span
    quote: str


class Quote(Static, can_focus=True):
    """Quoted words with what they show; can be followed to their place."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "follow", "See words")]

    @dataclass
    class Followed(Message):
        """The reader wants to see these words where they were said."""

        source: Source
        quote: "Quote"

    def __init__(self, source: Source, note: str, answers: str = "", detail: str = "") -> None:
        super().__init__(_content(source, note, answers, detail))
        self.source = source

    def action_follow(self) -> None:
        """Ask to see the words."""
        self.post_message(self.Followed(self.source, self))

    def on_click(self) -> None:
        """The same with the mouse."""
        self.action_follow()


def _content(source: Source, note: str, answers: str, detail: str) -> Content:
    who = "you said" if source.voice is Voice.OFFICER else "they said"
    where = f"turn {source.turn}, {who}" if source.quote else f"turn {source.turn}"
    head = Content.assemble((where, "$text-muted"), (f"   {detail}" if detail else "", "$text-muted"))
    quoted = plain(f"“{one_line(source.quote)}”") if source.quote else ""
    answering = styled(f"answering “{shortened(answers, 80)}”", "$text-muted") if answers else ""
    return lines(head, quoted, styled(one_line(note), "italic $primary"), answering)
