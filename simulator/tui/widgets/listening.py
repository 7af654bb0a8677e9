"""The measures of motivational interviewing: what was counted, how it compares, and what the person then said."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from scoring.model import Measures, Scorecard
from simulator.tui.text import lines, styled
from simulator.tui.widgets.change_talk import Moments, TalkPicture

_BANDS = {
    "good": ("◆", "$success"),
    "fair": ("●", "$success"),
    "below fair": ("○", "$warning"),
    "too few turns": ("\N{EN DASH}", "$text-muted"),
}
_BAR = 16


class Listening(VerticalScroll):
    """Measures with bars, the person's talk of change over time, the counts, and what all that is worth."""

    def __init__(self, card: Scorecard) -> None:
        super().__init__()
        self._card = card

    def compose(self) -> ComposeResult:
        """Measures first, then what they said, counts below."""
        m, talk = self._card.measures, self._card.talk
        yield from (Static(block, classes="measure") for block in _measures(m))
        yield Static("Change talk and sustain talk", classes="heading")
        if talk:
            yield TalkPicture(talk, m.officer_turns)
            yield Moments(talk)
        else:
            yield Static(
                "They spoke neither for change nor against it, nor against you.", classes="block quiet"
            )
        yield Static("What was counted", classes="heading")
        yield Static(_counts(m), classes="block")
        yield Static(
            "These measures follow MITI 4.2.1. Its thresholds are expert opinion for about twenty minutes of talk; "
            "with fewer than ten turns they say little. MITI has no threshold for persuading and confronting: the "
            "fewer, the better.",
            classes="quiet",
        )


def _measures(m: Measures) -> Iterator[Content]:
    """Blocks of a line a measure. Listening is worth little beside pressure, so these two are one block."""
    ratio, rate = m.reflections_to_questions, m.non_adherent_rate
    yield lines(
        _measure("Reflections to questions", _ratio(ratio), (ratio or 0) / 2, m.ratio_band),
        _measure("Persuading, confronting", _rate(rate), (rate or 0) / 10, colour="$warning"),
        _about("1 to 1 is fair, 2 to 1 good; it is worth little beside pressure"),
    )
    yield lines(
        _measure(
            "Complex reflections", _percent(m.percent_complex), (m.percent_complex or 0) / 100, m.complex_band
        ),
        _about("indicative only, never a mark; 40% is fair, 50% good"),
    )
    yield lines(
        _measure("Open questions", _percent(m.percent_open), (m.percent_open or 0) / 100),
        _about("of all your questions"),
    )
    yield lines(
        _measure("Your share of the words", _percent(m.talk_share), (m.talk_share or 0) / 100),
        _about("less leaves more room for them"),
    )
    resistance = f"{m.resistance_reflected} of {m.resistance}" if m.resistance else "none shown"
    yield lines(
        _measure("Resistance reflected", resistance, m.resistance_reflected / (m.resistance or 1)),
        _about("what they said against change or against you, and you gave back"),
    )


def _measure(name: str, value: str, share: float, band: str = "", colour: str = "$primary") -> Content:
    full = round(max(0.0, min(1.0, share)) * _BAR)
    sign, sign_colour = _BANDS.get(band, ("", ""))
    return Content.assemble(
        (f"{name:<26}", "bold"),
        f"{value:>10}  ",
        ("━" * full, colour),
        ("─" * (_BAR - full), "$kw-line"),
        (f"  {sign} " if sign else "", sign_colour),
        band,
    )


def _about(text: str) -> Content:
    return styled(text, "$text-muted")


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


def _rate(value: float | None) -> str:
    return "\N{EN DASH}" if value is None else f"{value:.1f} in 10"


def _percent(value: float | None) -> str:
    return "\N{EN DASH}" if value is None else f"{value:.0f}%"
