"""``keywork score``: a transcript from elsewhere is marked, and whatever is wrong with one is told in words."""

import json
import re
from pathlib import Path

import pytest

from scoring.rulesets import RULESET, versions
from tests.end_to_end.running import Keywork

DIALOGUES = Path(__file__).resolve().parents[1] / "dialogues"
SKILLED = DIALOGUES / "visit-skilled.yaml"
TALK = """\
Officer: Morning. What would you like to be called?
Darren: [shrugs] Darren. Same time next year, eh?
Officer: How did things go wrong in May?
Darren: Lost the flat. They changed the locks on me.
Officer: You came home and couldn't get in your own front door.
Note: He lost his flat in May.
"""


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A short conversation in a file."""
    file = tmp_path / "talk.txt"
    file.write_text(TALK, encoding="utf-8")
    return file


def test_a_typed_transcript_is_marked(keywork: Keywork, talk: Path) -> None:
    done = keywork("score", talk)
    assert (done.code, done.err) == (0, "")
    head, _, card = done.out.partition("\nHow it went\n")
    assert head.startswith("talk\n====\n\nA transcript, read from")
    assert "3 turns of the officer with Darren." in " ".join(head.split())
    assert "- how deep what the person said goes: give the person's lines a tier" in " ".join(head.split())
    assert "body language" not in head  # the shrug tells it
    assert f"Marked by ruleset {RULESET}" in card
    assert "P4.3  ATTEMPTED" in card
    assert "▁" not in card  # nobody told the mood, so there is no curve of it
    assert all(len(line) <= 80 for line in done.out.splitlines() if str(talk) not in line)


def test_what_everything_was_told_about_has_no_such_list(keywork: Keywork) -> None:
    done = keywork("score", SKILLED)
    assert done.code == 0
    assert "What nobody told" not in done.out
    assert "agitation" in done.out.lower()


def test_json_is_the_scorecard(keywork: Keywork, talk: Path) -> None:
    done = keywork("score", talk, "--json")
    assert (done.code, done.err) == (0, "")
    [card] = done.events
    assert list(card)[:5] == ["type", "title", "person", "officer_turns", "unknown"]
    assert (card["type"], card["title"], card["person"]) == ("scorecard", "talk", "Darren")
    assert card["officer_turns"] == card["measures"]["officer_turns"] == 3
    assert card["unknown"] == ["depth", "facts", "mood", "conduct", "alerts", "errands", "talk"]
    assert card["ruleset"] == RULESET
    assert {"criteria", "flags", "went_well", "to_try"} <= set(card)
    assert done.out.isascii()


def test_html_is_a_page(keywork: Keywork, talk: Path) -> None:
    done = keywork("score", talk, "--html")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("<!DOCTYPE html>")
    assert done.out.rstrip().endswith("</html>")
    assert "They changed the locks on me." in done.out


def test_standard_input_is_told_by_its_content(keywork: Keywork, talk: Path) -> None:
    rows = [line.split(": ", 1) for line in TALK.splitlines()]
    lines = "\n".join(json.dumps({"speaker": who, "text": text}) for who, text in rows[:-1])
    table = "speaker,text\n" + "\n".join(f'{who},"{text}"' for who, text in rows)
    turns = json.dumps([{"officer" if who == "Officer" else "person": text} for who, text in rows[:-1]])
    marks = [
        [one["level"] for one in keywork("score", "-", "--json", said=said).events[0]["criteria"]]
        for said in (TALK, table, f'{{"note": "He lost his flat in May."}}\n{lines}',
                     f"schema: transcript/1\nnote: He lost his flat in May.\nturns: {turns}")
    ]  # fmt: skip
    assert marks[0] == [one["level"] for one in keywork("score", talk, "--json").events[0]["criteria"]]
    assert marks[1:] == marks[:1] * 3


def test_another_ending_is_told_by_its_content(keywork: Keywork, tmp_path: Path) -> None:
    file = tmp_path / "talk.transcript"
    file.write_text("who;words\no;Morning.\np;Hi.\n", encoding="utf-8")
    assert keywork("score", file, "--json").events[0]["officer_turns"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-32", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_usual_encoding_is_read(keywork: Keywork, tmp_path: Path, encoding: str, end: str) -> None:
    text = f"Officer: Morning, René – “so”?{end}Person: Café’s shut.{end}"
    raw = b"\xff\xfe" + text.encode("utf-16-le") if encoding == "utf-16-le-bom" else text.encode(encoding)
    file = tmp_path / "talk.txt"
    file.write_bytes(raw)
    done = keywork("score", file, "--html")
    assert done.code == 0
    assert "Café’s shut." in done.out
    assert "René – “so”?" in done.out


def test_a_ruleset_can_be_chosen(keywork: Keywork, talk: Path) -> None:
    for version in versions():
        assert keywork("score", talk, "--json", "--ruleset", version).events[0]["ruleset"] == version
    done = keywork("score", talk, "--ruleset", f"{RULESET[:-1]}x")
    assert done.code == 2
    assert done.err.startswith(f'keywork: There is no ruleset "{RULESET[:-1]}x"; did you mean "fi2-')
    assert done.err.endswith(f"There are: {', '.join(versions())}.\n")


def test_names_can_be_given(keywork: Keywork, tmp_path: Path) -> None:
    file = tmp_path / "talk.txt"
    file.write_text("Shaw: Morning.\nDarren: Hi.\n", encoding="utf-8")
    done = keywork("score", file)
    assert done.code == 1
    assert (
        f'{file}:1:1 KW301 it is not clear who "Shaw" is. Give --officer NAME and --person NAME' in done.err
    )
    assert keywork("score", file, "--officer", "Shaw").code == 0
    assert keywork("score", file, "--person", "darren", "--officer", "SHAW").code == 0
    done = keywork("score", file, "--officer", "Show")
    assert done.code == 2
    assert 'Nobody called "Show" speaks in' in done.err


BAD: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", ":1:1 KW003 the file is empty. Write what was said"),
    ("blank.csv", b" \r\n\t\n", ":1:1 KW003 the file is empty."),
    ("bom.txt", b"\xef\xbb\xbf", ":1:1 KW003 the file is empty."),
    ("word.txt", b"PK\x03\x04 and so on", ":1:1 KW004 this is a Word, Excel or ZIP file, no text. Save it as plain"),
    ("a.pdf", b"%PDF-1.7\n...", ":1:1 KW004 this is a PDF file, no text."),
    ("rubbish.txt", bytes(range(256)) * 4, ":1:1 KW004 this is not text. Save the transcript as plain text"),
    ("rubbish.yaml", b"\x81\x8d\x8f", ":1:1 KW004 this is not text."),
    ("odd.txt", b"\xff\xfeO\x00f\x00x", ":1:1 KW004 this is not text."),
    ("no-mark.txt", "Officer: Hi.".encode("utf-16-le"), ":1:1 KW004 this is not text."),
    ("escapes.txt", b"\x1b[31m\x07\x08" * 9, ":1:1 KW004 this is not text."),
    ("large.txt", b"Officer: Hi.\n" * 90_000, ":1:1 KW001 the file is larger than 1,048,576 bytes"),
    ("nobody.txt", b"Prisoner: Hi.\n", ":1:1 KW341 no line is said by the officer, so there is nothing to mark."),
    ("alone.txt", b"Officer: Hi.\n", ":1:1 KW341 no line is said by the person. Begin their lines with"),
    ("prose.md", b"# Role-play\nThey met in May.\n", ":2:1 KW302 nobody is named who says this. Write"),
    ("who.txt", b"Officer: Hi.\nP: Hi.\nNurse: Meds.\n", ':3:1 KW301 it is not clear who "Nurse" is.'),
    ("t.csv", b"speaker,text,teir\no,Hi.\np,Hi.\n", ':1:3 KW311 "teir" is no column of a transcript; did you mean'),
    ("t.csv", b"speaker,text\no,Hi.\np,\"Hi.\n", ":3:1 KW313 the quotation marks of this row do not fit"),
    ("t.jsonl", b'{"speaker": "o", "text": "Hi."}\nHi.\n', ":2:1 KW320 not JSON: expecting value. Write an object"),
    ("t.jsonl", b'{"speaker": "o", "text": "Hi.", "tier": 1}\n', ':1:33 KW331 "tier" belongs to a line of the person'),
    ("t.yaml", b"schema: transcript/1\nturns:\n- person: a\n  mod: 1\n", ':4:3 KW101 "mod" is not a key here; did you'),
    ("t.yaml", b"schema: transcript/1\nturns: [", ":3:1 KW010 not readable as YAML: did not find expected node content."),
    ("t.yaml", b"schema: persona/1\n", ':1:1 KW103 "persona/1" is not one of transcript/1'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "told"), BAD)
def test_whatever_is_wrong_is_told_with_its_place_and_what_to_do(
    keywork: Keywork, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    done = keywork("score", file)
    assert (done.code, done.out) == (1, "")
    assert f"{file}{told}" in done.err
    assert done.err.startswith("keywork: The transcript cannot be marked (")
    assert done.err.endswith(" Mend this and try again.\n")
    assert "Traceback" not in done.err
    piped = keywork("score", "-", said=content)
    assert piped.code == 1
    assert re.search(r"^standard input:\d+:\d+ KW\d+ ", piped.err, re.MULTILINE)


def test_a_file_that_is_not_there_is_a_usage_error(keywork: Keywork, tmp_path: Path) -> None:
    done = keywork("score", tmp_path / "nothing.txt")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"keywork: {tmp_path / 'nothing.txt'} cannot be read: No such file or directory. Check the name of the file.\n"
    )
    assert keywork("score", tmp_path).code == 2
    assert keywork("score", "no\0such").code == 2
    assert keywork("score").code == 2
    assert keywork("score", "x.txt", "--json", "--html").code == 2


def test_what_steers_a_terminal_does_not_reach_it(keywork: Keywork, tmp_path: Path) -> None:
    file = tmp_path / "talk.yaml"
    file.write_text(
        'schema: transcript/1\ntitle: "A\\e[2J talk\\u202e"\nperson: "D\\e]0;x\\a"\n'
        'turns: [{officer: "You are a waste of \\e[31mspace, you scum."}, {person: "\\e[1mRight."}]\n',
        encoding="utf-8",
    )
    for form in ((), ("--json",), ("--html",)):
        done = keywork("score", file, *form)
        assert done.code == 0
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", done.out)


@pytest.mark.parametrize("file", sorted(DIALOGUES.glob("*.yaml")), ids=lambda file: file.stem)
def test_the_marked_up_interviews_are_marked(keywork: Keywork, file: Path) -> None:
    done = keywork("score", file, "--json")
    assert (done.code, done.err) == (0, "")
    assert done.events[0]["officer_turns"] >= 18
