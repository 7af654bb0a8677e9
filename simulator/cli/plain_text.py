"""A scorecard as plain text of 80 columns, for a terminal, a screen reader or a file."""

import textwrap
from collections.abc import Iterator

from scoring.model import CriterionResult, Evidence, Flag, Level, Measures, Mood, Profile, Scorecard
from simulator.safe_text import clean

_WIDTH = 80
_BARS = "▁▂▃▄▅▆▇█"
_SHADES = 40
"""The longest curve that still fits beside its label."""


def scorecard_text(scorecard: Scorecard) -> str:
    """Lay out everything keywork suggests about a conversation, the most important first."""
    parts = [
        _heading("How it went"),
        _wrapped(f"keywork suggests; an assessor decides. Marked by ruleset {scorecard.ruleset}."),
        *_flags(scorecard.flags),
        *_bullets("What went well", scorecard.went_well),
        *_bullets("What to try", scorecard.to_try),
        _heading("Criteria"),
        *_criteria(scorecard.results),
        _heading("Motivational interviewing (MITI 4.2.1)"),
        _measures(scorecard.measures),
        _heading("De-escalation"),
        *_profile(scorecard.profile),
    ]
    return "\n\n".join(parts) + "\n"


def _flags(flags: tuple[Flag, ...]) -> Iterator[str]:
    if flags:
        yield _heading("Look at this first")
    for flag in flags:
        yield _wrapped(
            f'Turn {flag.turn}, {words(flag.marker)}: "{_line(flag.quote)}". {flag.text}', "! ", "  "
        )


def _bullets(title: str, sentences: tuple[str, ...]) -> Iterator[str]:
    if sentences:
        yield _heading(title) + "\n\n" + "\n".join(_wrapped(sentence, "- ", "  ") for sentence in sentences)


def _criteria(results: tuple[CriterionResult, ...]) -> Iterator[str]:
    for result in results:
        if result.level is not Level.NO_OPPORTUNITY:
            yield "\n".join(_criterion(result))
    unseen = [result.criterion for result in results if result.level is Level.NO_OPPORTUNITY]
    if unseen:
        yield _wrapped(f"No opportunity in this conversation: {', '.join(unseen)}.")


def _criterion(result: CriterionResult) -> Iterator[str]:
    yield _wrapped(f"{result.criterion}  {result.level.upper()}: {result.title}", "", "      ")
    for evidence in result.evidence:
        yield _evidence("+", evidence)
    for evidence in result.against:
        yield _evidence("-", evidence)
    if result.why_not:
        yield _wrapped(f"Missing: {result.why_not}", "    ", "      ")
    if result.try_next:
        yield _wrapped(f"Try: {result.try_next}", "    ", "      ")


def _evidence(sign: str, evidence: Evidence) -> str:
    speaker = "you" if evidence.speaker == "officer" else "the person"
    text = f'turn {evidence.turn}, {speaker}: "{_line(evidence.quote)}" ({evidence.note})'
    if evidence.speaker == "officer" and evidence.answers:
        text += f', answering "{textwrap.shorten(_line(evidence.answers), 60, placeholder=" ...")}"'
    return _wrapped(text, f"    {sign} ", "      ")


def _line(text: str) -> str:
    return " ".join(clean(text, keep_newlines=False).split())


def _measures(measures: Measures) -> str:
    rows = (
        ("Reflections to questions", _ratio(measures.reflections_to_questions), measures.ratio_band),
        ("Complex of all reflections", _percent(measures.percent_complex), measures.complex_band),
        ("Open of all questions", _percent(measures.percent_open), ""),
        ("Your share of the words", _percent(measures.talk_share), ""),
        ("MI-adherent", str(measures.mi_adherent), _kinds(measures, "seek", "affirm", "autonomy")),
        ("MI non-adherent", str(measures.mi_non_adherent), _kinds(measures, "persuade", "confront")),
    )
    table = "\n".join(f"{name:<28}{value:>8}  {note}".rstrip() for name, value, note in rows)
    note = (
        "Bands: two reflections to a question and half of them complex are good, one to one and 40 % fair. "
        "These thresholds are the opinion of MITI's authors, not validated norms; read them as a direction."
    )
    return f"{table}\n\n{_wrapped(note)}"


def _kinds(measures: Measures, *kinds: str) -> str:
    return ", ".join(f"{kind} {getattr(measures, kind)}" for kind in kinds)


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f} : 1"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f} %"


def _profile(profile: Profile) -> Iterator[str]:
    moods = [point.mood for point in profile.points]
    if moods:
        yield "\n".join(_gauge(name, moods) for name in ("agitation", "trust", "readiness"))
    if profile.turning_points:
        yield "Turning points:\n" + "\n".join(
            _wrapped(f"turn {point.turn}: {point.text}", "  ", "    ") for point in profile.turning_points
        )
    used = ", ".join(f"{words(marker)} ({times})" for marker, times in profile.markers.items() if times)
    if used:
        yield _wrapped(f"Heard from you, by number of turns: {used}.")


def _gauge(name: str, moods: list[Mood]) -> str:
    values = [int(getattr(mood, name)) for mood in moods]
    numbers = f"{values[0]} to {values[-1]} (low {min(values)}, high {max(values)})"
    return f"{name.capitalize():<10} {numbers:<24} {sparkline(values)}"


def sparkline(values: list[int]) -> str:
    """Draw gauge values 0-10 as a row of bars, thinned out evenly when there are too many."""
    count = min(len(values), _SHADES)
    last = max(count - 1, 1)
    chosen = (values[round(index * (len(values) - 1) / last)] for index in range(count))
    return "".join(_BARS[round(value * (len(_BARS) - 1) / 10)] for value in chosen)


def words(label: str) -> str:
    """Write a label as words: ``name_feeling`` is "name feeling"."""
    return label.replace("_", " ")


def _heading(title: str) -> str:
    return f"{title}\n{'-' * len(title)}"


def _wrapped(text: str, first: str = "", later: str = "") -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False)
