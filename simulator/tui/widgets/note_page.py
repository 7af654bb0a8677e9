"""The officer's note with what was found in it, and what is missing from it."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, TextArea
from textual.widgets.option_list import Option
from textual.widgets.text_area import Selection

from scoring.model import NoteCheck, NoteFinding, Span
from simulator.safe_text import clean
from simulator.tui.text import one_line, styled

_FOR, _AGAINST = "+", "\N{MINUS SIGN}"
_GROUPS: Final = (
    ("missing", _AGAINST, "Missing"),
    ("invented", _AGAINST, "Not told by anyone"),
    ("opinions", _AGAINST, "Opinion given as fact"),
    ("loose_ends", _AGAINST, "Left open"),
    ("kept", _FOR, "Kept"),
    ("quotes", _FOR, "Their own words"),
    ("actions", _FOR, "Who does what by when"),
)
"""Field of ``NoteCheck``, whether it speaks for the note, and its title; what to look at first."""


class _Found(NamedTuple):
    title: str
    """Of its group."""
    sign: str
    finding: NoteFinding


class NotePage(Horizontal):
    """The findings, and beside or above them the note with the words of the chosen one marked."""

    def __init__(self, note: NoteCheck) -> None:
        super().__init__()
        self._text = clean(note.text)
        self._findings = list(_findings(note))

    def compose(self) -> ComposeResult:
        """The list and the text."""
        yield OptionList(*self._options(), id="findings")
        yield TextArea(
            self._text, read_only=True, show_cursor=False, highlight_cursor_line=False, id="note-text"
        )

    def _options(self) -> Iterator[Option]:
        before = ""
        for number, (title, sign, finding) in enumerate(self._findings):
            if title != before:
                yield Option(Content(f"\n{title}" if before else title), disabled=True)
            before = title
            line = Content.assemble((f"{sign} ", "bold $primary"), styled(one_line(finding.what), ""))
            yield Option(line, id=str(number))
        if not self._findings:
            yield Option(Content("Nothing was found in it."), disabled=True)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Mark the words of that finding."""
        event.stop()
        self.mark(self._findings[int(event.option_id or 0)].finding.span)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """The words are marked already."""
        event.stop()

    def mark(self, span: Span | None) -> None:
        """Bring those words into view and mark them; none where nothing is there to mark."""
        area = self.query_one(TextArea)
        if span is None:
            area.selection = Selection.cursor((0, 0))
        else:
            area.selection = Selection(_place(self._text, span.start), _place(self._text, span.end))
            area.scroll_cursor_visible(animate=False)

    def point(self, span: Span) -> None:
        """Mark the words that something else stands on, and give the text the keys."""
        self.call_after_refresh(self.mark, span)
        self.query_one(TextArea).focus()


def _findings(note: NoteCheck) -> Iterator[_Found]:
    for field, sign, title in _GROUPS:
        found: tuple[NoteFinding, ...] = getattr(note, field)
        yield from (_Found(title, sign, finding) for finding in found)


def _place(text: str, offset: int) -> tuple[int, int]:
    """Row and column of a character; a span beyond the end is its end."""
    before = text[: max(0, offset)]
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)
