"""A record that was changed, cut or made under other rules is told from a sound one, and how."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoring.rulesets import RULESET, versions
from simulator.content.library import Library
from simulator.digest import text_digest
from simulator.engine.conversation import Conversation
from simulator.engine.outcome import Closed, Opened, TurnOutcome
from simulator.records.chain import GENESIS, canonical, chain_digest
from simulator.records.codec import Remarked
from simulator.records.difference import first_difference
from simulator.records.memory import MemoryStore
from simulator.records.record import read_record
from simulator.records.recorder import Recorder
from simulator.records.remarking import marks
from simulator.records.replay import replay
from simulator.records.soundness import Soundness
from simulator.records.sqlite import SqliteStore
from simulator.records.store import EventKind
from simulator.records.verify import verify
from tests.records.samples import RECORD, make_practice, tamper, write_library
from tests.support import SCENARIO, script

LINES = ("How are you?", "It must be hard not knowing about the flat.", "Just calm down.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.db"


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory, library: Library) -> tuple[Path, str]:
    """A store with a finished record of five events, made once to be copied, and the record's name."""
    path = tmp_path_factory.mktemp("finished") / "records.db"
    with SqliteStore(path) as store:
        session = make_practice(store, library).start("sam-talk", seed=7)
        for line in LINES:
            session.hear(line)
        session.finish()
        return path, session.record_id


@pytest.fixture
def record(path: Path, finished: tuple[Path, str]) -> str:
    """The name of a finished record in the store at ``path``."""
    shutil.copyfile(finished[0], path)
    return finished[1]


def found(path: Path, record: str) -> tuple[Soundness, int, str]:
    with SqliteStore(path) as store:
        verdict = verify(store, record)
    return verdict.soundness, verdict.event, verdict.text


def rewritten(path: Path, change: Callable[[str], str]) -> None:
    """Change every body and mend the whole chain, as somebody who has read this file could."""
    with SqliteStore(path) as store:
        (record,) = store.record_ids()
        events = store.events(record)
    previous = GENESIS
    for event in events:
        body = change(event.body)
        digest = chain_digest(previous, record, event.number, event.kind, event.at, body)
        mended = "UPDATE events SET body = ?, previous = ?, digest = ? WHERE number = ?"
        tamper(path, mended, body, previous, digest, event.number)
        previous = digest
    tamper(path, "UPDATE heads SET digest = ?", previous)


def test_a_record_as_written_is_sound(path: Path, record: str) -> None:
    with SqliteStore(path) as store:
        verdict = verify(store, record)
        last = store.events(record)[-1]
    assert verdict.sound
    assert verdict.text == "5 events, finished, replayed alike."
    assert (verdict.events, verdict.digest, verdict.ruleset) == (5, last.digest, RULESET)


def test_a_replay_is_the_conversation_again(path: Path, record: str) -> None:
    with SqliteStore(path) as store:
        conversation = replay(store, record)
    assert [outcome.officer for outcome in conversation.outcomes] == list(LINES)
    assert conversation.ended is not None
    assert (conversation.seed, conversation.trainee) == (7, "trainee")


def test_a_record_stays_sound_when_its_scenario_is_edited_later(
    path: Path, record: str, library: Library, tmp_path: Path
) -> None:
    edited = write_library(tmp_path / "content", SCENARIO.replace("He sits down.", "He stays standing."))
    assert edited.script("sam-talk").scenario_digest != library.script("sam-talk").scenario_digest
    assert found(path, record)[0] is Soundness.SOUND


@pytest.mark.parametrize("number", [1, 3, 5])
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET body = body || ' ' WHERE number = ?",
        "UPDATE events SET body = replace(body, 'a', 'b') WHERE number = ?",
        "UPDATE events SET body = CAST(x'ff' AS TEXT) WHERE number = ?",
        "UPDATE events SET body = CAST(body AS BLOB) WHERE number = ?",
        "UPDATE events SET at = '2020-01-01T00:00:00.000000Z' WHERE number = ?",
        "UPDATE events SET kind = CASE kind WHEN 'closed' THEN 'heard' ELSE 'closed' END WHERE number = ?",
        "UPDATE events SET digest = previous WHERE number = ?",
        "UPDATE events SET previous = digest WHERE number = ?",
    ],
)
def test_any_change_to_an_event_is_found_where_it_is(
    path: Path, record: str, number: int, change: str
) -> None:
    tamper(path, change, number)
    soundness, event, text = found(path, record)
    assert (soundness, event) == (Soundness.TAMPERED, number)
    assert text.startswith(f"Event {number} (")
    assert text.endswith("was changed after it was written.")


def test_a_kind_that_does_not_exist_is_found(path: Path, record: str) -> None:
    tamper(path, "UPDATE events SET kind = 'sung' WHERE number = 2")
    assert found(path, record)[0] is Soundness.TAMPERED


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_gap_is_found(path: Path, record: str, number: int) -> None:
    tamper(path, "DELETE FROM events WHERE number = ?", number)
    soundness, event, text = found(path, record)
    assert (soundness, event) == (Soundness.TRUNCATED, number)
    assert text == f"Event {number} is missing: event {number + 1} stands in its place."


def test_renumbering_does_not_hide_a_gap(path: Path, record: str) -> None:
    tamper(path, "DELETE FROM events WHERE number = 2")
    tamper(path, "UPDATE events SET number = number - 1 WHERE number > 2")
    assert found(path, record)[:2] == (Soundness.TAMPERED, 2)


def test_an_event_of_another_record_is_found(path: Path, record: str, library: Library) -> None:
    with SqliteStore(path) as store:
        other = make_practice(store, library, "another").start("sam-talk", seed=8)
        other.hear("Hello.")
    tamper(path, "DELETE FROM events WHERE record = ? AND number = 2", record)
    tamper(path, "UPDATE events SET record = ? WHERE record = ? AND number = 2", record, other.record_id)
    assert found(path, record)[:2] == (Soundness.TAMPERED, 2)


def test_an_event_exchanged_for_a_well_made_one_is_found(path: Path, record: str) -> None:
    with SqliteStore(path) as store:
        second = store.events(record)[1]
    digest = chain_digest(second.previous, record, 2, second.kind, second.at, "{}")
    tamper(path, "UPDATE events SET body = '{}', digest = ? WHERE number = 2", digest)
    soundness, event, text = found(path, record)
    assert (soundness, event) == (Soundness.TAMPERED, 3)
    assert text == "Event 3 (heard) does not follow the event before it: one of them was replaced."


@pytest.mark.parametrize(("kept", "missing"), [(4, 5), (1, 2), (0, 1)])
def test_a_lost_tail_is_found(path: Path, record: str, kept: int, missing: int) -> None:
    tamper(path, "DELETE FROM events WHERE number > ?", kept)
    soundness, event, text = found(path, record)
    assert (soundness, event) == (Soundness.TRUNCATED, missing)
    assert text == f"The record ends at event {kept}, but 5 were written."


def test_an_event_added_behind_the_stores_back_is_found(path: Path, record: str) -> None:
    with SqliteStore(path) as store:
        last = store.events(record)[-1]
    digest = chain_digest(last.digest, record, 6, "heard", "x", "{}")
    row = (record, 6, "heard", "x", "{}", last.digest, digest)
    tamper(path, "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", *row)
    assert found(path, record)[0] is Soundness.TAMPERED


@pytest.mark.parametrize(
    "statement", ["DELETE FROM heads", "UPDATE heads SET digest = '0'", "UPDATE heads SET number = 4"]
)
def test_a_lost_or_changed_end_mark_is_found(path: Path, record: str, statement: str) -> None:
    tamper(path, statement)
    soundness, _event, text = found(path, record)
    assert soundness is Soundness.TAMPERED
    assert text.startswith("The note of where the record ends")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE texts SET text = text || '# '", "changed in the record store"),
        ("DELETE FROM texts", "missing from the record store"),
    ],
)
def test_a_lost_or_changed_scenario_is_found(path: Path, record: str, statement: str, said: str) -> None:
    tamper(path, statement)
    soundness, _event, text = found(path, record)
    assert soundness is Soundness.TAMPERED
    assert said in text


def test_a_forged_mark_is_found_by_replay_even_when_the_chain_was_mended(path: Path, record: str) -> None:
    rewritten(path, lambda body: body.replace('"not evidenced"', '"exceeded"'))
    soundness, event, text = found(path, record)
    assert (soundness, event) == (Soundness.DIFFERS, 5)
    assert 'recorded "exceeded", replayed "not evidenced"' in text


def test_forged_words_are_found_by_replay_even_when_the_chain_was_mended(path: Path, record: str) -> None:
    rewritten(path, lambda body: body.replace("Just calm down.", "Take your time."))
    assert found(path, record)[:2] == (Soundness.DIFFERS, 4)


def test_a_forged_end_does_not_hide_what_follows(path: Path, record: str) -> None:
    with SqliteStore(path) as store:
        store.append(record, store.events(record)[1].kind, store.events(record)[1].body, "x")
    soundness, _event, text = found(path, record)
    assert soundness is Soundness.TAMPERED
    assert "not a whole conversation" in text


def test_cutting_the_end_and_its_mark_alike_cannot_be_seen_from_inside(path: Path, record: str) -> None:
    """The limit docs/records.md tells of: it takes the digest, written down elsewhere."""
    with SqliteStore(path) as store:
        whole, second = verify(store, record).digest, store.events(record)[1]
    tamper(path, "DELETE FROM events WHERE number > 2")
    tamper(path, "UPDATE heads SET number = 2, digest = ?", second.digest)
    with SqliteStore(path) as store:
        verdict = verify(store, record)
    assert verdict.sound
    assert verdict.digest != whole


def test_turns_after_the_end_are_found(store: MemoryStore, library: Library) -> None:
    session = make_practice(store, library).start("sam-talk", seed=7)
    while session.ended is None:
        session.hear("Tell me about the flat.")
    whole = store.events(session.record_id)
    longer = MemoryStore()
    longer._texts = store._texts
    for event in (*whole[:-1], whole[1]):
        longer.append(RECORD, event.kind, event.body, event.at)
    verdict = verify(longer, RECORD)
    assert (verdict.soundness, verdict.event) == (Soundness.DIFFERS, len(whole))
    assert verdict.text.startswith(f"Event {len(whole)} is heard; replayed, it is closed.")


OLD = versions()[0]
"""The oldest rules that keywork still has."""


def recorded_under(
    opened: str, *, closed: str = "", change: Callable[[EventKind, dict[str, Any]], None] | None = None
) -> MemoryStore:
    """A finished record with a note, opened under these rules, perhaps marked under others, perhaps changed."""
    held = MemoryStore()
    played = script()
    conversation = Conversation(played, seed=7, journal=Recorder(held, RECORD), ruleset=opened)
    conversation.begin()
    conversation.hear("How are you?")
    conversation.hear("It must be hard not knowing about the flat.")
    conversation.ruleset = closed or opened
    conversation.finish()
    conversation.note("He lost the flat. I will ring housing on Friday.")
    store = MemoryStore()
    for text in (played.scenario_text, played.persona_text, played.core_text):
        store.pin(text_digest(text), text)
    for event in held.events(RECORD):
        body = json.loads(event.body)
        if change:
            change(event.kind, body)
        store.append(RECORD, event.kind, canonical(body), event.at)
    return store


def remarked(store: MemoryStore, version: str, named: str = "") -> MemoryStore:
    """The same with marks under one version of the rules, perhaps under the name of another."""
    record = read_record(store, RECORD)
    card = replace(marks(record, script(), version, record.note), ruleset=named or version)
    Recorder(store, RECORD, written=len(record.events)).remarked(Remarked(named or version, card))
    return store


def test_marks_under_older_rules_are_proved_under_these_very_rules() -> None:
    verdict = verify(recorded_under(OLD), RECORD)
    assert verdict.sound
    assert verdict.text == f"5 events, finished, replayed alike under {OLD}."
    assert verdict.ruleset == OLD


def test_a_forged_mark_under_older_rules_is_found() -> None:
    def forge(kind: EventKind, body: dict[str, Any]) -> None:
        if kind is EventKind.CLOSED:
            body["scorecard"]["results"][0]["level"] = "exceeded"

    verdict = verify(recorded_under(OLD, change=forge), RECORD)
    assert (verdict.soundness, verdict.event) == (Soundness.DIFFERS, 4)
    assert verdict.field == "scorecard.results[0].level"
    assert verdict.text.endswith(f"Recorded under the rules {OLD}, replayed under {OLD}.")


def test_a_record_marked_under_newer_rules_than_it_began_is_proved_under_both() -> None:
    store = recorded_under(OLD, closed=RULESET)
    assert read_record(store, RECORD).opened.ruleset == OLD
    assert verify(store, RECORD).sound


@pytest.mark.parametrize("version", versions())
def test_marks_that_were_added_are_proved_under_the_rules_they_name(version: str) -> None:
    store = remarked(remarked(recorded_under(RULESET), version), RULESET)
    assert verify(store, RECORD).text == "7 events, finished, replayed alike."


def test_added_marks_that_do_not_follow_from_the_words_are_found() -> None:
    verdict = verify(remarked(recorded_under(RULESET), OLD, named=RULESET), RECORD)
    assert (verdict.soundness, verdict.event) == (Soundness.DIFFERS, 6)
    assert verdict.text.startswith("Event 6 (remarked) differs at scorecard.")
    assert verdict.text.endswith(f"Recorded under the rules {RULESET}, replayed under {RULESET}.")


def test_added_marks_under_rules_this_version_does_not_have_are_compared_with_the_current_ones() -> None:
    assert verify(remarked(recorded_under(OLD), RULESET, named="fi2-2031.1"), RECORD).sound
    verdict = verify(remarked(recorded_under(OLD), OLD, named="fi2-2031.1"), RECORD)
    assert (verdict.soundness, verdict.event) == (Soundness.DIFFERS, 6)
    assert verdict.text.endswith(f"Recorded under the rules fi2-2031.1, replayed under {RULESET}.")


def without(value: Any, keys: Sequence[str]) -> None:
    """Take keys away at any depth."""
    if isinstance(value, dict):
        for key in keys:
            value.pop(key, None)
        for inner in value.values():
            without(inner, keys)
    elif isinstance(value, list):
        for inner in value:
            without(inner, keys)


def test_a_record_from_before_there_was_all_that_is_recorded_today_is_sound() -> None:
    def age(_kind: EventKind, body: dict[str, Any]) -> None:
        without(body.get("turn"), ["near", "alert", "asks"])
        card = body.get("scorecard", {})
        for key in ("talk", "note", "policy"):
            card.pop(key, None)
        without(card, ["nearest", "unjudged", "line", "effect", "resistance", "resistance_reflected"])

    store = recorded_under(OLD, change=age)
    assert '"nearest"' not in "".join(event.body for event in store.events(RECORD))
    assert verify(store, RECORD).sound
    assert verify(remarked(store, RULESET), RECORD).sound


@pytest.mark.parametrize("key", ["flags", "evidence", "why_not", "behaviours", "tells"])
def test_what_was_always_recorded_cannot_be_taken_out(key: str) -> None:
    store = recorded_under(RULESET, change=lambda _kind, body: without(body, [key]))
    verdict = verify(store, RECORD)
    assert verdict.soundness is Soundness.DIFFERS
    assert verdict.field.endswith(f".{key}")
    assert "recorded nothing, replayed" in verdict.text


def test_what_is_recorded_and_not_replayed_is_found() -> None:
    def add(kind: EventKind, body: dict[str, Any]) -> None:
        if kind is EventKind.CLOSED:
            body["scorecard"]["praise"] = "Outstanding."

    verdict = verify(recorded_under(RULESET, change=add), RECORD)
    assert (verdict.soundness, verdict.field) == (Soundness.DIFFERS, "scorecard.praise")


def test_a_body_written_otherwise_than_keywork_writes_is_found() -> None:
    store, other = recorded_under(RULESET), MemoryStore()
    other._texts = store._texts
    for event in store.events(RECORD):
        doubled = event.body.replace('"ended":null', '"ended":{"ending":"x"},"ended":null')
        other.append(RECORD, event.kind, doubled, event.at)
    verdict = verify(other, RECORD)
    assert (verdict.soundness, verdict.event, verdict.field) == (Soundness.DIFFERS, 2, "its form")


class Otherwise(Recorder):
    """Records what another version of keywork would have said."""

    ruleset = "fi2-2025.9"
    reply = "Not saying."

    def opened(self, event: Opened) -> None:
        super().opened(replace(event, ruleset=self.ruleset))

    def heard(self, event: TurnOutcome) -> None:
        super().heard(replace(event, reply=replace(event.reply, text=self.reply or event.reply.text)))

    def closed(self, event: Closed) -> None:
        super().closed(replace(event, scorecard=replace(event.scorecard, ruleset=self.ruleset)))


class RenamedRules(Otherwise):
    reply = ""


def recorded_by(recorder: type[Otherwise]) -> MemoryStore:
    store, played = MemoryStore(), script()
    for text in (played.scenario_text, played.persona_text, played.core_text):
        store.pin(text_digest(text), text)
    conversation = Conversation(played, seed=7, journal=recorder(store, RECORD))
    conversation.begin()
    conversation.hear("How are you?")
    conversation.finish()
    return store


def test_a_record_of_another_version_names_both_and_the_first_difference() -> None:
    verdict = verify(recorded_by(Otherwise), RECORD)
    assert (verdict.soundness, verdict.event, verdict.field) == (Soundness.DIFFERS, 2, "reply.text")
    assert verdict.text.startswith(
        'Event 2 (heard) differs at reply.text: recorded "Not saying.", replayed "'
    )
    assert verdict.text.endswith(f"Recorded under the rules fi2-2025.9, replayed under {RULESET}.")
    assert verdict.digest


def test_a_new_version_that_changes_nothing_in_a_record_leaves_it_sound() -> None:
    verdict = verify(recorded_by(RenamedRules), RECORD)
    assert verdict.soundness is Soundness.SOUND
    assert verdict.text == f"3 events, finished, replayed alike under both fi2-2025.9 and {RULESET}."


def test_a_scenario_this_version_cannot_read_is_no_tampering() -> None:
    store = recorded_by(Otherwise)
    old = MemoryStore()
    text = "schema: scenario/0\n"
    old.pin(text_digest(text), text)
    old.pin(script().core_digest, script().core_text)
    for event in store.events(RECORD):
        body = json.loads(event.body)
        digests = (
            {"scenario_digest": text_digest(text), "persona_digest": text_digest(text)}
            if event.number == 1
            else {}
        )
        old.append(RECORD, event.kind, canonical({**body, **digests}), event.at)
    verdict = verify(old, RECORD)
    assert verdict.soundness is Soundness.DIFFERS
    assert "cannot be read by this version of keywork" in verdict.text


def test_a_record_that_ends_where_the_replay_would_have_gone_on_is_found() -> None:
    store = recorded_by(RenamedRules)
    longer = MemoryStore()
    for digest in map(text_digest, (script().scenario_text, script().persona_text, script().core_text)):
        longer.pin(digest, store.pinned(digest) or "")
    for event in store.events(RECORD):
        body = event.body.replace(
            '"ended":null', '"ended":{"ending":"x","grade":"good","line":"","narration":""}'
        )
        longer.append(RECORD, event.kind, body, event.at)
    verdict = verify(longer, RECORD)
    assert (verdict.soundness, verdict.event, verdict.field) == (Soundness.DIFFERS, 2, "ended")


DIFFERING: list[tuple[object, object, tuple[str, str, str] | None]] = [
    ({"a": 1, "b": [1, {"c": "x"}]}, {"a": 1, "b": [1, {"c": "x"}]}, None),
    ({"b": [1, {"c": "x"}]}, {"b": [1, {"c": "y"}]}, ("b[1].c", '"x"', '"y"')),
    ({"a": 1}, {"a": 1, "b": 2}, None),
    ({"a": [{"b": 1}]}, {"a": [{"b": 1, "c": 2}]}, None),
    ({"b": [{}]}, {"b": [{"ever": 2}]}, ("b[0].ever", "nothing", "2")),
    ({"a": 1, "b": 2}, {"a": 1}, ("b", "2", "nothing")),
    ({"a": [1]}, {"a": [1, 2]}, ("a (length)", "1", "2")),
    ({"a": [1]}, {"a": [2, 2]}, ("a[0]", "1", "2")),
    ({"a": {}}, {"a": []}, ("a", "{}", "[]")),
    ({"a": 1}, {"a": True}, ("a", "1", "true")),
    ({"a": 1}, {"a": 1.0}, ("a", "1", "1.0")),
    ({"a": "x" * 99}, {"a": ""}, ("a", '"' + "x" * 59 + "…", '""')),
]


@pytest.mark.parametrize(("then", "now", "expected"), DIFFERING)
def test_the_first_difference_is_named_by_its_path(then: object, now: object, expected: object) -> None:
    assert first_difference(then, now, {"b.ever"}) == expected
