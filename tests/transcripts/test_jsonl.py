"""Transcripts as JSON Lines: a head or none, an object a line, and lines that are something else."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.model import Mood
from tests.transcripts.samples import made, problems, refused, said

OFFICER = '{"speaker": "officer", "text": "Morning."}'
PERSON = '{"speaker": "Darren", "text": "Hi. [nods]", "topic": "role", "tier": 1, "mood": {"trust": 5, "agitation": 2, "readiness": 4}}'
SHAPE = 'Write an object a line: {"speaker": "officer", "text": "..."}.'


def test_an_object_is_a_line() -> None:
    transcript = made("jsonl", f"{OFFICER}\n\n{PERSON}\n")
    assert said(transcript) == [("officer", "Morning."), ("person", "Hi.")]
    line = transcript.lines[1]
    assert (line.where, line.cue, line.tier) == (3, "nods", 1)
    assert line.topics == {"role"}
    assert line.mood == Mood(5, 2, 4)
    assert transcript.person == "Darren"


def test_the_first_object_may_be_a_head() -> None:
    head: dict[str, Any] = {
        "title": "A talk",
        "person": "Darren Pike",
        "called": ["Darren", "Daz"],
        "needs": ["hearing"],
        "unconvicted": True,
        "criteria": ["P4.3", "P5"],
        "facts": {"flat": {"text": "lost the flat", "words": ["flat"], "topic": "circumstances", "tier": 2}},
        "start": {"trust": 4, "agitation": 2, "readiness": 4},
        "note": "Saw him.",
        "tags": "complete",
    }
    told = '{"speaker": "p", "text": "Lost it.", "tells": ["flat"]}'
    transcript = made("jsonl", f"{json.dumps(head)}\n{OFFICER}\n{told}")
    assert (transcript.title, transcript.person, transcript.note) == ("A talk", "Darren Pike", "Saw him.")
    assert transcript.called == ("Darren", "Daz")
    assert transcript.needs == {"hearing"}
    assert (transcript.unconvicted, transcript.complete) == (True, True)
    assert transcript.criteria == {"P4.3", "P5"}
    assert transcript.facts["flat"].words == ("flat",)
    assert transcript.start == Mood(4, 2, 4)
    assert transcript.lines[1].tells == ("flat",)


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (f"{OFFICER}\nHi.", f"t.jsonl:2:1 KW320 not JSON: expecting value. {SHAPE}"),
        (f"{OFFICER}\n[1]", f"t.jsonl:2:1 KW320 not a JSON object. {SHAPE}"),
        (f"{OFFICER}\n{'[' * 100_000}", f"t.jsonl:2:1 KW320 not JSON that can be read. {SHAPE}"),
        (
            f"{OFFICER}\n{{'a': 1}}",
            "t.jsonl:2:2 KW320 not JSON: expecting property name enclosed in double quotes.",
        ),
        (f'{OFFICER}\n{{"text": "Hi."}}', f't.jsonl:2:1 KW321 "speaker" is missing. {SHAPE}'),
        (f'{OFFICER}\n{{"speaker": "p", "text": 3}}', f't.jsonl:2:18 KW321 "text" is not text. {SHAPE}'),
        (f'{OFFICER}\n{{"speaker": " ", "text": ""}}', "t.jsonl:2:2 KW302 nobody is named who says this."),
        (
            f'{{"titel": "x"}}\n{OFFICER}\n{PERSON}',
            't.jsonl:1:2 KW101 "titel" is not a key here; did you mean "title"?',
        ),
        (
            f'{{"turns": []}}\n{OFFICER}\n{PERSON}',
            't.jsonl:1:2 KW101 "turns" is not a key here: write each turn',
        ),
        (
            f'{OFFICER}\n{{"speaker": "p", "text": "Hi.", "tpic": "role"}}',
            't.jsonl:2:33 KW101 "tpic" is not a key here; did you mean "topic"?',
        ),
        (
            f'{OFFICER}\n{{"speaker": "p", "text": "Hi.", "tier": "deep"}}',
            't.jsonl:2:33 KW103 "tier" must be a whole number, not the text "deep".',
        ),
        (
            f'{OFFICER}\n{{"speaker": "p", "text": "Hi.", "text": "Ho."}}',
            't.jsonl:2:18 KW012 "text" is given twice. Take one out.',
        ),
        (
            f'{OFFICER}\n{{"speaker": "p", "text": "Hi.", "talk": "chang"}}',
            't.jsonl:2:33 KW332 there is no kind of talk "chang"; did you mean "change"?',
        ),
        (
            f'{{"needs": "signing"}}\n{OFFICER}\n{PERSON}',
            't.jsonl:1:2 KW332 there is no communication need "signing"',
        ),
    ],
)
def test_what_is_wrong_is_told_by_line_and_column(lines: str, problem: str) -> None:
    assert any(found.startswith(problem) for found in problems("jsonl", lines)), problems("jsonl", lines)


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=True), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["speaker", "text", "officer", "person", "topic", "tier", "tells", "talk", "cue", "mood", "facts", "needs", "start",
     "turns", "note", "schema"]
)  # fmt: skip


@given(st.lists(st.one_of(st.dictionaries(KEYS, VALUES, max_size=4).map(json.dumps), st.text(max_size=20))))
def test_any_lines_are_marked_or_refused_in_words(lines: list[str]) -> None:
    for before in ([], [OFFICER, PERSON]):
        error = refused("jsonl", "\n".join([*before, *lines]))
        assert not error or "t.jsonl:" in error
