"""How the person fared: the chart, what happened at the turn under its cursor, and the turning points."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from scoring.model import Profile, ProfilePoint, Span
from simulator.tui import words
from simulator.tui.text import lines, styled
from simulator.tui.voices import Voice
from simulator.tui.widgets.chart import MoodChart
from simulator.tui.widgets.quote import Quote, Shown, Source

_UNTOLD = (
    "Nobody has told how the person felt in this conversation: trust, agitation and readiness are not known, and "
    "there is no curve to draw."
)


class Course(VerticalScroll, can_focus=False):
    """The de-escalation profile."""

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile

    def compose(self) -> ComposeResult:
        """The chart, the turn under its cursor, the turning points."""
        turning = frozenset(point.turn for point in self._profile.turning_points)
        if self._profile.points:
            yield MoodChart(self._profile.points, turning)
            yield Static(id="at-cursor")
        else:
            yield Static(_UNTOLD)
        if self._profile.turning_points:
            yield Static("Turning points", classes="heading")
        for point in self._profile.turning_points:
            yield Quote(Source(point.turn, Voice.OFFICER, Span(0, 0), ""), [Shown(point.text)])

    def on_mood_chart_walked(self, event: MoodChart.Walked) -> None:
        """Say what the turn under the cursor was."""
        event.stop()
        self.query_one("#at-cursor", Static).update(_at(event.point, event.before))


def _at(point: ProfilePoint, before: ProfilePoint | None) -> Content:
    parts = []
    for name in words.GAUGES:
        value = words.gauge(point.mood, name)
        change = words.trend(words.gauge(before.mood, name), value) if before else ""
        parts.append(f"{name} {value} {change}".strip())
    where = f"Turn {point.turn}" if point.turn else "At the start"
    head = Content.assemble((where, "bold"), f"   {'   '.join(parts)}")
    return lines(head, _acts("calming: you", point.calming), _acts("escalating: you", point.escalating))


def _acts(title: str, acts: tuple[str, ...]) -> Content:
    if not acts:
        return Content("")
    return Content.assemble((f"{title} ", "$text-muted"), styled(", ".join(map(words.act_phrase, acts)), ""))
