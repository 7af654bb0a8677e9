"""The summary measures as rows: what was counted, how it reads, and the turns each count stands on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.model import Measures, Turn


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure."""

    name: str
    value: str
    band: str = ""
    """After MITI 4.2.1, or that there are too few turns; empty where MITI has no threshold."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """In how many turns something was done, and in which."""

    name: str
    count: int
    turns: tuple[int, ...]


def measures(held: Measures) -> Iterator[Measure]:
    """Yield the measures; the first never stands without the rate of persuading and confronting."""
    yield Measure(
        "Reflections to questions",
        f"{_ratio(held)}, beside {_rate(held)} that persuade or confront",
        held.ratio_band,
        "Listening is worth little beside pressure: read it together with the next line.",
    )
    yield Measure(
        "Persuading and confronting", _rate(held), note="MITI sets no threshold; the fewer the better."
    )
    yield Measure(
        "Complex among all reflections",
        _percent(held.percent_complex, "nothing was reflected"),
        held.complex_band,
        "Indicative only, never a mark: people agree poorly on what is complex.",
    )
    yield Measure("Open among all questions", _percent(held.percent_open, "no question was asked"))
    yield Measure("Officer's share of all words", _percent(held.talk_share, "nothing was said"))
    yield Measure(
        "MI-adherent acts",
        str(held.mi_adherent),
        note=f"seeking collaboration {held.seek}, affirming {held.affirm}, emphasising autonomy {held.autonomy}",
    )
    yield Measure(
        "MI non-adherent acts",
        str(held.mi_non_adherent),
        note=f"persuading {held.persuade}, confronting {held.confront}",
    )
    if held.resistance:
        yield Measure(
            "Resistance that was reflected",
            f"{held.resistance_reflected} of {held.resistance}",
            note="Lines against change, or against the officer, that the officer's next turn gave back.",
        )


def counts(held: Measures, turns: Sequence[Turn]) -> Iterator[Count]:
    """Yield every count with the turns behind it."""
    for label, name, count in (
        ("question_open", "Open questions", held.questions_open),
        ("question_closed", "Closed questions", held.questions_closed),
        ("reflection_simple", "Simple reflections", held.reflections_simple),
        ("reflection_complex", "Complex reflections", held.reflections_complex),
        ("affirm", "Affirming", held.affirm),
        ("seek_collaboration", "Seeking collaboration", held.seek),
        ("emphasise_autonomy", "Emphasising autonomy", held.autonomy),
        ("give_information", "Giving information", held.information),
        ("persuade_with_permission", "Persuading with permission", held.persuade_with_permission),
        ("persuade", "Persuading", held.persuade),
        ("confront", "Confronting", held.confront),
    ):
        yield Count(name, count, tuple(turn.number for turn in turns if label in turn.reading.acts))


def _ratio(held: Measures) -> str:
    if held.reflections_to_questions is None:
        reflected = held.reflections_simple + held.reflections_complex
        return f"{reflected} to no questions" if reflected else "neither was heard"
    return f"{held.reflections_to_questions:.1f} to 1"


def _rate(held: Measures) -> str:
    if held.non_adherent_rate is not None:
        return f"{round(held.non_adherent_rate, 1):g} turns in every 10"
    if not held.officer_turns:
        return "no turns"
    return f"{held.mi_non_adherent} acts in {held.officer_turns} turns"


def _percent(value: float | None, otherwise: str) -> str:
    return otherwise if value is None else f"{value:.0f}%"
