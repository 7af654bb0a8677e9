"""Each criterion of P4: a conversation that earns each level, and its nearest neighbour that does not."""

from dataclasses import dataclass, replace

import pytest

from scoring.labels import CRITICAL_MARKERS
from scoring.model import Brief, Finding, Level, PersonLine, Span
from tests.unit.exchanges import ALRIGHT, DUNNO, Exchange, brief, level, marked, officer, person, turns

GO_ON = (officer("Right. Let us look at the form.", "other"), DUNNO)


@dataclass(frozen=True)
class Case:
    """A conversation that meets a criterion: invited, disclosed, followed up."""

    topic: str
    invite: Exchange
    follow: Exchange
    further: tuple[Exchange, ...] = ()
    """What the criterion asks for besides."""
    beyond: PersonLine | None = None
    """The reply to the follow-up that exceeds it."""
    opening: PersonLine = ALRIGHT

    @property
    def met(self) -> tuple[Exchange, ...]:
        return (self.invite, self.follow, *self.further)

    @property
    def exceeded(self) -> tuple[Exchange, ...]:
        assert self.beyond
        return (self.invite, (self.follow[0], self.beyond), *self.further)


def change(text: str, *topics: str) -> PersonLine:
    return person(text, *topics, tier=2, talk="change-desire")


CASES = {
    "P4.1": Case(
        "reasons",
        (
            officer("What was going on for you that week?", "question_open", "reasons"),
            person("I lost the room and then I owed Macca.", "reasons", tier=2),
        ),
        (officer("So the room went and Macca wanted paying.", "reflection_simple"), DUNNO),
        beyond=change("I never want to owe anyone again.", "reasons"),
    ),
    "P4.2": Case(
        "patterns",
        (
            officer("When does it tend to happen?", "question_open", "patterns"),
            person("When I lose my bed. Happened in the spring.", "patterns", tier=2),
        ),
        (officer("Each time it starts when the bed goes.", "reflection_complex", "patterns"), DUNNO),
        (
            (
                officer("And the time before that?", "question_open", "patterns"),
                person("Same. Hostel shut, two days later I was in a garage.", "patterns", tier=2),
            ),
        ),
        beyond=change("When I was at my nan's I was fine.", "patterns"),
    ),
    "P4.3": Case(
        "circumstances",
        (
            officer("Tell me how things are with your mum.", "question_open", "circumstances"),
            person("She has my lad. She is tired out.", "circumstances", tier=2),
        ),
        (officer("She is tired, and your lad needs her.", "reflection_complex"), DUNNO),
        ((officer("What about money when you get out?", "question_open", "circumstances"), DUNNO),),
        beyond=change("I want to take some of that off her.", "circumstances"),
    ),
    "P4.4": Case(
        "victim_attitude",
        (
            officer("How do you see the shop?", "question_open", "victim_attitude"),
            person("Shops are insured. Nobody loses.", "victim_attitude", tier=1),
        ),
        (officer("As you see it the shops are insured.", "reflection_simple"), DUNNO),
        ((officer("Who else might have been touched by it?", "question_open", "victim_attitude"), DUNNO),),
        beyond=change("The girl on the till, maybe.", "victim_attitude"),
    ),
    "P4.5": Case(
        "victim_impact",
        (
            officer("What might Mrs Hale feel about you coming back?", "question_open", "victim_impact"),
            person("She will be frightened to open her door.", "victim_impact", tier=2),
        ),
        (officer("Frightened behind her own door.", "reflection_complex"), DUNNO),
        beyond=change("I should keep off that street.", "victim_impact"),
    ),
    "P4.6": Case(
        "obstacles",
        (
            officer("What could trip you up?", "question_open", "obstacles"),
            person("The dealer stands outside the gate.", "obstacles", tier=2),
        ),
        (officer("So he is stood there at the gate before you get a bus.", "reflection_complex"), DUNNO),
        beyond=change("My uncle could fetch me in his van.", "obstacles"),
    ),
    "P4.7": Case(
        "release",
        (
            officer("What worries you about the day?", "question_open", "release"),
            person("No address. Nowhere to sleep that night.", "release", tier=2, talk="sustain"),
        ),
        (officer("Nowhere to sleep that first night.", "reflection_simple"), DUNNO),
        (
            (
                officer("What would you do first?", "question_open", "release"),
                person("Ring the hostel in Mill Road.", "release", tier=2, talk="change-ability"),
            ),
            (officer("So the hostel is your first call.", "reflection_simple"), DUNNO),
        ),
        beyond=person("I will ring them on Friday.", "release", tier=2, talk="change-commitment"),
    ),
    "P4.8": Case(
        "supervision",
        (
            officer("How do you feel about being on licence?", "question_open", "supervision"),
            person("It's like a dog lead. One late bus and I'm back.", "supervision", tier=2),
        ),
        (officer("Like a lead, and a late bus could pull it.", "reflection_complex"), DUNNO),
        beyond=change("I'd sooner turn up early than that.", "supervision"),
    ),
}

IDS = sorted(CASES)


def scenario(criterion: str) -> Brief:
    return brief(criterion, reach={CASES[criterion].topic: 3})


@pytest.mark.parametrize("criterion", IDS)
class TestLadder:
    def test_met(self, criterion: str) -> None:
        case = CASES[criterion]
        result = marked(turns(case.opening, *case.met), scenario(criterion)).result(criterion)
        assert result.level is Level.MET
        assert [e.rule for e in result.evidence] == [
            f"{criterion}/{part}" for part in ("invite", "disclose", "follow")
        ]
        assert result.why_not
        assert result.try_next

    def test_exceeded(self, criterion: str) -> None:
        case = CASES[criterion]
        result = marked(turns(case.opening, *case.exceeded), scenario(criterion)).result(criterion)
        assert result.level is Level.EXCEEDED
        assert result.why_not == ""

    def test_volunteered_needs_no_invitation(self, criterion: str) -> None:
        case = CASES[criterion]
        told = case.invite[1]
        opening = person("Just so you know.")
        first = (officer("Morning.", "other"), told)
        conversation = turns(opening, first, case.follow, *case.further)
        assert level(criterion, conversation, scenario(criterion)) is Level.MET

    def test_silence_after_a_volunteered_disclosure_is_not_evidenced(self, criterion: str) -> None:
        told = CASES[criterion].invite[1]
        conversation = turns(told, GO_ON)
        assert level(criterion, conversation, scenario(criterion)) is Level.NOT_EVIDENCED

    def test_without_a_follow_up_it_is_attempted(self, criterion: str) -> None:
        case = CASES[criterion]
        result = marked(turns(case.opening, case.invite, GO_ON), scenario(criterion)).result(criterion)
        assert result.level is Level.ATTEMPTED
        assert "turn 2" in result.why_not

    def test_a_follow_up_that_shares_nothing_is_none(self, criterion: str) -> None:
        case = CASES[criterion]
        stock = (
            officer("I hear you. That sounds really hard.", "reflection_complex", "name_feeling", case.topic),
            DUNNO,
        )
        conversation = turns(case.opening, case.invite, stock, *case.further)
        assert level(criterion, conversation, scenario(criterion)) is Level.ATTEMPTED

    def test_a_follow_up_four_turns_late_is_none(self, criterion: str) -> None:
        case = CASES[criterion]
        wait = [
            (officer(text, "other"), DUNNO)
            for text in ("One moment.", "Where is that pen?", "Found the form.")
        ]
        conversation = turns(case.opening, case.invite, *wait, case.follow)
        assert level(criterion, conversation, scenario(criterion)) is Level.ATTEMPTED

    def test_only_the_surface_is_attempted(self, criterion: str) -> None:
        case = CASES[criterion]
        text, told = case.invite
        shallow = person(told.text, case.topic, tier=0 if criterion == "P4.4" else 1)
        conversation = turns(case.opening, (text, shallow), case.follow)
        assert level(criterion, conversation, scenario(criterion)) is Level.ATTEMPTED

    def test_a_closed_question_is_half_an_invitation(self, criterion: str) -> None:
        case = CASES[criterion]
        asked = officer(case.invite[0].text, "question_closed", case.topic)
        conversation = turns(case.opening, (asked, case.invite[1]), case.follow)
        assert level(criterion, conversation, scenario(criterion)) is Level.ATTEMPTED

    def test_a_question_of_no_topic_takes_the_topic_of_the_line(self, criterion: str) -> None:
        case = CASES[criterion]
        opening = person("It was what it was.", case.topic)
        asked = officer(case.invite[0].text, "question_open")
        conversation = turns(opening, (asked, case.invite[1]), case.follow, *case.further)
        assert level(criterion, conversation, scenario(criterion)) is Level.MET

    def test_a_list_of_topics_invites_none(self, criterion: str) -> None:
        case = CASES[criterion]
        topics = (
            "reasons",
            "patterns",
            "circumstances",
            "victim_attitude",
            "victim_impact",
            "obstacles",
            "release",
            "supervision",
        )
        asked = officer("Tell me about everything.", "question_open", *topics)
        conversation = turns(case.opening, (asked, DUNNO))
        assert level(criterion, conversation, scenario(criterion)) is Level.NOT_EVIDENCED

    def test_a_speech_follows_nothing_up(self, criterion: str) -> None:
        case = CASES[criterion]
        speech = officer(case.follow[0].text + " blah" * 121, "reflection_complex", case.topic)
        conversation = turns(case.opening, case.invite, (speech, DUNNO))
        assert level(criterion, conversation, scenario(criterion)) is Level.ATTEMPTED

    def test_nothing_said_on_it_is_not_evidenced(self, criterion: str) -> None:
        result = marked(turns(person("Alright."), GO_ON), scenario(criterion)).result(criterion)
        assert result.level is Level.NOT_EVIDENCED
        assert result.why_not
        assert result.try_next

    def test_no_depth_in_the_script_is_no_opportunity(self, criterion: str) -> None:
        shallow = brief(criterion, reach={CASES[criterion].topic: 1})
        conversation = turns(person("Alright."), (CASES[criterion].invite[0], DUNNO))
        assert level(criterion, conversation, shallow) is Level.NO_OPPORTUNITY

    def test_neither_declared_nor_said_is_no_opportunity(self, criterion: str) -> None:
        undeclared = brief(reach={CASES[criterion].topic: 3})
        conversation = turns(person("Alright."), (CASES[criterion].invite[0], DUNNO))
        assert level(criterion, conversation, undeclared) is Level.NO_OPPORTUNITY

    @pytest.mark.parametrize("marker", sorted(CRITICAL_MARKERS))
    def test_a_critical_act_spoils_it_and_is_not_repaired(self, criterion: str, marker: str) -> None:
        case = CASES[criterion]
        bad = (officer("You lot.", marker), DUNNO)
        sorry = (officer("I'm sorry, that was wrong of me.", "repair"), DUNNO)
        conversation = turns(case.opening, case.invite, bad, case.follow, sorry, *case.further)
        assert level(criterion, conversation, scenario(criterion)) is Level.ATTEMPTED


CAPS = [
    ("P4.1", ("accusing_why",)), ("P4.1", ("argue_facts",)),
    ("P4.2", ("label_person",)), ("P4.2", ("argue_facts",)),
    ("P4.3", ("minimise",)),
    ("P4.4", ("moralise",)), ("P4.4", ("graphic_probe",)),
    ("P4.6", ("minimise",)), ("P4.6", ("brush_off",)),
    ("P4.7", ("promise_cannot_keep",)),
    ("P4.8", ("threatened_sanction",)), ("P4.8", ("threat_or_ultimatum",)),
]  # fmt: skip


@pytest.mark.parametrize(("criterion", "markers"), CAPS)
def test_a_counter_indicator_caps_unless_it_is_repaired(criterion: str, markers: tuple[str, ...]) -> None:
    case = CASES[criterion]
    bad = (officer("Oh come on.", *markers), DUNNO)
    sorry = (officer("I got that wrong.", "repair"), DUNNO)
    spoilt = turns(case.opening, case.invite, bad, case.follow, *case.further)
    mended = turns(case.opening, case.invite, case.follow, bad, sorry, *case.further)
    result = marked(spoilt, scenario(criterion)).result(criterion)
    assert result.level is Level.ATTEMPTED
    assert result.against[0].quote == "Oh come on."
    assert level(criterion, mended, scenario(criterion)) is Level.MET


STOPS = [
    ("P4.1", "Admit it, you did.", ("reasons", "question_closed")),
    ("P4.4", "She had it coming.", ("collusion",)),
    ("P4.5", "I can get you her address.", ("victim_impact",)),
    ("P4.5", "I'll tell her for you.", ()),
]


@pytest.mark.parametrize(("criterion", "text", "labels"), STOPS)
def test_some_counter_indicators_stop_it(criterion: str, text: str, labels: tuple[str, ...]) -> None:
    case = CASES[criterion]
    conversation = turns(case.opening, *case.met, (officer(text, *labels), DUNNO))
    assert level(criterion, conversation, scenario(criterion)) is Level.NOT_EVIDENCED


def test_a_refusal_to_pass_on_information_is_not_held_against_anyone() -> None:
    case = CASES["P4.5"]
    refusal = (officer("I can't give you her address.", "victim_impact", "give_information"), DUNNO)
    assert level("P4.5", turns(case.opening, *case.met, refusal), scenario("P4.5")) is Level.MET


def test_what_follows_up_one_disclosure_invites_the_next() -> None:
    first = (officer("What happened?", "question_open", "reasons"), person("Skint.", "reasons", tier=1))
    second = (officer("Skint, then.", "reflection_simple"), person("I owed Macca.", "reasons", tier=1))
    third = (
        officer("Is that right? Macca?", "question_closed"),
        person("He had a blade.", "reasons", tier=2),
    )
    last = (officer("A blade.", "reflection_simple"), DUNNO)
    conversation = turns(person("Alright."), first, second, third, last)
    assert level("P4.1", conversation, scenario("P4.1")) is Level.MET


def test_saying_the_same_again_counts_once() -> None:
    case = CASES["P4.1"]
    again = (officer("so the room went, and macca wanted paying", "reflection_simple"), DUNNO)
    early = turns(person("I owe Macca for the room.", "reasons", tier=1), again, case.invite, case.follow)
    assert level("P4.1", early, scenario("P4.1")) is Level.ATTEMPTED


@pytest.mark.parametrize(("criterion", "label"), [("P4.1", "name_feeling")])
def test_a_reason_linked_to_a_feeling_exceeds_when_they_agree(criterion: str, label: str) -> None:
    case = CASES[criterion]
    linked = officer("Losing the room left you scared.", "reflection_complex", label)
    agreed = turns(case.opening, case.invite, (linked, person("Yeah. I was.")))
    denied = turns(case.opening, case.invite, (linked, person("No I wasn't.", talk="discord")))
    assert level(criterion, agreed, scenario(criterion)) is Level.EXCEEDED
    assert level(criterion, denied, scenario(criterion)) is Level.MET


def test_something_hidden_exceeds() -> None:
    case = CASES["P4.1"]
    reply = person("It was my old neighbour's place.", "reasons", tier=3)
    assert (
        level("P4.1", turns(case.opening, case.invite, (case.follow[0], reply)), scenario("P4.1"))
        is Level.EXCEEDED
    )


def test_a_link_to_another_topic_exceeds_when_they_go_along() -> None:
    case = CASES["P4.6"]
    linked = officer(
        "The dealer at the gate is where it started last time.", "reflection_complex", "patterns"
    )
    agreed = turns(case.opening, case.invite, (linked, person("Yeah, true.")))
    assert level("P4.6", agreed, scenario("P4.6")) is Level.EXCEEDED
    silent = turns(case.opening, case.invite, (linked, DUNNO))
    assert level("P4.6", silent, scenario("P4.6")) is Level.MET


def test_patterns_need_a_second_time() -> None:
    case = CASES["P4.2"]
    result = marked(turns(case.opening, case.invite, case.follow), scenario("P4.2")).result("P4.2")
    assert result.level is Level.ATTEMPTED
    assert "episode" in result.why_not


def test_circumstances_need_a_second_area() -> None:
    case = CASES["P4.3"]
    result = marked(turns(case.opening, case.invite, case.follow), scenario("P4.3")).result("P4.3")
    assert result.level is Level.ATTEMPTED
    assert "area" in result.why_not


def test_circumstances_are_no_checklist() -> None:
    case = CASES["P4.3"]
    asked = [(officer(f"Do you {text}?", "question_closed", "circumstances"), DUNNO)
             for text in ("drink", "have a doctor", "owe money", "have a job")]  # fmt: skip
    assert level("P4.3", turns(case.opening, *case.met, *asked[:3]), scenario("P4.3")) is Level.MET
    assert level("P4.3", turns(case.opening, *case.met, *asked), scenario("P4.3")) is Level.ATTEMPTED


def test_four_areas_exceed_when_they_are_answered() -> None:
    case = CASES["P4.3"]

    def asked(reply: PersonLine) -> list[Exchange]:
        areas = ("How do you sleep?", "What work have you liked?", "How is the money?")
        return [(officer(text, "question_open", "circumstances"), reply) for text in areas]

    told = person("Not bad.", "circumstances", tier=1)
    assert level("P4.3", turns(case.opening, *case.met, *asked(told)), scenario("P4.3")) is Level.EXCEEDED
    assert level("P4.3", turns(case.opening, *case.met, *asked(DUNNO)), scenario("P4.3")) is Level.MET


def test_a_stance_must_be_widened() -> None:
    case = CASES["P4.4"]
    assert level("P4.4", turns(case.opening, case.invite, case.follow), scenario("P4.4")) is Level.ATTEMPTED


def test_victim_liaison_explained_exceeds() -> None:
    case = CASES["P4.5"]
    told = (officer("The victim liaison officer at probation deals with that.", "give_information"), DUNNO)
    away = (officer("What would you do?", "question_open"), person("I'd stay away from that street."))
    assert level("P4.5", turns(case.opening, *case.met, away, told), scenario("P4.5")) is Level.EXCEEDED
    assert level("P4.5", turns(case.opening, *case.met, told), scenario("P4.5")) is Level.MET


def test_a_fix_before_the_obstacle_caps() -> None:
    case = CASES["P4.6"]
    fix = (officer("You need to avoid him.", "persuade", "righting_reflex", "obstacles"), DUNNO)
    assert level("P4.6", turns(case.opening, fix, *case.met), scenario("P4.6")) is Level.ATTEMPTED
    assert level("P4.6", turns(case.opening, *case.met, fix), scenario("P4.6")) is Level.MET


def test_the_ruler_asks_for_obstacles() -> None:
    case = CASES["P4.6"]
    ruler = officer("Why a four out of ten, what holds it there?", "question_open", "change")
    assert (
        level("P4.6", turns(case.opening, (ruler, case.invite[1]), case.follow), scenario("P4.6"))
        is Level.MET
    )


def test_ideas_offered_with_permission_exceed() -> None:
    case = CASES["P4.6"]
    idea = (officer("Can I say what others do?", "persuade_with_permission", "ask_permission"), DUNNO)
    assert level("P4.6", turns(case.opening, *case.met, idea), scenario("P4.6")) is Level.EXCEEDED


@pytest.mark.parametrize("kept", ["concern", "plan"])
def test_release_needs_both_a_worry_and_a_plan(kept: str) -> None:
    case = CASES["P4.7"]
    half = case.met[:2] if kept == "concern" else case.met[2:]
    assert level("P4.7", turns(case.opening, *half), scenario("P4.7")) is Level.ATTEMPTED


def test_a_plan_written_for_them_caps() -> None:
    case = CASES["P4.7"]
    fixes = [(officer(f"You should {text}.", "persuade", "righting_reflex", "release"), DUNNO)
             for text in ("see the council", "get a job", "go to your mum's")]  # fmt: skip
    assert level("P4.7", turns(case.opening, *case.met, *fixes[:2]), scenario("P4.7")) is Level.MET
    assert level("P4.7", turns(case.opening, *case.met, *fixes), scenario("P4.7")) is Level.ATTEMPTED


def test_asking_telling_and_asking_again_exceeds() -> None:
    case = CASES["P4.8"]
    told = (officer("Late once is a warning.", "give_information", "supervision"), DUNNO)
    asked = (officer("What do you make of that?", "question_open"), DUNNO)
    assert level("P4.8", turns(case.opening, *case.met, told, asked), scenario("P4.8")) is Level.EXCEEDED


def test_just_do_as_they_say_caps() -> None:
    case = CASES["P4.8"]
    told = (officer("Just do as they say.", "persuade"), DUNNO)
    assert level("P4.8", turns(case.opening, *case.met, told), scenario("P4.8")) is Level.ATTEMPTED


def test_a_topic_that_only_carries_over_is_not_the_officers_own() -> None:
    asked = officer("How does that sit with you?", "question_open")
    carried = replace(asked, topics=(Finding("reasons", Span(0, 5), 0.6, "", "reasons/followed"),))
    after_another_line = turns(person("Cold today.", "release"), (carried, DUNNO))
    assert level("P4.1", after_another_line, scenario("P4.1")) is Level.NOT_EVIDENCED
    case = CASES["P4.1"]
    answered = turns(person("It was what it was."), (carried, case.invite[1]), case.follow)
    assert level("P4.1", answered, scenario("P4.1")) is Level.MET
