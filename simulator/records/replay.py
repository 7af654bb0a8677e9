"""Holds a recorded conversation again: the pinned texts, the seed and the officer's words make all of it."""

from scoring.rulesets import RULESET, versions
from simulator.content.script import Script
from simulator.engine.conversation import Conversation
from simulator.engine.outcome import Closed, Journal, NoJournal, Noted, Opened, TurnOutcome
from simulator.records.codec import Happening
from simulator.records.record import Record, Scripts, read_record
from simulator.records.store import Store


class Rehearsal:
    """A ``Journal`` that keeps what happens in memory."""

    def __init__(self) -> None:
        self.happenings: list[Happening] = []

    def opened(self, event: Opened) -> None:
        """Keep the opening."""
        self.happenings.append(event)

    def heard(self, event: TurnOutcome) -> None:
        """Keep a turn."""
        self.happenings.append(event)

    def closed(self, event: Closed) -> None:
        """Keep the end."""
        self.happenings.append(event)

    def noted(self, event: Noted) -> None:
        """Keep the note."""
        self.happenings.append(event)


class Relay:
    """A ``Journal`` that passes everything on to another, which may be exchanged.

    A conversation that is resumed is rehearsed first, and recorded from there on.
    """

    def __init__(self, to: Journal) -> None:
        self.to = to

    def opened(self, event: Opened) -> None:
        """Pass the opening on."""
        self.to.opened(event)

    def heard(self, event: TurnOutcome) -> None:
        """Pass a turn on."""
        self.to.heard(event)

    def closed(self, event: Closed) -> None:
        """Pass the end on."""
        self.to.closed(event)

    def noted(self, event: Noted) -> None:
        """Pass the note on."""
        self.to.noted(event)


def replay(store: Store, record_id: str) -> Conversation:
    """Hear every turn of a record again; nothing is written."""
    record = read_record(store, record_id)
    return perform(record, Scripts(store).of(record.opened), NoJournal())


def perform(record: Record, script: Script, journal: Journal) -> Conversation:
    """Hold the conversation with ``script``; it may end sooner than recorded when the rules have changed."""
    opened = record.opened
    conversation = Conversation(
        script,
        seed=opened.seed,
        mode=opened.mode,
        preset=opened.preset,
        trainee=opened.trainee,
        journal=journal,
        ruleset=known_ruleset(opened.ruleset),
    )
    conversation.begin()
    for outcome in record.outcomes:
        if conversation.ended is not None:
            return conversation
        conversation.hear(outcome.officer)
    if record.closed is not None and conversation.ended is None:
        conversation.finish()
    if record.noted is not None:
        conversation.note(record.noted.text)
    return conversation


def known_ruleset(name: str) -> str:
    """Return the version of the rules to mark with where a record names ``name``: that one, else the current one."""
    return name if name in versions() else RULESET
