"""Starting, resuming and reviewing through the one door of the TUI and the command line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.rulesets import RULESET
from simulator.content.library import Library
from simulator.engine.outcome import Mode
from simulator.errors import ConversationOverError, RecordError, UsageError
from simulator.practice import Practice, ScenarioCard
from simulator.records.codec import decode_heard, decode_opened, encode
from simulator.records.memory import MemoryStore
from simulator.records.store import Event, EventKind
from simulator.records.verify import verify
from tests.records.samples import AT, make_practice, opened

FIRST = "20261122-0607-sam-0000"


def kinds(store: MemoryStore, record: str) -> list[EventKind]:
    return [event.kind for event in store.events(record)]


def test_a_start_is_recorded_with_its_texts(practice: Practice, store: MemoryStore) -> None:
    session = practice.start("sam-talk", seed=5, mode=Mode.ASSESSMENT, preset="guarded")
    assert session.record_id == FIRST
    (event,) = store.events(FIRST)
    assert decode_opened(event) == session.opened
    assert (session.opened.seed, session.opened.mode, session.opened.preset) == (
        5,
        Mode.ASSESSMENT,
        "guarded",
    )
    assert session.opened.ruleset == RULESET
    script = practice.briefing("sam-talk")
    assert store.pinned(script.scenario_digest) == script.scenario_text
    assert store.pinned(script.persona_digest) == script.persona_text
    assert store.pinned(script.core_digest) == script.core_text


def test_a_seed_nobody_gave_is_drawn_and_recorded(practice: Practice) -> None:
    seeds = {practice.start("sam-talk").opened.seed for _ in range(4)}
    assert len(seeds) > 1
    assert all(0 <= seed < 2**32 for seed in seeds)


def test_nothing_is_recorded_of_a_start_that_cannot_be(practice: Practice, store: MemoryStore) -> None:
    with pytest.raises(UsageError, match='no preset "angry"'):
        practice.start("sam-talk", preset="angry")
    with pytest.raises(UsageError, match='did you mean "sam-talk"'):
        practice.start("sam-tlak")
    assert store.record_ids() == ()


@pytest.mark.parametrize(("given", "kept"), [("", "trainee"), ("  ", "trainee"), (" Zoë\x1b[0m\n", "Zoë")])
def test_a_trainee_is_who_was_said_and_never_the_computers_user(
    store: MemoryStore, library: Library, given: str, kept: str
) -> None:
    assert make_practice(store, library, given).start("sam-talk").opened.trainee == kept


def test_a_name_that_is_taken_is_not_used_again(store: MemoryStore, library: Library) -> None:
    store.append(FIRST, EventKind.OPENED, encode(opened())[1], AT)
    assert make_practice(store, library).start("sam-talk").record_id == "20261122-0608-sam-0001"


def test_a_turn_is_recorded_before_it_is_returned(practice: Practice, store: MemoryStore) -> None:
    session = practice.start("sam-talk")
    session.save_draft("How a")
    outcome = session.hear("How are you?")
    assert decode_heard(store.events(FIRST)[-1]) == outcome
    assert session.draft == ""


class FullStore(MemoryStore):
    """Takes no more events of one kind for a while."""

    refuses: EventKind | None = None

    def append(
        self, record_id: str, kind: EventKind, body: str, at: str, *, after: int | None = None
    ) -> Event:
        if kind is self.refuses:
            raise RecordError("The disk is full.")
        return super().append(record_id, kind, body, at, after=after)


def test_a_turn_that_cannot_be_recorded_did_not_happen_and_its_words_are_kept(library: Library) -> None:
    store = FullStore()
    session = make_practice(store, library).start("sam-talk")
    store.refuses = EventKind.HEARD
    with pytest.raises(RecordError):
        session.hear("How are you?")
    assert session.outcomes == ()
    assert session.draft == "How are you?"
    store.refuses = None
    assert session.hear("How are you?").number == 1


def test_a_session_goes_on_where_it_was_left(practice: Practice, store: MemoryStore) -> None:
    left = practice.start("sam-talk", seed=3)
    left.hear("How are you?")
    left.save_draft("It sounds like\nyou")
    resumed = practice.resume(left.record_id)
    assert resumed.outcomes == left.outcomes
    assert resumed.draft == "It sounds like\nyou"
    assert resumed.conversation.mood == left.conversation.mood
    resumed.hear("Tell me about the flat.")
    assert kinds(store, FIRST) == [EventKind.OPENED, EventKind.HEARD, EventKind.HEARD]
    assert verify(store, FIRST).sound


def test_going_on_makes_no_difference_to_what_is_said(practice: Practice) -> None:
    lines = ["How are you?", "Tell me about the flat.", "You sound worried.", "What would help?"]
    whole = practice.start("sam-talk", seed=3)
    broken = practice.start("sam-talk", seed=3)
    for line in lines:
        whole.hear(line)
        broken = practice.resume(broken.record_id)
        broken.hear(line)
    assert broken.outcomes == whole.outcomes
    assert broken.scorecard() == whole.scorecard()


@given(st.lists(st.text(), max_size=4))
@settings(max_examples=20)
def test_whatever_is_said_replays_to_the_byte(library: Library, lines: list[str]) -> None:
    store = MemoryStore()
    session = make_practice(store, library).start("sam-talk", seed=1)
    for line in lines:
        session.hear(line)
    assert verify(store, session.record_id).text.endswith("unfinished, replayed alike.")


def play_to_the_end(practice: Practice) -> str:
    session = practice.start("sam-talk", seed=1)
    while session.ended is None:
        session.hear("Tell me about the flat.")
    return session.record_id


def test_a_session_killed_between_the_last_turn_and_the_marks_gets_its_marks(library: Library) -> None:
    store = FullStore()
    practice = make_practice(store, library)
    store.refuses = EventKind.CLOSED
    with pytest.raises(RecordError):
        play_to_the_end(practice)
    assert [line.id for line in practice.unfinished()] == [FIRST]
    assert verify(store, FIRST).sound
    store.refuses = None
    session = practice.resume(FIRST)
    assert session.ended is not None
    assert kinds(store, FIRST)[-1] is EventKind.CLOSED
    assert practice.review(FIRST).scorecard() == session.scorecard()
    assert verify(store, FIRST).sound


def test_a_finished_session_resumes_as_finished(practice: Practice, store: MemoryStore) -> None:
    record = play_to_the_end(practice)
    events = store.events(record)
    session = practice.resume(record)
    assert session.finish().ended == session.ended
    with pytest.raises(ConversationOverError):
        session.hear("One more thing")
    assert session.draft == ""
    assert store.events(record) == events


def test_the_officer_may_end_it(practice: Practice, store: MemoryStore) -> None:
    session = practice.start("sam-talk")
    closed = session.finish()
    assert closed.ended.ending == "closed"
    assert kinds(store, FIRST) == [EventKind.OPENED, EventKind.CLOSED]
    assert practice.resume(FIRST).ended == closed.ended
    assert verify(store, FIRST).sound


def altered(store: MemoryStore, old: str, new: str) -> MemoryStore:
    """A store whose records were made by a program that says something else."""
    other = MemoryStore()
    other._texts = store._texts
    for record in store.record_ids():
        for event in store.events(record):
            other.append(record, event.kind, event.body.replace(old, new), event.at)
    return other


def test_a_record_this_version_would_make_otherwise_can_be_reviewed_but_not_resumed(
    practice: Practice, store: MemoryStore, library: Library
) -> None:
    session = practice.start("sam-talk", seed=3)
    said = session.hear("How are you?").reply.text
    then = make_practice(altered(store, said, "Said by an older version."), library)
    with pytest.raises(RecordError, match=rf"cannot go on\. Event 2 .* differs at reply\.text.*{RULESET}"):
        then.resume(FIRST)
    assert then.review(FIRST).outcomes[0].reply.text == "Said by an older version."


def test_a_review_shows_what_was_recorded(practice: Practice) -> None:
    session = practice.start("sam-talk", preset="settled")
    session.hear("How are you?")
    review = practice.review("20261122")
    assert (review.record_id, review.marked, review.ended) == (FIRST, False, None)
    assert review.opened == session.opened
    assert review.outcomes == session.outcomes
    assert review.scorecard() == session.scorecard()
    assert review.conversation.mood == session.conversation.mood
    assert review.conversation.state == session.conversation.state
    assert review.conversation.mode is Mode.PRACTICE
    assert review.conversation.script.title == "A talk"
    closed = session.finish()
    review = practice.review(FIRST)
    assert (review.marked, review.ended, review.scorecard()) == (True, closed.ended, closed.scorecard)


def test_a_record_is_found_by_how_its_name_begins(practice: Practice) -> None:
    first, second = (practice.start("sam-talk") for _ in range(2))
    assert practice.resume("20261122-0607").record_id == first.record_id
    assert practice.review(second.record_id).record_id == second.record_id
    with pytest.raises(
        UsageError, match=f'2 records begin with "2026": {first.record_id}, {second.record_id}'
    ):
        practice.resume("2026")
    with pytest.raises(
        UsageError, match=f'no record "20261122-0607-sma-0000"; did you mean "{first.record_id}"'
    ):
        practice.review("20261122-0607-sma-0000")
    with pytest.raises(UsageError, match='no record ""'):
        practice.review("")


def test_cards_tell_how_it_went_so_far(practice: Practice) -> None:
    assert practice.cards() == (
        ScenarioCard(
            id="sam-talk",
            title="A talk",
            person="Sam Reed",
            summary="A short talk.",
            practises="Listening",
            difficulty=1,
            minutes=5,
            criteria=("P4.3", "P5"),
            sessions=0,
            last_ending="",
            last_grade="",
            unfinished_record="",
        ),
    )
    practice.start("sam-talk").finish()
    play_to_the_end(practice)
    practice.start("sam-talk")
    latest = practice.start("sam-talk")
    (card,) = practice.cards()
    assert (card.sessions, card.last_ending, card.last_grade) == (2, "time", "neutral")
    assert card.unfinished_record == latest.record_id


def test_each_trainee_sees_their_own_sessions(store: MemoryStore, library: Library) -> None:
    ann = make_practice(store, library, "Ann")
    record = ann.start("sam-talk").record_id
    bob = make_practice(store, library, "Bob")
    assert [line.id for line in ann.unfinished()] == [record]
    assert bob.unfinished() == bob.past() == ()
    assert bob.cards()[0].unfinished_record == ""
    assert bob.review(record).opened.trainee == "Ann"


def test_summaries_say_what_was_played(practice: Practice) -> None:
    session = practice.start("sam-talk", seed=9, preset="agitated")
    session.hear("How are you?")
    (line,) = practice.unfinished()
    assert (line.id, line.title, line.person, line.turns, line.seed) == (FIRST, "A talk", "Sam Reed", 1, 9)
    assert (line.finished, line.ending, line.grade, line.preset) == (False, "", "", "agitated")
    session.finish()
    (line,) = practice.past()
    assert (line.turns, line.finished, line.ending, line.grade) == (1, True, "closed", "neutral")


def test_a_record_that_cannot_be_read_hides_no_other(practice: Practice, store: MemoryStore) -> None:
    record = practice.start("sam-talk").record_id
    store.append("20261122-0000-sam-ffff", EventKind.OPENED, "not JSON", AT)
    assert [line.id for line in practice.unfinished()] == [record]
    with pytest.raises(RecordError, match="cannot go on"):
        practice.resume("20261122-0000-sam-ffff")


def test_a_record_outlives_the_library_it_was_made_with(
    practice: Practice, store: MemoryStore, tmp_path: Path
) -> None:
    session = practice.start("sam-talk")
    session.hear("How are you?")
    elsewhere = make_practice(store, Library(tmp_path / "none", tmp_path / "none"))
    assert elsewhere.resume(session.record_id).outcomes == session.outcomes
    assert elsewhere.unfinished()[0].title == "A talk"
