"""P5 and P5.1: summaries that earn each level, and their nearest neighbours that do not."""

import pytest

from scoring.model import Level, PersonLine, Turn
from tests.unit.exchanges import DUNNO, Exchange, brief, fact, level, marked, officer, person, turns

FACTS = (
    fact("room", ["room", "hostel"], "circumstances", "release"),
    fact("macca", ["Macca", "owe*"], "obstacles"),
    fact("clean", ["off the gear", "methadone"], "change"),
    fact("neighbour", ["Mrs Hale", "neighbour"], "victim_attitude", tier=3),
)
SCENE = brief("P5", "P5.1", facts=FACTS)

ROOM: Exchange = (officer("How are things?", "question_open"), person("Lost my room.", tells=["room"]))
MACCA: Exchange = (officer("And then?", "question_open"), person("I owed Macca.", tells=["macca"]))
CLEAN: Exchange = (
    officer("And now?", "question_open"),
    person("Eight months on methadone.", tells=["clean"]),
)

GOOD = "You lost your room, you owe Macca, you are off the gear, and you want it to stay so."
BOTH = f"{GOOD} Part of you wants out of it all. What would be next?"


def summed_up(text: str, *labels: str, before: tuple[Exchange, ...] = (ROOM, MACCA, CLEAN)) -> list[Turn]:
    summary = officer(text, *(labels or ("reflection_complex", "summary")))
    return turns(person("Alright."), *before, (summary, DUNNO))


def test_three_facts_from_two_topics_and_a_hope_meet_it() -> None:
    result = marked(summed_up(GOOD), SCENE).result("P5")
    assert result.level is Level.MET
    assert result.evidence[0].quote == GOOD


def test_a_reflection_needs_no_name_to_be_a_summary() -> None:
    assert level("P5", summed_up(GOOD, "reflection_simple"), SCENE) is Level.MET


def test_a_question_that_names_three_things_is_no_summary() -> None:
    assert level("P5", summed_up(GOOD, "question_closed"), SCENE) is Level.NOT_EVIDENCED


def test_both_sides_and_a_question_exceed() -> None:
    labels = ("reflection_complex", "summary", "question_open")
    assert level("P5", summed_up(BOTH, *labels), SCENE) is Level.EXCEEDED
    assert level("P5", summed_up(BOTH, *labels[:2]), SCENE) is Level.MET


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("You lost your room and you owe Macca, and you want out.", "fewer than three"),
        ("You lost your room, you owe Macca, and you are on methadone.", "no feeling"),
        (GOOD + " And so on." * 25, "90 words"),
    ],
)
def test_less_is_attempted(text: str, why: str) -> None:
    result = marked(summed_up(text), SCENE).result("P5")
    assert result.level is Level.ATTEMPTED
    assert why in result.why_not


def test_one_matter_alone_is_attempted() -> None:
    facts = tuple(fact(name, [name], "circumstances") for name in ("flat", "job", "mum"))
    told = person("The flat, the job, my mum.", tells=["flat", "job", "mum"])
    conversation = turns(told, (officer("Your flat, your job, your mum: all lost.", "summary"), DUNNO))
    result = marked([*conversation, *conversation[:1]], brief(facts=facts)).result("P5")
    assert result.level is Level.ATTEMPTED
    assert "one matter" in result.why_not


def test_two_facts_are_enough_when_only_two_are_known() -> None:
    conversation = summed_up("You lost your room and you owe Macca, and you want out.", before=(ROOM, MACCA))
    assert level("P5", conversation, SCENE) is Level.MET


def test_something_never_told_is_an_invention() -> None:
    result = marked(summed_up(GOOD + " And there is Mrs Hale."), SCENE).result("P5")
    assert result.level is Level.NOT_EVIDENCED
    assert result.against[0].quote == "And there is Mrs Hale."


def test_a_word_the_person_used_is_no_invention() -> None:
    spoke = (officer("Who else?", "question_open"), person("Some neighbour, whatever."))
    conversation = summed_up(GOOD + " And a neighbour.", before=(ROOM, MACCA, CLEAN, spoke))
    assert level("P5", conversation, SCENE) is Level.MET


def test_an_invention_put_right_is_no_invention() -> None:
    sorry = officer("I'm sorry, you never said that.", "repair")
    conversation = turns(
        person("Alright."), ROOM, MACCA, CLEAN,
        (officer(GOOD + " And there is Mrs Hale.", "summary"), DUNNO), (sorry, DUNNO),
    )  # fmt: skip
    assert level("P5", conversation, SCENE) is Level.MET


def test_a_stock_summary_says_nothing() -> None:
    text = "So to sum up, you have told me a lot today and I appreciate it."
    assert level("P5", summed_up(text), SCENE) is Level.NOT_EVIDENCED


def test_nothing_to_sum_up_is_no_opportunity() -> None:
    conversation = summed_up("You lost your room.", before=(ROOM,))
    assert level("P5", conversation, SCENE) is Level.NO_OPPORTUNITY
    assert level("P5.1", conversation, SCENE) is Level.NO_OPPORTUNITY


# P5.1

SUMMARY = officer(GOOD, "reflection_complex", "summary")
CHECKED = officer(f"{GOOD} Have I got that right?", "reflection_complex", "summary", "check_understanding")
YES = person("Yeah, that's about it.")


def checked(*exchanges: Exchange) -> list[Turn]:
    return turns(person("Alright."), ROOM, MACCA, CLEAN, *exchanges)


def test_a_check_in_the_summary_or_right_after_meets_it() -> None:
    check = officer("What have I missed?", "question_open", "check_understanding")
    assert level("P5.1", checked((CHECKED, YES)), SCENE) is Level.MET
    assert level("P5.1", checked((SUMMARY, DUNNO), (check, person("Nothing."))), SCENE) is Level.MET
    late = checked((SUMMARY, DUNNO), (officer("Pen?", "other"), DUNNO), (check, person("Nothing.")))
    assert level("P5.1", late, SCENE) is Level.NOT_EVIDENCED


def test_an_unchecked_summary_is_not_evidenced() -> None:
    assert level("P5.1", checked((SUMMARY, YES)), SCENE) is Level.NOT_EVIDENCED


def test_an_ok_alone_is_attempted() -> None:
    text = officer(f"{GOOD} Ok?", "reflection_complex", "summary")
    assert level("P5.1", checked((text, YES)), SCENE) is Level.ATTEMPTED


def test_a_check_without_a_summary_is_attempted_when_it_is_about_something() -> None:
    about = officer("So Macca wants paying. Is that right?", "reflection_simple", "check_understanding")
    stock = officer("I hear you. Is that right?", "reflection_simple", "check_understanding")
    base = (ROOM, CLEAN, MACCA)
    assert level("P5.1", turns(person("Hi."), *base, (about, YES)), SCENE) is Level.ATTEMPTED
    assert level("P5.1", turns(person("Hi."), *base, (stock, YES)), SCENE) is Level.NOT_EVIDENCED


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (officer("Thanks. So it was Deano.", "reflection_simple"), Level.MET),
        (officer("I got that wrong.", "repair"), Level.MET),
        (officer("Right, next form.", "other"), Level.NOT_EVIDENCED),
    ],
)
def test_a_correction_must_be_taken_in(answer: object, expected: Level) -> None:
    corrects: PersonLine = person("No, it was Deano I owed.")
    conversation = checked((CHECKED, corrects), (answer, DUNNO))  # type: ignore[arg-type]
    assert level("P5.1", conversation, SCENE) is expected


@pytest.mark.parametrize(
    ("check", "expected"),
    [("Have I missed anything?", Level.MET), ("Have I got that right?", Level.NOT_EVIDENCED)],
)
def test_a_bare_no_corrects_what_was_asked(check: str, expected: Level) -> None:
    asked = officer(f"{GOOD} {check}", "reflection_complex", "summary", "check_understanding")
    conversation = checked((asked, person("No.")), (officer("Right, next form.", "other"), DUNNO))
    assert level("P5.1", conversation, SCENE) is expected


def test_stacked_questions_leave_no_room_to_answer() -> None:
    text = officer(f"{GOOD} Is that right? Is it? Well?", "summary", "stacked_or_forced_questions")
    assert level("P5.1", checked((text, YES)), SCENE) is Level.ATTEMPTED


def test_asking_for_it_in_their_own_words_exceeds() -> None:
    back = officer("What will you tell your key worker we agreed?", "question_open")
    assert level("P5.1", checked((SUMMARY, DUNNO), (back, person("That I ring."))), SCENE) is Level.EXCEEDED
