"""Transcripts typed as plain text: who speaks, what goes on, what is seen, and what is not understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.transcripts.speakers import Voices
from simulator.transcripts.transcript import MAX_LINES, MAX_TURN
from tests.transcripts.samples import made, problems, refused, said

TALK = "Officer: Morning.\nPrisoner: All right.\n"


@pytest.mark.parametrize(
    "officer", ["Officer", "OFFICER", "keyworker", "Key worker", "key-worker", "Staff", "PO", "P.O.", "o"]
)
@pytest.mark.parametrize("person", ["Prisoner", "resident", "PERSON", "p", "Mr Pike", "darren"])
def test_each_is_known_under_many_names(officer: str, person: str) -> None:
    transcript = made("txt", f"{officer}: Morning.\n{person}: All right.\n")
    assert said(transcript) == [("officer", "Morning."), ("person", "All right.")]


def test_the_names_themselves_are_kept() -> None:
    transcript = made("txt", "Officer Shaw: Morning.\nDarren: All right.\nOfficer: Good.")
    assert (transcript.officer, transcript.person) == ("Officer Shaw", "Darren")
    assert [line.speaker for line in transcript.lines] == ["officer", "person", "officer"]
    nameless = made("txt", TALK)
    assert (nameless.officer, nameless.person) == ("", "")


def test_the_only_unknown_name_is_whoever_is_missing() -> None:
    assert said(made("txt", "Shaw: Morning.\nResident: Hi.")) == [("officer", "Morning."), ("person", "Hi.")]
    given = Voices(officer="shaw")
    assert said(made("txt", "Shaw: Hi.\nDarren: Hi.", given)) == [("officer", "Hi."), ("person", "Hi.")]
    both = Voices(officer="P", person="O")
    assert said(made("txt", "P: Morning.\nO: Hi.", both)) == [("officer", "Morning."), ("person", "Hi.")]


def test_names_that_are_not_clear_are_told_with_their_line_and_what_to_do() -> None:
    assert problems("txt", "# two\nShaw: Morning.\nDarren: Hi.\nShaw: So.") == [
        't.txt:2:1 KW301 it is not clear who "Shaw" is. Give --officer NAME and --person NAME, or write Officer '
        "and Prisoner for the names. If it is no name but part of what was said, join it to the line above.",
        't.txt:3:1 KW301 it is not clear who "Darren" is. Give --officer NAME and --person NAME, or write Officer '
        "and Prisoner for the names. If it is no name but part of what was said, join it to the line above.",
    ]
    assert problems("txt", f"{TALK}  Nurse: Meds.")[0].startswith(
        't.txt:3:3 KW301 it is not clear who "Nurse" is. Only an officer and one person can be marked'
    )


def test_a_name_that_was_given_must_speak() -> None:
    with pytest.raises(UsageError) as caught:
        made("txt", TALK, Voices(person="Darren"))
    assert str(caught.value) == (
        'Nobody called "Darren" speaks in t.txt; who does: "Officer", "Prisoner". '
        "Give the name as it stands before the lines."
    )
    with pytest.raises(UsageError, match="cannot be the same"):
        made("txt", TALK, Voices("Officer", "officer"))


@pytest.mark.parametrize(
    "line",
    [
        "[00:01:23] Officer: Morning.",
        "00:12 Officer: Morning.",
        "(1:02:03.250) - Officer: Morning.",
        "Officer [00:12]: Morning.",
        "Officer 00:12: Morning.",
        "**Officer:** Morning.",
        "- **Officer**: Morning.",
        "> OFFICER :Morning.",
        "Officer   0:03\nMorning.",
        "00:00:01,000 --> 00:00:02,500\nOfficer: Morning.",
        "\tOfficer:\tMorning.  ",
    ],
)
def test_times_and_decoration_before_the_speaker_go(line: str) -> None:
    assert said(made("txt", f"{line}\nPrisoner: Hi."))[0] == ("officer", "Morning.")


def test_a_line_without_a_name_goes_on_with_the_one_before() -> None:
    text = "Officer: Morning.\n\n# they sit down\n  One thing: at 12:30 we stop.\nIt ends at\n12:30 sharp.\nPrisoner: Hi."
    assert said(made("txt", text))[0] == (
        "officer",
        "Morning.\nOne thing: at 12:30 we stop.\nIt ends at\n12:30 sharp.",
    )


def test_words_before_anybody_is_named_are_a_problem_once() -> None:
    assert problems("txt", "\nRole-play two\nin the visits hall\nOfficer: Hi.\nPrisoner: Hi.") == [
        't.txt:2:1 KW302 nobody is named who says this. Write "Officer:" or "Prisoner:" before it, or # for a comment.'
    ]


@pytest.mark.parametrize(
    ("line", "words", "cue"),
    [
        ("Prisoner: [shrugs] Dunno.", "Dunno.", "shrugs"),
        ("Prisoner: Dunno. (looks at the floor)", "Dunno.", "looks at the floor"),
        ("Prisoner: (sighs) [sits] No. [stands]", "No.", "sighs; sits; stands"),
        ("Prisoner: [says nothing]", "", "says nothing"),
        ("[shrugs] Prisoner: Dunno.", "Dunno.", "shrugs"),
        ("Prisoner: I went (with her) home.", "I went (with her) home.", ""),
        ("Prisoner: It was [inaudible]", "It was [inaudible]", ""),
        ("Prisoner: [00:12] Dunno.", "Dunno.", ""),
        ("Prisoner: Dunno. :(", "Dunno. :(", ""),
        ("Prisoner: ()", "", ""),
        ("Prisoner: [[a] b", "[[a] b", ""),
    ],
)
def test_brackets_at_either_end_are_what_can_be_seen(line: str, words: str, cue: str) -> None:
    last = made("txt", f"Officer: Hi.\n{line}").lines[-1]
    assert (last.speaker, last.text, last.cue) == ("person", words, cue)


def test_brackets_on_a_line_of_their_own_are_the_persons_wherever_they_stand() -> None:
    lines = made("txt", "[folds his arms]\nOfficer: Hi.\n(looks away)\nStill the officer.\nDarren: Hi.").lines
    assert [(line.speaker, line.text, line.cue) for line in lines] == [
        ("person", "", "folds his arms"),
        ("officer", "Hi.\nStill the officer.", ""),
        ("person", "", "looks away"),
        ("person", "Hi.", ""),
    ]
    assert made("txt", "Officer: [sits] Hi.\nDarren: Hi.").lines[0].text == "[sits] Hi."


def test_what_follows_note_is_the_officers_record() -> None:
    transcript = made("txt", f"{TALK}Note: Saw Darren.\n# mine\nStaff: told.\n\nWing: B.")
    assert transcript.note == "Saw Darren.\nStaff: told.\nWing: B."
    assert len(transcript.lines) == 2


def test_lines_know_where_they_stand() -> None:
    assert [line.where for line in made("txt", f"# one\n\n{TALK}").lines] == [3, 4]


def test_both_must_speak_and_neither_without_end() -> None:
    assert problems("txt", "Officer: Hello?") == [
        't.txt:1:1 KW341 no line is said by the person. Begin their lines with "Prisoner:" (or name "person" as who '
        "speaks)."
    ]
    assert problems("txt", "# nothing")[0].startswith("t.txt:1:1 KW341 no line is said by the officer")
    [long] = problems("txt", f"Officer: Hi.\nPrisoner: {'a' * MAX_TURN}\n{'b' * 9}")
    assert long.startswith(
        "t.txt:2:1 KW342 the person says 20,010 characters running; at most 20,000 are read."
    )
    [many] = problems("txt", TALK * (MAX_LINES // 2) + "Officer: Bye.")
    assert many == "t.txt:1:1 KW340 the conversation has 5,001 lines; at most 5,000 are read. Split it."


def test_only_the_first_problems_are_listed() -> None:
    listed = problems("txt", "".join(f"Name{n}: Hi.\n" for n in range(100)))
    assert len(listed) == 31
    assert listed[-1] == "... and 70 more."


PIECES = st.sampled_from(
    [
        "Officer: ",
        "Prisoner: ",
        "Darren: ",
        "Note: ",
        "[",
        "]",
        "(",
        ")",
        "# ",
        "00:12 ",
        "\n",
        "**",
        ": ",
        "hi ",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=12))).map("".join))
def test_any_text_is_marked_or_refused_in_words(text: str) -> None:
    error = refused("txt", text)
    assert not error or "t.txt:" in error
