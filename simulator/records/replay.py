"""Holds a recorded conversation again: the pinned texts, the seed and the officer's words make all of it."""

from simulator.content.script import Script
from simulator.engine.conversation import Conversation
from simulator.engine.outcome import Closed, Journal, Opened, TurnOutcome
from simulator.records.codec import Happening
from simulator.records.record import Record, Scripts, read_record
from simulator.records.store import Store


class Rehearsal:
    """A ``Journal`` that keeps what happens in memory until a session takes it over."""

    def __init__(self) -> None:
        self.happenings: list[Happening] = []
        self._successor: Journal | None = None

    def hand_over(self, successor: Journal) -> None:
        """From now on everything goes to ``successor``."""
        self._successor = successor

    def opened(self, event: Opened) -> None:
        """Keep the opening."""
        if self._successor is None:
            self.happenings.append(event)
        else:
            self._successor.opened(event)

    def heard(self, event: TurnOutcome) -> None:
        """Keep or pass on a turn."""
        if self._successor is None:
            self.happenings.append(event)
        else:
            self._successor.heard(event)

    def closed(self, event: Closed) -> None:
        """Keep or pass on the end."""
        if self._successor is None:
            self.happenings.append(event)
        else:
            self._successor.closed(event)


def replay(store: Store, record_id: str) -> Conversation:
    """Hear every turn of a record again; nothing is written."""
    record = read_record(store, record_id)
    return perform(record, Scripts(store).of(record.opened), Rehearsal())


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
    )
    conversation.begin()
    for outcome in record.outcomes:
        if conversation.ended is not None:
            return conversation
        conversation.hear(outcome.officer)
    if record.closed is not None and conversation.ended is None:
        conversation.finish()
    return conversation
