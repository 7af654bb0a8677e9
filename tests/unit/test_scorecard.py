"""Properties of every scorecard, and what is said on one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.criteria import MARKS
from scoring.criteria.rules import ruleset
from scoring.labels import ACTS, CRITICAL_MARKERS, TOPICS
from scoring.model import Brief, Fact, Level, Mood, PersonLine, Reading, Scorecard, Turn
from scoring.rulesets import RULESET
from scoring.scorecard import score
from tests.unit.exchanges import DUNNO, START, brief, fact, marked, officer, person, turns

ORDER = list(ruleset().criteria)

WORDS = [
    "room", "macca", "gate", "flat", "you", "shouting", "arm", "noticed", "and", "methadone", "sorry", "part of you",
]  # fmt: skip

FACTS = (
    fact("room", ["room", "flat"], "circumstances", "release"),
    fact("macca", ["Macca"], "obstacles"),
    fact("clean", ["methadone"], "change", "patterns"),
)
SCENE = brief(*ORDER, reach=dict.fromkeys(TOPICS, 3), facts=FACTS)

texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join) | st.text(max_size=40)
labels = st.lists(st.sampled_from(sorted(ACTS)) | st.sampled_from(TOPICS), max_size=5)
readings = st.builds(lambda text, found: officer(text, *dict.fromkeys(found)), texts, labels)
lines = st.builds(
    PersonLine,
    id=st.text(max_size=3),
    text=texts,
    cue=st.sampled_from(["", "rubs his arm", "steps closer", "goes quiet"]),
    topics=st.frozensets(st.sampled_from(TOPICS), max_size=3),
    tier=st.integers(0, 3),
    talk=st.sampled_from(["neutral", "change", "change-commitment", "sustain", "discord"]),
    tells=st.lists(st.sampled_from(["room", "macca", "clean", "unknown"]), max_size=2).map(tuple),
    conduct=st.sampled_from(["", "", "abuse"]),
)
gauges = st.integers(0, 10)
moods = st.builds(Mood, gauges, gauges, gauges)
exchanges = st.lists(st.tuples(readings, lines, moods), max_size=8)
scenes = (
    st.just(SCENE)
    | st.just(Brief())
    | st.builds(
        Brief,
        criteria=st.frozensets(st.sampled_from(ORDER)),
        facts=st.just({one.id: one for one in FACTS}),
        reach=st.dictionaries(st.sampled_from(TOPICS), st.integers(0, 3)),
    )
)


def conversation(opening: PersonLine, parts: list[tuple[Reading, PersonLine, Mood]]) -> list[Turn]:
    made = []
    answered, before = opening, START
    for number, (reading, reply, after) in enumerate(parts, 1):
        made.append(Turn(number, reading, answered, reply, before, after))
        answered, before = reply, after
    return made


conversations = st.builds(conversation, lines, exchanges)


@settings(max_examples=100, deadline=None)
@given(conversations, scenes)
def test_any_conversation_can_be_marked_and_the_same_one_the_same_way(made: list[Turn], scene: Brief) -> None:
    card = score(made, scene, START)
    assert card == score(made, scene, START)
    assert [result.criterion for result in card.results] == ORDER == list(MARKS)
    assert card.ruleset == RULESET
    for result in card.results:
        assert bool(result.why_not) == (result.level is not Level.EXCEEDED)
        assert "{topic}" not in result.why_not
        reachable = result.level not in {Level.EXCEEDED, Level.NO_OPPORTUNITY}
        assert bool(result.try_next) == reachable
        assert result.evidence or result.level.rank < Level.ATTEMPTED.rank or result.against
    check_evidence(card, made)
    assert len(card.went_well) <= 3
    assert len(card.to_try) <= 3
    assert "competent" not in repr(card).lower()


def check_evidence(card: Scorecard, made: list[Turn]) -> None:
    """Every piece of evidence points at words that were said, in the turn it names."""
    for result in card.results:
        for shown in (*result.evidence, *result.against):
            assert shown.rule.startswith(f"{result.criterion}/")
            text = said_by(shown.speaker, shown.turn, made)
            assert 0 <= shown.span.start <= shown.span.end <= len(text)
            assert shown.span.of(text) == shown.quote


def said_by(speaker: str, number: int, made: list[Turn]) -> str:
    if speaker == "officer":
        return made[number - 1].reading.text
    return made[number - 1].reply.text if number else made[0].answered.text


STOCK = [
    officer("I hear you. That must be hard.", "reflection_complex", "name_feeling"),
    officer("You are doing really well.", "affirm", "specific_affirmation", "hope"),
    officer("Tell me more about how you feel.", "question_open", "open_invitation"),
    officer("Thank you for sharing that with me.", "affirm"),
    officer("It is your choice.", "emphasise_autonomy"),
    officer("Have I got that right?", "question_closed", "check_understanding"),
    officer("So to sum up, you have told me a lot.", "reflection_complex", "summary"),
    officer("Is it OK if I ask you something?", "seek_collaboration", "ask_permission"),
    officer("I can see why you would feel like that.", "reflection_complex", "tactical_agreement"),
]
NOTHING = person("Right.")


@settings(max_examples=100, deadline=None)
@given(conversations, scenes, st.lists(st.sampled_from(STOCK), min_size=1, max_size=4))
def test_stock_phrases_added_at_the_end_never_raise_a_level(
    made: list[Turn], scene: Brief, added: list[Reading]
) -> None:
    before = score(made, scene, START)
    longer = list(made)
    for reading in added:
        answered = longer[-1].reply if longer else NOTHING
        longer.append(Turn(len(longer) + 1, reading, answered, NOTHING, START, START))
    for was, now in zip(before.results, score(longer, scene, START).results, strict=True):
        offered_now = was.level is Level.NO_OPPORTUNITY and now.level.rank < Level.MET.rank
        kind = was.criterion == "P6" and now.level is Level.ATTEMPTED
        checked = was.criterion == "P5.1"  # "Have I got that right?" just after a summary is a check
        assert now.level.rank <= was.level.rank or offered_now or kind or checked, was.criterion


SPOKEN = st.builds(
    lambda text, line: PersonLine(
        line.id, text, line.cue, line.topics, line.tier, line.talk, line.tells, line.conduct
    ),
    st.sampled_from(
        ["Lost the flat.", "Macca wants paying.", "They cancelled the visit.", "My nan's poorly."]
    ),
    lines.filter(lambda line: line.cue != "steps closer"),
)


@settings(max_examples=100, deadline=None)
@given(SPOKEN, st.lists(st.tuples(st.sampled_from(STOCK), SPOKEN, moods), max_size=20))
def test_stock_phrases_alone_meet_nothing_whatever_is_disclosed(
    opening: PersonLine, parts: list[tuple[Reading, PersonLine, Mood]]
) -> None:
    for result in score(conversation(opening, parts), SCENE, START).results:
        assert result.level.rank < Level.MET.rank, result


def test_critical_acts_head_the_record() -> None:
    spoken = [(officer("This stays here.", marker), DUNNO) for marker in sorted(CRITICAL_MARKERS)]
    card = marked(turns(NOTHING, *spoken), SCENE)
    assert [flag.marker for flag in card.flags] == sorted(CRITICAL_MARKERS)
    assert card.flags[0].quote == "This stays here."
    assert card.to_try[0].startswith("Turn 1, “This stays here.”")


def test_what_went_well_quotes_the_officer() -> None:
    asked = (
        officer("What was going on that week?", "question_open", "reasons"),
        person("Lost the room, owed Macca.", "reasons", tier=2),
    )
    followed = (officer("The room went and Macca wanted paying.", "reflection_simple"), DUNNO)
    card = marked(turns(NOTHING, asked, followed), SCENE)
    assert card.went_well == (
        "Turn 2, “The room went and Macca wanted paying.”: takes up what they said on why the offence happened (P4.1).",
    )


def test_an_attempt_comes_before_what_was_never_tried() -> None:
    asked = (officer("What was going on that week?", "question_open", "reasons"), DUNNO)
    card = marked(turns(NOTHING, asked), SCENE)
    assert card.to_try[0].startswith("Turn 1, “What was going on that week?”. Next time:")


def test_a_long_talk_is_marked_quickly_enough_to_be_watched() -> None:
    made = [
        Turn(n, officer(f"So you lost room {n} and Macca {n * 7} came", "reflection_simple", "reasons"),
             person("Then?"), person(f"Yes {n} the room", "reasons", tier=2, tells=["room"]), START, START)
        for n in range(1, 301)
    ]  # fmt: skip
    assert len(score(made, SCENE, START).results) == len(ORDER)


def test_facts_without_a_known_id_are_passed_over() -> None:
    told = person("I lost it all.", "reasons", tier=2, tells=["unheard_of"])
    assert marked(turns(told, (officer("All lost.", "reflection_simple"), DUNNO)), SCENE).results
    assert Fact("a", "b", (), frozenset(), 1).id == "a"


def test_the_most_harmful_act_comes_before_the_criteria() -> None:
    bad = officer("You're just a waster.", "confront", "label_person")
    worse_first = turns(NOTHING, (officer("It could be worse.", "minimise"), DUNNO), (bad, DUNNO))
    tip = marked(worse_first, SCENE).to_try[0]
    assert tip.startswith("Turn 2, “You're just a waster.”: you put a label on them.")


def test_an_act_that_visibly_helped_went_well() -> None:
    calmer = turns(
        NOTHING,
        (officer("I'm sorry nobody told you.", "repair"), DUNNO),
        moods={1: (Mood(3, 7, 3), Mood(5, 5, 3))},
    )
    assert marked(calmer, SCENE).went_well == (
        "Turn 1, “I'm sorry nobody told you.”: you put something right, and they calmed down.",
    )
