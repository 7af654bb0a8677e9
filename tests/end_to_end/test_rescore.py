"""``keywork rescore``: what it prints, what it keeps, and how it ends."""

import json
from pathlib import Path

import pytest

from scoring.rulesets import RULESET, versions
from tests.end_to_end.running import Done, Keywork
from tests.records.samples import tamper

OLD = versions()[0]
TALK = "Hello Sam.\nWhere will you be living when you get out?\nIt must be hard, not knowing.\n/end\n"
NOTE = "Sam lost the flat in May. I will ring the housing team on Friday.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.db"


@pytest.fixture
def record(keywork: Keywork, sam: str, path: Path) -> str:
    """The name of a finished record of Kim's, with a note."""
    return keywork("play", sam, "--json", "--trainee", "Kim", "--store", path, said=TALK + NOTE).record


def rescored(keywork: Keywork, path: Path, *arguments: object) -> Done:
    return keywork("rescore", *arguments, "--store", path)


def kinds(keywork: Keywork, path: Path, record: str) -> list[str]:
    shown = json.loads(keywork("records", "show", record, "--json", "--store", path).out)
    return [event["kind"] for event in shown["events"]][-3:]


def test_the_same_rules_change_no_mark(keywork: Keywork, path: Path, record: str) -> None:
    done = rescored(keywork, path, record[:13])
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{record}  marked under {RULESET}, now under {RULESET}\n  no mark changes\n"
    assert rescored(keywork, path, record, "--keep").out == done.out
    assert kinds(keywork, path, record) == ["heard", "closed", "noted"]


def test_other_rules_tell_each_mark_that_changes(keywork: Keywork, path: Path, record: str) -> None:
    done = rescored(keywork, path, "--all", "--ruleset", OLD)
    first, *lines = done.out.splitlines()
    assert done.code == 0
    assert first == f"{record}  marked under {RULESET}, now under {OLD}"
    assert any(line.startswith("  P1  ") and line.endswith(" -> not marked") for line in lines)
    assert kinds(keywork, path, record)[-1] == "noted"


def test_kept_marks_come_after_those_that_were_given(keywork: Keywork, path: Path, record: str) -> None:
    given = keywork("records", "show", record, "--store", path).out
    kept = rescored(keywork, path, record, "--ruleset", OLD, "--keep")
    assert kept.out.splitlines()[0].endswith(f"now under {OLD} (kept)")
    back = rescored(keywork, path, record, "--keep").out.splitlines()
    assert back[0] == f"{record}  marked under {OLD}, now under {RULESET} (kept)"
    assert any(line.startswith("  P1  not marked -> ") for line in back)
    assert any(line.startswith("        because: ") for line in back)
    assert rescored(keywork, path, record, "--keep").out.endswith("  no mark changes\n")
    assert kinds(keywork, path, record) == ["noted", "remarked", "remarked"]
    shown = keywork("records", "show", record, "--store", path).out
    assert shown.startswith(given.rstrip("\n"))
    below = shown[len(given) :]
    assert below.index(f"Marked again under {OLD}\n") < below.index(f"Marked again under {RULESET}\n")
    assert "  P1  " in below.partition(RULESET)[0]
    assert below.endswith("  no mark changes\n")  # back where it began
    assert keywork("records", "verify", record, "--store", path).out.startswith("sound")
    [line] = keywork("records", "list", "--json", "--store", path).out.splitlines()
    assert (json.loads(line)["turns"], json.loads(line)["ending"]) == (3, "closed")


def test_json_is_an_object_a_record(keywork: Keywork, path: Path, record: str) -> None:
    rescored(keywork, path, record, "--ruleset", OLD, "--keep")
    done = rescored(keywork, path, "--all", "--json", "--keep")
    [fields] = done.events
    assert (fields["record"], fields["from"], fields["to"]) == (record, OLD, RULESET)
    assert (fields["differs"], fields["kept"], fields["problem"]) == (True, True, "")
    added = {shift["criterion"]: shift for shift in fields["criteria"] if shift["change"] == "added"}
    assert added["P1"]["from"] is None
    assert added["P1"].keys() == {
        "criterion",
        "change",
        "from",
        "to",
        "why_not",
        "evidence",
        "against",
        "because",
    }
    assert added["P1"]["because"]
    assert done.out.isascii()


def test_what_cannot_be_marked_again_is_told_and_the_others_go_on(
    keywork: Keywork, sam: str, path: Path, record: str
) -> None:
    left = keywork("play", sam, "--json", "--store", path, said="Hello.\n/quit\n").record
    spoilt = keywork("play", sam, "--json", "--store", path, said=TALK).record
    tamper(path, "UPDATE events SET body = body || ' ' WHERE record = ? AND number = 2", spoilt)
    done = rescored(keywork, path, spoilt, left, record)
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines() == [
        f"{spoilt}  not marked again: Event 2 (heard) was changed after it was written."
        " Put back a copy from your backup.",
        f"{left}  not marked again: The conversation is not finished, so it has no marks to compare with."
        " Finish it first.",
        f"{record}  marked under {RULESET}, now under {RULESET}",
        "  no mark changes",
    ]
    problems = {
        fields["record"]: fields["problem"] for fields in rescored(keywork, path, "--all", "--json").events
    }
    assert [bool(problems[name]) for name in (spoilt, left, record)] == [True, True, False]


def test_all_may_be_those_of_one_trainee(keywork: Keywork, sam: str, path: Path, record: str) -> None:
    theirs = keywork("play", sam, "--json", "--trainee", "Zoë", "--store", path, said=TALK).record
    assert [
        line["record"] for line in rescored(keywork, path, "--all", "--json", "--trainee", "Zoë").events
    ] == [theirs]
    assert {line["record"] for line in rescored(keywork, path, "--all", "--json").events} == {theirs, record}


def test_marks_are_not_kept_while_the_note_is_being_written(
    keywork: Keywork, sam: str, path: Path, record: str
) -> None:
    from simulator.records.sqlite import SqliteStore

    assert record
    noting = keywork("play", sam, "--json", "--store", path, said=TALK).record
    with SqliteStore(path) as store:
        store.save_draft(noting, "He lost")
    done = rescored(keywork, path, noting, "--ruleset", OLD, "--keep")
    assert done.code == 1
    assert done.out == (
        f"{noting}  not marked again: Its note is begun and not finished, and none is taken after new marks."
        f" Finish or skip it first: keywork play --plain --resume {noting}\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Which records? Name them, or give --all."),
        (["x", "--all"], "Which records?"),
        (["nothing-like-it"], 'There is no record "nothing-like-it"'),
        (
            ["--all", "--ruleset", "fi2-2026.33"],
            'There is no ruleset "fi2-2026.33"; did you mean "fi2-2026.3"?',
        ),
        (["--all", "--ruleset", "../x"], f"There are: {', '.join(versions())}."),
    ],
)
def test_what_was_asked_wrongly_is_one_sentence(
    keywork: Keywork, path: Path, record: str, arguments: list[str], said: str
) -> None:
    assert record
    done = rescored(keywork, path, *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err


def test_a_mistyped_store_is_not_made(keywork: Keywork, path: Path) -> None:
    assert rescored(keywork, path, "--all").code == 2
    assert not path.exists()
