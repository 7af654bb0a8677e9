"""Marks an old record again under another version of the rules, and says what changed and why.

The marks that were given stay in the record; ``keep`` adds the new ones after them.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from scoring.criteria.rules import Change, ruleset
from scoring.model import CriterionResult, Evidence, Flag, Level, Scorecard
from scoring.rulesets import RULESET, versions
from scoring.scorecard import score
from simulator.content.script import Script
from simulator.errors import RecordError, UsageError
from simulator.records.codec import Remarked
from simulator.records.record import Record, decode_record, events_of
from simulator.records.recorder import Clock, Recorder, system_clock
from simulator.records.soundness import check_chain, check_order
from simulator.records.store import Store


class Shift(StrEnum):
    """In what way a criterion differs between two scorecards."""

    ADDED = "added"
    """The rules before had no such criterion."""
    REMOVED = "removed"
    """The rules now have no such criterion."""
    LEVEL = "level"
    EVIDENCE = "evidence"
    """The level is the same and stands on other words."""


@dataclass(frozen=True, slots=True)
class CriterionShift:
    """A criterion that is marked differently now."""

    criterion: str
    shift: Shift
    was: Level | None
    """None for one that was added."""
    now: Level | None
    """None for one that was removed."""
    why_not: str = ""
    """What is missing now for the next level."""
    evidence: tuple[str, ...] = ()
    """The rules its marks stand on now, such as ``P4.7/invite``."""
    against: tuple[str, ...] = ()
    """The rules that weaken it now."""


@dataclass(frozen=True, slots=True)
class Remarking:
    """What is different between two scorecards of one record."""

    record: str
    before: Scorecard
    after: Scorecard
    criteria: tuple[CriterionShift, ...]
    """In the order of the standard; those that were removed come last."""
    flags_added: tuple[Flag, ...]
    flags_removed: tuple[Flag, ...]
    changes: tuple[Change, ...]
    """What changed in the rules, as far as it names a criterion that differs."""

    @property
    def differs(self) -> bool:
        """Any mark or flag is different."""
        return bool(self.criteria or self.flags_added or self.flags_removed)

    def because(self, criterion: str) -> tuple[str, ...]:
        """Say what changed in the rules of that criterion."""
        return tuple(change.text for change in self.changes if criterion in change.criteria)


_NOT_FINISHED: Final = "The conversation is not finished, so it has no marks to compare with."


def finished_record(store: Store, record_id: str) -> Record:
    """Read a record that has marks and is as it was written; ``KeyworkError`` says what is wrong with any other."""
    events = events_of(store, record_id)
    fault = check_chain(record_id, events, store.head(record_id)) or check_order(record_id, events)
    if fault:
        raise RecordError(fault.text, "Put back a copy from your backup.")
    record = decode_record(record_id, events)
    if record.closed is None:
        raise UsageError(_NOT_FINISHED, "Finish it first.")
    return record


def remark(record: Record, script: Script, version: str = RULESET) -> Remarking:
    """Mark a finished record again, and compare that with the newest marks it holds."""
    before = record.latest
    if before is None:
        raise UsageError(_NOT_FINISHED, "Finish it first.")
    return compared(record.id, before, marks(record, script, version, record.note))


def marks(record: Record, script: Script, version: str, note: str = "") -> Scorecard:
    """Mark what was recorded; KeyError when there is no such version of the rules."""
    return score(record.turns, script.brief, record.opened.mood, note=note, version=version)


def compared(record_id: str, before: Scorecard, after: Scorecard) -> Remarking:
    """Find everything that is marked differently in ``after``."""
    shifts = tuple(_shifts(before, after))
    named = {shift.criterion for shift in shifts}
    return Remarking(
        record=record_id,
        before=before,
        after=after,
        criteria=shifts,
        flags_added=_only_in(after.flags, before.flags),
        flags_removed=_only_in(before.flags, after.flags),
        changes=tuple(
            change
            for version in _passed(before.ruleset, after.ruleset)
            for change in ruleset(version).changes
            if named & set(change.criteria)
        ),
    )


def keep(store: Store, record: Record, remarking: Remarking, clock: Clock = system_clock) -> None:
    """Add the new marks to the record; ``UsageError`` while its note is begun and not finished."""
    if record.takes_note and store.draft(record.id):
        raise UsageError(
            "Its note is begun and not finished, and none is taken after new marks.",
            f"Finish or skip it first: keywork play --plain --resume {record.id}",
        )
    recorder = Recorder(store, record.id, clock, written=len(record.events))
    recorder.remarked(Remarked(remarking.after.ruleset, remarking.after))


def _shifts(before: Scorecard, after: Scorecard) -> list[CriterionShift]:
    was = {result.criterion: result for result in before.results}
    now = {result.criterion: result for result in after.results}
    found = [_shift(was.get(name), result) for name, result in now.items()]
    removed = [
        CriterionShift(name, Shift.REMOVED, result.level, None)
        for name, result in was.items()
        if name not in now
    ]
    return [*filter(None, found), *removed]


def _shift(was: CriterionResult | None, now: CriterionResult) -> CriterionShift | None:
    if was is None:
        shift = Shift.ADDED
    elif was.level is not now.level:
        shift = Shift.LEVEL
    elif (_words(was.evidence), _words(was.against)) != (_words(now.evidence), _words(now.against)):
        shift = Shift.EVIDENCE
    else:
        return None
    return CriterionShift(
        criterion=now.criterion,
        shift=shift,
        was=was.level if was else None,
        now=now.level,
        why_not=now.why_not,
        evidence=_rules(now.evidence),
        against=_rules(now.against),
    )


def _words(evidence: tuple[Evidence, ...]) -> frozenset[tuple[object, ...]]:
    """What evidence stands on; its order and how it is explained may change without a mark changing."""
    return frozenset((one.rule, one.turn, one.span, one.quote, one.speaker) for one in evidence)


def _rules(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.rule for one in evidence))


def _only_in(flags: tuple[Flag, ...], others: tuple[Flag, ...]) -> tuple[Flag, ...]:
    """The flags that others lack; what is said about one may change without the flag changing."""
    known = {(flag.marker, flag.turn, flag.quote) for flag in others}
    return tuple(flag for flag in flags if (flag.marker, flag.turn, flag.quote) not in known)


def _passed(was: str, now: str) -> tuple[str, ...]:
    """The versions whose changes lie between the two: none on the way back to older rules."""
    known = versions()
    if now not in known:
        return ()
    return known[known.index(was) + 1 : known.index(now) + 1] if was in known else (now,)
