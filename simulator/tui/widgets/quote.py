"""A piece of evidence: the words a mark stands on. Enter or a click goes to them where they were said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from scoring.model import Span
from simulator.tui.text import lines, one_line, plain, shortened, styled
from simulator.tui.voices import Voice


@dataclass(frozen=True, slots=True)
class Source:
    """Where words stand: in the transcript, or in the officer's note."""

    turn: int
    voice: Voice
    span: Span
    quote: str

    @property
    def place(self) -> str:
        """Where that is, in words: ``turn 3``."""
        if self.voice is Voice.RECORD:
            return "your note"
        return f"turn {self.turn}" if self.turn else "the opening"

    @property
    def heading(self) -> str:
        """The same with who speaks: ``turn 3, you said``."""
        if self.voice is Voice.RECORD or not self.quote:
            return self.place
        return f"{self.place}, {'you' if self.voice is Voice.OFFICER else 'they'} said"


@dataclass(frozen=True, slots=True)
class Shown:
    """What words show, and which rule says so."""

    note: str
    rule: str = ""


class Quote(Static, can_focus=True):
    """Quoted words with what they show; can be followed to their place."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "follow", "See words")]

    @dataclass
    class Followed(Message):
        """The reader wants to see these words where they were said."""

        source: Source
        mark: Widget
        """What led there, to return to."""

    def __init__(self, source: Source, shown: Iterable[Shown], answers: str = "", effect: str = "") -> None:
        """``answers`` are the words it answered, ``effect`` what it then did to the person."""
        super().__init__(_content(source, shown, answers, effect))
        self.source = source

    def action_follow(self) -> None:
        """Ask to see the words."""
        self.post_message(self.Followed(self.source, self))

    def on_click(self) -> None:
        """The same with the mouse."""
        self.action_follow()


def _content(source: Source, shown: Iterable[Shown], answers: str, effect: str) -> Content:
    quoted = plain(f"“{one_line(source.quote)}”") if source.quote else ""
    answering = styled(f"answering “{shortened(answers, 80)}”", "$text-muted") if answers else ""
    after = Content.assemble(("then ", "$text-muted"), styled(_signed(effect), "")) if effect else ""
    return lines(styled(source.heading, "$text-muted"), quoted, *map(_shown, shown), answering, after)


def _shown(shown: Shown) -> Content:
    note = styled(one_line(shown.note), "italic $primary")
    return Content.assemble(note, styled(f"   {one_line(shown.rule)}" if shown.rule else "", "$text-muted"))


def _signed(effect: str) -> str:
    """``agitation -2`` with the sign that is as wide as a plus."""
    return one_line(effect).replace("-", "\N{MINUS SIGN}")
