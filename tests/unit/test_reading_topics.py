"""Topic cues: named by the officer's words, or followed from the person's last line."""

import pytest

from scoring.labels import TOPICS
from scoring.model import Context
from tests.support import by_cues

HEARD = {
    "reasons": ("What led up to the fight?", "why did it happen", "tell me what was going on that night"),
    "patterns": ("Is it the same every time?", "what usually sets you off", "how was it the last time"),
    "circumstances": ("How are your kids?", "do you have a job at the moment", "are you still using"),
    "victim_attitude": ("How do you feel about the victim now?", "what would you say to him if you met him"),
    "victim_impact": ("How do you think it affected her?", "who else was hurt by it"),
    "obstacles": ("What could get in the way?", "what might trip you up"),
    "release": ("What are your plans for release?", "what happens the day you get out"),
    "supervision": ("What are your licence conditions?", "how do you feel about probation"),
    "extreme_view": ("When did you start to believe that?", "what drew you to that group"),
    "present_behaviour": (
        "When you shout at me I can't hear what you need",
        "You've been pacing since I came in",
    ),
    "risk": ("Are you thinking of hurting yourself?", "is someone on the wing threatening you"),
    "role": ("I'm Mr Hale, your key worker", "what you say goes in my notes"),
    "change": ("How confident are you out of ten?", "what would be a good first step"),
    "summary": (
        "Let me pull that together: the flat, the debt and your lad",
        "so far you've told me three things",
    ),
}


def topics(text: str, context: Context | None = None) -> set[str]:
    return {found.label for found in by_cues(text, context).topics}


@pytest.mark.parametrize(
    ("topic", "text"), [(topic, text) for topic, texts in HEARD.items() for text in texts]
)
def test_heard(topic: str, text: str) -> None:
    assert topic in topics(text)


def test_every_topic_has_a_case() -> None:
    assert set(HEARD) == set(TOPICS)


def test_a_question_without_a_matter_follows_the_person() -> None:
    context = Context(prisoner="She was in bits.", topics=frozenset({"victim_impact"}))
    assert topics("and how was that for you?", context) == {"victim_impact"}


def test_a_reflection_without_a_matter_follows_the_words_of_the_person() -> None:
    assert topics("so that was everything to you", Context(prisoner="My daughter, that's all.")) == {
        "circumstances"
    }


@pytest.mark.parametrize("text", ["go on", "mm", "ok", "right"])
def test_a_bare_encouragement_names_no_matter(text: str) -> None:
    assert topics(text, Context(topics=frozenset({"risk"}))) == set()


@pytest.mark.parametrize(
    "text", ["where are you hoping to live when you get out", "have you somewhere to live sorted"]
)
def test_housing_after_release_is_both_matters(text: str) -> None:
    assert {"release", "circumstances"} <= topics(text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("does that work for you", "circumstances"),
        ("of course", "circumstances"),
        ("there is no pressure", "risk"),
        ("any ideas?", "extreme_view"),
    ],
)
def test_a_word_in_another_sense_names_no_matter(text: str, topic: str) -> None:
    assert topic not in topics(text)
