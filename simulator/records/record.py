"""A record as it was written: what happened, read back from its events.

Nothing here is worked out again: a record made under older rules still shows what it showed then.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from scoring.model import Mood, Scorecard, Turn
from simulator.content.diagnostics import did_you_mean
from simulator.content.library import compile_script
from simulator.content.script import Script
from simulator.digest import text_digest
from simulator.engine.outcome import Closed, Ended, Noted, Opened, TurnOutcome
from simulator.errors import ContentError, RecordError, UsageError
from simulator.records.codec import (
    Remarked,
    decode_closed,
    decode_heard,
    decode_noted,
    decode_opened,
    decode_remarked,
)
from simulator.records.soundness import misplaced
from simulator.records.store import Event, EventKind, Store


@dataclass(frozen=True, slots=True)
class Record:
    """Everything recorded of one conversation."""

    id: str
    events: tuple[Event, ...]
    opened: Opened
    outcomes: tuple[TurnOutcome, ...]
    closed: Closed | None
    noted: Noted | None = None
    remarked: tuple[Remarked, ...] = ()

    @property
    def ended(self) -> Ended | None:
        """How it ended, if it has."""
        if self.closed is not None:
            return self.closed.ended
        return self.outcomes[-1].ended if self.outcomes else None

    @property
    def mood(self) -> Mood:
        """Where the person was at last."""
        return self.outcomes[-1].turn.after if self.outcomes else self.opened.mood

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The exchanges as scoring sees them."""
        return tuple(outcome.turn for outcome in self.outcomes)

    @property
    def scorecard(self) -> Scorecard | None:
        """The marks given at the end: with the note where there is one, and under no later rules."""
        given = self.noted or self.closed
        return given.scorecard if given else None

    @property
    def note(self) -> str:
        """What the officer wrote about it; empty where there is no note."""
        return self.noted.text if self.noted else ""

    @property
    def latest(self) -> Scorecard | None:
        """The newest marks it holds: those it was last marked again with, if it was."""
        return self.remarked[-1].scorecard if self.remarked else self.scorecard

    @property
    def takes_note(self) -> bool:
        """A note can be added: the end and its marks are recorded, and nothing after them."""
        return self.closed is not None and self.noted is None and not self.remarked


def read_record(store: Store, record_id: str) -> Record:
    """Read a whole record; ``UsageError`` when there is none, ``RecordError`` when it makes no sense."""
    return decode_record(record_id, events_of(store, record_id))


def events_of(store: Store, record_id: str) -> tuple[Event, ...]:
    """Return the events of a record; ``UsageError`` when there is none."""
    events = store.events(record_id)
    if not events and store.head(record_id) is None:
        raise _unknown(record_id, store.record_ids())
    return events


def decode_record(record_id: str, events: tuple[Event, ...]) -> Record:
    """Make a record of its events: an opening, turns, at most one closing, and what was written after it."""
    if misplaced([event.kind for event in events]):
        raise RecordError(
            f"The record {record_id} is not a whole conversation.",
            f"Run 'keywork records verify {record_id}' to see what is wrong with it.",
        )
    of = {kind: [event for event in events if event.kind is kind] for kind in EventKind}
    return Record(
        record_id,
        events,
        opened=decode_opened(events[0]),
        outcomes=tuple(map(decode_heard, of[EventKind.HEARD])),
        closed=next(map(decode_closed, of[EventKind.CLOSED]), None),
        noted=next(map(decode_noted, of[EventKind.NOTED]), None),
        remarked=tuple(map(decode_remarked, of[EventKind.REMARKED])),
    )


def find_record_id(store: Store, name: str) -> str:
    """Return the id that ``name`` is, or begins; ``UsageError`` when none or several do."""
    known = store.record_ids()
    if name in known:
        return name
    matching = [record_id for record_id in known if name and record_id.startswith(name)]
    if not matching:
        raise _unknown(name, known)
    if len(matching) > 1:
        raise UsageError(f'{len(matching)} records begin with "{name}":', f"{', '.join(matching[:5])}.")
    return matching[0]


def _unknown(name: str, known: Iterable[str]) -> UsageError:
    hint = did_you_mean(name, known) or "."
    return UsageError(f'There is no record "{name}"{hint}', "`keywork records list` shows them all.")


class Scripts:
    """The scripts that records were made with, from the texts pinned in their store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made: dict[tuple[str, str, str], Script] = {}

    def know(self, script: Script) -> None:
        """Take a script that is at hand, so that it need not be made again."""
        self._made[script.scenario_digest, script.persona_digest, script.core_digest] = script

    def of(self, opened: Opened) -> Script:
        """Return the script; ``RecordError`` when its text is lost, ``ContentError`` when it is of another version."""
        key = (opened.scenario_digest, opened.persona_digest, opened.core_digest)
        if key not in self._made:
            texts = [self._text(digest) for digest in key]
            try:
                self._made[key] = compile_script(*texts)
            except ContentError as error:
                raise ContentError(
                    f"The scenario {opened.scenario} as it was recorded cannot be read by this version of keywork.",
                    f"Use the version it was recorded with (rules {opened.ruleset}).",
                ) from error
        return self._made[key]

    def _text(self, digest: str) -> str:
        text = self._store.pinned(digest)
        if text is None or text_digest(text) != digest:
            state = "missing from" if text is None else "changed in"
            raise RecordError(
                f"The content {digest[:12]} of the record is {state} the record store.",
                "Put back a copy of the store from your backup.",
            )
        return text
