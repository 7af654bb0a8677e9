"""The measures of motivational interviewing: what was counted, and how it compares."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from scoring.model import Measures
from simulator.tui.text import styled

_BANDS = {
    "good": ("◆", "$success"),
    "fair": ("●", "$success"),
    "below fair": ("○", "$warning"),
    "too few turns": ("\N{EN DASH}", "$text-muted"),
}
_BAR = 16


class Listening(VerticalScroll):
    """Four measures with bars, the counts behind them, and what they are worth."""

    def __init__(self, measures: Measures) -> None:
        super().__init__()
        self._measures = measures

    def compose(self) -> ComposeResult:
        """Measures first, counts below."""
        m = self._measures
        ratio = m.reflections_to_questions
        yield Static(Content("\n\n").join([
            _measure("Reflections to questions", _ratio(ratio), (ratio or 0) / 2, m.ratio_band, "1 to 1 is fair, 2 to 1 good"),
            _measure("Complex reflections", _percent(m.percent_complex), (m.percent_complex or 0) / 100, m.complex_band, "40% is fair, 50% good; a hint, never a mark"),
            _measure("Open questions", _percent(m.percent_open), (m.percent_open or 0) / 100, "", "of all your questions"),
            _measure("Your share of the words", _percent(m.talk_share), (m.talk_share or 0) / 100, "", "less leaves more room for them"),
        ]), classes="block")  # fmt: skip
        yield Static("What was counted", classes="heading")
        yield Static(_counts(m), classes="block")
        yield Static(
            "These measures follow MITI 4.2.1. Its thresholds are expert opinion for about twenty minutes of talk; "
            "with fewer than ten turns they say little.",
            classes="quiet",
        )


def _measure(name: str, value: str, share: float, band: str, about: str) -> Content:
    full = round(max(0.0, min(1.0, share)) * _BAR)
    sign, colour = _BANDS.get(band, ("", ""))
    return Content.assemble(
        (f"{name:<26}", "bold"),
        f"{value:>9}  ",
        ("━" * full, "$primary"),
        ("─" * (_BAR - full), "$kw-line"),
        (f"  {sign} " if sign else "", colour),
        band,
        (f"\n{about}", "$text-muted"),
    )


def _counts(m: Measures) -> Content:
    pairs = (
        ("open questions", m.questions_open, "affirmations", m.affirm),
        ("closed questions", m.questions_closed, "seeking collaboration", m.seek),
        ("simple reflections", m.reflections_simple, "stressing their choice", m.autonomy),
        ("complex reflections", m.reflections_complex, "giving information", m.information),
        ("persuading", m.persuade, "the same, with permission", m.persuade_with_permission),
        ("confronting", m.confront, "", None),
        ("in the spirit of MI", m.mi_adherent, "against it", m.mi_non_adherent),
    )
    return Content("\n").join(
        Content.assemble(
            styled(f"{left:<24}", "$text-muted"),
            f"{first:>3}     ",
            (f"{right:<27}", "$text-muted"),
            "" if second is None else f"{second:>3}",
        )
        for left, first, right, second in pairs
    )


def _ratio(value: float | None) -> str:
    return "\N{EN DASH}" if value is None else f"{value:.1f} to 1"


def _percent(value: float | None) -> str:
    return "\N{EN DASH}" if value is None else f"{value:.0f}%"
