"""Versions of the rules: complete, in step with the code, and older ones mark as they did when they were current."""

import gzip
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from scoring.criteria import MARKS
from scoring.criteria.beyond import BEYOND
from scoring.criteria.rules import Ruleset, ruleset
from scoring.labels import MARKERS
from scoring.model import Brief, CriterionResult, Evidence, Mood, Turn
from scoring.policy import policy_pack
from scoring.rulesets import RULESET, versions
from scoring.scorecard import score

KEPT = Path(__file__).parent / "versions"
"""Conversations as they were recorded, with the marks given when a version was current."""
FROZEN = sorted(file.name.removesuffix(".json.gz") for file in KEPT.glob("*.json.gz"))


@dataclass(frozen=True)
class Kept:
    name: str
    start: Mood
    brief: Brief
    turns: tuple[Turn, ...]
    marks: dict[str, list[object]]


def kept(version: str) -> list[Kept]:
    return TypeAdapter(list[Kept]).validate_json(gzip.decompress((KEPT / f"{version}.json.gz").read_bytes()))


def test_every_version_but_the_current_one_is_frozen() -> None:
    assert list(versions()) == [*FROZEN, RULESET]


@pytest.mark.parametrize("version", FROZEN)
def test_an_old_version_marks_as_it_did(version: str) -> None:
    for talk in kept(version):
        card = score(talk.turns, talk.brief, talk.start, version=version)
        assert {result.criterion: told(result) for result in card.results} == talk.marks, talk.name


def told(result: CriterionResult) -> list[object]:
    def rules(shown: tuple[Evidence, ...]) -> list[str]:
        return [f"{one.rule}@{one.turn}" for one in shown]

    return [result.level.value, rules(result.evidence), rules(result.against), result.why_not]


@pytest.mark.parametrize("version", versions())
class TestVersion:
    @pytest.fixture
    def book(self, version: str) -> Ruleset:
        return ruleset(version)

    def test_names_only_what_the_code_knows(self, book: Ruleset) -> None:
        assert book.criteria.keys() <= MARKS.keys()
        for rules in book.criteria.values():
            assert set(rules.exceeded_by) <= BEYOND.keys()
            assert {marker for counter in rules.counters for marker in counter.markers} <= set(MARKERS)

    def test_stands_in_the_standards_order(self, book: Ruleset) -> None:
        assert list(book.criteria) == [name for name in MARKS if name in book.criteria]

    def test_its_changes_name_its_criteria(self, book: Ruleset) -> None:
        assert {name for change in book.changes for name in change.criteria} <= book.criteria.keys()

    def test_its_policy_pack_is_there(self, book: Ruleset) -> None:
        assert policy_pack(book.policy).name == book.policy

    def test_nothing_to_try_is_left_without_words(self, book: Ruleset) -> None:
        for rules in book.criteria.values():
            assert rules.title
            assert rules.plain
            assert rules.source
            assert rules.try_next.keys() - {"invite"} <= rules.missing.keys()


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(KeyError):
        ruleset("fi2-1999.1")


def test_marking_under_both_versions_differs_where_the_changes_say() -> None:
    named = {name for change in ruleset().changes for name in change.criteria}
    for talk in kept(FROZEN[-1]):
        before, after = (
            {
                one.criterion: one.level
                for one in score(talk.turns, talk.brief, talk.start, version=version).results
            }
            for version in versions()[-2:]
        )
        assert {name for name in after if before.get(name) != after[name]} <= named
