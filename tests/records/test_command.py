"""``keywork records``: what it prints, and how it ends."""

import json
from pathlib import Path

import pytest

from simulator.cli.main import main
from simulator.content.library import Library
from simulator.engine.outcome import Mode
from simulator.errors import Exit
from simulator.records.sqlite import SqliteStore
from simulator.records.store import EventKind
from tests.records.samples import make_practice, tamper

Capture = pytest.CaptureFixture[str]
FIRST = "20261122-0607-sam-0000"
SECOND = "20261122-0608-sam-0001"


@pytest.fixture
def path(tmp_path: Path, library: Library) -> Path:
    """A store with a finished session of Zoë's and a fresh one of nobody's."""
    path = tmp_path / "records.db"
    with SqliteStore(path) as store:
        zoe = make_practice(store, library, "Zoë").start("sam-talk", seed=7, preset="settled")
        zoe.hear("It must be hard not knowing about the flat.")
        zoe.hear("")
        zoe.finish()
        make_practice(store, library).start("sam-talk", seed=8, mode=Mode.ASSESSMENT).hear("How are you?")
    return path


def records(capsys: Capture, path: Path, *arguments: str) -> tuple[int, str, str]:
    code = main(["records", *arguments, "--store", str(path)])
    return code, *capsys.readouterr()


def test_the_list_is_a_table(capsys: Capture, path: Path) -> None:
    code, out, _err = records(capsys, path, "list")
    lines = [line.split("  ") for line in out.splitlines()]
    assert code == Exit.OK
    assert [[cell.strip() for cell in line if cell] for line in lines] == [
        ["RECORD", "STARTED (UTC)", "TRAINEE", "SCENARIO", "TURNS", "ENDING"],
        [FIRST, "2026-11-22 06:08", "Zoë", "sam-talk", "2", "closed (neutral)"],
        [SECOND, "2026-11-22 06:09", "trainee", "sam-talk", "1", "unfinished"],
    ]


def test_the_list_can_be_of_one_trainee_and_of_json(capsys: Capture, path: Path) -> None:
    _code, out, _err = records(capsys, path, "list", "--trainee", "Zoë", "--json")
    (line,) = out.splitlines()
    fields = json.loads(line)
    assert (fields["id"], fields["trainee"], fields["finished"]) == (FIRST, "Zoë", True)
    assert (fields["title"], fields["person"]) == ("A talk", "Sam Reed")


def test_an_empty_store_is_no_error(capsys: Capture, tmp_path: Path) -> None:
    SqliteStore(tmp_path / "records.db").close()
    assert records(capsys, tmp_path / "records.db", "list") == (Exit.OK, "", "There are no records yet.\n")


def test_a_record_that_cannot_be_read_is_listed(capsys: Capture, path: Path) -> None:
    tamper(path, "UPDATE events SET body = 'x' WHERE record = ?", FIRST)
    _code, out, _err = records(capsys, path, "list")
    assert out.splitlines()[1].split() == [FIRST, "cannot", "be", "read;", "verify", "it"]
    assert out.splitlines()[2].startswith(SECOND)


def test_a_mistyped_store_is_not_made(capsys: Capture, tmp_path: Path) -> None:
    code, out, err = records(capsys, tmp_path / "typo.db", "list")
    assert (code, out) == (Exit.USAGE, "")
    assert (
        err
        == f"keywork: There is no record store at {tmp_path / 'typo.db'}. Check what you gave with --store.\n"
    )
    assert not (tmp_path / "typo.db").exists()


def test_the_store_may_come_before_the_command(capsys: Capture, path: Path) -> None:
    assert main(["--store", str(path), "records", "list"]) == Exit.OK
    assert FIRST in capsys.readouterr().out


def test_a_record_is_shown_with_what_was_read_and_the_marks(capsys: Capture, path: Path) -> None:
    code, out, _err = records(capsys, path, "show", "20261122-0607")
    assert code == Exit.OK
    assert out.startswith(f"Record {FIRST}\n")
    in_order = (
        "A talk: Sam Reed (sam-talk)",
        "Trainee Zoë; begun 2026-11-22 06:08 UTC; practice, settled start, seed 7",
        "At the start: trust 5, agitation 2, readiness 4; wary",
        "Scene: He sits down.",
        "Sam: What's this about?",
        "[1] Officer: It must be hard not knowing about the flat.",
        '      reflection complex: "It must be hard',
        "\nSam: ",
        "      Now: trust ",
        "[2] Officer: (says nothing)",
        "Sam: See you.",
        "The conversation is over: closed",
        "How it went",
    )
    at = 0
    for part in in_order:
        assert part in out[at:], part
        at = out.index(part, at) + len(part)


def test_an_unfinished_assessment_shows_only_what_an_officer_sees(capsys: Capture, path: Path) -> None:
    code, out, _err = records(capsys, path, "show", SECOND)
    assert code == Exit.OK
    assert "[1] Officer: How are you?\nSam: " in out
    assert out.endswith("This conversation is not finished.\n")
    assert "question" not in out
    assert "trust" not in out
    code, out, err = records(capsys, path, "show", SECOND, "--json")
    assert (code, out) == (Exit.USAGE, "")
    assert "This assessment is not finished" in err


def test_a_record_is_shown_as_json_with_every_event(capsys: Capture, path: Path) -> None:
    code, out, _err = records(capsys, path, "show", FIRST, "--json")
    fields = json.loads(out)
    assert code == Exit.OK
    assert (fields["record"], fields["person"]) == (FIRST, "Sam Reed")
    assert [event["kind"] for event in fields["events"]] == ["opened", "heard", "heard", "closed"]
    assert fields["events"][0]["body"]["trainee"] == "Zoë"
    assert fields["events"][1]["previous"] == fields["events"][0]["digest"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("20261122-0607-sam-000", None),
        ("2026", "2 records begin with"),
        ("20261122-0607-sma-0000", f'did you mean "{FIRST}"?'),
        ("nothing like it", "`keywork records list` shows them all."),
    ],
)
def test_a_name_may_be_shortened_but_not_guessed(
    capsys: Capture, path: Path, name: str, said: str | None
) -> None:
    code, _out, err = records(capsys, path, "show", name)
    assert code == (Exit.USAGE if said else Exit.OK)
    assert (said or "") in err


def test_sound_records_are_one_line_each(capsys: Capture, path: Path) -> None:
    code, out, err = records(capsys, path, "verify", "--all")
    first, second = out.splitlines()
    assert (code, err) == (Exit.OK, "")
    assert first.startswith(f"sound     {FIRST}  4 events, finished, replayed alike. sha256:")
    assert len(first.rpartition(":")[2]) == 64
    assert second.startswith(f"sound     {SECOND}  2 events, unfinished, replayed alike. sha256:")


def test_one_bad_record_fails_and_the_others_are_still_checked(capsys: Capture, path: Path) -> None:
    tamper(path, "UPDATE events SET at = ? WHERE record = ? AND number = 2", "x\x1b[2J\n", FIRST)
    code, out, _err = records(capsys, path, "verify", "--all")
    first, second = out.splitlines()
    assert code == Exit.FAILED
    assert first == f"tampered  {FIRST}  Event 2 (heard) was changed after it was written."
    assert second.startswith(f"sound     {SECOND}")
    assert records(capsys, path, "verify", SECOND)[0] == Exit.OK


@pytest.mark.parametrize("arguments", [["verify"], ["verify", FIRST, "--all"]])
def test_verify_needs_names_or_all(capsys: Capture, path: Path, arguments: list[str]) -> None:
    code, out, err = records(capsys, path, *arguments)
    assert (code, out) == (Exit.USAGE, "")
    assert "Name them, or give --all." in err


def test_an_action_must_be_named(capsys: Capture) -> None:
    assert main(["records"]) == Exit.USAGE
    assert "the following arguments are required: ACTION" in capsys.readouterr().err


def test_nothing_that_steers_a_terminal_is_printed(capsys: Capture, path: Path) -> None:
    nasty = "\x1b[2J\u202e\x07evil\u009b"
    with SqliteStore(path) as store:
        for event in store.events(FIRST):
            body = event.body.replace("Zoë", json.dumps(nasty)[1:-1]).replace(
                "What's this about?", json.dumps(nasty)[1:-1]
            )
            store.append("20261123-0000-sam-0000", event.kind, body, event.at)
        store.append(nasty, EventKind.OPENED, "x", "y")
    for arguments in (
        ["list"],
        ["list", "--json"],
        ["show", "20261123"],
        ["show", "20261123", "--json"],
        ["verify", "--all"],
    ):
        _code, out, _err = records(capsys, path, *arguments)
        assert "evil" in out
        assert not set(out) & set("\x1b\u202e\x07\u009b")


def test_a_file_that_is_no_store_is_one_sentence(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "diary").write_text("Dear diary")
    code, out, err = records(capsys, tmp_path / "diary", "list")
    assert (code, out) == (Exit.FAILED, "")
    assert err.count("\n") == 1
    assert "it is not a record store. It was not touched" in err
