"""Where a session is listed, started, resumed and reviewed: the one door for the TUI and the command line."""

import secrets
from dataclasses import dataclass
from typing import Final

from scoring.model import Context, Mood, Scorecard
from scoring.reading import read
from scoring.scorecard import score
from simulator.content.library import Library
from simulator.content.script import Script
from simulator.engine.conversation import Conversation
from simulator.engine.outcome import Closed, Ended, Mode, Noted, Opened, TurnOutcome
from simulator.errors import RecordError, UsageError
from simulator.records.ids import Randomness, new_record_id
from simulator.records.record import Record, Scripts, find_record_id, read_record
from simulator.records.recorder import Clock, Recorder, system_clock
from simulator.records.store import RecordSummary, Store
from simulator.records.summary import summaries
from simulator.records.verify import Examination, examine
from simulator.safe_text import clean

ANYONE: Final = "trainee"
"""Whose records these are when nobody says: the name of the computer's user is nobody's business."""
SEED_BITS: Final = 32


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    """A conversation that can be held, and how it went so far."""

    id: str
    title: str
    person: str
    """The person's name."""
    summary: str
    practises: str
    difficulty: int
    minutes: int
    criteria: tuple[str, ...]
    sessions: int
    """How many this trainee has finished."""
    last_ending: str
    """Of the latest finished session; empty before the first."""
    last_grade: str
    unfinished_record: str
    """The latest session that can be resumed, or empty."""


class Session:
    """A conversation that is being held and recorded."""

    def __init__(
        self, store: Store, record_id: str, conversation: Conversation, *, sealed: bool = False
    ) -> None:
        """``sealed`` says that it was marked again under newer rules, after which no note is taken."""
        self.record_id = record_id
        self.conversation = conversation
        self._store = store
        self._sealed = sealed

    @property
    def opened(self) -> Opened:
        """How it began."""
        return self.conversation.opened

    @property
    def outcomes(self) -> tuple[TurnOutcome, ...]:
        """Every turn so far."""
        return self.conversation.outcomes

    @property
    def ended(self) -> Ended | None:
        """How it ended, if it has."""
        return self.conversation.ended

    @property
    def noted(self) -> Noted | None:
        """The officer's note and the marks with it, if it is written."""
        return self.conversation.noted

    @property
    def takes_note(self) -> bool:
        """It is over, and its note can be written."""
        return self.ended is not None and self.noted is None and not self._sealed

    @property
    def draft(self) -> str:
        """What was typed and not yet said; after the end, what is written of the note so far."""
        return self._store.draft(self.record_id)

    def save_draft(self, text: str) -> None:
        """Keep what is typed so far, in place of what was kept before."""
        self._store.save_draft(self.record_id, clean(text))

    def hear(self, text: str) -> TurnOutcome:
        """Say ``text``; the turn is durable, and the draft gone, when this returns."""
        if self.ended is None and clean(text) != self.draft:
            self.save_draft(text)  # a program killed while it thinks must not lose the words
        return self.conversation.hear(text)

    def finish(self) -> Closed:
        """End the interview."""
        return self.conversation.finish()

    def note(self, text: str) -> Noted:
        """Add the officer's note after the end; it is durable, and the draft gone, when this returns.

        ``UsageError`` before the end, for a second note and for a blank one.
        """
        if self._sealed:
            raise _no_note_after_new_marks(self.record_id)
        if self.takes_note and clean(text).strip() and clean(text) != self.draft:
            self.save_draft(text)  # a program killed while it marks must not lose the words
        return self.conversation.note(text)

    def scorecard(self) -> Scorecard:
        """Mark the conversation so far, with the note where there is one."""
        return self.conversation.scorecard()


@dataclass(frozen=True, slots=True)
class Recorded:
    """A conversation as it was recorded, which does not go on."""

    script: Script
    record: Record

    @property
    def mode(self) -> Mode:
        """How it was meant."""
        return self.record.opened.mode

    @property
    def mood(self) -> Mood:
        """Where the person was at last."""
        return self.record.mood

    @property
    def state(self) -> str:
        """The persona state at last."""
        return self.record.turns[-1].state if self.record.turns else self.record.opened.state


class Review:
    """A recorded conversation to look at: shows what was recorded, under whatever rules that was."""

    def __init__(self, conversation: Recorded, draft: str = "") -> None:
        self.conversation = conversation
        self.draft = draft
        """What was typed and not yet said; after the end, what is written of the note so far."""

    @property
    def record_id(self) -> str:
        """The name of its record."""
        return self.conversation.record.id

    @property
    def opened(self) -> Opened:
        """How it began."""
        return self.conversation.record.opened

    @property
    def outcomes(self) -> tuple[TurnOutcome, ...]:
        """Every turn."""
        return self.conversation.record.outcomes

    @property
    def ended(self) -> Ended | None:
        """How it ended, if it has."""
        return self.conversation.record.ended

    @property
    def marked(self) -> bool:
        """The conversation is over and its marks are recorded."""
        return self.conversation.record.closed is not None

    @property
    def noted(self) -> Noted | None:
        """The officer's note and the marks with it, if it is written."""
        return self.conversation.record.noted

    @property
    def takes_note(self) -> bool:
        """Its note can still be written; ``Practice.note`` does."""
        return self.conversation.record.takes_note

    def scorecard(self) -> Scorecard:
        """Return the marks that were given, or mark what there is of an unfinished conversation.

        With the note where there is one; what it was marked with again later is in the record.
        """
        record, script = self.conversation.record, self.conversation.script
        return record.scorecard or score(record.turns, script.brief, record.opened.mood)


class Practice:
    """Everything a trainee can do with conversations."""

    def __init__(
        self,
        store: Store,
        library: Library,
        trainee: str = "",
        *,
        clock: Clock = system_clock,
        randomness: Randomness = secrets.token_hex,
    ) -> None:
        """``clock`` and ``randomness`` name the records; tests bring their own."""
        self.trainee = clean(trainee, keep_newlines=False).strip() or ANYONE
        self._store = store
        self._library = library
        self._clock = clock
        self._randomness = randomness
        self._scripts = Scripts(store)

    def cards(self) -> tuple[ScenarioCard, ...]:
        """List every conversation there is, with how it went so far."""
        scripts = self._library.overview()
        for script in scripts:
            self._scripts.know(script)
        mine = self._summaries()
        return tuple(_card(script, mine) for script in scripts)

    def warm_up(self) -> None:
        """Load what reading needs, so that the first turn is as quick as the rest."""
        read("You sound fed up. What happened?", Context("I lost it."))

    def briefing(self, scenario_id: str) -> Script:
        """Return the script of a conversation."""
        return self._library.script(scenario_id)

    def start(
        self, scenario_id: str, *, seed: int | None = None, mode: Mode = Mode.PRACTICE, preset: str = ""
    ) -> Session:
        """Begin a conversation; its opening is recorded when this returns."""
        script = self._library.script(scenario_id)
        self._scripts.know(script)
        record_id = self._free_id(script.person.id)
        conversation = Conversation(
            script,
            seed=secrets.randbits(SEED_BITS) if seed is None else seed,
            mode=mode,
            preset=preset,
            trainee=self.trainee,
            journal=Recorder(self._store, record_id, self._clock),
        )
        self._store.pin(script.scenario_digest, script.scenario_text)
        self._store.pin(script.persona_digest, script.persona_text)
        self._store.pin(script.core_digest, script.core_text)
        conversation.begin()
        return Session(self._store, record_id, conversation)

    def unfinished(self) -> tuple[RecordSummary, ...]:
        """List the trainee's conversations that can go on, oldest first."""
        return tuple(line for line in self._summaries() if not line.finished)

    def past(self) -> tuple[RecordSummary, ...]:
        """List the trainee's conversations that are over, oldest first."""
        return tuple(line for line in self._summaries() if line.finished)

    def resume(self, record_id: str) -> Session:
        """Go on with a conversation after the last recorded turn.

        ``RecordError`` when the record is damaged, or when this version would have answered otherwise: going on
        would then be another conversation than the one that was shown.
        """
        record_id = find_record_id(self._store, record_id)
        found = examine(self._store, record_id, self._scripts)
        session = self._taken_up(found)
        if session is None:
            raise RecordError(
                f"The record {record_id} cannot go on. {found.verdict.text}",
                "Its transcript can still be looked at; start a new conversation to practise.",
            )
        return session

    def note(self, record_id: str, text: str) -> Noted:
        """Add the officer's note to a finished conversation of this trainee that has none; as ``noting`` otherwise."""
        return self.noting(record_id).note(text)

    def noting(self, record_id: str) -> Session:
        """Take up a finished conversation of this trainee to write its note.

        ``UsageError`` when it is another's, not over, or takes no note; ``RecordError`` when the record is damaged,
        or when this version would have answered otherwise: the note would then stand on another conversation.
        """
        record = read_record(self._store, find_record_id(self._store, record_id))
        self._check_takes_note(record)
        found = examine(self._store, record.id, self._scripts)
        session = self._taken_up(found)
        if session is None:
            raise RecordError(
                f"The record {record.id} cannot take a note. {found.verdict.text}",
                f"It can still be looked at: keywork records show {record.id}",
            )
        return session

    def _check_takes_note(self, record: Record) -> None:
        if record.opened.trainee != self.trainee:
            raise UsageError(
                f"The record {record.id} is {record.opened.trainee}'s, and its note is theirs to write.",
                "Say who you are with --trainee.",
            )
        if record.ended is None:
            raise UsageError(
                f"The conversation {record.id} is not over.",
                f"Finish it first: keywork play --plain --resume {record.id}",
            )
        if record.noted is not None:
            raise UsageError(
                f"The record {record.id} has its note.", "A note is written once and never changed."
            )
        if record.remarked:
            raise _no_note_after_new_marks(record.id)

    def _taken_up(self, found: Examination) -> Session | None:
        """Go on with what was replayed, its end recorded if that was lost; None where it cannot go on."""
        record, conversation, journal = found.record, found.conversation, found.journal
        if record is None or conversation is None or journal is None or not found.verdict.sound:
            return None
        recorder = Recorder(self._store, record.id, self._clock, written=len(record.events))
        if conversation.ended is not None and record.closed is None:
            recorder.closed(conversation.finish())
        journal.to = recorder
        return Session(self._store, record.id, conversation, sealed=bool(record.remarked))

    def review(self, record_id: str) -> Review:
        """Look at a recorded conversation."""
        return review(self._store, record_id, self._scripts)

    def _summaries(self) -> tuple[RecordSummary, ...]:
        every = summaries(self._store, self._scripts)
        return tuple(line for line in every if line.trainee == self.trainee and not line.problem)

    def _free_id(self, person: str) -> str:
        while True:
            record_id = new_record_id(self._clock(), person, self._randomness)
            if self._store.head(record_id) is None:
                return record_id


def review(store: Store, record_id: str, scripts: Scripts | None = None) -> Review:
    """Read a record to look at it; a name that begins it is enough."""
    record = read_record(store, find_record_id(store, record_id))
    script = (scripts or Scripts(store)).of(record.opened)
    return Review(Recorded(script, record), store.draft(record.id))


def _no_note_after_new_marks(record_id: str) -> UsageError:
    return UsageError(
        f"The record {record_id} was marked again under other rules, and takes no note after that.",
        "Hold the conversation again to write one.",
    )


def _card(script: Script, mine: tuple[RecordSummary, ...]) -> ScenarioCard:
    held = [line for line in mine if line.scenario == script.id]
    finished = [line for line in held if line.finished]
    unfinished = [line for line in held if not line.finished]
    return ScenarioCard(
        id=script.id,
        title=script.title,
        person=script.person.name,
        summary=script.summary,
        practises=script.practises,
        difficulty=script.difficulty,
        minutes=script.minutes,
        criteria=script.marked,
        sessions=len(finished),
        last_ending=finished[-1].ending if finished else "",
        last_grade=finished[-1].grade if finished else "",
        unfinished_record=unfinished[-1].id if unfinished else "",
    )
