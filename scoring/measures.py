"""MITI 4.2.1 summary measures: counts and ratios over the officer's turns, never a mark.

The thresholds (Moyers, Manuel and Ernst, 2014) are expert opinion for about twenty minutes of talk;
under ten officer turns there are too few to say anything.
"""

from collections.abc import Sequence
from typing import Final

from scoring.criteria.words import word_count
from scoring.model import Measures, Turn

ENOUGH_TURNS: Final = 10
ENOUGH_REFLECTIONS: Final = 5
"""Reflections from which their share means something; keywork's judgement, not MITI's."""
RATIO_FAIR, RATIO_GOOD = 1.0, 2.0
"""Reflections to questions."""
COMPLEX_FAIR, COMPLEX_GOOD = 40.0, 50.0
"""Complex reflections among all reflections, per cent."""


REFLECTIONS: Final = frozenset({"reflection_simple", "reflection_complex"})


def measure(turns: Sequence[Turn]) -> Measures:
    """Count each behaviour once a turn and set the counts against MITI's thresholds."""
    simple, complex_ = _count(turns, "reflection_simple"), _count(turns, "reflection_complex")
    opened, closed = _count(turns, "question_open"), _count(turns, "question_closed")
    affirm, seek = _count(turns, "affirm"), _count(turns, "seek_collaboration")
    autonomy = _count(turns, "emphasise_autonomy")
    persuade, confront = _count(turns, "persuade"), _count(turns, "confront")
    reflections, questions = simple + complex_, opened + closed
    ratio = reflections / questions if questions else None
    percent_complex = _percent(complex_, reflections)
    return Measures(
        officer_turns=len(turns),
        questions_open=opened,
        questions_closed=closed,
        reflections_simple=simple,
        reflections_complex=complex_,
        affirm=affirm,
        seek=seek,
        autonomy=autonomy,
        information=_count(turns, "give_information"),
        persuade=persuade,
        persuade_with_permission=_count(turns, "persuade_with_permission"),
        confront=confront,
        reflections_to_questions=ratio,
        percent_complex=percent_complex,
        percent_open=_percent(opened, questions),
        talk_share=_talk_share(turns),
        mi_adherent=seek + affirm + autonomy,
        mi_non_adherent=persuade + confront,
        ratio_band=_ratio_band(len(turns), ratio, reflections),
        complex_band=_complex_band(len(turns), reflections, percent_complex),
        non_adherent_rate=10 * _against_mi(turns) / len(turns) if turns else None,
        resistance=len(_resisted(turns)),
        resistance_reflected=sum(bool(turn.reading.acts & REFLECTIONS) for turn in _resisted(turns)),
    )


def _count(turns: Sequence[Turn], label: str) -> int:
    return sum(label in turn.reading.acts for turn in turns)


def _against_mi(turns: Sequence[Turn]) -> int:
    """Turns that persuade or confront; a turn that does both counts once."""
    return sum(bool(turn.reading.acts & {"persuade", "confront"}) for turn in turns)


def _resisted(turns: Sequence[Turn]) -> list[Turn]:
    """The turns that answer sustain talk or discord."""
    return [turn for turn in turns if turn.answered.talk_kind in {"sustain", "discord"}]


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def _talk_share(turns: Sequence[Turn]) -> float | None:
    """The officer's words among all words, the person's opening line included."""
    officer = sum(word_count(turn.reading.text) for turn in turns)
    opening = word_count(turns[0].answered.text) if turns else 0
    return _percent(officer, officer + opening + sum(word_count(turn.reply.text) for turn in turns))


def _ratio_band(turns: int, ratio: float | None, reflections: int) -> str:
    """The band of reflections to questions; reflections without any question are as good as can be."""
    if ratio is None and reflections:
        ratio = RATIO_GOOD
    return _band(turns, ratio, RATIO_FAIR, RATIO_GOOD)


def _complex_band(turns: int, reflections: int, percent: float | None) -> str:
    """The band of percent complex; of one reflection everything or nothing is complex."""
    if turns >= ENOUGH_TURNS and reflections < ENOUGH_REFLECTIONS:
        return "too few reflections"
    return _band(turns, percent, COMPLEX_FAIR, COMPLEX_GOOD)


def _band(turns: int, value: float | None, fair: float, good: float) -> str:
    if turns < ENOUGH_TURNS:
        return "too few turns"
    if value is None or value < fair:
        return "below fair"
    return "good" if value >= good else "fair"
