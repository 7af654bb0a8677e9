"""What keywork has to offer: ``list``, ``check`` and ``--version``."""

from importlib.metadata import version
from pathlib import Path

import pytest

from simulator import locations
from tests.end_to_end.running import Keywork


def test_the_version_is_that_of_the_package(keywork: Keywork) -> None:
    assert keywork("--version").out == f"keywork {version('keywork')}\n"


def test_list_tells_what_there_is(keywork: Keywork, sam: str) -> None:
    done = keywork("list")
    assert done.code == 0
    assert done.out.splitlines() == [
        sam,
        "    A talk: Sam Reed, difficulty 1 of 5, about 5 minutes",
        "    A short talk.",
        "    Practises: Listening",
    ]


def test_list_tells_programs_the_same(keywork: Keywork, sam: str) -> None:
    [card] = keywork("list", "--json").events
    assert card == {
        "id": sam,
        "title": "A talk",
        "person": "Sam Reed",
        "summary": "A short talk.",
        "practises": "Listening",
        "difficulty": 1,
        "minutes": 5,
        "criteria": ["P4.3", "P5"],
    }


def test_what_is_shipped_has_no_problems(keywork: Keywork) -> None:
    done = keywork("check")
    assert (done.code, done.out, done.err) == (0, "", "errors: 0, warnings: 0\n")


def test_check_names_the_place_of_every_problem(keywork: Keywork, sam: str) -> None:
    scenario = locations.content_dirs().scenarios / f"{sam}.yaml"
    text = scenario.read_text(encoding="utf-8")
    broken = text.replace("starts: wary", 'starts: "w\\ery"').replace("minutes: 5", "minutes: five")
    scenario.write_text(broken, encoding="utf-8")
    done = keywork("check", scenario)
    assert done.code == 1
    assert [line.startswith(f"{scenario}:") for line in done.out.splitlines()] == [True, True]
    assert "\x1b" not in done.out
    assert done.err == "errors: 2, warnings: 0\n"


@pytest.mark.parametrize("path", ["nothing.yaml", "no/such/folder"])
def test_check_of_nothing_fails(keywork: Keywork, tmp_path: Path, path: str) -> None:
    done = keywork("check", tmp_path / path)
    assert done.code == 1
    assert done.out.startswith(f"{tmp_path / path}:1:1 ")
