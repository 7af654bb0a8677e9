"""Transcripts as YAML: the whole format, and every problem at its place."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.model import Mood
from tests.transcripts.samples import DIALOGUES, made, problems, refused, said

TALK = """\
schema: transcript/1
title: "First key work session"
skill: skilled
person: Darren Pike
called: [Darren]
needs: [plain words]
criteria: [P4.3, P5]
facts:
  lost_flat: {text: lost his flat in May, words: [flat, locks], topic: [circumstances], tier: 2}
start: {trust: 4, agitation: 2, readiness: 4}
turns:
  - person: "Same time next year, eh?"
    cue: "[half a smile]"
  - officer: "How did things go wrong in May?"
  - person: "Lost the flat. (rubs his arm)"
    topic: circumstances
    tier: 2
    tells: lost_flat
    talk: neutral
    mood: {trust: 5, agitation: 2, readiness: 4}
note: |
  Lost his flat.
  "They changed the locks."
"""


def test_the_whole_format() -> None:
    transcript = made("yaml", TALK)
    assert (transcript.title, transcript.person) == ("First key work session", "Darren Pike")
    assert transcript.called == ("Darren",)
    assert transcript.needs == {"plain words"}
    assert transcript.facts["lost_flat"].topics == {"circumstances"}
    assert (transcript.unconvicted, transcript.complete) == (False, False)
    assert transcript.start == Mood(4, 2, 4)
    assert transcript.note == 'Lost his flat.\n"They changed the locks."'
    assert [line.where for line in transcript.lines] == [12, 14, 15]
    assert [line.cue for line in transcript.lines] == ["half a smile", "", "rubs his arm"]
    last = transcript.lines[-1]
    assert (last.text, last.tells, last.tier, last.talk) == ("Lost the flat.", ("lost_flat",), 2, "neutral")


def test_text_is_made_safe() -> None:
    text = 'schema: transcript/1\nturns: [{officer: "Hi\\e[2J\\u202e"}, {person: "Good\\u200bbye\\t  now"}]'
    assert said(made("yaml", text)) == [("officer", "Hi"), ("person", "Goodbye   now")]


@pytest.mark.parametrize("file", DIALOGUES, ids=lambda file: file.stem)
def test_the_marked_up_interviews_are_read(file: Path) -> None:
    transcript = made("yaml", file.read_text("utf-8"))
    assert transcript.facts
    assert transcript.note
    assert all(line.mood for line in transcript.lines[1:] if line.speaker == "person")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("schema: transcript/1", "schema: transcript/2", '1:1 KW103 "transcript/2" is not one of transcript/1'),
        ("schema: transcript/1", "# none", '2:1 KW102 "schema" is missing here.'),
        ("called:", "caled:", '5:1 KW101 "caled" is not a key here; did you mean "called"?'),
        ("[plain words]", "[plain word]", '6:1 KW332 there is no communication need "plain word"; did you mean'),
        ("[P4.3, P5]", "[P4.9]", '7:1 KW332 there is no criterion "P4.9"; did you mean'),
        ("topic: [circumstances]", "topic: [home]", '9:65 KW332 there is no topic "home"; known are change,'),
        ("tier: 2}", "tier: 4}", '9:89 KW104 "tier" must be at most 3.'),
        ("trust: 4", "trust: 11", '10:9 KW104 "trust" must be at most 10.'),
        ("readiness: 4}\nturns", "ready: 4}\nturns", '10:1 KW102 "readiness" is missing here.'),
        ('  - officer: "How', '  - officr: "How', '14:5 KW101 "officr" is not a key here; did you mean "officer"?'),
        ('  - officer: "How', '  - officr: "How', '14:5 KW330 a turn has either "officer" or "person"'),
        ("topic: circumstances", "topic: circumstance", '16:5 KW332 there is no topic "circumstance"; did you mean'),
        ("    tier: 2", "    teir: 2", '17:5 KW101 "teir" is not a key here; did you mean "tier"?'),
        ("tells: lost_flat", "tells: lost_fat", '18:5 KW204 there is no fact "lost_fat"; did you mean "lost_flat"?'),
        ("talk: neutral", "talk: changes", '19:5 KW332 there is no kind of talk "changes"; did you mean'),
        ("talk: neutral", "conduct: abusive", '19:5 KW332 there is no conduct "abusive"; did you mean "abuse"?'),
        ("talk: neutral", "alert: self_harm", '19:5 KW332 there is no alert "self_harm"'),
        ("talk: neutral", "asks: house", '19:5 KW332 there is no errand "house"; did you mean "housing"?'),
        ("talk: neutral", "officer: x", '15:5 KW330 a turn has either "officer" or "person"'),
        ('"Lost the flat. (rubs his arm)"', "12", '15:5 KW103 "person" must be text (put it in quotes)'),
        ("note: |", "tags: all\nnote: |", '21:1 KW103 "all" is not one of complete'),
        ("turns:", "turns: [1]\nnone:", '11:9 KW103 item 1 must be made of `key: value` lines'),
        ('"Same time next year, eh?"', "Same: time", "12:17 KW010 a colon stands where none may"),
    ],
)  # fmt: skip
def test_every_problem_is_told_at_its_place(old: str, new: str, problem: str) -> None:
    assert old in TALK
    found = problems("yaml", TALK.replace(old, new, 1))
    assert any(line.startswith(f"t.yaml:{problem}") for line in found), found


@pytest.mark.parametrize(
    "text", ["[]", "- a", "schema: transcript/1", "turns: 3\nschema: transcript/1", "a: &x [*x]"]
)
def test_other_yaml_is_refused(text: str) -> None:
    assert problems("yaml", text)[0].startswith("t.yaml:1:")


@given(st.integers(0, len(TALK)), st.integers(0, 30), st.text(max_size=6))
def test_any_change_is_marked_or_refused_in_words(at: int, size: int, text: str) -> None:
    error = refused("yaml", TALK[:at] + text + TALK[at + size :])
    assert not error or "t.yaml:" in error


def test_a_conversation_may_stand_on_one_line() -> None:
    text = textwrap.dedent("""\
        {"schema": "transcript/1", "turns": [{"officer": "Hi."}, {"person": "Hi."}]}
    """)
    assert said(made("yaml", text)) == [("officer", "Hi."), ("person", "Hi.")]
