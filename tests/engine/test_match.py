import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.content.script import Answer, Kind, Subject
from simulator.engine.match import SubjectIndex, expected, same_sense

SUBJECTS = {
    "housing": Subject("housing", "Housing", frozenset({"circumstances"}), ("flat", "hostel", "no address", "accommodation"),
                       ("where will you be living when you get out",)),
    "burglary": Subject("burglary", "The burglary", frozenset({"reasons"}), ("burgl*", "broke in"), ()),
}  # fmt: skip
INDEX = SubjectIndex(SUBJECTS)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("what about the FLAT?", ["housing"]),
        ("so youve got no address", ["housing"]),
        ("any acommodation sorted", ["housing"]),
        ("the burglaries", ["burglary"]),
        ("were you burgling", ["burglary"]),
        ("You broke in. And the hostel?", ["housing", "burglary"]),
        ("where will you live when you get out then", ["housing"]),
        ("do you flatter yourself", []),
        ("address", []),
        ("", []),
    ],
)
def test_subjects_are_found_in_officers_words(text: str, subjects: list[str]) -> None:
    assert [hit.subject for hit in INDEX.find(text)] == subjects


def test_the_span_points_at_the_words_as_typed() -> None:
    text = "Right — the  Hostel’s list?"
    hit = INDEX.find(text)[0]
    assert hit.span.of(text) == "Hostel’s"


def answer(name: str, *examples: str) -> Answer:
    return Answer(id=name, kind=Kind.EXPECT, lines=(), examples=examples)


ANSWERS = (
    answer("debt", "is it about the debt", "do you owe someone"),
    answer("blame", "it was your fault", "debt"),
)


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("is this about the debt?", "debt"),
        ("Is it about debt", "debt"),
        ("do you owe somone", "debt"),
        ("it was not your fault", None),
        ("it was your fault", "blame"),
        ("you", None),
        ("debt", "blame"),
        ("debts", None),
        ("how do you feel about your family", None),
    ],
)
def test_expected_answers_match_loosely_but_not_blindly(text: str, matched: str | None) -> None:
    found = expected(text, ANSWERS)
    assert (found.answer.id if found else None) == matched


def test_two_equally_close_answers_are_no_answer() -> None:
    twins = (answer("one", "are you in debt now"), answer("two", "are you in debt then"))
    assert expected("are you in debt", twins) is None


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("it is your fault", "it is not your fault", False),
        ("what is it", "when is it", False),
        ("you are ready", "you are ready now", True),
    ],
)
def test_polarity_and_question_word_must_agree(first: str, second: str, same: bool) -> None:
    assert same_sense(first, second) is same


@given(st.text(max_size=300))
def test_matching_never_fails_and_spans_lie_in_the_text(text: str) -> None:
    for hit in INDEX.find(text):
        assert 0 <= hit.span.start < hit.span.end <= len(text)
    expected(text, ANSWERS)
