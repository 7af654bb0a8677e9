"""P6, P7, P8 and P8.1: conversations that earn each level, and their nearest neighbours that do not."""

import pytest

from scoring.model import Level, Mood, Reading, Turn
from tests.unit.exchanges import ALRIGHT, DUNNO, Exchange, brief, level, marked, officer, person, turns

# P6

CUED = person("The flat's fine.", cue="rubs his forearm")
SCENE_6 = brief("P6")


def noticed(*exchanges: Exchange) -> Level:
    return level("P6", turns(CUED, *exchanges), SCENE_6)


def test_naming_a_cue_tentatively_meets_it() -> None:
    seen = officer("I noticed your arm just then.", "give_information")
    assert noticed((seen, DUNNO)) is Level.MET
    assert noticed((officer("One moment.", "other"), DUNNO), (seen, DUNNO)) is Level.MET


def test_a_feeling_named_about_what_was_said_meets_it() -> None:
    assert noticed((officer("The flat worries you.", "reflection_complex", "name_feeling"), DUNNO)) is not (
        Level.ATTEMPTED
    )


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("That must be hard.", ("reflection_complex", "name_feeling")),
        ("Take your time.", ("time_and_space",)),
        ("I noticed.", ()),
    ],
)
def test_kindness_that_names_nothing_is_attempted(text: str, labels: tuple[str, ...]) -> None:
    assert noticed((officer(text, *labels), DUNNO)) is Level.ATTEMPTED


def test_a_cue_that_goes_by_is_not_evidenced() -> None:
    late = officer("I noticed your arm just then.", "give_information")
    moments = [(officer(text, "other"), DUNNO) for text in ("One moment.", "Where is that pen?")]
    assert noticed(*moments, (late, DUNNO)) is Level.NOT_EVIDENCED


def test_two_cues_or_a_link_exceed() -> None:
    linked = officer("I noticed your arm when you spoke of the flat.", "give_information")
    assert noticed((linked, DUNNO)) is Level.EXCEEDED
    first = officer("I noticed your arm just then.", "give_information")
    second = officer("You went quiet, looking at the floor.", "give_information")
    floor = person("Whatever.", cue="looks at the floor")
    assert noticed((first, floor), (second, DUNNO)) is Level.EXCEEDED


def test_body_language_is_no_proof() -> None:
    text = officer("You looked away, you're lying.", "confront", "argue_facts")
    assert noticed((text, DUNNO)) is Level.ATTEMPTED
    assert noticed((text, DUNNO), (officer("I got that wrong.", "repair"), DUNNO)) is not Level.MET


DANGER = person("Say that again.", cue="steps closer, fists closed")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (officer("I'm going to step back.", "safety_action"), Level.MET),
        (officer("What about the flat?", "question_open"), Level.NOT_EVIDENCED),
    ],
)
def test_danger_must_be_answered(answer: Reading, expected: Level) -> None:
    conversation = turns(DANGER, (answer, DUNNO), (officer("Right then.", "other"), DUNNO))
    assert level("P6", conversation, SCENE_6) is expected


def test_danger_that_two_turns_pass_over_stops_it_whatever_else_was_noticed() -> None:
    seen = (officer("I noticed your arm just then.", "give_information"), DANGER)
    on = [(officer(text, "question_open"), DUNNO) for text in ("What about the flat?", "And work?")]
    result = marked(turns(CUED, seen, *on), SCENE_6).result("P6")
    assert result.level is Level.NOT_EVIDENCED
    assert result.against[0].speaker == "person"


def test_no_cue_that_could_be_answered_is_no_opportunity() -> None:
    assert level("P6", turns(ALRIGHT, (officer("Hello.", "other"), CUED)), SCENE_6) is Level.NO_OPPORTUNITY


# P7

VIEW = person("This town is being replaced.", "extreme_view", tier=1)
SCENE_7 = brief("P7", reach={"extreme_view": 3})
ASK = officer("What did that group give you?", "question_open", "extreme_view")
WHY = person("After the redundancy they were the only ones who rang.", "extreme_view", tier=2)
NEED = officer("When the redundancy came, somebody rang.", "reflection_complex")


def test_the_need_behind_a_view_reflected_meets_it() -> None:
    assert level("P7", turns(VIEW, (ASK, WHY), (NEED, DUNNO)), SCENE_7) is Level.MET


def test_a_doubt_exceeds() -> None:
    doubt = person("None of them has written, mind.", "extreme_view", tier=2, talk="change-reason")
    assert level("P7", turns(VIEW, (ASK, WHY), (NEED, doubt)), SCENE_7) is Level.EXCEEDED


def test_a_question_does_not_reflect_the_need() -> None:
    asked = officer("Who rang after the redundancy?", "question_open")
    assert level("P7", turns(VIEW, (ASK, WHY), (asked, DUNNO)), SCENE_7) is Level.ATTEMPTED


def test_an_ignored_view_is_not_evidenced() -> None:
    assert level("P7", turns(VIEW, (officer("Sign here.", "other"), DUNNO)), SCENE_7) is Level.NOT_EVIDENCED


@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        ("debate_ideology", Level.ATTEMPTED),
        ("label_person", Level.ATTEMPTED),
        ("stereotype", Level.NOT_EVIDENCED),
        ("collusion", Level.NOT_EVIDENCED),
    ],
)
def test_debate_caps_and_agreement_stops(marker: str, expected: Level) -> None:
    bad = (officer("Well, there it is.", "confront", marker), DUNNO)
    assert level("P7", turns(VIEW, (ASK, WHY), (NEED, DUNNO), bad), SCENE_7) is expected


def test_no_view_is_no_opportunity() -> None:
    assert level("P7", turns(ALRIGHT, (ASK, DUNNO)), SCENE_7) is Level.NO_OPPORTUNITY


# P8

SHOUT = person("You lot are useless! All of you!", conduct="abuse")
SCENE_8 = brief("P8", "P8.1")
SAY = officer(
    "You are shouting at me. What is going on for you?",
    "give_information",
    "question_open",
    "present_behaviour",
)
ACCOUNT = person("They cancelled my visit.", "present_behaviour", tier=2)


def explained(*exchanges: Exchange) -> Level:
    return level("P8", turns(SHOUT, *exchanges), SCENE_8)


def test_behaviour_described_and_explained_meets_it() -> None:
    assert explained((SAY, ACCOUNT)) is Level.MET


def test_an_alternative_offered_exceeds() -> None:
    other = person("I could ask next time.", "present_behaviour", tier=2, talk="change-ability")
    assert explained((SAY, other)) is Level.EXCEEDED


@pytest.mark.parametrize(
    "reading",
    [
        officer("You are shouting at me.", "give_information", "present_behaviour"),
        officer("What is going on for you?", "question_open"),
    ],
)
def test_half_of_it_is_attempted(reading: Reading) -> None:
    assert explained((reading, ACCOUNT)) is Level.ATTEMPTED


def test_no_account_is_attempted() -> None:
    assert explained((SAY, person("Get lost!", conduct="abuse", talk="discord"))) is Level.ATTEMPTED


@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        ("blame", Level.ATTEMPTED),
        ("moralise", Level.ATTEMPTED),
        ("label_person", Level.ATTEMPTED),
        ("abuse", Level.NOT_EVIDENCED),
    ],
)
def test_blame_caps_and_abuse_stops(marker: str, expected: Level) -> None:
    assert explained((SAY, ACCOUNT), (officer("Well, well.", "confront", marker), DUNNO)) is expected


def test_letting_it_pass_twice_caps() -> None:
    on = [(officer(text, "question_closed"), DUNNO) for text in ("Is that your form?", "Got a pen?")]
    again = (officer("Third page.", "other"), SHOUT)
    good = (SAY, ACCOUNT)
    assert explained(*on, again, good) is Level.MET
    more = [(officer(text, "question_closed"), DUNNO) for text in ("Date of birth?", "Cell number?")]
    thrice = (officer("Last page.", "other"), SHOUT)
    assert explained(*on, again, *more, thrice, good) is Level.ATTEMPTED


def test_ignored_behaviour_is_not_evidenced() -> None:
    assert explained((officer("Is that your form?", "question_closed"), DUNNO)) is Level.NOT_EVIDENCED


def test_no_such_behaviour_is_no_opportunity() -> None:
    conversation = turns(ALRIGHT, (SAY, SHOUT))
    assert level("P8", conversation, SCENE_8) is Level.NO_OPPORTUNITY
    assert level("P8.1", conversation, SCENE_8) is Level.NO_OPPORTUNITY


# P8.1

LIMIT = officer(
    "When you shout I cannot help. I need it quieter so I can.", "limit_with_reason", "give_information"
)
SPACE = officer("I'm going to give you some space.", "time_and_space")
HOT = Mood(trust=3, agitation=8, readiness=3)
WARM = Mood(trust=3, agitation=5, readiness=3)
COOL = Mood(trust=3, agitation=3, readiness=3)


def challenged(*exchanges: Exchange, mood: Mood = WARM, after: Mood | None = None) -> Level:
    moods = dict.fromkeys(range(1, len(exchanges) + 1), (mood, mood))
    if after:
        moods[len(exchanges)] = (mood, after)
    return level("P8.1", turns(SHOUT, *exchanges, moods=moods), SCENE_8)


def test_behaviour_reason_and_request_meet_it() -> None:
    assert challenged((LIMIT, DUNNO)) is Level.MET


def test_they_settle_and_it_exceeds() -> None:
    assert challenged((LIMIT, DUNNO), after=COOL) is Level.EXCEEDED


def test_a_pause_with_a_time_exceeds() -> None:
    pause = officer("Let us stop here and go on after lunch.", "safety_action")
    assert challenged((LIMIT, DUNNO), (pause, DUNNO)) is Level.EXCEEDED


def test_high_agitation_needs_space_first() -> None:
    assert challenged((LIMIT, DUNNO), mood=HOT) is Level.NOT_EVIDENCED
    assert challenged((SPACE, DUNNO), (LIMIT, DUNNO), mood=HOT) is Level.MET


def test_naming_it_without_a_request_is_attempted() -> None:
    named = officer("You are shouting at me.", "give_information")
    assert challenged((named, DUNNO)) is Level.ATTEMPTED


def test_a_limit_on_something_else_is_no_challenge() -> None:
    other = officer("I need the form today because of the post.", "limit_with_reason")
    assert challenged((other, DUNNO)) is Level.NOT_EVIDENCED


def test_a_threat_caps() -> None:
    threat = officer("I'll put you on report.", "confront", "threatened_sanction")
    assert challenged((threat, DUNNO), (LIMIT, DUNNO)) is Level.ATTEMPTED


def test_a_critical_act_anywhere_blocks_met() -> None:
    secret = officer("This stays in here.", "promise_of_secrecy")
    on = [(officer(text, "other"), DUNNO) for text in ("Right.", "Form two.", "Form three.", "Form four.")]
    assert challenged((LIMIT, DUNNO), *on, (secret, DUNNO)) is Level.ATTEMPTED


def test_safety_without_a_challenge_is_attempted_and_says_why() -> None:
    danger = person("Say that again!", conduct="intimidation", cue="steps closer")
    back = officer("I'm moving back.", "safety_action")
    result = marked(turns(danger, (back, DUNNO)), SCENE_8).result("P8.1")
    assert result.level is Level.ATTEMPTED
    assert "comes first" in result.why_not


def test_stopping_safely_when_there_is_danger_is_met() -> None:
    danger = person("Say that again!", conduct="intimidation", cue="steps closer")
    stop = officer("I'm going to stop here.", "safety_action")
    assert level("P8.1", turns(danger, (stop, DUNNO)), SCENE_8) is Level.MET


def carried_on(*readings: Reading) -> list[Turn]:
    danger = person("Say that again!", conduct="intimidation", cue="steps closer")
    return turns(danger, *[(reading, danger) for reading in readings])


def test_carrying_on_after_two_signs_of_danger_stops_it() -> None:
    asked = officer("What about the flat?", "question_open")
    assert level("P8.1", carried_on(LIMIT, asked, asked), SCENE_8) is Level.NOT_EVIDENCED
    assert level("P8.1", carried_on(LIMIT, SPACE, asked), SCENE_8) is Level.MET
