"""A scorecard in plain text: everything in it, in 80 columns."""

from dataclasses import replace

import pytest

from scoring.model import (
    CriterionResult,
    Evidence,
    Flag,
    Level,
    Measures,
    Mood,
    Profile,
    ProfilePoint,
    Scorecard,
    Span,
    TurningPoint,
)
from simulator.cli.plain_text import scorecard_text, sparkline

LONG = "a good many words that go on well beyond the width of any line that a terminal could show at once, "
SAID = Evidence("P4.3/invite", 3, Span(0, 9), "How\nis home?", "officer", LONG * 2, "an open invitation")
TOLD = Evidence("P4.3/told", 3, Span(0, 9), "I lost the flat.", "person", "", "something real")
MEASURES = Measures(12, 6, 2, 3, 1, 1, 2, 1, 0, 1, 0, 2, 0.5, 25.0, 75.0, 42.4, 4, 3, "below fair", "fair")
CARD = Scorecard(
    ruleset="test-1",
    results=(
        CriterionResult("P4.3", "their circumstances", Level.MET, (SAID, TOLD), (), "No summary.", "Sum up."),
        CriterionResult("P5", "summarise", Level.EXCEEDED, (SAID,), (replace(SAID, note="too early"),)),
        CriterionResult("P7", "boundaries", Level.NO_OPPORTUNITY),
        CriterionResult("P8", "behaviour", Level.NO_OPPORTUNITY),
    ),
    measures=MEASURES,
    profile=Profile(
        points=(
            ProfilePoint(0, Mood(4, 2, 5)),
            ProfilePoint(1, Mood(6, 9, 5)),
            ProfilePoint(2, Mood(1, 0, 5)),
        ),
        turning_points=(TurningPoint(1, LONG),),
        markers={"name_feeling": 2, "ordering": 0},
    ),
    flags=(Flag("promise_of_secrecy", 7, "between us", LONG),),
    went_well=("You waited.",),
    to_try=(LONG,),
)
TEXT = scorecard_text(CARD)


def test_it_fits_a_narrow_terminal() -> None:
    assert max(map(len, TEXT.splitlines())) <= 80


@pytest.mark.parametrize(
    "words",
    [
        "keywork suggests; an assessor decides. Marked by ruleset test-1.",
        '! Turn 7, promise of secrecy: "between us".',
        "- You waited.",
        "P4.3  MET: their circumstances",
        "    It asks: Open up at least two areas",
        '    + turn 3, you: "How is home?" (an open invitation; P4.3/',
        '    + turn 3, the person: "I lost the flat." (something real; P4.3/',
        '    - turn 3, you: "How is home?" (too early; P4.3/',
        "    Beyond it: No summary.",
        "    Try: Sum up.",
        "No opportunity in this conversation: P7, P8.",
        "Reflections to questions     0.5 : 1  below fair",
        "Complex of all reflections      25 %  fair",
        "MI-adherent                        4  seek 2, affirm 1, autonomy 1",
        "not\nvalidated norms",
        "Agitation  2 to 0 (low 0, high 9)   ▂▇▁",
        "  turn 1: a good many",
        "Heard from you, by number of turns: name feeling (2).",
    ],
)
def test_everything_is_in_it(words: str) -> None:
    assert words in TEXT


def test_what_matters_most_comes_first() -> None:
    heads = [
        "Look at this first",
        "What went well",
        "What to try",
        "Criteria",
        "Motivational",
        "De-escalation",
    ]
    places = [TEXT.index(f"\n{head}") for head in heads]
    assert places == sorted(places)


def test_nothing_said_is_laid_out_too() -> None:
    nothing = Measures(
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, None, None, None, None, 0, 0, "none yet", "none yet"
    )
    text = scorecard_text(Scorecard("test-1", (), nothing, Profile((), (), {})))
    assert "Reflections to questions           -  none yet" in text


@pytest.mark.parametrize(
    ("values", "bars"),
    [
        ([], ""),
        ([5], "▅"),
        ([0, 10], "▁█"),
        (list(range(11)), "▁▂▂▃▄▅▅▆▇▇█"),
        ([0, *[10] * 199, 5], "▁" + "█" * 38 + "▅"),
    ],
)
def test_a_curve_of_any_length_fits(values: list[int], bars: str) -> None:
    assert sparkline(values) == bars
