import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.content.conditions import ConditionError, parse_condition


class Situation:
    """Trust 6, agitation 2, readiness 4, turn 3; heard affirm; nothing else happened."""

    def gauge(self, name: str) -> int:
        return {"trust": 6, "agitation": 2, "readiness": 4, "turn": 3}[name]

    def call(self, function: str, argument: str, window: int | None) -> int:
        return int(function == "heard" and argument == "affirm" and window != 1)


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("trust >= 6", True),
        ("trust > 6", False),
        ("trust == 6 and agitation < 3", True),
        ("trust < 6 or readiness == 4", True),
        ("not trust < 6", True),
        ("not (trust < 6 or turn == 3)", False),
        ("trust < 1 and turn == 3 or agitation == 2", True),
        ("trust < 1 and (turn == 3 or agitation == 2)", False),
        ("heard(affirm)", True),
        ("heard(affirm, 1)", False),
        ("not heard(moralise, 3)", True),
        ("count(affirm) == 0", True),
        ("true", True),
        ("false", False),
    ],
)
def test_conditions_mean_what_they_say(source: str, holds: bool) -> None:
    assert parse_condition(source).holds(Situation()) is holds


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("", "ends too soon"),
        ("trust >", "ends too soon"),
        ("trust = 3", 'has "= 3"'),
        ("mood > 3", 'uses "mood"'),
        ("trust 3", 'has "3" where'),
        ("heard affirm", 'lacks a "("'),
        ("heard(affirm", 'lacks a ")"'),
        ("told(x, 3)", "second part it cannot use"),
        ("__import__(os)", 'uses "__import__"'),
        ("trust.real", 'has ".real"'),
        ("(" * 60 + "trust", "nested too deep"),
        ("not " * 60 + "trust", "nested too deep"),
        ("trust " * 200, "longer than 500"),
    ],
)
def test_bad_conditions_say_why(source: str, why: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse_condition(source)
    assert why in str(caught.value)


def test_references_are_listed_once_each() -> None:
    condition = parse_condition("told(flat) and not told(flat) or at(wary) and asked(housing, 3)")
    assert [(r.kind, r.name) for r in condition.references] == [
        ("fact", "flat"),
        ("state", "wary"),
        ("topic", "housing"),
    ]


@given(st.text(max_size=200))
def test_any_text_parses_or_is_refused(source: str) -> None:
    try:
        condition = parse_condition(source)
    except ConditionError:
        return
    assert condition.holds(Situation()) in (True, False)
