"""Every case of tests/cases earns its level, and its nearest neighbour does not."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from scoring.criteria.rules import ruleset
from scoring.model import Brief, Fact, Level, Mood, PersonLine, Reading, Turn
from scoring.scorecard import score
from tests.unit.exchanges import START, officer

CASES = Path(__file__).parents[1] / "cases"
FILES = sorted(CASES.glob("*.yaml"))

Entry = Mapping[str, Any]


def cases() -> Iterator[tuple[str, Entry, Entry, str]]:
    """The file's criterion, its head, a case, and an id."""
    for file in FILES:
        head = yaml.safe_load(file.read_text("utf-8"))
        for number, case in enumerate(head["cases"], 1):
            yield head["criterion"], head, case, f"{head['criterion']}-{number}-{case['earns']}"


def neighbour(case: Entry) -> Entry:
    changed = dict(case["not"])
    case = {key: value for key, value in case.items() if key != "not"}
    talk = list(case["talk"])
    for number, entry in changed.pop("swap", {}).items():
        talk[number - 1] = entry
    dropped = changed.pop("drop", [])
    talk = [entry for number, entry in enumerate(talk, 1) if number not in dropped]
    talk += changed.pop("add", [])
    return {**case, "talk": talk, **changed}


ALL = list(cases())


@pytest.mark.parametrize(("criterion", "head", "case"), [one[:3] for one in ALL], ids=[one[3] for one in ALL])
def test_a_case_earns_its_level_and_its_neighbour_another(criterion: str, head: Entry, case: Entry) -> None:
    near = neighbour(case)
    assert near["earns"] != case["earns"]
    for one in (case, near):
        turns, start = conversation(one)
        result = score(turns, brief(criterion, head, one), start, note=one.get("note", "")).result(criterion)
        assert result.level == Level(one["earns"]), (
            one["why"],
            result.why_not,
            result.evidence,
            result.against,
        )


def test_every_criterion_and_level_has_a_case() -> None:
    there = {(criterion, case["earns"]) for criterion, _, case, _ in ALL}
    assert there == {(criterion, level.value) for criterion in ruleset().criteria for level in Level}
    assert len(ALL) >= 120


def conversation(case: Entry) -> tuple[list[Turn], Mood]:
    start = mood = Mood(**case["start"]) if "start" in case else START
    answered, made = PersonLine("", ""), list[Turn]()
    reading: Reading | None = None
    for number, entry in enumerate(case["talk"], 1):
        if "officer" in entry:
            assert reading is None, f"entry {number}: two officer turns running"
            reading = officer(entry["officer"], *entry.get("reads", ()))
            continue
        line = person(entry, number)
        after = Mood(**entry["mood"]) if "mood" in entry else mood
        if reading is not None:
            made.append(Turn(len(made) + 1, reading, answered, line, mood, after))
        answered, mood, reading = line, after, None
    if reading is not None:
        made.append(Turn(len(made) + 1, reading, answered, PersonLine("", ""), mood, mood))
    return made, start


def person(entry: Entry, number: int) -> PersonLine:
    line = PersonLine(f"L{number}", entry["person"], topics=frozenset(entry.get("topic", ())))
    tags = {key: entry[key] for key in ("tier", "talk", "cue", "conduct", "alert", "asks") if key in entry}
    return replace(line, tells=tuple(entry.get("tells", ())), **tags)


def brief(criterion: str, head: Entry, case: Entry) -> Brief:
    given = {**head, **case}
    facts = {
        name: Fact(
            name, fact.get("text", ""), tuple(fact["words"]), frozenset(fact["topic"]), fact.get("tier", 2)
        )
        for name, fact in given.get("facts", {}).items()
    }
    return Brief(
        criteria=frozenset({criterion} if given.get("declared", True) else ()),
        facts=facts,
        reach=given.get("offers", {}),
        called=tuple(given.get("called", ())),
        needs=frozenset(given.get("needs", ())),
        unconvicted=given.get("unconvicted", False),
    )
