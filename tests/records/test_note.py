"""The officer's note: written once, after the end, part of the record and of the marks, and proved like the rest."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from simulator.content.library import Library
from simulator.engine.outcome import Mode
from simulator.errors import RecordError, UsageError
from simulator.practice import Practice, Session
from simulator.records.chain import canonical
from simulator.records.codec import decode_closed, decode_noted
from simulator.records.memory import MemoryStore
from simulator.records.record import Scripts, read_record
from simulator.records.remarking import keep, remark
from simulator.records.soundness import Soundness, misplaced
from simulator.records.store import Event, EventKind
from simulator.records.summary import summarise
from simulator.records.verify import verify
from tests.records.samples import make_practice

NOTE = "Sam lost the flat in May.\n\nI will ring the housing team on Friday."
OPENED, HEARD, CLOSED, NOTED, REMARKED = EventKind


def finished(practice: Practice, **options: Mode) -> Session:
    session = practice.start("sam-talk", seed=7, **options)
    session.hear("Where will you be living when you get out?")
    session.finish()
    return session


def kinds(store: MemoryStore, record: str) -> list[EventKind]:
    return [event.kind for event in store.events(record)]


def marked_again(store: MemoryStore, record_id: str) -> None:
    """Add new marks to a record, whether or not they differ."""
    record = read_record(store, record_id)
    keep(store, record, remark(record, Scripts(store).of(record.opened)))


def forged(store: MemoryStore, kind: EventKind, change: Callable[[dict[str, Any]], object]) -> MemoryStore:
    """A store with the same records, the bodies of a kind changed and the chain made anew."""
    other = MemoryStore()
    other._texts = store._texts
    for record in store.record_ids():
        for event in store.events(record):
            body = json.loads(event.body)
            if event.kind is kind:
                change(body)
            other.append(record, event.kind, canonical(body), event.at)
    return other


def test_a_note_is_recorded_with_the_marks_before_it_is_returned(
    practice: Practice, store: MemoryStore
) -> None:
    session = finished(practice)
    assert (session.takes_note, session.noted) == (True, None)
    noted = session.note(f"\x1b[31m{NOTE}\r\n")
    last = store.events(session.record_id)[-1]
    assert kinds(store, session.record_id) == [OPENED, HEARD, CLOSED, NOTED]
    assert decode_noted(last) == noted == session.noted
    assert noted.text == NOTE
    assert session.scorecard() == noted.scorecard
    assert not session.takes_note


def test_the_marks_given_at_the_end_stay_beside_those_with_the_note(
    practice: Practice, store: MemoryStore
) -> None:
    session = finished(practice)
    closed = session.finish()
    noted = session.note(NOTE)
    record = read_record(store, session.record_id)
    assert (record.closed, record.noted, record.note) == (closed, noted, NOTE)
    assert record.scorecard == record.latest == noted.scorecard
    assert decode_closed(record.events[2]).scorecard == closed.scorecard
    review = practice.review(session.record_id)
    assert (review.scorecard(), review.noted, review.takes_note) == (noted.scorecard, noted, False)


def test_a_record_with_a_note_is_sound(practice: Practice, store: MemoryStore) -> None:
    session = finished(practice)
    session.note(NOTE)
    assert verify(store, session.record_id).text == "4 events, finished, replayed alike."


def test_a_session_with_a_note_resumes_with_it(practice: Practice, store: MemoryStore) -> None:
    session = finished(practice)
    noted = session.note(NOTE)
    events = store.events(session.record_id)
    again = practice.resume(session.record_id)
    assert (again.noted, again.scorecard()) == (noted, noted.scorecard)
    with pytest.raises(UsageError, match=r"has its note\. A note is written once and never changed"):
        again.note("More.")
    assert (store.events(session.record_id), again.draft) == (events, "")


def test_what_is_written_of_a_note_is_kept_until_it_is_whole(practice: Practice) -> None:
    session = finished(practice)
    session.save_draft("Sam lost\nthe")
    assert practice.review(session.record_id).draft == "Sam lost\nthe"
    again = practice.resume(session.record_id)
    assert (again.draft, again.takes_note) == ("Sam lost\nthe", True)
    again.note("Sam lost\nthe flat.")
    assert again.draft == practice.review(session.record_id).draft == ""


class FullStore(MemoryStore):
    """Takes no note for a while."""

    full = True

    def append(
        self, record_id: str, kind: EventKind, body: str, at: str, *, after: int | None = None
    ) -> Event:
        if self.full and kind is NOTED:
            raise RecordError("The disk is full.")
        return super().append(record_id, kind, body, at, after=after)


def test_a_note_that_cannot_be_recorded_was_not_written_and_its_words_are_kept(library: Library) -> None:
    store = FullStore()
    session = finished(make_practice(store, library))
    with pytest.raises(RecordError):
        session.note(NOTE)
    assert (session.noted, session.draft, session.takes_note) == (None, NOTE, True)
    store.full = False
    assert session.note(NOTE).text == NOTE


def test_two_windows_do_not_write_two_notes(practice: Practice, store: MemoryStore) -> None:
    here = finished(practice)
    practice.resume(here.record_id).note("From there.")
    with pytest.raises(RecordError, match="continued elsewhere"):
        here.note("From here.")
    assert read_record(store, here.record_id).note == "From there."
    assert here.draft == "From here."


@pytest.mark.parametrize("text", ["", "  \n", "\u202e\x07"])
def test_a_blank_note_is_refused_and_keeps_the_draft(
    practice: Practice, store: MemoryStore, text: str
) -> None:
    session = finished(practice)
    session.save_draft("Sam lost")
    with pytest.raises(UsageError, match="The note is blank"):
        session.note(text)
    assert (kinds(store, session.record_id)[-1], session.draft) == (CLOSED, "Sam lost")


def test_there_is_no_note_before_the_end(practice: Practice) -> None:
    session = practice.start("sam-talk")
    assert not session.takes_note
    with pytest.raises(UsageError, match="Finish it first"):
        session.note(NOTE)
    assert session.draft == ""


# Later


def test_a_note_can_be_added_later(practice: Practice, store: MemoryStore) -> None:
    record = finished(practice, mode=Mode.ASSESSMENT).record_id
    noted = practice.note(record[:13], NOTE)
    assert practice.review(record).noted == noted
    assert verify(store, record).sound


def test_only_to_a_record_that_takes_one(practice: Practice, store: MemoryStore, library: Library) -> None:
    under_way = practice.start("sam-talk").record_id
    noted = finished(practice)
    noted.note(NOTE)
    again = finished(practice).record_id
    marked_again(store, again)
    somebody = make_practice(store, library, "Zoë")
    theirs = finished(somebody).record_id
    for record, said in (
        (under_way, "is not over. Finish it first: keywork play --plain --resume"),
        (noted.record_id, "has its note"),
        (again, "was marked again under other rules"),
        (theirs, "is Zoë's, and its note is theirs to write. Say who you are with --trainee"),
        ("20270101", 'no record "20270101"'),
    ):
        before = store.events(record)
        with pytest.raises(UsageError, match=said.replace(".", r"\.")):
            practice.note(record, NOTE)
        assert store.events(record) == before
    assert somebody.note(theirs, NOTE).text == NOTE


def test_a_conversation_whose_marks_were_lost_gets_them_before_its_note(
    practice: Practice, store: MemoryStore
) -> None:
    session = practice.start("sam-talk", seed=1)
    while session.ended is None:
        session.hear("Tell me about the flat.")
    cut = MemoryStore()
    cut._texts = store._texts
    for event in store.events(session.record_id)[:-1]:
        cut.append(event.record, event.kind, event.body, event.at)
    practice._store = practice._scripts._store = cut
    practice.note(session.record_id, NOTE)
    assert kinds(cut, session.record_id)[-3:] == [HEARD, CLOSED, NOTED]
    assert verify(cut, session.record_id).sound


def test_a_record_that_would_be_another_today_takes_no_note(
    practice: Practice, store: MemoryStore, library: Library
) -> None:
    session = finished(practice)
    other = forged(store, HEARD, lambda body: body["reply"].update(text="Said by an older version."))
    with pytest.raises(RecordError, match=r"cannot take a note\. Event 2 .* differs at reply\.text"):
        make_practice(other, library).note(session.record_id, NOTE)
    assert kinds(other, session.record_id)[-1] is CLOSED


def test_a_session_whose_record_was_marked_again_takes_no_note(
    practice: Practice, store: MemoryStore
) -> None:
    record = finished(practice).record_id
    marked_again(store, record)
    session = practice.resume(record)
    assert not session.takes_note
    assert not practice.review(record).takes_note
    with pytest.raises(UsageError, match="takes no note after that"):
        session.note(NOTE)


# Proofs and lists


def test_a_changed_note_is_found(practice: Practice, store: MemoryStore) -> None:
    session = finished(practice)
    session.note(NOTE)
    whole = store.events(session.record_id)
    changed = whole[3].body.replace("Friday", "Monday")
    store._events[session.record_id] = (*whole[:3], replace(whole[3], body=changed))
    verdict = verify(store, session.record_id)
    assert (verdict.soundness, verdict.event) == (Soundness.TAMPERED, 4)
    assert verdict.text == "Event 4 (noted) was changed after it was written."


@pytest.mark.parametrize(
    ("forge", "field"),
    [
        (lambda body: body.update(text="He hit somebody."), "scorecard."),
        (lambda body: body.update(text=f" {NOTE}"), "text"),
        (lambda body: body["scorecard"]["results"][0].update(level="exceeded"), "scorecard.results[0].level"),
    ],
)
def test_a_forged_note_is_found_by_replay_even_when_the_chain_was_mended(
    practice: Practice, store: MemoryStore, forge: Callable[[dict[str, Any]], object], field: str
) -> None:
    session = finished(practice)
    session.note(NOTE)
    verdict = verify(forged(store, NOTED, forge), session.record_id)
    assert (verdict.soundness, verdict.event) == (Soundness.DIFFERS, 4)
    assert verdict.field.startswith(field)


def test_a_note_nobody_could_have_written_cannot_be_held_again(
    practice: Practice, store: MemoryStore
) -> None:
    session = finished(practice)
    session.note(NOTE)
    verdict = verify(forged(store, NOTED, lambda body: body.update(text=" ")), session.record_id)
    assert verdict.soundness is Soundness.DIFFERS
    assert verdict.text.startswith("It cannot be held again: The note is blank.")


def test_summaries_know_how_it_ended_whatever_was_written_after(
    practice: Practice, store: MemoryStore
) -> None:
    session = finished(practice)
    closed = summarise(store, session.record_id, Scripts(store))
    assert (closed.turns, closed.finished, closed.ending, closed.noted) == (1, True, "closed", False)
    session.note(NOTE)
    noted = summarise(store, session.record_id, Scripts(store))
    assert (noted.turns, noted.finished, noted.ending, noted.grade, noted.noted) == (
        1,
        True,
        "closed",
        "neutral",
        True,
    )
    for _ in range(2):
        marked_again(store, session.record_id)
    assert summarise(store, session.record_id, Scripts(store)) == noted
    assert [line.id for line in practice.past()] == [session.record_id]
    assert practice.cards()[0].last_ending == "closed"


@pytest.mark.parametrize(
    ("order", "place"),
    [
        ((OPENED,), 0),
        ((OPENED, HEARD, HEARD), 0),
        ((OPENED, CLOSED), 0),
        ((OPENED, HEARD, CLOSED, NOTED), 0),
        ((OPENED, HEARD, CLOSED, REMARKED, REMARKED), 0),
        ((OPENED, HEARD, CLOSED, NOTED, REMARKED, REMARKED), 0),
        ((), 1),
        ((HEARD,), 1),
        ((OPENED, OPENED), 2),
        ((OPENED, NOTED), 2),
        ((OPENED, HEARD, REMARKED), 3),
        ((OPENED, CLOSED, HEARD), 3),
        ((OPENED, CLOSED, CLOSED), 3),
        ((OPENED, CLOSED, NOTED, NOTED), 4),
        ((OPENED, CLOSED, REMARKED, NOTED), 4),
        ((OPENED, CLOSED, NOTED, HEARD), 4),
    ],
)
def test_events_have_their_order(order: tuple[EventKind, ...], place: int) -> None:
    assert misplaced(order) == place


def test_a_second_note_behind_the_programs_back_is_found(practice: Practice, store: MemoryStore) -> None:
    session = finished(practice)
    session.note(NOTE)
    last = store.events(session.record_id)[-1]
    store.append(session.record_id, NOTED, last.body, last.at)
    verdict = verify(store, session.record_id)
    assert (verdict.soundness, verdict.event) == (Soundness.TAMPERED, 5)
    assert verdict.text == "Event 5 (noted) is not where it belongs: this is not a whole conversation."
    with pytest.raises(RecordError, match="is not a whole conversation"):
        practice.review(session.record_id)
