"""Whole turns as an assessor would read them: by weights, cues and rules together."""

from collections.abc import Callable

import pytest

from scoring.labels import CRITICAL_MARKERS
from scoring.model import Context, Reading
from scoring.reading import read

CLEAR = (
    ("What d'you want?", "Morning Lee, I'm Officer Shaw, your new key worker.", {"give_information", "introduce_name", "role"}),
    ("It's been a week.", "What's been the hardest part of this week for you?", {"question_open", "open_invitation"}),
    ("I'm on B wing now.", "Which cell are you in?", {"question_closed"}),
    ("They cancelled my visit.", "You were counting on it, and now you're gutted.", {"reflection_complex", "name_feeling"}),
    ("I just want my own place.", "So you want your own place.", {"reflection_simple"}),
    ("I've not used for a month.", "A month clean with all that's about on the wing takes real strength.", {"affirm", "specific_affirmation"}),
    ("I dunno.", "Would it be OK if I told you what other people have tried?", {"seek_collaboration", "ask_permission"}),
    ("Do I have to say?", "You don't have to answer anything, that's completely up to you.", {"emphasise_autonomy"}),
    ("What happens to this?", "I write a short note after we've talked. You can read it, and your offender manager sees it.", {"give_information", "explain_process", "role"}),
    ("I'm skint.", "You should get yourself down to the job centre the day you get out.", {"persuade", "righting_reflex"}),
    ("What would you do?", "If you want my view, I'd write to her first, but you know her and I don't.", {"persuade_with_permission"}),
    ("It weren't my fault.", "You're lying. You chose to do it and now you're making excuses.", {"confront"}),
    ("I'm losing it!", "Calm down, will you.", {"order_to_calm"}),
    ("No.", "Do it now or you're on a nicking.", {"confront", "threatened_sanction"}),
    ("They never told me.", "Fair enough, I'd be annoyed too if nobody had told me.", {"tactical_agreement"}),
    ("Where do we go?", "We can talk here or go in the office, whichever you'd rather.", {"offer_choice", "seek_collaboration"}),
    ("(breathing hard)", "There's no rush. Take your time.", {"time_and_space"}),
    ("You lot!", "I want to hear you, but I can't while you're shouting, so I need you to lower your voice.", {"limit_with_reason"}),
    ("Get me on that course.", "I can't put you on the course myself, but I can ring education this afternoon and ask.", {"honest_limit_and_offer"}),
    ("You said Tuesday.", "I did, and I got that wrong. I'm sorry. Can we start again?", {"repair"}),
    ("So that's it.", "Have I understood you right?", {"check_understanding", "question_closed"}),
    ("I'll do you.", "I'm going to stop this here and step out, and I'll get a colleague.", {"safety_action"}),
    ("I can't do it.", "You did six weeks of it last year, so I believe you can do it again.", {"hope"}),
    ("So?", "Where do you live, who with, and how long for?", {"stacked_or_forced_questions"}),
    ("I miss them.", "It's not that bad, you'll be fine.", {"minimise"}),
    ("They owe me.", "Oh well done, aren't you clever.", {"sarcasm"}),
    ("I hit him.", "Well he had it coming, I'd have done the same.", {"collusion"}),
    ("Help us out.", "Not my job mate, put in an app.", {"brush_off"}),
    ("You don't get it.", "I know exactly how you feel.", {"know_it_all"}),
    ("Why d'you ask?", "So why did you do it, what's wrong with you?", {"accusing_why"}),
    ("I got a date.", "I promise you'll get your tag, hundred per cent.", {"promise_cannot_keep"}),
    ("I'm getting out.", "Where will you live when you get out?", {"release", "circumstances"}),
    ("The woman in the shop was crying.", "And how did she feel after?", {"victim_impact"}),
    ("My PO's alright.", "What does your licence say about seeing him?", {"supervision"}),
    ("I've cut up before.", "Are you thinking of hurting yourself today?", {"risk", "question_closed"}),
    ("I was out with them.", "What usually happens in the days before it goes wrong?", {"patterns", "question_open"}),
    ("It just happened.", "What was going on that led up to the robbery?", {"reasons", "question_open"}),
    ("I want to stop.", "Out of ten, how sure are you that you can?", {"change"}),
    ("That's all of it.", "Let me pull that together: the flat, the debt, and your lad starting school. Is that it?", {"summary"}),
)  # fmt: skip

BLATANT = (
    ("abuse", "You're a fucking idiot."),
    ("abuse", "shut up you scumbag"),
    ("promise_of_secrecy", "I won't tell anyone, I promise, it stays between us."),
    ("promise_of_secrecy", "this is off the record, nobody will ever know"),
    ("stereotype", "All you travellers are the same."),
    ("stereotype", "typical, that's what your lot are like"),
)

INNOCENT = (
    "You said he called you an idiot.",
    "You felt stupid when they laughed.",
    "He made you feel like an animal.",
    "What you tell me goes in my notes.",
    "I can't keep that a secret, I have to pass it on.",
    "Nobody on this wing has to know what you're in for, but I do write a note.",
    "The days are all the same in here.",
    "How do people on the wing treat the travellers?",
    "What's it like being the only Muslim in the workshop?",
    "It's shit, the way that was done.",
    "That must have been a bastard of a week.",
)


def labels(reading: Reading) -> frozenset[str]:
    return reading.acts | reading.topic_labels


@pytest.mark.parametrize(("prisoner", "officer", "wanted"), CLEAR)
def test_a_clear_turn_is_read_for_what_it_is(prisoner: str, officer: str, wanted: set[str]) -> None:
    assert wanted <= labels(read(officer, Context(prisoner, 4)))


@pytest.mark.parametrize("typed", ["lower", "bare", "texting", "slips"])
def test_sloppy_typing_changes_little(typed: str) -> None:
    """Nineteen in twenty of what is found in clean typing is found in sloppy typing."""
    ways: dict[str, Callable[[str], str]] = {
        "lower": str.lower,
        "bare": lambda text: "".join(c for c in text.lower() if c.isalnum() or c == " "),
        "texting": lambda text: (
            text.lower().replace("you're", "ur").replace("you", "u").replace("your", "ur")
        ),
        "slips": lambda text: text.replace("the", "teh").replace("ing", "ign").replace("ould", "uold"),
    }
    found = sum(
        len(wanted & labels(read(ways[typed](officer), Context(line, 4)))) for line, officer, wanted in CLEAR
    )
    assert found >= 0.90 * sum(len(wanted) for _, _, wanted in CLEAR)


@pytest.mark.parametrize(("marker", "text"), BLATANT)
def test_what_is_blatant_and_critical_is_never_missed(marker: str, text: str) -> None:
    for way in (text, text.lower(), text.upper(), "".join(c for c in text if c.isalnum() or c == " ")):
        assert marker in read(way, Context("Whatever.", 5)).acts


@pytest.mark.parametrize("text", INNOCENT)
def test_what_is_innocent_raises_no_critical_flag(text: str) -> None:
    assert not read(text, Context("It got to me.", 4)).acts & CRITICAL_MARKERS


def test_a_finding_points_at_its_words_and_quotes_what_weighed_most() -> None:
    reading = read("You've kept clean all year, and that took guts. What happens next?", Context("Yeah.", 2))
    affirmed, asked = reading.finding("affirm"), reading.finding("question_open")
    assert affirmed is not None
    assert asked is not None
    assert affirmed.span.of(reading.text) == "You've kept clean all year, and that took guts"
    assert asked.span.of(reading.text) == "What happens next"
    assert "weighed most: " in affirmed.why
    quoted = affirmed.why.rpartition("weighed most: ")[2].strip('"').split('", "')
    assert all(phrase in reading.text for phrase in quoted)


def test_a_topic_of_the_persons_line_is_told_from_one_in_the_officers_words() -> None:
    followed = read("and how was that?", Context("I lost the flat, then the job, then the kids.", 3))
    named = read("What happened with the flat and the job?", Context("It went wrong.", 3))
    assert {one.label for one in followed.topics if one.carried} == {"circumstances"}
    assert not [one for one in named.topics if one.carried]


def test_what_was_nearly_found_is_named_and_not_given() -> None:
    for _, officer, _ in CLEAR:
        reading = read(officer)
        assert not {one.label for one in reading.near} & labels(reading)
        assert all(one.confidence >= 0.2 for one in reading.near)


def test_confidence_means_something() -> None:
    sure = read("I'm Officer Shaw, your key worker.").finding("introduce_name")
    assert sure is not None
    assert sure.confidence > 0.9


def test_permission_that_was_asked_for_lasts_two_turns() -> None:
    asked, other = read("Is it ok if I make a suggestion?"), read("ok")
    advice = "You should ring the council."
    assert "persuade_with_permission" in read(advice, Context(earlier=(asked, other))).acts
    assert "persuade" in read(advice, Context(earlier=(asked, other, other))).acts


def test_advice_that_leaves_the_choice_open_is_with_permission() -> None:
    acts = read(
        "It's your call, but if you're asking me I'd ring the council first.",
        Context("I don't know what to do."),
    ).acts
    assert "persuade_with_permission" in acts
    assert not acts & {"persuade", "righting_reflex"}


def test_transcribed_talk_is_read_by_its_own_heads() -> None:
    reading = read(
        "Mm-hmm. And so when you think about, um, the drinking, what- what comes to mind?",
        Context("Well, you know."),
    )
    assert reading.primary == "question"
    assert "question_open" in reading.acts
