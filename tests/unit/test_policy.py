"""Policy packs: whole, dated, sourced, in step with what people may ask and disclose, and fair to what is denied."""

import re

import pytest

from scoring.criteria.claims import claims
from scoring.criteria.common import Talk
from scoring.criteria.rules import ruleset
from scoring.labels import ALERTS, ERRANDS
from scoring.model import Brief, PersonLine, Reading, Turn
from scoring.policy import NO_PACK, PolicyFact, policy_pack
from tests.unit.exchanges import START

PACK = policy_pack(ruleset().policy)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
DENIED = (
    "It is not true that {}.",
    "You've heard that {}.",
    "Do you think {}?",
    "It's a myth that {}.",
    "Some people say {}.",
    "I wouldn't say {}.",
    "{}? That's not true.",
)


def claimed(text: str, wording: str) -> bool:
    turn = Turn(1, Reading(text), PersonLine("", ""), PersonLine("", ""), START, START)
    return claims(Talk.of([turn], Brief(), ruleset()), 1, (wording,)) is not None


@pytest.mark.parametrize("fact", PACK.facts, ids=lambda fact: fact.id)
def test_a_fact_has_a_source_and_a_date(fact: PolicyFact) -> None:
    assert fact.text
    assert fact.source
    assert DATE.fullmatch(fact.valid_from)
    assert not fact.valid_until or fact.valid_from < fact.valid_until
    assert fact.topic in {"supervision", "recall", "release", "victims", "risk", "roles", "remand"}


def test_ids_are_unique_and_everything_that_can_be_asked_or_disclosed_is_answered() -> None:
    assert len({fact.id for fact in PACK.facts}) == len(PACK.facts)
    assert PACK.errands.keys() == set(ERRANDS)
    assert PACK.routes.keys() == set(ALERTS)
    assert all(errand.right and not errand.right & errand.wrong for errand in PACK.errands.values())
    assert all(route.right for route in PACK.routes.values())


@pytest.mark.parametrize("fact", PACK.facts, ids=lambda fact: fact.id)
def test_a_wrong_wording_is_held_against_who_claims_it_and_not_against_who_denies_it(
    fact: PolicyFact,
) -> None:
    for wording in fact.wrong:
        bare = wording.rstrip(".")
        assert claimed(f"{bare.capitalize()}.", wording), wording
        assert [denial for denial in DENIED if claimed(denial.format(bare), wording)] == [], wording
        assert [other.id for other in PACK.facts if claimed(other.text, wording)] == [], wording


def test_what_has_run_out_or_is_unsettled_marks_nobody() -> None:
    marking = {fact.id for fact in PACK.in_force(frozenset({fact.topic for fact in PACK.facts}))}
    assert marking
    for fact in PACK.facts:
        assert (fact.id in marking) == (not fact.unsettled and fact.marks(PACK.valid_from))
    assert not any(fact.id in marking for fact in PACK.facts if fact.unsettled or fact.valid_until)


def test_a_version_without_a_pack_knows_no_law() -> None:
    assert policy_pack("") is NO_PACK
    with pytest.raises(FileNotFoundError):
        policy_pack("atlantis-1999-01")
