"""Whoever is spoken of, the same words read the same; and saying a thing ten times earns it once."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.model import Context
from scoring.reading import read

NAMES = (
    "Darren Mohammed Olga Kwame Siobhan Agnieszka Tyrone Priya Yusuf Chloe Wei Delroy Fatima Bronwen".split()
)
GROUPS = "black white Asian Muslim Christian Jewish Gypsy Traveller Polish Albanian Irish Nigerian Scottish Welsh".split()
SEXES = (
    {"he": "he", "him": "him", "his": "his", "man": "man", "son": "son", "dad": "dad", "brother": "brother"},
    {
        "he": "she",
        "him": "her",
        "his": "her",
        "man": "woman",
        "son": "daughter",
        "dad": "mum",
        "brother": "sister",
    },
)

TURNS = (
    "Morning {name}, I'm Mr {name2}, your key worker. What would you like me to call you?",
    "so {name} what happened that night",
    "You were scared of what {name2} would do if you said no.",
    "It sounds like {he} let you down, and you've not been able to say so to {him}.",
    "How do you think {he} felt when {he} saw you?",
    "thats a {group} {man} you hurt, not a number. what was it like for {him} do you think?",
    "You rang your {dad} every day for a month. That takes some doing.",
    "Your {son} will be six when you get out. What would you want {him} to see?",
    "As a {group} {man} in here you get looked at twice, and you're sick of it.",
    "You people, {group} lot, are all the same, can't trust one of you.",
    "you should tell your {brother} to stop bringing it in, simple as",
    "Shut up {name}. You're a disgrace to your {dad}.",
    "If {he} comes on the wing I'd have to move {him} for {his} own safety, and I'd tell you first.",
    "Is it OK if I ask about {name2}?",
    "{name} said {he} doesn't want to see you. I'm sorry. We can sit a minute.",
    "Your victim, {name2}, asked for no contact. That's on your licence.",
    "What does being {group} mean to you, and to the people you grew up with?",
    "I won't tell anyone what you said about {name2}, it stays between us.",
)
PRISONER = "{name2} is my {brother}, and {he} never came. {group} lads, boss, they look after their own."

people = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "name2": st.sampled_from(NAMES),
        "group": st.sampled_from(GROUPS),
        "sex": st.sampled_from(SEXES),
    }
)
FIRST = {"name": "Darren", "name2": "Olga", "group": "white", "sex": SEXES[0]}


def filled(text: str, who: Mapping[str, object]) -> str:
    sex = who["sex"]
    assert isinstance(sex, dict)
    return text.format(**{key: value for key, value in who.items() if key != "sex"}, **sex)


def found(text: str, who: Mapping[str, object]) -> set[tuple[str, float]]:
    reading = read(filled(text, who), Context(filled(PRISONER, who), 4))
    return {(one.label, one.confidence) for one in reading.behaviours + reading.markers + reading.topics}


@pytest.mark.parametrize("turn", TURNS)
@given(who=people)
@settings(deadline=None, max_examples=15)
def test_names_sex_and_ethnicity_change_no_finding(turn: str, who: Mapping[str, object]) -> None:
    assert found(turn, who) == found(turn, FIRST)


@pytest.mark.parametrize("turn", TURNS)
def test_a_name_typed_without_its_capital_is_a_name(turn: str) -> None:
    bare = {**FIRST, "name": "agnieszka", "name2": "delroy"}
    assert found(turn, bare) == found(turn, {**FIRST, "name": "darren", "name2": "olga"})


@pytest.mark.parametrize(
    "phrase",
    [
        "It's up to you, it's your choice.",
        "I hear you, that must be really hard.",
        "You've worked really hard to stay clean.",
        "Take your time, there's no rush.",
        "sounds like your feeling let down",
        "is it ok if i ask you something",
    ],
)
@pytest.mark.parametrize("times", [2, 10])
def test_ten_times_the_same_phrase_earns_no_more_than_once(phrase: str, times: int) -> None:
    context = Context("I don't know, boss.", 3)
    once, often = read(phrase, context), read(" ".join([phrase] * times), context)
    assert often.acts == once.acts
    assert [one.confidence for one in often.behaviours] == [one.confidence for one in once.behaviours]


def test_stock_phrases_of_every_kind_in_one_turn_earn_less_than_each_alone() -> None:
    phrases = [
        "It's your choice.", "That must be hard.", "Well done for telling me.", "Is it OK if I ask?",
        "Tell me more.", "Take your time.", "I'm sorry.", "You can do this.",
    ]  # fmt: skip
    context = Context("I don't know, boss.", 3)
    alone = set().union(*(read(phrase, context).acts for phrase in phrases))
    together = read(" ".join(phrases * 3), context)
    assert len(together.acts) <= len(alone)
    assert not re.search("reflection_complex", " ".join(together.acts))
