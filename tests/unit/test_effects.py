import pytest

from scoring.effects import Effect, LaterEffect, acting, effect_of, instead, later_effect, plain
from scoring.labels import ACTS, BEHAVIOURS, NEGATIVE_MARKERS, SOOTHING_BUT_WRONG
from scoring.model import Finding, Reading, Span


def heard(*acts: str) -> Reading:
    found = tuple(Finding(act, Span(0, 4), 0.9, "", "test") for act in acts)
    return Reading(
        "text",
        behaviours=tuple(f for f in found if f.label in BEHAVIOURS),
        markers=tuple(f for f in found if f.label not in BEHAVIOURS),
    )


@pytest.mark.parametrize("act", sorted(ACTS))
def test_every_act_has_an_effect_and_a_plain_name(act: str) -> None:
    effect = effect_of(act)
    assert -3 <= effect.trust <= 2
    assert -2 <= effect.agitation <= 3
    assert -1 <= effect.readiness <= 1
    assert plain(act)
    assert "_" not in plain(act)


@pytest.mark.parametrize("act", NEGATIVE_MARKERS)
def test_escalation_never_gains_trust_or_calm_unless_it_soothes_wrongly(act: str) -> None:
    effect = effect_of(act)
    soothes = effect.trust > 0 and effect.agitation < 0
    assert soothes == (act in SOOTHING_BUT_WRONG)


def test_an_unknown_act_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        effect_of("telepathy")


def test_a_promise_that_cannot_be_kept_costs_later() -> None:
    assert later_effect("promise_cannot_keep") == LaterEffect(Effect(trust=-3), 3)
    assert later_effect("name_feeling") is None


def test_harm_comes_first_and_the_largest_first() -> None:
    reading = heard("repair", "minimise", "label_person", "name_feeling")
    assert acting(reading) == ("label_person", "minimise", "repair", "name_feeling")


@pytest.mark.parametrize(
    ("acts", "left"),
    [
        (("affirm", "specific_affirmation"), ("specific_affirmation",)),
        (("confront", "sarcasm"), ("sarcasm",)),
        (("persuade", "righting_reflex"), ("righting_reflex",)),
        (("seek_collaboration", "ask_permission"), ("ask_permission",)),
        (("seek_collaboration", "offer_choice"), ("offer_choice",)),
        (("reflection_complex", "name_feeling"), ("name_feeling",)),
        (("reflection_complex", "tactical_agreement"), ("tactical_agreement",)),
        (("ordering", "safety_action"), ("safety_action",)),
        (("righting_reflex", "ask_permission"), ("ask_permission",)),
        (("affirm",), ("affirm",)),
        (("confront",), ("confront",)),
        (("question_closed", "give_information", "other"), ()),
    ],
)
def test_no_act_counts_twice(acts: tuple[str, ...], left: tuple[str, ...]) -> None:
    assert acting(heard(*acts)) == left


def test_autonomy_in_both_layers_counts_once() -> None:
    found = Finding("emphasise_autonomy", Span(0, 4), 0.9, "", "test")
    assert acting(Reading("text", behaviours=(found,), markers=(found,))) == ("emphasise_autonomy",)


@pytest.mark.parametrize("act", sorted(ACTS))
def test_every_harmful_marker_says_what_to_do_instead(act: str) -> None:
    assert bool(instead(act)) == (act in NEGATIVE_MARKERS)
