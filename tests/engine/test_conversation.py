"""Whole turns through ``hear``: the ladder, rung by rung, and the promises of the engine."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.rulesets import RULESET, versions
from simulator.engine.conversation import MAX_NOTE, MAX_TURN, Conversation
from simulator.engine.outcome import Closed, Mode, Noted, Opened, TurnOutcome
from simulator.errors import ConversationOverError, RecordError, UsageError
from tests.support import SCENARIO, script

SCRIPT = script()


def play(*lines: str, seed: int = 1, preset: str = "") -> Conversation:
    conversation = Conversation(SCRIPT, seed=seed, preset=preset)
    conversation.begin()
    for line in lines:
        conversation.hear(line)
    return conversation


def last(*lines: str, seed: int = 1) -> TurnOutcome:
    return play(*lines, seed=seed).outcomes[-1]


@pytest.mark.parametrize(
    ("lines", "rung", "reply"),
    [
        (["Is it about the parcel?"], "expected answer", "What parcel?"),
        (["Where will you be living when you get out?"], "reaction", None),
        (["You're nothing but a junkie."], "own line", None),
        (["Just calm down."], "own line", None),
        ([""], "own line: silence", None),
        (["   \n "], "own line: silence", None),
        (["xqzt vvrk plmo"], "own line: unclear", None),
        (["xqzt", "vvrk"], "own line: still_unclear", "Still not getting you."),
        (["xqzt", "vvrk", "plmno"], "own line: lost_patience", "I give up."),
        (["flat " * 130], "own line: long", "That's a speech."),
    ],
)
def test_each_rung_is_reached_by_its_words(lines: list[str], rung: str, reply: str | None) -> None:
    outcome = last(*lines)
    assert outcome.reply.rung == rung
    assert reply is None or outcome.reply.text == reply
    assert outcome.reply.why


def test_a_state_s_own_reaction_beats_the_general_one() -> None:
    assert (
        last("You kept that flat going for years, that took real effort.").reply.text
        == "In wary, about the flat."
    )


def test_a_wound_is_answered_before_the_question_beside_it() -> None:
    outcome = last("You're just a junkie. Where will you live?")
    assert outcome.reply.text in {"Don't call me that.", "That's what I am to you, is it?"}


def test_a_disclosure_must_be_earned_and_comes_once() -> None:
    ask = "What are your options for a flat or a hostel?"
    unearned = last(ask)
    assert "sofa" not in unearned.reply.text
    earned = play(ask, "You sound really worried about where you'll end up.")
    assert earned.outcomes[-1].reply.rung == "disclosure"
    assert earned.outcomes[-1].reply.text.startswith("There's my sister's sofa")
    earned.hear("What else might there be, a hostel?")
    assert "sofa" not in earned.outcomes[-1].reply.text


def test_a_turn_without_a_topic_of_its_own_keeps_the_last_one() -> None:
    outcome = last("Where will you be living when you get out?", "And how was that for you?")
    assert "housing" in outcome.subjects


def test_the_same_words_give_the_same_conversation() -> None:
    lines = ["Morning Sam.", "What happened with the flat?", "Calm down.", "xx", "Sorry, I got that wrong."]
    assert play(*lines).outcomes == play(*lines).outcomes


def test_another_seed_varies_the_lines() -> None:
    openings = {last("What happened with the flat?", seed=seed).reply.text for seed in range(12)}
    assert len(openings) > 1


def test_no_line_is_repeated_while_its_pool_has_others() -> None:
    said = [o.reply.text for o in play("What happened with the flat?", "How did you lose the flat?").outcomes]
    assert len(set(said)) == 2


def test_an_interrupt_comes_when_it_is_due_and_once() -> None:
    conversation = play(*["And then?"] * 10)
    outcome = conversation.hear("And then?")
    assert (outcome.reply.rung, outcome.reply.narration) == ("interrupt", "An alarm bell goes.")


def test_anger_moves_the_state_and_shows_in_the_body() -> None:
    conversation = play("You're nothing but a junkie.", "Just calm down.")
    assert conversation.state == "shut"
    assert "stands up" in {o.reply.cue for o in conversation.outcomes}


def test_hostility_ends_it_early() -> None:
    conversation = play("You're nothing but a junkie.", "Shut up and calm down, scum, or you're on report.")
    ended = conversation.ended
    assert ended is not None
    assert (ended.ending, ended.grade, ended.line) == ("walked", "poor", "I'm off.")
    with pytest.raises(ConversationOverError):
        conversation.hear("Wait")


def test_the_clock_ends_it() -> None:
    conversation = play(*[f"And then what, number {n}?" for n in range(12)])
    assert conversation.ended is not None
    assert conversation.ended.ending == "time"


def test_the_officer_can_end_it() -> None:
    conversation = play("Morning Sam.")
    closed = conversation.finish()
    assert (closed.ended.ending, closed.ended.line) == ("closed", "See you.")
    assert conversation.finish() == closed


def test_presets_set_the_start() -> None:
    assert play(preset="agitated").mood.agitation == 5
    with pytest.raises(UsageError):
        Conversation(SCRIPT, preset="furious")


class Ledger:
    """Keeps what it is told, or refuses some kinds on demand."""

    def __init__(self) -> None:
        self.kept: list[object] = []
        self.refuses: tuple[type, ...] = ()

    def opened(self, event: Opened) -> None:
        self._keep(event)

    def heard(self, event: TurnOutcome) -> None:
        self._keep(event)

    def closed(self, event: Closed) -> None:
        self._keep(event)

    def noted(self, event: Noted) -> None:
        self._keep(event)

    def _keep(self, event: object) -> None:
        if isinstance(event, self.refuses):
            raise RecordError("disk full")
        self.kept.append(event)


def test_the_journal_has_every_event_in_order() -> None:
    ledger = Ledger()
    conversation = Conversation(SCRIPT, journal=ledger, mode=Mode.ASSESSMENT, trainee="t")
    opened = conversation.begin()
    outcome = conversation.hear("Morning Sam.")
    closed = conversation.finish()
    noted = conversation.note("He talked about the flat.")
    assert ledger.kept == [opened, outcome, closed, noted]


def test_what_a_line_discloses_and_asks_for_is_kept_with_it() -> None:
    ledger = Ledger()
    tagged = (
        SCENARIO.replace('say: ["What\'s this about?"]', 'say: [{say: "Am I going?", asks: release_date}]')
        .replace("tier: 2, tells: [flat],", "tier: 2, tells: [flat], alert: further_offence,")
        .replace('"They changed the locks."', '{say: "They changed the locks.", asks: housing}')
    )
    conversation = Conversation(script(scenario=tagged), preset="guarded", journal=ledger)
    for line in ("What happened with the flat?", "How did you lose the flat?", "Go on."):
        conversation.hear(line)
    turns = [outcome.turn for outcome in ledger.kept if isinstance(outcome, TurnOutcome)]
    assert turns[0].answered.asks == "release_date"
    replies = [(turn.reply.text, turn.reply.alert, turn.reply.asks) for turn in turns[:2]]
    assert sorted(replies) == [
        ("Lost the flat in May.", "further_offence", ""),
        ("They changed the locks.", "further_offence", "housing"),
    ]
    assert [turn.answered for turn in turns[1:]] == [turn.reply for turn in turns[:-1]]


def test_a_turn_that_could_not_be_kept_did_not_happen() -> None:
    ledger = Ledger()
    conversation = Conversation(SCRIPT, journal=ledger)
    conversation.begin()
    mood = conversation.mood
    ledger.refuses = (TurnOutcome,)
    with pytest.raises(RecordError):
        conversation.hear("You're a junkie.")
    ledger.refuses = ()
    assert (conversation.mood, conversation.outcomes) == (mood, ())
    assert conversation.hear("Morning Sam.").number == 1


def test_the_note_comes_after_the_end_and_once() -> None:
    conversation = play("Morning Sam.")
    with pytest.raises(UsageError, match=r"The conversation is not over\. Finish it first"):
        conversation.note("He lost the flat.")
    closed = conversation.finish()
    noted = conversation.note(" He lost the flat.\n")
    assert noted.text == "He lost the flat."
    assert (conversation.noted, conversation.scorecard()) == (noted, noted.scorecard)
    assert conversation.finish() == closed
    with pytest.raises(UsageError, match="has its note"):
        conversation.note("And more.")


@pytest.mark.parametrize("text", ["", " \n\t", "\x1b[0m\u202e"])
def test_a_blank_note_is_none(text: str) -> None:
    conversation = play("Morning Sam.")
    conversation.finish()
    with pytest.raises(UsageError, match="The note is blank"):
        conversation.note(text)
    assert conversation.noted is None


def test_a_note_is_safe_and_bounded() -> None:
    conversation = play()
    conversation.finish()
    noted = conversation.note("\x1b[31mHe\x07 \u202eleft\u2066.\r\n" + "a" * 100_000)
    assert noted.text.startswith("He left.\naaa")
    assert len(noted.text) == MAX_NOTE


def test_a_note_that_could_not_be_kept_was_not_written() -> None:
    ledger = Ledger()
    conversation = Conversation(SCRIPT, journal=ledger)
    closed = conversation.finish()
    ledger.refuses = (Noted,)
    with pytest.raises(RecordError):
        conversation.note("He lost the flat.")
    assert (conversation.noted, conversation.scorecard()) == (None, closed.scorecard)
    ledger.refuses = ()
    assert ledger.kept == [closed]
    assert conversation.note("He lost the flat.") == ledger.kept[-1]


def test_an_end_that_could_not_be_kept_is_kept_before_the_note() -> None:
    ledger = Ledger()
    conversation = Conversation(SCRIPT, journal=ledger)
    for number in range(11):
        conversation.hear(f"And then what, number {number}?")
    ledger.refuses = (Closed,)
    with pytest.raises(RecordError):
        conversation.hear("And then?")
    assert conversation.ended is not None
    with pytest.raises(RecordError):
        conversation.note("He lost the flat.")
    ledger.refuses = ()
    noted = conversation.note("He lost the flat.")
    assert [type(event) for event in ledger.kept[-3:]] == [TurnOutcome, Closed, Noted]
    assert ledger.kept[-1] == noted


@pytest.mark.parametrize("version", versions())
def test_a_conversation_is_marked_by_the_rules_it_is_given(version: str) -> None:
    conversation = Conversation(SCRIPT, ruleset=version)
    assert conversation.opened.ruleset == version
    assert conversation.finish().scorecard.ruleset == version
    assert conversation.note("He lost the flat.").scorecard.ruleset == version


def test_without_being_told_a_conversation_is_marked_by_the_current_rules() -> None:
    assert Conversation(SCRIPT).scorecard().ruleset == RULESET


def test_what_is_recorded_is_safe_and_bounded() -> None:
    outcome = last("\x1b[31mHello\x07 \u202eSam\u2066" + "a" * 100_000)
    assert not set(outcome.officer) & set("\x1b\x07\u202e\u2066")
    assert len(outcome.officer) <= MAX_TURN


NASTY = [
    "",
    " ",
    "\x00",
    "[/x]",
    "[@click=app.quit]",
    "مرحبا كيف حالك",
    "👍🏽" * 40,
    "\ud800",
    "%s {0} ${x}",
    "a" * 5000,
    "?" * 300,
]


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_any_input_gets_an_answer(text: str) -> None:
    assert last(text).reply.text


@settings(max_examples=40)
@given(
    st.lists(
        st.text(max_size=60) | st.sampled_from(["What about the flat?", "Calm down", "Sorry", "Go on"]),
        max_size=14,
    )
)
def test_any_conversation_is_total_and_in_range(lines: list[str]) -> None:
    conversation = Conversation(SCRIPT, seed=3)
    for line in lines:
        if conversation.ended:
            break
        outcome = conversation.hear(line)
        assert outcome.reply.text.strip()
        assert all(
            0 <= v <= 10
            for v in (conversation.mood.trust, conversation.mood.agitation, conversation.mood.readiness)
        )
    conversation.scorecard()


def test_a_question_about_something_else_is_not_answered_with_the_last_topic() -> None:
    outcome = last("Where will you be living when you get out?", "When did you last see snow falling?")
    assert "housing" not in outcome.subjects


def test_another_language_is_not_taken_for_an_answer() -> None:
    outcome = last("Where will you be living when you get out?", "Hola, ¿qué tal? ¿Cómo te llamas?")
    assert outcome.reply.rung.endswith("unclear")
