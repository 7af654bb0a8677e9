"""Behaviours after MITI 4.2.1: every code in several wordings, and the rules of the volley."""

import pytest

from scoring.labels import BEHAVIOURS
from scoring.model import Context, Reading
from scoring.reading import read
from tests.support import by_cues

HEARD = {
    "question_open": (
        "What happened next?",
        "how did you feel about that",
        "tell me about your family",
        "so what do you make of it all",
        "could you talk me through it",
        "right that sounds tough what would you change about it",
    ),
    "question_closed": (
        "Have you got somewhere to live?",
        "did you see the doctor",
        "How many kids have you got?",
        "is that on B wing or C wing",
        "ok and are u still on the script",
        "When is your release date?",
    ),
    "affirm": (
        "You kept going even when it got hard, that takes strength",
        "it shows how much you care about your son",
        "you've managed six weeks without a warning",
    ),
    "seek_collaboration": (
        "Is it ok if I ask about your licence?",
        "shall we look at this together",
        "How would you like to use the time today?",
        "where would you like to start",
    ),
    "emphasise_autonomy": (
        "It's up to you",
        "you dont have to tell me",
        "That's your decision to make, nobody else's",
    ),
    "give_information": (
        "I'm Officer Hale, I work on the resettlement team.",
        "The meeting is on Friday at ten and your offender manager will be there.",
        "i write a short note after this and your pom can read it",
    ),
    "persuade": (
        "You should get yourself on a course",
        "why dont you just ring her",
        "you need to keep away from that lot",
        "it'll be fine, don't worry",
    ),
    "confront": (
        "That's a lie and you know it",
        "You're a thief, simple as",
        "you should be ashamed of yourself",
        "Sit down or I'll put you on report",
    ),
    "other": (
        "mm hm",
        "ok",
        "go on",
        "Hello",
        "thanks",
        "asdf qwer",
        "",
        "😀",
        "see you tomorrow",
        "Good lad",
    ),
}


def behaviours(text: str, context: Context | None = None) -> set[str]:
    return {found.label for found in by_cues(text, context).behaviours}


@pytest.mark.parametrize(
    ("label", "text"), [(label, text) for label, texts in HEARD.items() for text in texts]
)
def test_heard(label: str, text: str) -> None:
    assert label in behaviours(text)


def test_every_behaviour_has_a_case() -> None:
    reflected = {"reflection_simple", "reflection_complex", "persuade_with_permission"}
    assert set(HEARD) | reflected == set(BEHAVIOURS)


@pytest.mark.parametrize(
    ("prisoner", "officer"),
    [
        ("They moved in and they never left.", "so they moved in and never left"),
        ("I just want my own place.", "You want your own place."),
        ("I lost my temper with him.", "you lost your temper"),
        ("He said he'd nick me for the bell.", "So he said he'd nick you."),
    ],
)
def test_giving_back_the_same_words_is_a_simple_reflection(prisoner: str, officer: str) -> None:
    assert behaviours(officer, Context(prisoner=prisoner)) == {"reflection_simple"}


@pytest.mark.parametrize(
    ("prisoner", "officer"),
    [
        ("Nobody came to the visit.", "You feel let down by all of them"),
        ("I don't know if I want to stop.", "part of you wants to stop and part of you is not ready"),
        ("My lad saw me in that state.", "you were ashamed, and being a good dad means everything to you"),
        ("I want out but I'm scared.", "You want out, but the thought of it frightens you"),
        ("They binned my visit.", "you were counting on it, weren't you, and now you're gutted"),
    ],
)
def test_adding_feeling_or_meaning_is_a_complex_reflection(prisoner: str, officer: str) -> None:
    assert "reflection_complex" in behaviours(officer, Context(prisoner=prisoner))
    assert "reflection_simple" not in behaviours(officer, Context(prisoner=prisoner))


@pytest.mark.parametrize("tag", ["weren't you", "weren't you?", "werent you"])
def test_a_reflection_with_a_tag_asks_nothing(tag: str) -> None:
    assert behaviours(f"you were really scared that night {tag}") == {"reflection_complex"}


def test_advice_becomes_permitted_when_it_was_asked_for() -> None:
    advice = "I'd write to the landlord first, then ring the council"
    assert "persuade_with_permission" in behaviours(advice, Context(prisoner="What would you do?"))


def test_advice_becomes_permitted_when_the_choice_is_left_open() -> None:
    assert "persuade_with_permission" in behaviours("You should ring the council, but it's up to you.")


def test_permission_holds_for_two_turns_and_no_longer() -> None:
    asked, other = read("Is it ok if I make a suggestion?"), read("ok")
    advice = "You should ring the council."
    lasting: tuple[Reading, ...] = (asked, other)
    assert "persuade_with_permission" in behaviours(advice, Context(earlier=lasting))
    assert "persuade" in behaviours(advice, Context(earlier=(*lasting, other)))


def test_confront_trumps_the_other_codes_for_its_words() -> None:
    assert behaviours("You're a thief and you should think about what you did to them") == {"confront"}


def test_an_attacking_question_is_no_question() -> None:
    assert behaviours("What on earth were you thinking?") == {"confront"}


def test_other_stands_alone() -> None:
    for texts in HEARD.values():
        for text in texts:
            found = behaviours(text)
            assert "other" not in found or found == {"other"}


@pytest.mark.parametrize(
    ("text", "primary"),
    [
        ("What happened?", "question"),
        ("you felt let down", "reflection"),
        ("I'll ring housing today and let you know.", "input"),
        ("mm", "other"),
    ],
)
def test_primary_is_what_one_name_would_say(text: str, primary: str) -> None:
    assert read(text).primary == primary


@pytest.mark.parametrize(
    "variant",
    [
        "What do you think would help?",
        "what do you think would help",
        "wot do u think would help",
        "WHAT DO YOU THINK WOULD HELP??",
        "What\u2019s going to help, do you think?",
    ],
)
def test_a_question_is_heard_however_it_is_typed(variant: str) -> None:
    assert "question_open" in behaviours(variant)
