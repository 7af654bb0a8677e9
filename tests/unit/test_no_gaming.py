"""What must not pay: poor turns, repeating, parroting, stuffing and listing; and what must not matter: order."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.labels import POSITIVE_MARKERS, TOPICS
from scoring.model import Brief, Level, PersonLine, Reading, Scorecard, Turn
from scoring.scorecard import score
from tests.unit.exchanges import START, officer, person
from tests.unit.test_cases import brief as brief_of
from tests.unit.test_cases import conversation

CASES = Path(__file__).parents[1] / "cases"

POOR = (
    officer("Calm down, will you.", "order_to_calm", "confront"),
    officer("That's rubbish, it says here you did it.", "argue_facts", "confront"),
    officer("You people are all the same.", "stereotype", "confront"),
    officer("This stays between us.", "promise_of_secrecy", "persuade"),
    officer("Why on earth would you do that?", "accusing_why", "question_closed"),
    officer("You should just get a job and stop it.", "righting_reflex", "persuade"),
    officer("Put an app in.", "brush_off", "persuade"),
    officer("One more word and you're on a report.", "threat_or_ultimatum", "confront"),
    officer("You're a junkie, Sam.", "label_person", "confront"),
    officer("It could be worse.", "minimise", "persuade"),
)
SHRUG = person("Whatever.")


def talks() -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    found = []
    for file in sorted(CASES.glob("*.yaml")):
        head = yaml.safe_load(file.read_text("utf-8"))
        found += [(head["criterion"], head, case) for case in head["cases"]]
    return found


TALKS = talks()


def marked(turns: Sequence[Turn], scene: Brief, note: str = "") -> Scorecard:
    return score(turns, scene, START, note=note)


def levels(card: Scorecard) -> dict[str, Level]:
    return {result.criterion: result.level for result in card.results}


def put_in(turns: Sequence[Turn], at: int, reading: Reading, reply: PersonLine = SHRUG) -> list[Turn]:
    """The conversation with one more exchange before place ``at`` (from 0)."""
    before, after = list(turns[:at]), list(turns[at:])
    answered = before[-1].reply if before else after[0].answered
    mood = before[-1].after if before else after[0].before
    made = [*before, Turn(0, reading, answered, reply, mood, mood)]
    if after:
        made += [replace(after[0], answered=reply), *after[1:]]
    return [replace(turn, number=number) for number, turn in enumerate(made, 1)]


def raised(before: Scorecard, after: Scorecard) -> list[str]:
    """Criteria that came out higher; where nothing was offered before, a blank is no gain."""
    old = levels(before)
    return [
        name
        for name, level in levels(after).items()
        if level.rank > max(old[name].rank, Level.NOT_EVIDENCED.rank)
    ]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(range(len(TALKS))), st.sampled_from(range(len(POOR))), st.integers(0, 20))
def test_adding_a_poor_turn_never_raises_a_mark(talk: int, poor: int, place: int) -> None:
    criterion, head, case = TALKS[talk]
    turns, _ = conversation(case)
    scene = brief_of(criterion, head, case)
    spoilt = put_in(turns, place % (len(turns) + 1), POOR[poor])
    assert (
        raised(marked(turns, scene, case.get("note", "")), marked(spoilt, scene, case.get("note", ""))) == []
    )


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(range(len(TALKS))), st.integers(0, 20), st.integers(1, 5))
def test_saying_it_again_never_raises_a_mark(talk: int, which: int, times: int) -> None:
    criterion, head, case = TALKS[talk]
    turns, _ = conversation(case)
    scene = brief_of(criterion, head, case)
    again = turns[which % len(turns)].reading
    longer = list(turns)
    for _ in range(times):
        longer = put_in(longer, len(longer), again)
    assert raised(marked(turns, scene), marked(longer, scene)) == []


# One exchange that is honest, and what tries to look like it

SCENE = Brief(frozenset({"P4.1", "P4.3", "P4.6", "P4.7"}), reach=dict.fromkeys(TOPICS, 3))
OPENING = person("All right.")
TOLD = person("I owed a man nine hundred and I was frightened for my girl.", "reasons", tier=2)
HONEST = (
    (officer("What was going on for you then?", "question_open", "open_invitation", "reasons"), TOLD),
    (officer("So the debt was closing in on your girl too.", "reflection_complex"), person("Aye.")),
)


def attained(*exchanges: tuple[Reading, PersonLine]) -> int:
    made, answered = [], OPENING
    for number, (reading, reply) in enumerate(exchanges, 1):
        made.append(Turn(number, reading, answered, reply, START, START))
        answered = reply
    return sum(max(0, level.rank - 1) for level in levels(marked(made, SCENE)).values())


STUFFED = officer(
    "I hear you. That sounds hard. I appreciate your honesty. You have the strength. How do you feel? What matters "
    "to you? I respect that. It is your choice. Take your time. We will get there together.",
    "question_open", "reflection_complex", "reflection_simple", "affirm", "emphasise_autonomy", *POSITIVE_MARKERS,
)  # fmt: skip
LISTED = officer(
    "Tell me about your reasons, your patterns, your home, your victims, what gets in the way, release and licence.",
    "question_open", "open_invitation", *TOPICS[:8],
)  # fmt: skip


@pytest.mark.parametrize(
    "gamed",
    [
        [(STUFFED, TOLD), (STUFFED, SHRUG)] * 5,
        [(LISTED, TOLD), (LISTED, SHRUG)] * 5,
        [(HONEST[0][0], TOLD), (officer(TOLD.text, "reflection_simple"), SHRUG)],
        [(HONEST[0][0], TOLD), (officer(f"So, {TOLD.text}", "reflection_simple", "affirm"), SHRUG)] * 3,
        [(HONEST[0][0], SHRUG)] * 6,
        [(HONEST[1][0], SHRUG)] * 6,
    ],
    ids=["stuffing", "listing", "parroting", "parroting again", "one question again", "one reflection again"],
)
def test_gaming_earns_less_than_one_honest_exchange(gamed: list[tuple[Reading, PersonLine]]) -> None:
    assert attained(*gamed) < attained(*HONEST)


# The order of unrelated stretches

WORK = person("I lost the yard job in May and the wages with it.", "circumstances", tier=2)
GATE = person("There's a man waits at the gate with a bag.", "obstacles", tier=2)
ARM = person("I'm fine.", cue="rubs his forearm")
FILLER = tuple(
    (officer(text, "question_closed"), person(reply))
    for text, reply in (
        ("Is it cold in here?", "A bit."),
        ("Have you had dinner?", "Soup."),
        ("Football?", "City."),
    )
)
STRETCHES = (
    (*HONEST, *FILLER),
    (
        (officer("How do things stand with work?", "question_open", "circumstances"), WORK),
        (officer("The yard went, and May took the wages too.", "reflection_complex"), person("All of it.")),
        *FILLER,
    ),
    (
        (officer("What could trip you up?", "question_open", "obstacles"), GATE),
        (
            officer("So that man and his bag are the first thing you meet.", "reflection_complex"),
            person("Aye."),
        ),
        *FILLER,
    ),
    (
        (officer("Where's the pen?", "question_closed"), ARM),
        (officer("I noticed you rub your arm there.", "give_information"), person("Old habit.")),
        *FILLER,
    ),
)


@given(st.permutations(STRETCHES))
def test_the_order_of_unrelated_stretches_does_not_change_marks(
    order: list[tuple[tuple[Reading, PersonLine], ...]],
) -> None:
    def card(stretches: Sequence[tuple[tuple[Reading, PersonLine], ...]]) -> dict[str, Level]:
        made, answered = [], OPENING
        for number, (reading, reply) in enumerate((one for part in stretches for one in part), 1):
            made.append(Turn(number, reading, answered, reply, START, START))
            answered = reply
        return levels(marked(made, replace(SCENE, criteria=SCENE.criteria | {"P6"})))

    assert card(order) == card(STRETCHES)
