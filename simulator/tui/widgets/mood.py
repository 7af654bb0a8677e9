"""Where the person is and what was heard in the last turn: the side panel, and its one-line form."""

from dataclasses import dataclass

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from scoring.model import Mood
from simulator.engine.outcome import MoodChange, TurnOutcome
from simulator.tui import words
from simulator.tui.text import lines, one_line, shortened, styled

_BAR = 10


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What the panel shows."""

    name: str
    """The person's first name."""
    mood: Mood
    last: TurnOutcome | None
    """The newest turn, if there was one."""


class MoodPanel(VerticalScroll):
    """Gauges as words and bars, what was read in the last turn, and what it moved."""

    def compose(self) -> list[Static]:
        """Three blocks under each other."""
        return [Static(id="gauges"), Static(id="heard"), Static(id="moved")]

    def show(self, glimpse: Glimpse) -> None:
        """Show that."""
        self.query_one("#gauges", Static).update(_gauges(glimpse))
        self.query_one("#heard", Static).update(_heard(glimpse))
        self.query_one("#moved", Static).update(_moved(glimpse))


class MoodStrip(Static):
    """The gauges in one line, where the panel has no room."""

    def show(self, glimpse: Glimpse) -> None:
        """Show that."""
        parts = [_short_gauge(glimpse, name) for name in words.GAUGES]
        self.update(Content("   ").join(parts))


def bar(value: int) -> Content:
    """0-10 as a small bar that also reads without colour."""
    return Content.assemble(("━" * value, "$primary"), ("─" * (_BAR - value), "$kw-line"))


def _before(glimpse: Glimpse, name: str) -> int:
    return words.gauge(glimpse.last.turn.before if glimpse.last else glimpse.mood, name)


def _gauges(glimpse: Glimpse) -> Content:
    blocks = [styled(f"How {glimpse.name} is", "bold")]
    for name in words.GAUGES:
        value = words.gauge(glimpse.mood, name)
        change = words.trend(_before(glimpse, name), value)
        head = Content.assemble(f"{name.capitalize():<10} ", (words.gauge_word(name, value), "bold"))
        tail = Content.assemble(bar(value), f" {value:>2} ", (change, "$text-muted"))
        blocks.append(lines(head, tail))
    return Content("\n\n").join(blocks)


def _short_gauge(glimpse: Glimpse, name: str) -> Content:
    value = words.gauge(glimpse.mood, name)
    change = words.trend(_before(glimpse, name), value)
    shown = f" {value}{' ' + change if change else ''}"
    return Content.assemble(
        (f"{name.capitalize()} ", "$text-muted"), (words.gauge_word(name, value), "bold"), shown
    )


def _heard(glimpse: Glimpse) -> Content:
    if glimpse.last is None:
        return styled("What keywork hears in your words will stand here.", "$text-muted")
    items = [styled("You", "bold")]
    for quote, phrases in words.heard(glimpse.last.turn.reading).items():
        words_used = shortened(quote, 60)
        items.append(lines(*phrases, styled(f"“{words_used}”", "$text-muted") if words_used else ""))
    if len(items) == 1:
        items.append(styled("said something keywork could not place", "$text-muted"))
    return Content("\n").join(items)


def _moved(glimpse: Glimpse) -> Content:
    changes = glimpse.last.changes if glimpse.last else ()
    if not changes:
        return Content("")
    return lines(styled("What that did", "bold"), *map(_change, changes))


def _change(change: MoodChange) -> Content:
    moves = [
        f"{name} {value:+d}".replace("-", "\N{MINUS SIGN}")
        for name, value in (
            ("trust", change.trust),
            ("agitation", change.agitation),
            ("readiness", change.readiness),
        )
        if value
    ]
    return Content.assemble(", ".join(moves), (f"  {one_line(change.cause)}", "$text-muted"))
