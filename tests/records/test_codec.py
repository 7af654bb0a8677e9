"""Outcomes survive the way into a record and back, to the byte."""

import json
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    ProfilePoint,
    Scorecard,
    Span,
    TurningPoint,
)
from simulator.engine.outcome import Closed, Ended, Noted, TurnOutcome
from simulator.errors import RecordError
from simulator.records.chain import canonical
from simulator.records.codec import (
    FORMAT,
    Happening,
    Remarked,
    decode_closed,
    decode_ended,
    decode_heard,
    decode_noted,
    decode_opened,
    decode_remarked,
    encode,
)
from simulator.records.store import START, Event, EventKind
from tests.records.samples import AT, RECORD, heard, opened

ENDED = Ended("agreed", "good", "He nods.", "See you, then.")


def closed() -> Closed:
    evidence = Evidence("P4.1/invite", 1, Span(0, 3), "How", "officer", "What?", "an open question")
    result = CriterionResult(
        "P4.1", "Invites", Level.MET, (evidence,), (evidence,), "a second one", "Ask on."
    )
    measures = Measures(
        1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, None, None, 100.0, 33.3, 0, 0, "too few turns", "fair"
    )
    profile = Profile(
        (ProfilePoint(0, Mood(4, 2, 4)), ProfilePoint(1, Mood(5, 1, 4), ("name_feeling",))),
        (TurningPoint(1, "He eased."),),
        MappingProxyType({"name_feeling": 1, "confront": 0}),
    )
    flags = (Flag("confront", 1, "How", "Look at this."),)
    return Closed(ENDED, Scorecard("rules-1", (result,), measures, profile, flags, ("Good.",), ("More.",)))


def noted() -> Noted:
    found, missing = NoteFinding("lost the flat", Span(3, 16)), NoteFinding("his sister has a sofa")
    check = NoteCheck("He lost the flat.", (found,), (missing,), (), (), (), (), (found,))
    return Noted("He lost the flat.", replace(closed().scorecard, note=check))


def event(happening: Happening) -> Event:
    kind, body = encode(happening)
    return START.follow(RECORD, kind, body, AT)


def changed(happening: Happening, **fields: object) -> Event:
    kind, body = encode(happening)
    return START.follow(RECORD, kind, canonical({**json.loads(body), **fields}), AT)


def test_everything_of_an_opening_comes_back() -> None:
    assert decode_opened(event(opened())) == opened()


def test_everything_of_a_turn_comes_back() -> None:
    outcome = heard(3, ended=ENDED)
    back = decode_heard(event(outcome))
    assert back == outcome
    assert isinstance(back.turn.answered.topics, frozenset)


def test_everything_of_the_end_comes_back() -> None:
    back = decode_closed(event(closed()))
    assert back == closed()
    assert back.scorecard.results[0].level is Level.MET


def test_everything_of_a_note_comes_back() -> None:
    assert decode_noted(event(noted())) == noted()


def test_everything_of_new_marks_comes_back() -> None:
    remarked = Remarked("rules-2", noted().scorecard)
    assert decode_remarked(event(remarked)) == remarked


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.integers(1, 10**9))
def test_any_words_come_back(text: str, number: int) -> None:
    assert decode_heard(event(heard(number, text))) == heard(number, text)


def test_equal_values_have_equal_bytes_whatever_order_they_were_made_in() -> None:
    one, other = (
        frozenset({"a", "b", "c", "family", "release"}),
        frozenset(reversed("c b a release family".split())),
    )
    assert canonical({"y": one, "x": 1}) == canonical({"x": 1, "y": other})
    assert canonical({"y": one, "x": "é"}) == '{"x":"é","y":["a","b","c","family","release"]}'


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_cannot_be_recorded(value: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical(value)


def test_an_unforeseen_value_cannot_be_recorded() -> None:
    with pytest.raises(TypeError, match="bytes cannot be part of a record"):
        canonical(b"")


def test_the_kind_says_what_happened() -> None:
    things = (opened(), heard(1), closed(), noted(), Remarked("rules-2", closed().scorecard))
    assert [encode(thing)[0] for thing in things] == list(EventKind)


@pytest.mark.parametrize(
    ("happening", "ended"),
    [(opened(), None), (heard(1), None), (heard(1, ended=ENDED), ENDED), (closed(), ENDED), (noted(), None)],
)
def test_the_end_can_be_read_alone(happening: Happening, ended: Ended | None) -> None:
    assert decode_ended(event(happening)) == ended


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"format":1}', "null", '{"format":1,"turn":7}', "[" * 20_000],
    ids=lambda body: body[:20] or "empty",
)
def test_a_body_that_makes_no_sense_is_a_record_error(body: str) -> None:
    broken = START.follow(RECORD, EventKind.HEARD, body, AT)
    with pytest.raises(RecordError, match=rf"^Event 1 of the record {RECORD} cannot be read\. Run 'keywork"):
        decode_heard(broken)


def test_a_wrong_type_inside_is_a_record_error() -> None:
    with pytest.raises(RecordError, match="cannot be read"):
        decode_opened(changed(opened(), seed="1"))


def test_a_newer_format_is_named() -> None:
    with pytest.raises(RecordError, match=rf"is in format {FORMAT + 1}; this program reads format {FORMAT}"):
        decode_opened(changed(opened(), format=FORMAT + 1))


def test_a_field_that_came_later_has_its_default() -> None:
    outcome = heard(1)
    kind, body = encode(outcome)
    fields = json.loads(body)
    del fields["turn"]["reply"]["conduct"]
    older: TurnOutcome = decode_heard(START.follow(RECORD, kind, canonical(fields), AT))
    assert older == outcome
