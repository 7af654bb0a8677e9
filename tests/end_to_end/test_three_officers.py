"""Darren met by a skilled, a clumsy and a hostile officer, from the shell to the marks."""

from pathlib import Path

import pytest

from scoring.model import Level
from simulator.content.library import Library
from simulator.engine.conversation import Conversation
from tests.end_to_end.running import Done, Keywork

OFFICERS = Path(__file__).parent / "officers"
SCENARIO = "darren-first-key-work"
AT_LEAST_MET = {Level.MET.value, Level.EXCEEDED.value}


def said_by(officer: str) -> str:
    return (OFFICERS / f"{officer}.txt").read_text("utf-8")


def play(keywork: Keywork, officer: str) -> Done:
    done = keywork("play", SCENARIO, "--json", "--seed", 7, said=said_by(officer))
    assert done.code == 0
    return done


def met(done: Done) -> set[str]:
    [card] = done.of("scorecard")
    return {entry["criterion"] for entry in card["criteria"] if entry["level"] in AT_LEAST_MET}


def test_the_skilled_officer_earns_the_marks_and_what_is_hidden(keywork: Keywork) -> None:
    done = play(keywork, "skilled")
    assert met(done) >= {"P4.1", "P4.2", "P4.3", "P4.4", "P4.6", "P4.7", "P5", "P6"}
    said = " ".join(turn["reply"]["line"] for turn in done.of("turn"))
    assert "Mrs Hale" in said
    [ended] = done.of("ended")
    assert ended["grade"] == "good"


def test_the_hostile_officer_loses_him_early_and_earns_nothing(keywork: Keywork) -> None:
    done = play(keywork, "hostile")
    assert met(done) == set()
    turns = done.of("turn")
    assert len(turns) < len(said_by("hostile").splitlines())
    assert turns[-1]["mood"]["agitation"] >= 9
    [ended] = done.of("ended")
    assert (ended["ending"], ended["grade"]) == ("walked_out", "poor")


def test_the_clumsy_officer_lies_between(keywork: Keywork) -> None:
    done = play(keywork, "clumsy")
    assert len(met(done)) < len(met(play(keywork, "skilled")))
    assert "Mrs Hale" not in " ".join(turn["reply"]["line"] for turn in done.of("turn"))
    [card] = done.of("scorecard")
    assert any(entry["level"] == "attempted" for entry in card["criteria"])


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_skill_holds_whatever_the_seed(seed: int) -> None:
    script = Library.default().script(SCENARIO)
    attained = []
    for officer in ("skilled", "clumsy", "hostile"):
        conversation = Conversation(script, seed=seed)
        for line in said_by(officer).splitlines():
            if conversation.ended is None:
                conversation.hear(line)
        attained.append(sum(max(0, result.level.rank - 1) for result in conversation.scorecard().results))
    assert attained == sorted(attained, reverse=True)
    assert attained[0] >= 2 * attained[1] > attained[2]
