"""What a user can get wrong, and what a machine can: one clear sentence, the right exit code, never a traceback."""

import sqlite3
from pathlib import Path

import pytest

from simulator import locations
from simulator.content.library import Library
from tests.end_to_end.running import Done, Keywork


def told(done: Done, code: int, *parts: str) -> None:
    """Expect that exit code and a message with these parts, and no word of Python."""
    assert done.code == code
    assert done.out == ""
    assert done.err.startswith("keywork: ")
    assert "Traceback" not in done.err
    assert [part for part in parts if part not in done.err] == []


def test_an_unknown_scenario_is_met_with_the_likely_one(keywork: Keywork, sam: str) -> None:
    told(keywork("play", "sam-tlak"), 2, '"sam-tlak"', f'did you mean "{sam}"?', "`keywork list`")


def test_play_needs_a_scenario(keywork: Keywork) -> None:
    told(keywork("play"), 2, "`keywork list`")


@pytest.mark.parametrize("option", ["--seed=1", "--mode=assessment", "--preset=guarded", "sam-talk"])
def test_a_resumed_conversation_keeps_its_own_settings(keywork: Keywork, option: str) -> None:
    told(keywork("play", option, "--resume", "any"), 2, "Give --resume alone.")


def test_an_unknown_record_is_a_usage_error(keywork: Keywork, sam: str) -> None:
    assert sam
    told(keywork("play", "--resume", "nothing-like-it"), 2, "nothing-like-it")


@pytest.mark.parametrize("seed", ["-1", "x", "4294967296", "9" * 5000])
def test_a_seed_is_a_number_in_range(keywork: Keywork, sam: str, seed: str) -> None:
    done = keywork("play", sam, f"--seed={seed}")
    assert done.code == 2
    assert "is not a whole number from 0 to 4294967295" in done.err


def test_an_unknown_command_is_a_usage_error(keywork: Keywork) -> None:
    done = keywork("paly")
    assert done.code == 2
    assert "invalid choice: 'paly'" in done.err


def test_without_a_terminal_it_says_how_to_use_it(keywork: Keywork) -> None:
    done = keywork()
    assert done.code == 0
    assert done.out.startswith("usage: keywork")


def test_a_store_that_cannot_be_made(keywork: Keywork, sam: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told(keywork("play", sam, "--store", tmp_path / "file" / "records.db"), 1, str(tmp_path / "file"))


def test_a_store_that_is_no_store(keywork: Keywork, sam: str, tmp_path: Path) -> None:
    (tmp_path / "records.db").write_text(
        "This is a shopping list, and a long one at that.\n" * 100, encoding="utf-8"
    )
    told(keywork("play", sam, "--store", tmp_path / "records.db"), 1, str(tmp_path / "records.db"))
    assert (tmp_path / "records.db").read_text(encoding="utf-8").startswith("This is a shopping list")


def test_a_store_that_breaks_in_the_middle_loses_no_turn_that_was_shown(
    keywork: Keywork, sam: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from simulator.records.sqlite import SqliteStore

    append = SqliteStore.append
    calls: list[object] = []

    def full_disk(store: SqliteStore, *args: object, **kwargs: object) -> object:
        calls.append(args)
        if len(calls) == 3:
            from simulator.errors import RecordError

            raise RecordError("The disk is full.", "Make room.")
        return append(store, *args, **kwargs)  # type: ignore[arg-type]

    store = tmp_path / "records.db"
    with monkeypatch.context() as patch:
        patch.setattr(SqliteStore, "append", full_disk)
        broken = keywork("play", sam, "--json", "--store", store, said="One.\nTwo.\n")
    assert broken.code == 1
    assert "keywork: The disk is full. Make room.\n" in broken.err
    assert (
        f"Everything shown is recorded. Take it up again with: keywork play --plain --resume {broken.record}"
        in broken.err
    )
    assert [turn["officer"] for turn in broken.of("turn")] == ["One."]
    again = keywork("play", "--json", "--resume", broken.record, "--store", store)
    assert [turn["officer"] for turn in again.of("turn")] == ["One."]
    assert sqlite3.connect(store).execute("pragma integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("command", ["list", "play"])
def test_missing_content(
    keywork: Keywork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    gone = locations.ContentDirs(tmp_path / "gone", tmp_path / "gone")
    monkeypatch.setattr(locations, "content_dirs", lambda: gone)
    told(keywork(command, *(["sam-talk"] if command == "play" else [])), 1, str(tmp_path / "gone"))


def test_an_unforeseen_error_is_one_sentence_and_a_report(
    keywork: Keywork, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_library: Library) -> None:
        raise ZeroDivisionError("by surprise")

    monkeypatch.setattr(Library, "overview", fails)
    done = keywork("list")
    [report] = home.rglob("*crash*.txt")
    told(done, 1, "ZeroDivisionError", str(report))
    assert len(done.err.splitlines()) == 1
    assert "by surprise" in report.read_text(encoding="utf-8")


def test_a_report_finds_another_place_when_its_own_is_taken(
    keywork: Keywork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").touch()
    (tmp_path / "spare").mkdir()
    monkeypatch.setattr(locations, "crash_dir", lambda: tmp_path / "taken")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "spare"))
    monkeypatch.setattr(Library, "default", lambda: 1 / 0)
    told(keywork("list"), 1, str(tmp_path / "spare"))
