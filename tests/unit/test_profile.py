from scoring.model import Mood, Turn
from scoring.profile import profile
from tests.unit.exchanges import ALRIGHT, DUNNO, START, officer, turns


def told(conversation: list[Turn]) -> list[str]:
    return [point.text for point in profile(conversation, START).turning_points]


def mood(trust: int = 4, agitation: int = 2, readiness: int = 4) -> Mood:
    return Mood(trust, agitation, readiness)


def test_it_begins_at_the_start_and_has_a_point_for_every_turn() -> None:
    conversation = turns(ALRIGHT, (officer("Hello.", "introduce_name", "ordering"), DUNNO))
    start, first = profile(conversation, START).points
    assert (start.turn, start.mood) == (0, START)
    assert (first.calming, first.escalating) == (("introduce_name",), ("ordering",))


def test_a_turning_point_names_the_act() -> None:
    calmer = turns(
        ALRIGHT,
        (officer("You sound let down.", "reflection_complex", "name_feeling"), DUNNO),
        moods={1: (mood(agitation=6), mood(agitation=3))},
    )
    assert told(calmer) == ["Agitation fell 3 after you named the feeling."]


def test_a_small_change_is_no_turning_point() -> None:
    moods = {1: (mood(agitation=6), mood(agitation=5))}
    assert told(turns(ALRIGHT, (officer("Hm.", "name_feeling"), DUNNO), moods=moods)) == []


def test_without_a_known_act_the_words_are_quoted() -> None:
    moods = {1: (mood(), mood(agitation=4))}
    assert told(turns(ALRIGHT, (officer("Your ex rang."), DUNNO), moods=moods)) == [
        "Agitation rose 2 after “Your ex rang.”."
    ]


def test_calm_that_was_bought_is_called_so() -> None:
    moods = {1: (mood(agitation=6), mood(agitation=4))}
    (text,) = told(turns(ALRIGHT, (officer("She asked for it.", "collusion"), DUNNO), moods=moods))
    assert "sided with the offence" in text
    assert "still wrong" in text


def test_a_mistake_and_its_recovery() -> None:
    conversation = turns(
        ALRIGHT,
        (officer("Your own fault.", "blame"), DUNNO),
        (officer("I got that wrong.", "repair"), DUNNO),
        moods={1: (mood(), mood(agitation=4, trust=2)), 2: (mood(agitation=4, trust=2), mood())},
    )
    assert told(conversation) == [
        "Agitation rose 2 after you blamed them.",
        "Trust fell 2 after you blamed them.",
        "Agitation fell 2 after you put something right.",
        "Trust rose 2 after you put something right.",
        "Recovered from turn 1, where you blamed them: they were back where they were after you put something right.",
    ]


def test_markers_are_counted_by_turns() -> None:
    conversation = turns(ALRIGHT, *[(officer("Hm.", "hope"), DUNNO)] * 2, (officer("Oi.", "sarcasm"), DUNNO))
    assert profile(conversation, START).markers == {"hope": 2, "sarcasm": 1}
