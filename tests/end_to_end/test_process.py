"""What only a process has: signals, a closed pipe, a terminal."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest

from simulator import locations
from tests.end_to_end.running import Keywork

START = """
import sys
from pathlib import Path
from simulator import locations
from simulator.cli.main import entry
dirs = locations.ContentDirs(*map(Path, sys.argv[1:3]))
locations.content_dirs = lambda: dirs
sys.argv[:3] = ["keywork"]
entry()
"""
"""keywork with the small conversation in place of what it ships."""


@dataclass(frozen=True)
class Shell:
    """A user with a home, a plain terminal, and a way to start keywork."""

    environment: dict[str, str]
    command: tuple[str, ...]
    scenario: str
    store: Path

    def start(self, *arguments: str, **streams: Any) -> subprocess.Popen[str]:
        """Start a process."""
        return subprocess.Popen([*self.command, *arguments], env=self.environment, text=True, **streams)

    def play(self, *options: str) -> tuple[str, ...]:
        """Write a command line that plays the conversation."""
        return ("play", self.scenario, "--store", str(self.store), *options)


@pytest.fixture
def shell(home: Path, sam: str, tmp_path: Path) -> Shell:
    """A fresh user."""
    environment = {**os.environ, "HOME": str(home), "TERM": "xterm", "COLUMNS": "80"}
    command = (sys.executable, "-c", START, *map(str, locations.content_dirs()))
    return Shell(environment, command, sam, tmp_path / "records.db")


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)],
)
def test_nothing_shown_is_lost_when_it_is_stopped(
    keywork: Keywork, shell: Shell, number: signal.Signals, code: int
) -> None:
    with shell.start(*shell.play("--json"), stdin=PIPE, stdout=PIPE, stderr=PIPE) as process:
        opened = heard(process)
        say(process, "Morning, Sam.")
        turn = heard(process)
        say(process, "What I meant\\", "to say\\", "/drafted")  # the answer shows that the draft is kept
        assert heard(process)["type"] == "note"
        process.send_signal(number)
        _, told = process.communicate(timeout=20)
    assert process.returncode == code
    assert "Traceback" not in told
    if number != signal.SIGKILL:
        assert told.strip().startswith("Everything shown is recorded. Take it up again with: keywork play")
    again = keywork("play", "--json", "--resume", opened["record"], "--store", shell.store, said="/quit\n")
    assert again.of("turn") == [turn]
    assert again.of("opened")[0]["draft"] == "What I meant\nto say"


@pytest.mark.parametrize("command", ["list", "play", "--help"])
def test_a_reader_who_has_had_enough_is_no_error(shell: Shell, command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    arguments = shell.play("--json") if command == "play" else (command,)
    with shell.start(*arguments, stdin=subprocess.DEVNULL, stdout=writing, stderr=PIPE) as process:
        os.close(writing)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in told
    assert "Exception ignored" not in told


def test_at_a_terminal_it_asks_prompts_and_offers_to_go_on(shell: Shell) -> None:
    with closing(Terminal(shell, *shell.play("--plain"))) as first:
        first.types("You: ", "Morning, Sam.")
        first.types("You: ", "Half a thought\\")
        first.types("... ", "\x04")
        assert "Take it up again with: keywork play --plain --resume" in first.rest()
    with closing(Terminal(shell, *shell.play("--plain"))) as second:
        second.types("Take it up again? [Y/n] ", "")
        second.types("... ", "and the rest of it.")
        second.types("You: ", "/transcript")
        second.types("You: Half a thought and the rest of it.", "")
        second.types("You: ", "/end")
        second.types("/skip leaves it out.", "/skip")
        assert "an assessor decides" in second.rest()


def test_at_a_terminal_the_note_is_asked_for_and_none_of_it_is_lost(keywork: Keywork, shell: Shell) -> None:
    with closing(Terminal(shell, *shell.play("--plain", "--new"))) as first:
        first.types("You: ", "Morning, Sam.")
        first.types("You: ", "/end")
        assert "How it went" not in first.until("Note: ")
        first.types("", "/quit")
        first.types("Write your note, or /skip it.", "He lost the flat.")
        first.types("... ", "/skip is text here.")
        first.until("... ")  # and the terminal is switched off
    [line] = keywork("records", "list", "--json", "--store", shell.store).out.splitlines()
    record = json.loads(line)["id"]
    again = ("play", "--plain", "--resume", record, "--store", str(shell.store))
    with closing(Terminal(shell, *again)) as second:
        second.types("Go on from there.", "I will ring housing.")
        second.types("... ", "")
        assert "How it went" in second.rest()
    done = keywork("play", "--json", "--resume", record, "--store", shell.store)
    assert [event["text"] for event in done.of("noted")] == [
        "He lost the flat.\n/skip is text here.\nI will ring housing."
    ]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_who_is_stopped_while_writing_the_note_is_told_how_to_go_on(
    shell: Shell, number: signal.Signals, code: int
) -> None:
    with shell.start(*shell.play("--json"), stdin=PIPE, stdout=PIPE, stderr=PIPE) as process:
        heard(process)
        say(process, "/end", "/is it the note yet?")
        assert heard(process)["text"].startswith("The conversation is over.")
        process.send_signal(number)
        _, told = process.communicate(timeout=20)
    assert process.returncode == code
    assert told.strip().startswith("The conversation is recorded, and what you wrote of your note is kept.")
    assert "keywork play --plain --resume" in told


def test_at_a_terminal_a_note_may_be_skipped_and_added_later(keywork: Keywork, shell: Shell) -> None:
    with closing(Terminal(shell, *shell.play("--plain", "--new"))) as first:
        first.types("You: ", "/end")
        first.types("Note: ", "/skip")
        assert "How it went" in first.rest()
    [line] = keywork("records", "list", "--json", "--store", shell.store).out.splitlines()
    record = json.loads(line)["id"]
    for typed, told in (("/skip", "There is still no note."), ("He lost the flat.", "Noted.")):
        with closing(Terminal(shell, "records", "note", record, "--store", str(shell.store))) as later:
            later.types("Note: ", typed)
            if typed != "/skip":
                later.types("... ", "\x04")
            assert told in later.rest()
    assert keywork("records", "verify", record, "--store", shell.store).code == 0


def say(process: subprocess.Popen[str], *lines: str) -> None:
    """Type lines into the pipe."""
    assert process.stdin is not None
    process.stdin.write("".join(f"{line}\n" for line in lines))
    process.stdin.flush()


def heard(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Wait for the next event."""
    assert process.stdout is not None
    event: dict[str, Any] = json.loads(process.stdout.readline())
    return event


class Terminal:
    """A keywork that believes somebody sits before it."""

    def __init__(self, shell: Shell, *arguments: str) -> None:
        self._ours, theirs = os.openpty()
        self._process = shell.start(
            *arguments, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        self._unread = ""

    def types(self, after: str, line: str) -> None:
        """Type a line once that text is shown."""
        self.until(after)
        os.write(self._ours, line.encode() if line == "\x04" else f"{line}\r".encode())

    def until(self, text: str) -> str:
        """Everything that is shown up to that text."""
        shown = self._shown()
        while text not in self._unread and (more := next(shown, "")):
            self._unread += more
        before, found, self._unread = self._unread.partition(text) if text else ("", " ", self._unread)
        assert found, f"{text!r} never came after {before!r}"
        return before

    def rest(self) -> str:
        """Everything until it ends, which must be well."""
        text = self._unread + "".join(self._shown())
        assert self._process.wait(timeout=20) == 0
        return text

    def close(self) -> None:
        """Switch the terminal off."""
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def _shown(self) -> Iterator[str]:
        while True:
            try:
                raw = os.read(self._ours, 4096)
            except OSError:  # how Linux says that nobody holds the other end
                return
            if not raw:
                return
            yield raw.decode(errors="replace").replace("\r\n", "\n")
