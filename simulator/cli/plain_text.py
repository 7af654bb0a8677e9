"""A scorecard as plain text of 80 columns, for a terminal, a screen reader or a file."""

import textwrap
from collections.abc import Iterator

from scoring.criteria.rules import ruleset
from scoring.flags import LOOKED_FOR
from scoring.model import (
    CriterionResult,
    Evidence,
    Flag,
    Level,
    Measures,
    Mood,
    NoteCheck,
    NoteFinding,
    Profile,
    Scorecard,
    TalkMoment,
)
from simulator.safe_text import clean

_WIDTH = 80
_BARS = "▁▂▃▄▅▆▇█"
_SHADES = 40
"""The longest curve that still fits beside its label."""


def scorecard_text(scorecard: Scorecard) -> str:
    """Lay out everything keywork suggests about a conversation, the most important first."""
    parts = [
        _heading("How it went"),
        _wrapped(f"keywork suggests; an assessor decides. Marked by {_rules(scorecard)}."),
        *_flags(scorecard.flags),
        *_bullets("What went well", scorecard.went_well),
        *_bullets("What to try", scorecard.to_try),
        _heading("Criteria"),
        *_criteria(scorecard.results),
        _heading("Motivational interviewing (MITI 4.2.1)"),
        _measures(scorecard.measures),
        *_talk(scorecard.talk),
        _heading("De-escalation"),
        *_profile(scorecard.profile),
        *_note(scorecard.note),
    ]
    return "\n\n".join(parts) + "\n"


def _rules(scorecard: Scorecard) -> str:
    law = f" and the policy pack {scorecard.policy}" if scorecard.policy else ""
    return f"ruleset {scorecard.ruleset}{law}"


def _flags(flags: tuple[Flag, ...]) -> Iterator[str]:
    if not flags:
        yield _wrapped(f"No critical act was found. Looked for: {', '.join(LOOKED_FOR)}.")
        return
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
        if result.level is not Level.NO_OPPORTUNITY or result.against:
            yield "\n".join(_criterion(result))
    unseen = [
        result.criterion for result in results if result.level is Level.NO_OPPORTUNITY and not result.against
    ]
    if unseen:
        yield _wrapped(f"No opportunity in this conversation: {', '.join(unseen)}.")


def _criterion(result: CriterionResult) -> Iterator[str]:
    yield _wrapped(f"{result.criterion}  {result.level.upper()}: {result.title}", "", "      ")
    if asks := _asks(result.criterion):
        yield _wrapped(f"It asks: {asks}", "    ", "      ")
    shown: set[tuple[str, int, str]] = set()
    for evidence in result.evidence:
        words_shown = (evidence.speaker, evidence.turn, evidence.quote)
        yield _again(evidence) if words_shown in shown else _evidence("+", evidence)
        shown.add(words_shown)
    for evidence in result.against:
        yield _evidence("-", evidence)
    if result.why_not:
        what = "Beyond it" if result.level.rank >= Level.MET.rank else "Missing"
        yield _wrapped(f"{what}: {result.why_not}", "    ", "      ")
    if result.unjudged:
        yield _wrapped(f"Cannot be judged: {result.unjudged}.", "    ", "      ")
    if result.try_next:
        yield _wrapped(f"Try: {result.try_next}", "    ", "      ")


def _asks(criterion: str) -> str:
    """What a criterion asks for in plain words; empty for one the present rules do not have."""
    rules = ruleset().criteria.get(criterion)
    return rules.plain if rules else ""


def _evidence(sign: str, evidence: Evidence) -> str:
    text = f'{_where(evidence)}: "{_line(evidence.quote)}" ({evidence.note}; {evidence.rule})'
    if evidence.speaker == "officer" and evidence.answers:
        text += f', in answer to "{textwrap.shorten(_line(evidence.answers), 60, placeholder=" ...")}"'
    if evidence.effect:
        text += f"; the whole turn: {evidence.effect}"
    return _wrapped(text, f"    {sign} ", "      ")


def _again(evidence: Evidence) -> str:
    """The same words stand for something else too."""
    return _wrapped(f"and it {evidence.note} ({evidence.rule})", "      ", "      ")


def _where(evidence: Evidence) -> str:
    if evidence.speaker == "note":
        return "your note"
    return f"turn {evidence.turn}, {'you' if evidence.speaker == 'officer' else 'the person'}"


def _line(text: str) -> str:
    return " ".join(clean(text, keep_newlines=False).split())


def _measures(measures: Measures) -> str:
    rows = (
        ("Reflections to questions", _ratio(measures.reflections_to_questions), measures.ratio_band),
        ("Persuading, confronting", _rate(measures.non_adherent_rate), "turns in every ten"),
        (
            "Complex of all reflections",
            _percent(measures.percent_complex),
            f"{measures.complex_band}; indicative only",
        ),
        ("Open of all questions", _percent(measures.percent_open), ""),
        ("Your share of the words", _percent(measures.talk_share), ""),
        ("Resistance reflected", _of(measures.resistance_reflected, measures.resistance), ""),
        ("MI-adherent", str(measures.mi_adherent), _kinds(measures, "seek", "affirm", "autonomy")),
        ("MI non-adherent", str(measures.mi_non_adherent), _kinds(measures, "persuade", "confront")),
    )
    table = "\n".join(f"{name:<28}{value:>8}  {note}".rstrip() for name, value, note in rows)
    note = (
        "Bands: two reflections to a question and half of them complex are good, one to one and 40 % fair. "
        "These thresholds are the opinion of MITI's authors, not validated norms; read them as a direction."
    )
    return f"{table}\n\n{_wrapped(note)}"


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole}" if whole else "-"


def _rate(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _talk(moments: tuple[TalkMoment, ...]) -> Iterator[str]:
    """What they said for change and against it, and what came before."""
    if not moments:
        return
    yield _heading("Change talk and sustain talk")
    counts = ", ".join(
        f"{kind} {sum(moment.kind == kind for moment in moments)}"
        for kind in ("change", "sustain", "discord")
    )
    yield f"Turns: {counts}."
    yield "\n".join(_wrapped(_moment(moment), "  ", "    ") for moment in moments)


def _moment(moment: TalkMoment) -> str:
    kind = f"{moment.kind} ({words(moment.reason)})" if moment.reason else moment.kind
    quote = textwrap.shorten(_line(moment.quote), 90, placeholder=" ...")
    return f'turn {moment.turn}, {kind}: "{quote}"' + (f", after you {moment.after}" if moment.after else "")


def _note(note: NoteCheck | None) -> Iterator[str]:
    """The officer's record and what it holds."""
    if note is None:
        return
    yield _heading("Your note")
    yield "\n".join(_wrapped(_line(line), "  ", "  ") for line in note.text.splitlines() if line.strip())
    found = (
        ("Kept", note.kept),
        ("Missing", note.missing),
        ("Not told", note.invented),
        ("Opinion given as fact", note.opinions),
        ("Who does what by when", note.actions),
        ("Left open", note.loose_ends),
        ("Their own words", note.quotes),
    )
    yield "\n".join(_wrapped(f"{name}: {_listed(items)}.", "  ", "    ") for name, items in found if items)


def _listed(items: tuple[NoteFinding, ...]) -> str:
    return "; ".join(_line(item.what).rstrip(".") for item in items)


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
