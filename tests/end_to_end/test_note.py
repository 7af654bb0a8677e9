"""The officer's note from the shell: typed after the end, piped, or added later from a file."""

import json
from pathlib import Path

import pytest

from scoring.rulesets import versions
from simulator.engine.conversation import Conversation
from tests.end_to_end.running import Done, Keywork

TALK = "Hello Sam.\nWhere will you be living when you get out?\n/end\n"
NOTE = "Sam lost the flat in May.\nI will ring the housing team on Friday."


def types(done: Done) -> list[str]:
    return [event["type"] for event in done.events]


def notes(done: Done) -> list[str]:
    return [event["text"] for event in done.of("noted")]


def levels(done: Done) -> dict[str, str]:
    [scorecard] = done.of("scorecard")
    return {result["criterion"]: result["level"] for result in scorecard["criteria"]}


def test_what_follows_the_end_is_the_note(keywork: Keywork, sam: str, tmp_path: Path) -> None:
    store = tmp_path / "records.db"
    done = keywork("play", sam, "--json", "--store", store, said=f"{TALK}{NOTE}\n")
    assert (done.code, done.err) == (0, "")
    assert types(done) == ["opened", "turn", "turn", "noted", "ended", "scorecard"]
    assert notes(done) == [NOTE]
    assert keywork("records", "verify", "--all", "--store", store).out.startswith("sound")
    shown = json.loads(keywork("records", "show", done.record, "--json", "--store", store).out)
    assert shown["note"] == NOTE
    assert [event["kind"] for event in shown["events"]] == ["opened", "heard", "heard", "closed", "noted"]
    assert shown["events"][-1]["body"]["text"] == NOTE


def test_the_note_counts(keywork: Keywork, sam: str) -> None:
    without, with_note = (
        keywork("play", sam, "--json", "--seed", 3, said=TALK + more) for more in ("", NOTE)
    )
    assert levels(without).keys() == levels(with_note).keys()
    assert levels(without) != levels(with_note)


@pytest.mark.parametrize(
    ("more", "note"),
    [
        ("", None),
        ("\n", None),
        ("/skip\nToo late.\n", None),
        (" /skip \nToo late.\n", None),
        ("\n\n  One.\n", "One."),
        ("One.\n\nNot this.\n", "One."),
        ("One.\n \nNot this.\n", "One."),
        ("One.\n\x1b[0m\nNot this.\n", "One."),
        ("One.\n/skip\n/end\n//two\n", "One.\n/skip\n/end\n//two"),
        ("//one\n", "/one"),
        ("One.\\\ntwo", "One.\\\ntwo"),
        ("\x1b[31mOne\u202e.\n", "One."),
    ],
)
def test_a_blank_line_or_the_end_of_the_input_ends_it(
    keywork: Keywork, sam: str, more: str, note: str | None
) -> None:
    done = keywork("play", sam, "--json", said=TALK + more)
    assert (done.code, done.err) == (0, "")
    assert notes(done) == ([] if note is None else [note.strip()])
    assert types(done)[-2:] == ["ended", "scorecard"]


def test_a_first_line_with_a_slash_is_a_command_and_no_note(keywork: Keywork, sam: str) -> None:
    done = keywork("play", sam, "--json", said=f"{TALK}/end\n/score\nOne.\n")
    assert notes(done) == ["One."]
    assert [(event["command"], event["text"]) for event in done.of("note")] == [
        (command, "The conversation is over. Write your note, or /skip it.") for command in ("/end", "/score")
    ]


def test_a_note_without_end_is_cut(keywork: Keywork, sam: str) -> None:
    done = keywork("play", sam, "--json", said=TALK + ("x" * 999 + "\n") * 100)
    [note] = notes(done)
    assert 19_000 < len(note) <= 20_000


def test_a_person_who_ends_it_first_says_so_before_the_note(keywork: Keywork, sam: str) -> None:
    shouted = "Shut up, you pathetic little thief. Calm down or you're on report!\n" * 12
    done = keywork("play", sam, "--json", said=f"{shouted}/note\nSam walked out. I opened a report.\n")
    assert [turn.get("over", False) for turn in done.of("turn")] == [False] * (len(done.of("turn")) - 1) + [
        True
    ]
    assert notes(done) == ["Sam walked out. I opened a report."]
    assert any("not said" in note["text"] for note in done.of("note"))
    without = keywork("play", sam, "--json", said=shouted)
    assert notes(without) == []


def test_the_note_is_shown_with_the_results(keywork: Keywork, sam: str, tmp_path: Path) -> None:
    store = tmp_path / "records.db"
    done = keywork("play", sam, "--store", store, said=f"{TALK}{NOTE}\n")
    ending, note, results = (
        done.out.index(text) for text in ("The conversation is over", NOTE.splitlines()[1], "How it went")
    )
    assert ending < min(note, results)
    assert done.out.count(NOTE.splitlines()[1]) >= 1
    shown = keywork("records", "show", "2", "--store", store).out
    assert all(line in shown for line in NOTE.splitlines())


def test_the_note_is_shown_where_the_rules_do_not_look_at_it(
    keywork: Keywork, sam: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    defaults = {**(Conversation.__init__.__kwdefaults__ or {}), "ruleset": versions()[0]}
    monkeypatch.setattr(Conversation.__init__, "__kwdefaults__", defaults)
    store = tmp_path / "records.db"
    done = keywork("play", sam, "--store", store, said=f"{TALK}{NOTE}\n")
    shown = keywork("records", "show", "2", "--store", store)
    for text in (done.out, shown.out):
        assert f"The officer's note\n------------------\n\n{NOTE}\n" in text
        assert text.index("The officer's note") < text.index("How it went")


def test_an_assessment_tells_nothing_of_what_was_read_before_the_note(keywork: Keywork, sam: str) -> None:
    done = keywork("play", sam, "--json", "--mode", "assessment", said=f"{TALK}/score\n/why\n{NOTE}\n")
    at = types(done).index("noted")
    before = json.dumps(done.events[:at])
    assert not {"reading", "mood", "criteria", "evidence", "question_open"} & set(
        before.replace('"', " ").split()
    )
    assert types(done)[at:] == ["noted", "ended", "scorecard"]


def test_a_conversation_that_is_over_is_taken_up_at_its_note(keywork: Keywork, sam: str) -> None:
    over = keywork("play", sam, "--json", said=TALK)
    again = keywork("play", "--json", "--resume", over.record, said=f"{NOTE}\n")
    assert types(again) == ["opened", "turn", "turn", "noted", "ended", "scorecard"]
    third = keywork("play", "--json", "--resume", over.record, said="Another note.\n")
    assert notes(third) == [NOTE]
    assert third.of("scorecard") == again.of("scorecard")


# Later


@pytest.fixture
def record(keywork: Keywork, sam: str) -> str:
    """The name of Kim's finished conversation without a note."""
    return keywork("play", sam, "--json", "--trainee", "Kim", said=TALK).record


def noting(keywork: Keywork, *arguments: object, said: str = "") -> Done:
    return keywork("records", "note", *arguments, "--trainee", "Kim", said=said)


def test_a_note_can_be_added_from_a_file_or_a_pipe(
    keywork: Keywork, sam: str, record: str, tmp_path: Path
) -> None:
    text = f"\ufeff{NOTE}\r\n\r\nHe was calm.\n"
    (tmp_path / "note.txt").write_text(text, encoding="utf-8")
    done = noting(keywork, record, tmp_path / "note.txt")
    assert (done.code, done.out) == (0, "")
    assert done.err == f"Noted. `keywork records show {record}` shows it with the marks.\n"
    other = keywork("play", sam, "--json", "--trainee", "Kim", said=TALK).record
    assert noting(keywork, other, said=text).code == 0
    for name in (record, other):
        shown = json.loads(keywork("records", "show", name, "--json").out)
        assert shown["note"] == f"{NOTE}\n\nHe was calm."
    assert keywork("records", "verify", "--all").code == 0
    assert [
        line["noted"] for line in map(json.loads, keywork("records", "list", "--json").out.splitlines())
    ] == [
        True,
        True,
    ]


def test_a_note_that_cannot_be_added_is_one_sentence(keywork: Keywork, sam: str, record: str) -> None:
    left = keywork("play", sam, "--json", "--trainee", "Kim", said="Hello.\n/quit\n").record
    assert keywork("records", "note", record, said=NOTE).err.startswith(
        f"keywork: The record {record} is Kim's"
    )
    for name, said, told in (
        (left, NOTE, "is not over. Finish it first: keywork play --plain --resume"),
        (record, " \n", "The note is blank."),
        ("nothing-like-it", NOTE, 'no record "nothing-like-it"'),
    ):
        done = noting(keywork, name, said=said)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert told in done.err
    done = noting(keywork, record, "no-such-file.txt")
    assert (done.code, done.err) == (
        2,
        "keywork: no-such-file.txt cannot be read: No such file or directory. Give a file of text.\n",
    )
    assert noting(keywork, record, said=NOTE).code == 0
    done = noting(keywork, record, said=NOTE)
    assert (done.code, "has its note. A note is written once and never changed." in done.err) == (2, True)
