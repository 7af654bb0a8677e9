"""Transcripts as tables: what stands between the columns, which column is what, and rows that do not fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.model import Mood
from simulator.transcripts.table import looks_like_table
from tests.transcripts.samples import made, problems, refused, said

TALK = [("officer", "Morning, Darren; sit down."), ("person", 'He said "no".')]


@pytest.mark.parametrize(
    "table",
    [
        'speaker,text\nOfficer,"Morning, Darren; sit down."\nPrisoner,"He said ""no""."\n',
        'Speaker;Text\nOfficer;"Morning, Darren; sit down."\nPrisoner;"He said ""no""."\n',
        'who\tutterance\nOfficer\tMorning, Darren; sit down.\nDarren\t"He said ""no""."',
        'sep=;\nrole;words\nOfficer;"Morning, Darren; sit down."\n\n;\nPrisoner;"He said ""no""."\n',
        '\n"No","text","speaker"\n1,"Morning, Darren; sit down.",Officer\n2,"He said ""no"".",P\n',
    ],
)
def test_commas_semicolons_and_tabs_are_told_apart(table: str) -> None:
    assert looks_like_table(table)
    assert said(made("csv", table)) == TALK


def test_every_tag_may_be_a_column() -> None:
    table = (
        "speaker,text,topic,tier,talk,cue,conduct,alert,asks,mood\n"
        "officer,Morning.\n"
        "prisoner,Lost it. [sighs],release; role,2,change-need,[shrugs],abuse,security,housing,5;2; 4\n"
    )
    line = made("csv", table).lines[1]
    assert (line.text, line.cue) == ("Lost it.", "shrugs; sighs")
    assert line.topics == {"release", "role"}
    assert (line.tier, line.talk) == (2, "change-need")
    assert (line.conduct, line.alert, line.asks) == ("abuse", "security", "housing")
    assert line.mood == Mood(5, 2, 4)


def test_a_text_may_go_on_over_lines_and_rows_know_where_they_begin() -> None:
    transcript = made("csv", 'speaker,text\nofficer,"Morning.\n\n Sit down."\np,Hi.\n')
    assert said(transcript)[0] == ("officer", "Morning.\nSit down.")
    assert [line.where for line in transcript.lines] == [2, 5]


def test_a_row_of_the_note_is_the_officers_record() -> None:
    assert made("csv", "speaker,text\no,Hi.\np,Hi.\nNote,Saw him.\n").note == "Saw him."


HEAD = "speaker,text,tier,mood,topic,tells\no,Hi.\n"


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (
            "speaker,txt\no,Hi.",
            't.csv:1:1 KW310 no column is called "text". The first row must name the columns, such as speaker,text,cue.',
        ),
        ("speaker,txt\no,Hi.", 't.csv:1:2 KW311 "txt" is no column of a transcript; did you mean "text"?'),
        (
            "speaker,text,teir\no,Hi.\np,Hi.",
            't.csv:1:3 KW311 "teir" is no column of a transcript; did you mean "tier"?',
        ),
        (
            "speaker,text,who\no,Hi.\np,Hi.",
            't.csv:1:3 KW312 there are two columns for "speaker". Take one out.',
        ),
        (
            "speaker,text\no,Hi, you.\np,Hi.",
            "t.csv:2:3 KW314 this row has 3 cells, but there are 2 columns. Put the text in double quotes.",
        ),
        (
            "speaker,text\n,Hi.\np,Hi.\no,Hi.",
            "t.csv:2:1 KW302 nobody is named who says this. Fill in the speaker.",
        ),
        (
            'speaker,text\no,Hi.\np,"Hi.\no,Bye.',
            "t.csv:3:1 KW313 the quotation marks of this row do not fit: one is not closed, or one inside a text is "
            'not doubled (""). Save the table as CSV again.',
        ),
        (
            f"{HEAD}p,Hi.,,5;2",
            't.csv:3:4 KW315 "5;2" is no mood: write trust; agitation; readiness as three numbers, such as 4; 2; 5.',
        ),
        (f"{HEAD}p,Hi.,,5;2;x", 't.csv:3:4 KW103 "readiness" must be a whole number, not the text "x".'),
        (f"{HEAD}p,Hi.,4", 't.csv:3:3 KW104 "tier" must be at most 3.'),
        (f"{HEAD}p,Hi.,deep", 't.csv:3:3 KW103 "tier" must be a whole number, not the text "deep".'),
        (f"{HEAD}p,Hi.,,,relese", 't.csv:3:5 KW332 there is no topic "relese"; did you mean "release"?'),
        (
            f"{HEAD}p,Hi.,,,,flat",
            't.csv:3:6 KW204 there is no fact "flat". List it under "facts" in the head (YAML or JSON Lines).',
        ),
        (
            f"{HEAD}p,Hi.\no,Bye.,2",
            't.csv:4:3 KW331 "tier" belongs to a line of the person, not of the officer. Move it to the answer.',
        ),
    ],
)
def test_what_does_not_fit_is_told_by_row_and_column(table: str, problem: str) -> None:
    assert problem in problems("csv", table)


def test_a_text_is_no_table() -> None:
    assert not looks_like_table("Officer: Morning, speaker, text.\n")
    assert not looks_like_table("")


@given(
    st.lists(
        st.one_of(st.sampled_from(["officer", "p", ",", '"', "\n", ";", "2", "text"]), st.text(max_size=8))
    )
)
def test_any_table_is_marked_or_refused_in_words(parts: list[str]) -> None:
    for head in ("", "speaker,text,tier,mood,topic\nofficer,Hi.\n"):
        error = refused("csv", head + "".join(parts))
        assert not error or "t.csv:" in error
