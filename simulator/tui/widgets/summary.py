"""The first page of the results: what matters most, in a minute's reading."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from scoring.model import Flag, Level, Scorecard, Span
from simulator.engine.outcome import Ended
from simulator.tui import words
from simulator.tui.text import one_line, styled
from simulator.tui.voices import Voice
from simulator.tui.widgets.quote import Quote, Shown, Source

_OF_THE_PERSON = frozenset({"missed_risk"})
"""Flags whose words are the person's: what was passed over."""


class Summary(VerticalScroll):
    """Flags, ending, levels, what went well, what to try."""

    def __init__(self, card: Scorecard, ended: Ended | None, note: str = "") -> None:
        """``note`` says in a few words what became of the officer's note."""
        super().__init__()
        self._card, self._ended, self._note = card, ended, note

    def compose(self) -> ComposeResult:
        """Flags come first, whatever the rest says."""
        if self._card.flags:
            yield Static("! Critical: this heads the record whatever else went well", classes="alarm")
            yield from map(_flag, self._card.flags)
        yield Static(self._outcome(), classes="block")
        yield from _list("What went well", "+", self._card.went_well)
        yield from _list("What to try next time", "→", self._card.to_try)

    def _outcome(self) -> Content:
        ended, turns = self._ended, self._card.measures.officer_turns
        rows = [_row("Ending", _ending(ended)), _row("Length", Content(words.counted(turns, "turn")))]
        if self._note:
            rows.append(_row("Note", Content(self._note)))
        return Content("\n").join([*rows, _row("Criteria", _levels(self._card))])


def _ending(ended: Ended | None) -> Content:
    if ended is None:
        return Content("not ended")
    return Content.assemble((one_line(words.named(ended.ending)), "bold"), f" ({words.GRADES[ended.grade]})")


def _levels(card: Scorecard) -> Content:
    """How many of each; a line may break between two levels, and nowhere else."""
    counts = {level: sum(result.level is level for result in card.results) for level in reversed(Level)}
    parts = [
        Content.assemble(
            (f"{words.LEVEL_GLYPHS[level]}\N{NO-BREAK SPACE}", words.LEVEL_STYLES[level]),
            f"{count} {level.value}".replace(" ", "\N{NO-BREAK SPACE}"),
        )
        for level, count in counts.items()
        if count
    ]
    return Content("   ").join(parts) if parts else Content("none")


def _row(name: str, value: Content) -> Content:
    return Content.assemble((f"{name:<10}", "$text-muted"), value)


def _list(title: str, sign: str, items: Iterable[str]) -> Iterable[Widget]:
    shown = [item for item in items if item.strip()]
    if shown:
        yield Static(title, classes="heading")
    for item in shown:
        yield Static(
            Content.assemble((f"{sign} ", "bold $primary"), styled(one_line(item), "")), classes="item"
        )


def _flag(flag: Flag) -> Quote:
    voice = Voice.PERSON if flag.marker in _OF_THE_PERSON else Voice.OFFICER
    return Quote(Source(flag.turn, voice, Span(0, 0), flag.quote), [Shown(flag.text)])
