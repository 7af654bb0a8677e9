import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import effects, labels
from scoring.effects import Effect
from scoring.model import Mood
from simulator.engine import mind as minds
from simulator.engine.outcome import MoodChange

START = Mood(trust=5, agitation=5, readiness=5)


def after(
    *turns: tuple[str, ...], start: Mood = START, temperament: dict[str, Effect] | None = None
) -> list[Mood]:
    mind = minds.new_mind(start)
    moods = []
    for number, acts in enumerate(turns, 1):
        felt, changes = minds.feel(mind, acts, number, temperament or {})
        mood = minds.settle(mind.mood, changes)
        mind = minds.Mind(mood, felt.rest, felt.felt, felt.sore, felt.quiet, felt.pending)
        moods.append(mood)
    return moods


@pytest.mark.parametrize(
    ("agitation", "band"),
    [(0, "settled"), (2, "settled"), (3, "guarded"), (4, "guarded"), (5, "agitated"), (6, "agitated"),
     (7, "hostile"), (8, "hostile"), (9, "imminent"), (10, "imminent")],
)  # fmt: skip
def test_bands(agitation: int, band: str) -> None:
    assert minds.band(agitation) == band


def test_four_ways_of_speaking_land_differently_at_once() -> None:
    landed = {
        act: after((act,))[0]
        for act in ("threat_or_ultimatum", "order_to_calm", "name_feeling", "honest_limit_and_offer")
    }
    assert len({(mood.trust, mood.agitation) for mood in landed.values()}) == 4
    assert landed["threat_or_ultimatum"].agitation > landed["order_to_calm"].agitation > 5
    assert landed["name_feeling"].agitation < landed["honest_limit_and_offer"].agitation < 5


def test_the_same_calming_act_within_three_turns_moves_nothing() -> None:
    moods = after(("name_feeling",), ("name_feeling",), ("name_feeling",))
    assert moods[0].agitation == 3
    assert moods[1] == moods[0]


def test_a_harmful_act_never_wears_out() -> None:
    moods = after(("order_to_calm",), ("order_to_calm",))
    assert moods[1].agitation > moods[0].agitation


def test_a_wound_keeps_trust_down_until_it_is_repaired() -> None:
    unrepaired = after(("label_person",), ("specific_affirmation",))
    repaired = after(("label_person",), ("repair",))
    assert unrepaired[1].trust == unrepaired[0].trust
    assert repaired[1].trust > repaired[0].trust


def test_the_wound_heals_with_time() -> None:
    moods = after(("label_person",), (), (), (), ("specific_affirmation",))
    assert moods[-1].trust > moods[0].trust


def test_a_promise_that_cannot_be_kept_pays_at_once_and_costs_later() -> None:
    moods = after(("promise_cannot_keep",), (), (), ())
    assert moods[0].trust > START.trust
    assert moods[3].trust < START.trust


def test_quiet_turns_settle_the_person_but_not_below_where_they_started() -> None:
    moods = after(("order_to_calm",), *[()] * 20)
    assert moods[-1].agitation == START.agitation


def test_temperament_replaces_the_usual_effect() -> None:
    mood = after(("affirm",), temperament={"affirm": Effect(trust=-1, agitation=1)})[0]
    assert (mood.trust, mood.agitation) == (4, 6)


@given(st.lists(st.lists(st.sampled_from(sorted(labels.ACTS)), max_size=6), max_size=12))
def test_gauges_stay_in_range_and_no_turn_exceeds_its_limits(turns: list[list[str]]) -> None:
    moving = [tuple(act for act in acts if effects.effect_of(act).size) for acts in turns]
    before = START
    for mood in after(*moving):
        assert all(0 <= value <= 10 for value in (mood.trust, mood.agitation, mood.readiness))
        assert -4 <= mood.trust - before.trust <= 2
        assert -3 <= mood.agitation - before.agitation <= 4
        before = mood


def test_settle_caps_an_author_too() -> None:
    assert minds.settle(START, [MoodChange("x", 5, 5, 5), MoodChange("y", 5, 5, 5)]) == Mood(7, 9, 7)


@pytest.mark.parametrize(
    ("trust", "gain", "after"), [(4, 2, 6), (5, 1, 6), (6, 1, 6), (6, 2, 7), (8, 2, 8), (8, 3, 9), (8, -2, 6)]
)
def test_trust_is_harder_earned_the_higher_it_stands(trust: int, gain: int, after: int) -> None:
    assert minds.settle(Mood(trust, 0, 0), [MoodChange("x", gain, 0, 0)]).trust == after
