"""Old records marked again: what differs, why, what is kept of it, and what cannot be marked again."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest

from scoring.criteria.rules import Change
from scoring.model import CriterionResult, Evidence, Flag, Level, Scorecard, Span
from scoring.rulesets import RULESET, versions
from simulator.engine.outcome import Closed, Opened
from simulator.errors import KeyworkError, RecordError, UsageError
from simulator.practice import Practice, Session
from simulator.records import remarking
from simulator.records.memory import MemoryStore
from simulator.records.record import Record, Scripts, read_record
from simulator.records.recorder import Recorder
from simulator.records.remarking import (
    CriterionShift,
    Remarking,
    Shift,
    compared,
    finished_record,
    keep,
    marks,
    remark,
)
from simulator.records.store import EventKind
from simulator.records.verify import verify
from tests.records.samples import RECORD
from tests.records.test_codec import closed as sample

OLD = versions()[0]
SAID = Evidence("P4.3/invite", 1, Span(0, 3), "How", "officer", "What?", "an open question")
FLAG = Flag("confront", 1, "How", "Look at this.")


def card(*results: CriterionResult, ruleset: str = "a", flags: tuple[Flag, ...] = ()) -> Scorecard:
    return replace(sample().scorecard, ruleset=ruleset, results=results, flags=flags)


def result(criterion: str, level: Level = Level.MET, *evidence: Evidence, **rest: object) -> CriterionResult:
    return CriterionResult(criterion, "a title", level, evidence, **rest)  # type: ignore[arg-type]


def shifts(before: Scorecard, after: Scorecard) -> list[tuple[str, Shift, Level | None, Level | None]]:
    found = compared(RECORD, before, after).criteria
    return [(shift.criterion, shift.shift, shift.was, shift.now) for shift in found]


SAME: list[tuple[CriterionResult, CriterionResult]] = [
    (result("P5", Level.MET, SAID), result("P5", Level.MET, SAID, why_not="Said better.", try_next="Try.")),
    (result("P5", Level.MET, SAID), result("P5", Level.MET, replace(SAID, note="said better", line="o.1"))),
    (
        result("P5", Level.MET, SAID, replace(SAID, turn=2)),
        result("P5", Level.MET, replace(SAID, turn=2), SAID),
    ),
]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_other_explanations_are_no_other_marks(before: CriterionResult, after: CriterionResult) -> None:
    found = compared(RECORD, card(before), card(after, ruleset="b"))
    assert (found.differs, found.criteria) == (False, ())


def test_a_level_that_changed_says_what_is_missing_now_and_what_it_stands_on() -> None:
    after = result(
        "P4.3",
        Level.ATTEMPTED,
        SAID,
        replace(SAID, turn=2),
        against=(replace(SAID, rule="P4.3/list"),),
        why_not="They told nothing.",
    )
    found = compared(RECORD, card(result("P4.3", Level.MET, SAID)), card(after))
    assert found.criteria == (
        CriterionShift(
            "P4.3",
            Shift.LEVEL,
            Level.MET,
            Level.ATTEMPTED,
            "They told nothing.",
            ("P4.3/invite",),
            ("P4.3/list",),
        ),
    )


@pytest.mark.parametrize(
    "after",
    [
        result("P4.3", Level.MET, replace(SAID, turn=2)),
        result("P4.3", Level.MET, replace(SAID, rule="P4.3/follow")),
        result("P4.3", Level.MET, SAID, against=(SAID,)),
        result("P4.3", Level.MET),
    ],
)
def test_the_same_level_on_other_words_is_told(after: CriterionResult) -> None:
    before = card(result("P4.3", Level.MET, SAID))
    assert shifts(before, card(after)) == [("P4.3", Shift.EVIDENCE, Level.MET, Level.MET)]


def test_criteria_that_came_and_went_are_told() -> None:
    before, after = card(result("P4.3"), result("P5")), card(result("P1", Level.ATTEMPTED), result("P5"))
    assert shifts(before, after) == [
        ("P1", Shift.ADDED, None, Level.ATTEMPTED),
        ("P4.3", Shift.REMOVED, Level.MET, None),
    ]


def test_flags_that_came_and_went_are_told() -> None:
    other = replace(FLAG, turn=2)
    found = compared(RECORD, card(flags=(FLAG,)), card(flags=(replace(FLAG, text="Said better."), other)))
    assert (found.flags_added, found.flags_removed, found.differs) == ((other,), (), True)
    found = compared(RECORD, card(flags=(FLAG, other)), card(flags=(other,)))
    assert (found.flags_added, found.flags_removed) == ((), (FLAG,))


@pytest.fixture
def three_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three versions of the rules, each of which changed P5 and something else."""
    changes = {
        name: (Change(("P5", "P6"), f"P5 since {name}."), Change(("P7",), f"P7 since {name}."))
        for name in ("fi2-a", "fi2-b", "fi2-c")
    }
    monkeypatch.setattr(remarking, "versions", lambda: tuple(changes))
    monkeypatch.setattr(remarking, "ruleset", lambda name: SimpleNamespace(changes=changes[name]))


@pytest.mark.usefixtures("three_versions")
@pytest.mark.parametrize(
    ("before", "after", "because"),
    [
        ("fi2-b", "fi2-c", ("P5 since fi2-c.",)),
        ("fi2-a", "fi2-c", ("P5 since fi2-b.", "P5 since fi2-c.")),
        ("fi2-0", "fi2-c", ("P5 since fi2-c.",)),
        ("fi2-c", "fi2-a", ()),
        ("fi2-c", "fi2-c", ()),
        ("fi2-c", "fi2-9", ()),
    ],
)
def test_the_reason_is_what_changed_in_the_rules_on_the_way(
    before: str, after: str, because: tuple[str, ...]
) -> None:
    found = compared(
        RECORD,
        card(result("P5"), result("P7"), ruleset=before),
        card(result("P5", Level.ATTEMPTED), result("P7"), ruleset=after),
    )
    assert found.because("P5") == because
    assert found.because("P7") == ()
    assert all("P5" in change.criteria for change in found.changes)


# Records


class Lenient(Recorder):
    """Records as an older version marked: everything was met."""

    def opened(self, event: Opened) -> None:
        super().opened(replace(event, ruleset="fi2-2025.9"))

    def closed(self, event: Closed) -> None:
        results = tuple(
            replace(result, level=Level.MET, evidence=(SAID,)) for result in event.scorecard.results[:-1]
        )
        scorecard = replace(event.scorecard, ruleset="fi2-2025.9", results=results)
        super().closed(replace(event, scorecard=scorecard))


def finished(practice: Practice, note: str = "") -> Session:
    session = practice.start("sam-talk", seed=7)
    session.hear("Where will you be living when you get out?")
    session.hear("It must be hard not knowing about the flat.")
    session.finish()
    if note:
        session.note(note)
    return session


def marked_leniently(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> str:
    with monkeypatch.context() as patch:
        patch.setattr("simulator.practice.Recorder", Lenient)
        return finished(practice).record_id


def again(store: MemoryStore, record_id: str, version: str = RULESET) -> tuple[Record, Remarking]:
    record = finished_record(store, record_id)
    return record, remark(record, Scripts(store).of(record.opened), version)


def kept(store: MemoryStore, record_id: str, version: str = RULESET) -> Remarking:
    record, found = again(store, record_id, version)
    keep(store, record, found)
    return found


def test_a_record_marked_again_under_its_own_rules_has_the_same_marks(
    practice: Practice, store: MemoryStore
) -> None:
    session = finished(practice, "He lost the flat.")
    _record, found = again(store, session.record_id)
    assert not found.differs
    assert found.after == session.scorecard()


def test_new_marks_are_found_with_the_note_among_what_they_stand_on(
    practice: Practice, store: MemoryStore
) -> None:
    noted = finished(practice, "He lost the flat. I will ring housing on Friday.")
    record, found = again(store, noted.record_id, OLD)
    assert found.before == noted.scorecard()
    assert found.after == marks(record, noted.conversation.script, OLD, record.note)
    assert {shift.shift for shift in found.criteria} >= {Shift.REMOVED}


def test_marks_given_under_other_rules_are_told_one_by_one(
    practice: Practice, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_id = marked_leniently(practice, monkeypatch)
    record, found = again(store, record_id)
    assert (found.before.ruleset, found.after.ruleset) == ("fi2-2025.9", RULESET)
    assert {shift.shift for shift in found.criteria} >= {Shift.ADDED, Shift.LEVEL}
    assert store.events(record_id) == record.events


def test_kept_marks_are_compared_with_next_and_the_first_ones_stay(
    practice: Practice, store: MemoryStore
) -> None:
    session = finished(practice, "He lost the flat.")
    given = session.scorecard()
    found = kept(store, session.record_id, OLD)
    record = read_record(store, session.record_id)
    assert [event.kind for event in record.events][-2:] == [EventKind.NOTED, EventKind.REMARKED]
    assert (record.scorecard, record.latest) == (given, found.after)
    assert [remarked.ruleset for remarked in record.remarked] == [OLD]
    assert not again(store, session.record_id, OLD)[1].differs
    assert again(store, session.record_id)[1].before == found.after
    assert kept(store, session.record_id).after == given
    assert verify(store, session.record_id).text == "7 events, finished, replayed alike."
    assert practice.review(session.record_id).scorecard() == given
    assert practice.resume(session.record_id).scorecard() == given


def test_marks_kept_of_a_record_that_was_marked_leniently_are_proved(
    practice: Practice, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_id = marked_leniently(practice, monkeypatch)
    kept(store, record_id)
    verdict = verify(store, record_id)
    assert verdict.event == len(store.events(record_id)) - 1  # the lenient marks, and nothing before them


def test_new_marks_wait_for_a_note_that_is_being_written(practice: Practice, store: MemoryStore) -> None:
    session = finished(practice)
    session.save_draft("He lost")
    with pytest.raises(UsageError, match=f"Finish or skip it first: keywork play .* {session.record_id}"):
        kept(store, session.record_id, OLD)
    assert session.draft == "He lost"
    session.note("He lost the flat.")
    kept(store, session.record_id, OLD)


def unfinished(practice: Practice, _store: MemoryStore) -> str:
    return practice.start("sam-talk").record_id


def damaged(practice: Practice, store: MemoryStore) -> str:
    record = finished(practice).record_id
    event, *rest = store.events(record)
    store._events[record] = (replace(event, body=event.body.replace("wary", "calm")), *rest)
    return record


def cut(practice: Practice, store: MemoryStore) -> str:
    record = finished(practice).record_id
    store._events[record] = (store.events(record)[0], *store.events(record)[2:])
    return record


def disordered(practice: Practice, store: MemoryStore) -> str:
    record = finished(practice).record_id
    last = store.events(record)[-1]
    store.append(record, EventKind.CLOSED, last.body, last.at)
    return record


def without_content(practice: Practice, store: MemoryStore) -> str:
    record = finished(practice).record_id
    store._texts.clear()
    return record


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            unfinished,
            "The conversation is not finished, so it has no marks to compare with. Finish it first.",
        ),
        (damaged, "Event 1 (opened) was changed after it was written. Put back a copy from your backup."),
        (cut, "Event 2 is missing: event 3 stands in its place. Put back a copy from your backup."),
        (disordered, "Event 5 (closed) is not where it belongs"),
        (without_content, "is missing from the record store"),
    ],
)
def test_what_cannot_be_marked_again_says_why(
    practice: Practice, store: MemoryStore, make: Callable[[Practice, MemoryStore], str], said: str
) -> None:
    with pytest.raises(KeyworkError) as caught:
        again(store, make(practice, store))
    assert said in str(caught.value)


def test_two_programs_do_not_add_to_one_record(practice: Practice, store: MemoryStore) -> None:
    session = finished(practice)
    record, found = again(store, session.record_id, OLD)
    session.note("He lost the flat.")
    with pytest.raises(RecordError, match="continued elsewhere"):
        keep(store, record, found)
