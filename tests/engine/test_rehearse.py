import pytest

from simulator.content.build import EXPECTATIONS
from simulator.content.library import Library
from simulator.engine import rehearse
from simulator.engine.rehearse import rehearse as play
from tests.support import SCENARIO, script


def with_test(say: str, expect: str) -> list[str]:
    text = SCENARIO + f"tests:\n  - {{name: t, say: {say}, expect: {expect}}}\n"
    return [str(mismatch) for mismatch in play(script(scenario=text))]


@pytest.mark.parametrize(
    ("say", "right", "wrong", "message"),
    [
        ('["What about the flat?"]', "{topic: housing}", "{topic: family}", "t: the turn was not on family"),
        ('["What about the flat?"]', "{told: flat}", "{told: [sister]}", "t: sister was not told"),
        ('["What about the flat?"]', "{not_told: sister}", "{not_told: flat}", "t: flat was told"),
        ('["You are just a junkie."]', "{heard: label_person}", "{heard: affirm}", "t: affirm was not heard"),
        (
            '["You are just a junkie."]',
            "{not_heard: affirm}",
            "{not_heard: label_person}",
            "t: label_person was heard",
        ),
        ('["You are just a junkie."]', "{state: wary}", "{state: shut}", "t: the state is wary, not shut"),
        ('["You are just a junkie."]', "{trust: '<= 1'}", "{trust: '> 3'}", "t: trust is"),
        ('["Hello"]', "{ending: none}", "{ending: walked}", "t: the ending is none, not walked"),
    ],
)
def test_expectations_are_compared(say: str, right: str, wrong: str, message: str) -> None:
    assert with_test(say, right) == []
    found = with_test(say, wrong)
    assert len(found) == 1
    assert found[0].startswith(message)


def test_words_after_the_end_are_a_mismatch() -> None:
    say = '["You are just a junkie.", "You are scum.", "You are just a junkie.", "Hello"]'
    assert "before" in with_test(say, "{ending: walked}")[0]


def test_everything_the_format_allows_can_be_compared() -> None:
    assert set(rehearse._CHECKS) == set(EXPECTATIONS)


@pytest.mark.parametrize("name", Library.default().ids())
def test_what_ships_passes_its_own_tests(name: str) -> None:
    assert [str(mismatch) for mismatch in play(Library.default().script(name))] == []
