"""What the person said for change, against it and against the officer: a small picture over the turns, and a list."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from scoring.model import Span, TalkMoment
from simulator.tui.text import lines, one_line, shortened, styled
from simulator.tui.voices import Voice
from simulator.tui.widgets.quote import Quote, Source
from simulator.tui.words import named

_KINDS: Final = {
    "change": ("▲", "$success", "change talk"),
    "sustain": ("▼", "$warning", "sustain talk"),
    "discord": ("■", "$error", "discord"),
}
"""Kind -> its sign, its colour, its name."""
_LEFT: Final = 20
"""Cells before the picture: sign, name and count."""
_MOST_CELLS_A_TURN: Final = 3
_GAP: Final = 2
"""Cells between turn numbers under the picture, at least."""
_WORDS: Final = 140
"""Characters of their words that the list shows."""


class TalkPicture(Widget):
    """A row a kind; a sign where it was heard."""

    def __init__(self, moments: Iterable[TalkMoment], turns: int) -> None:
        """``turns`` is how many the conversation had."""
        super().__init__()
        self._moments = tuple(moments)
        self._turns = max(turns, *(moment.turn for moment in self._moments), 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Three rows and the turns under them."""
        return len(_KINDS) + 1

    def render(self) -> Content:
        """The picture at the present width."""
        return Content("\n").join([*map(self._row, _KINDS), self._axis()])

    def _row(self, kind: str) -> Content:
        sign, colour, name = _KINDS[kind]
        heard = [moment.turn for moment in self._moments if moment.kind == kind]
        marks, stops = set(map(self._column, heard)), set(map(self._column, range(self._turns + 1)))
        cells: list[tuple[str, str]] = []
        for cell in range(self._width):
            if cell in marks:
                cells.append((sign, f"bold {colour}"))
            else:
                cells.append(("·" if cell in stops else " ", "$text-muted"))
        label = Content.assemble((f"{sign} ", colour), (f"{name:<13}", "bold"), f"{len(heard):>3}  ")
        return Content.assemble(label, *cells)

    def _axis(self) -> Content:
        numbers, free = [" "] * (self._width + 4), 0
        for turn in range(self._turns + 1):
            at = self._column(turn)
            if at >= free:
                numbers[at : at + len(str(turn))] = str(turn)
                free = at + len(str(turn)) + _GAP
        return Content.styled(f"{'turn':>{_LEFT - 2}}  {''.join(numbers).rstrip()}", "$text-muted")

    @property
    def _width(self) -> int:
        return min((self._turns + 1) * _MOST_CELLS_A_TURN, max(10, self.size.width - _LEFT - 4))

    def _column(self, turn: int) -> int:
        return turn * self._width // (self._turns + 1)


class Moments(OptionList):
    """The moments in order; Enter goes to the words."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "See words")]

    def __init__(self, moments: Sequence[TalkMoment]) -> None:
        super().__init__(*map(_option, moments))
        self._moments = tuple(moments)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask to see the words."""
        event.stop()
        moment = self._moments[event.option_index]
        source = Source(moment.turn, Voice.PERSON, Span(0, len(moment.quote)), moment.quote)
        self.post_message(Quote.Followed(source, self))


def _option(moment: TalkMoment) -> Option:
    sign, colour, name = _KINDS[moment.kind]
    kind = f"{name}: {named(moment.reason)}" if moment.reason else name
    where = f"turn {moment.turn}" if moment.turn else "the opening"
    before = f"after you {one_line(moment.after)}" if moment.after else ""
    return Option(
        lines(
            Content.assemble(
                (f"{sign} ", colour), (f"{where}  ", "$text-muted"), styled(one_line(kind), "bold")
            ),
            styled(f"“{shortened(moment.quote, _WORDS)}”", ""),
            styled(before, "$text-muted"),
        )
    )
