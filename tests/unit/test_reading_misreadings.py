"""Wordings that cues once misread, each with variations: what is asked is the kind, not the sentence."""

import pytest

from scoring.labels import CRITICAL_MARKERS
from scoring.model import Context, Reading
from scoring.reading import read
from scoring.reading.text import parse
from tests.support import by_cues


def labels(reading: Reading) -> frozenset[str]:
    return reading.acts | reading.topic_labels


INNOCENT = (
    "Nobody needs to hear that twice.",
    "How will you keep it going in here?",
    "You've stayed off the gear in here for a year.",
    "What keeps you going in here?",
    "Keep warm in here, it's cold today.",
    "You kept it together when your mum was ill.",
    "Can you keep the noise down in here please?",
    "Could you keep it quiet on the landing, lads are asleep.",
    "You've stayed with me through a hard conversation.",
    "What your nan said has stayed with you.",
    "How did you keep calm in this room today?",
    "There's a lot of respect between us now.",
    "We can sort the plan out between us.",
    "What happened between you and me yesterday was not fair on you.",
    "It must have been hard carrying a secret for so long.",
    "There's no such thing as a secret recipe for this.",
    "You felt nobody would hear you.",
    "You worry no one will see how far you've come.",
    "Sorry, I did not hear that, could you say it again?",
    "You would never tell anyone how bad it got.",
    "I would never tell you what to do.",
    "I won't put you through that again.",
    "If it goes any further downhill, ask for me.",
    "You're not leaving this cell until the afternoon, is that right?",
    "You said that with complete confidence.",
    "I won't share it with them without asking you first.",
    "You can tell me anything or nothing, it's up to you.",
    "I will leave that for another day.",
    "I'll tell them what you asked for.",
    "Will you keep in touch with your sister when you're in here?",
    "What you tell me goes in my notes.",
    "You stayed with your nan and kept to yourself.",
    "It stays on the system for five years.",
    "You can do one a day and see how it goes.",
    "Shall we do one thing at a time?",
    "You shut it all out for years.",
    "You freak out when the door shuts.",
    "You had a little dog at home.",
    "Who is walking your dog now?",
    "What a shit week you've had.",
    "There's no such thing as a stupid question.",
    "This might be a stupid question, but what is the canteen sheet?",
    "You're left with nothing when that happens.",
    "Are you under mental health at the moment?",
    "You two were thick as thieves back then.",
    "He is an animal lover, your lad.",
    "There's a chink of light in that.",
    "You rat on nobody, that's how you were brought up.",
    "You slag him off but you still ring him.",
    "You were made to feel worthless.",
    "It's not as stupid as it sounds.",
    "You're a dog person.",
    "What was that like for an old man living on his own?",
    "Muslim lads can go to prayers at one.",
    "The Muslim men are unlocked first on a Friday.",
    "All the lads from the workshop are asking after you.",
    "The days are all the same in here.",
    "Do you want to learn English in the classes?",
    "Is fasting part of your religion?",
    "Who in your community would be behind you?",
    "You miss your lot at home.",
    "Your lot are coming up on Saturday.",
    "Most lifers find the first year hardest.",
    "I've seen people like you turn it round.",
    "What was it like where you come from?",
    "How does a woman like her feel safe now?",
    "Your sort-out of the cell looks good.",
    "Was it like that where you are from?",
)


def test_the_weights_raise_no_flag_on_innocent_sentences() -> None:
    flagged = [text for text in INNOCENT if read(text, Context("It got to me.", 4)).acts & CRITICAL_MARKERS]
    assert len(flagged) <= 0.05 * len(INNOCENT), flagged


@pytest.mark.parametrize("text", INNOCENT)
def test_an_innocent_sentence_is_no_secret_no_insult_and_no_stereotype(text: str) -> None:
    assert labels(by_cues(text)).isdisjoint({"promise_of_secrecy", "abuse", "stereotype", "label_person"})


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        *((text, "promise_of_secrecy") for text in (
            "I won't tell a soul", "it stays in here", "keep it between us", "whatever you say stays in this room",
            "what you tell me stays with me", "it goes no further", "i wont put it in the notes", "that's our secret",
            "Nothing you tell me leaves this room.", "no one else will ever know", "I'll leave it out of my notes",
        )),
        *((text, "abuse") for text in (
            "you dirty rat", "You animal", "you little shit", "you're a dog", "shut it", "you're pathetic", "You junkie.",
            "you smackhead", "oi junkie", "You lying thief!", "you're scum",
        )),
        *((text, "label_person") for text in ("You junkie.", "you smackhead", "oi junkie", "You lying thief!", "you're scum")),
        *((text, "stereotype") for text in (
            "your lot never learn", "speak english", "you people are all the same", "well spoken for a traveller",
        )),
        *((text, "sarcasm") for text in (
            "That's what they all say.", "thats what you all say", "They all say that.", "Oh, that's what everyone says.",
        )),
    ],
)  # fmt: skip
def test_what_is_meant_so_is_still_heard(text: str, marker: str) -> None:
    assert marker in by_cues(text).acts


@pytest.mark.parametrize(
    "text",
    [
        "You've kept clean for eight months in here.",
        "You've kept off the spice in here for a year.",
        "You have stayed out of trouble with me on this wing.",
        "You've kept your head down and kept quiet in here, that takes strength.",
    ],
)
def test_keeping_going_in_here_is_no_secret(text: str) -> None:
    reading = by_cues(text)
    assert "promise_of_secrecy" not in reading.acts
    assert reading.acts & {"affirm", "reflection_simple", "reflection_complex"}


@pytest.mark.parametrize(
    "text",
    [
        "It sounds like you're fed up of this",
        "sounds like you are fed up with the lot of it",
        "You're fed up of being told to wait.",
        "It seems like you've been fed up since the move",
    ],
)
def test_being_fed_up_is_a_feeling_and_no_view(text: str) -> None:
    acts = by_cues(text).acts
    assert {"name_feeling", "reflection_complex"} <= acts
    assert acts.isdisjoint({"confront", "debate_ideology"})


@pytest.mark.parametrize(
    "text",
    [
        "How do you see the people you stole from now?",
        "what do you think about the man you hit",
        "How do you feel about the woman you robbed her phone from?",
        "What would you say to the lad you stabbed, if you met him?",
    ],
)
def test_asking_about_those_who_were_harmed_is_no_argument(text: str) -> None:
    reading = by_cues(text)
    assert "question_open" in reading.acts
    assert "victim_attitude" in reading.topic_labels
    assert reading.acts.isdisjoint({"confront", "argue_facts"})


@pytest.mark.parametrize(
    "text",
    [
        "Actually I can't get you a flat, but I can ask",
        "I can't get you moved today but I can ring the office.",
        "i cant sort it all out for you, what i can do is ask",
        "I can't fix that, but I'll ring them with you.",
    ],
)
def test_saying_what_cannot_be_done_promises_nothing(text: str) -> None:
    acts = by_cues(text).acts
    assert "honest_limit_and_offer" in acts
    assert "promise_cannot_keep" not in acts


REFLECTED = (
    (
        "It was never about the money, it was about the respect",
        "They laughed at me. I never needed the cash.",
    ),
    ("it wasn't about the stuff, it was about not feeling ill", "When you're rattling you'd nick anything."),
    ("so its more about the person than the rules", "Rules are rules but it's how they talk to you."),
    ("i can hear you regret that", "I shouldn't have said it to her."),
    ("So when the bed goes, everything else goes with it.", "Lost the hostel bed, then the script."),
    ("So first the phone goes quiet, and then everything else goes.", "My phone gets cut off, nobody rings."),
    (
        "So having a bed and a routine and the same nurse held things together.",
        "I had a bed, same nurse every week.",
    ),
    ("So when there's something holding you up, you hold.", "When I had the flat I was fine."),
    ("It was never the fight, it was being shown up", "He did it in front of the whole wing."),
    (
        "so it was about the company, not so much the drink as the company",
        "I only go in the pub to see people.",
    ),
    ("it was more about your lads than the cash", "I had to feed my lads."),
    ("I can see you wish it had gone different", "I keep thinking about that night."),
    ("So it's the waiting that gets you", "They leave you waiting days."),
    ("Right, so sleep goes, and the tempers come with it", "I've not slept for a week."),
    ("So nobody came", "Nobody came. Not one of them."),
    ("So they took your phone", "They took my phone off me."),
    (
        "You can say no to the gear, it's saying no to him that's hard.",
        "I can leave the gear. Then he turns up.",
    ),
    ("You can do the days, it's the nights that are hard", "Days are alright."),
)


@pytest.mark.parametrize(("officer", "prisoner"), REFLECTED)
def test_giving_back_is_a_reflection(officer: str, prisoner: str) -> None:
    acts = by_cues(officer, Context(prisoner=prisoner)).acts
    assert acts & {"reflection_simple", "reflection_complex"}
    assert acts.isdisjoint(
        {"give_information", "question_closed", "question_open", "emphasise_autonomy", "other"}
    )


@pytest.mark.parametrize(
    "officer",
    [
        "You can say no to the gear, it's saying no to him that's hard.",
        "You can stop drinking, it is Friday nights that are hard.",
        "You can say no to your mates, it's your brother that's hard",
        "so you can say no to him, it's being on your own that's hard",
    ],
)
def test_being_able_to_say_no_is_no_leave_to_refuse(officer: str) -> None:
    acts = by_cues(officer, Context(prisoner="I can leave it alone. It's when he turns up.")).acts
    assert "reflection_complex" in acts
    assert "emphasise_autonomy" not in acts


@pytest.mark.parametrize(
    "text",
    [
        "So I'll ring housing today.",
        "So tell me about your lad.",
        "So keep your head down.",
        "So you should ring them.",
        "So good of you to come.",
        "So there's a course starting in May.",
        "So the way this works is, we talk and I write it up.",
        "So that you know, I write a note after this.",
        "So calm down.",
        "so how was the visit",
    ],
)
def test_not_every_so_gives_back(text: str) -> None:
    assert by_cues(text).acts.isdisjoint({"reflection_simple", "reflection_complex"})


@pytest.mark.parametrize(
    "text", ["And then?", "And?", "what then", "So what then", "and after that?", "Because?"]
)
def test_a_bare_invitation_to_go_on_is_an_open_question(text: str) -> None:
    assert "question_open" in by_cues(text).acts
    assert "question_closed" not in by_cues(text).acts


@pytest.mark.parametrize("text", ["So?", "and", "so what", "then"])
def test_a_bare_word_is_no_invitation(text: str) -> None:
    assert "open_invitation" not in by_cues(text).acts


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("What do you think was behind the shop thefts, back then?", {"reasons"}),
        ("what was behind the burglaries back then", {"reasons"}),
        ("What drove the stealing, back then?", {"reasons"}),
        ("What was the cause of those fights?", {"reasons"}),
    ],
)
def test_back_then_is_no_pattern(text: str, topics: set[str]) -> None:
    assert by_cues(text, Context(prisoner="It was the same every time.")).topic_labels == topics


@pytest.mark.parametrize(
    "text",
    [
        "What ideas have you got about getting past that?",
        "have you had ideas for work",
        "What are your ideas for release?",
        "that gives me two ideas",
    ],
)
def test_an_idea_is_no_extreme_view(text: str) -> None:
    assert "extreme_view" not in by_cues(text).topic_labels


@pytest.mark.parametrize(
    "text",
    [
        "What might she be feeling now, with you coming out?",
        "How might they be feeling?",
        "what might the family be feeling about it",
        "What would he be thinking when he heard?",
    ],
)
def test_what_they_might_feel_is_the_effect_on_them(text: str) -> None:
    assert "victim_impact" in by_cues(text).topic_labels


@pytest.mark.parametrize(
    "text", ["is she sleeping?", "are they still scared", "Does he feel safe?", "and is he coping"]
)
def test_what_they_feel_is_the_effect_on_them_after_a_victim_was_spoken_of(text: str) -> None:
    assert "victim_impact" in by_cues(text, Context(topics=frozenset({"victim_attitude"}))).topic_labels
    assert "victim_impact" not in by_cues(text, Context(topics=frozenset({"circumstances"}))).topic_labels


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("I'd like", "i would like"),
        ("Id like to help", "i would like to help"),
        ("so id rather not", "so i would rather not"),
        ("I\u2019d I'D", "i would i would"),
        ("your id card", "your id card"),
        ("bring photo ID", "bring photo id"),
        ("So I'll ring", "so i will ring"),
        ("so ill ring", "so i will ring"),
        ("i was so ill", "i was so ill"),
    ],
)
def test_what_id_and_ill_stand_for(typed: str, words: str) -> None:
    assert " ".join(parse(typed).words) == words


@pytest.mark.parametrize(
    "said",
    [
        "Part of you used to say nobody got hurt, and now there's one you find it hard to look at.",
        "You used to tell yourself nobody got hurt.",
        "You like to think nobody got hurt.",
    ],
)
def test_giving_back_an_excuse_is_no_collusion(said: str) -> None:
    assert "collusion" not in by_cues(said).acts


@pytest.mark.parametrize(
    ("said", "not_heard"),
    [
        ("Oh right, what happened there?", "sarcasm"),
        ("OK I get it, you've heard it all before.", "sarcasm"),
        ("Where did you grow up?", "minimise"),
        ("What do you want me to do?", "brush_off"),
        ("So on a scale, how sure are you that you'll stay out?", "ordering"),
        ("That's rubbish. I'll chase them this week.", "argue_facts"),
        ("You've gone a bit quiet.", "specific_affirmation"),
    ],
)
def test_everyday_words_do_no_harm_and_no_favours(said: str, not_heard: str) -> None:
    assert not_heard not in by_cues(said).acts


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("You could always ask your mum if you can stay on the settee.", "righting_reflex"),
        ("You need to think about what happens when you get out.", "righting_reflex"),
        ("Oh no, I didn't mean it like that.", "repair"),
    ],
)
def test_advice_and_putting_right_are_heard(said: str, heard: str) -> None:
    assert heard in by_cues(said).acts
