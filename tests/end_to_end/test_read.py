"""``keywork read``: one reading a line, and bad lines keep their place."""

import json
from pathlib import Path

import pytest

from scoring.labels import BEHAVIOURS, MARKERS, TOPICS
from tests.end_to_end.running import Keywork

LINE = {"prisoner": "It does my head in.", "officer": "Sounds like it never lets up. What would help?"}


def test_a_reading_points_at_the_words(keywork: Keywork) -> None:
    done = keywork("read", said=json.dumps(LINE) + "\n")
    assert done.code == 0
    [reading] = done.events
    assert set(reading) == {"behaviours", "markers", "topics", "primary", "near"}
    assert {found["label"] for found in reading["behaviours"]} >= {"question_open"}
    question = next(found for found in reading["behaviours"] if found["label"] == "question_open")
    assert set(question) == {"label", "start", "end", "confidence", "why"}
    assert LINE["officer"][question["start"] : question["end"]].startswith("What would help")
    assert reading["primary"] in {"question", "reflection"}
    for layer, names in (("behaviours", BEHAVIOURS), ("markers", MARKERS), ("topics", TOPICS)):
        assert {found["label"] for found in reading[layer]} <= set(names)


def test_a_file_reads_like_standard_input(keywork: Keywork, tmp_path: Path) -> None:
    file = tmp_path / "turns.jsonl"
    file.write_text(json.dumps(LINE) + "\r\n" + json.dumps(LINE), encoding="utf-8-sig")
    from_file = keywork("read", file)
    assert from_file.code == 0
    assert from_file.events == keywork("read", "-", said=f"{json.dumps(LINE)}\n" * 2).events


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("", "not JSON: expecting value at character 1"),
        ("{'prisoner': 1}", "not JSON"),
        ("[" * 100_000, "not JSON that can be read"),
        ('{"prisoner": "", "officer": "", "agitation": ' + "9" * 5000 + "}", "not JSON that can be read"),
        ("[]", 'not a JSON object with "prisoner" and "officer"'),
        ('{"officer": "Hello"}', '"prisoner" is missing or is not text'),
        ('{"prisoner": "", "officer": 3}', '"officer" is missing or is not text'),
        (
            '{"prisoner": "", "officer": "", "agitation": 11}',
            '"agitation" is not a whole number from 0 to 10',
        ),
        ('{"prisoner": "", "officer": "", "agitation": true}', '"agitation" is not a whole number'),
    ],
)
def test_a_bad_line_keeps_its_place(keywork: Keywork, bad: str, why: str) -> None:
    done = keywork("read", said=f"{json.dumps(LINE)}\n{bad}\n{json.dumps(LINE)}\n")
    assert done.code == 1
    first, error, last = done.events
    assert first == last
    assert "primary" in first
    assert error["error"].startswith(why)
    assert done.err == f"keywork: line 2: {error['error']}\n"


@pytest.mark.parametrize(
    "officer", ["", " ", "é" * 100_000, "\ud83d\ude00 ", "مرحبا", "\x1b[31m\x00", "[/x][@click=app.quit]"]
)
def test_any_words_are_read(keywork: Keywork, officer: str) -> None:
    done = keywork("read", said=json.dumps({"prisoner": officer, "officer": officer}))
    assert done.code == 0
    [reading] = done.events
    assert all(0 <= found["start"] <= found["end"] <= len(officer) for found in reading["behaviours"])


def test_bytes_that_are_no_text_are_read_as_best_they_can(keywork: Keywork) -> None:
    done = keywork("read", said=b'{"prisoner": "\xff", "officer": "What \xfe\xff now?"}\n')
    assert done.code == 0
    assert done.events[0]["primary"] == "question"


def test_a_missing_file_is_a_usage_error(keywork: Keywork, tmp_path: Path) -> None:
    done = keywork("read", tmp_path / "nothing.jsonl")
    assert done.code == 2
    assert done.err == f"keywork: {tmp_path / 'nothing.jsonl'} cannot be read: No such file or directory.\n"
