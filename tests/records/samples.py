"""Hand-made values and small helpers that the tests of records share."""

import itertools
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scoring.model import Finding, Mood, PersonLine, Reading, Span, Turn
from simulator.content.library import Library
from simulator.engine.outcome import Ended, Mode, MoodChange, Opened, Reply, TurnOutcome
from simulator.practice import Practice
from simulator.records.store import Store
from tests.support import PERSONA, SCENARIO

RECORD = "20261122-0607-sam-3f9a"
AT = "2026-11-22T06:07:08.000009Z"


def opened(ruleset: str = "rules-1") -> Opened:
    return Opened(
        scenario="sam-talk",
        scenario_digest="5" * 64,
        persona="sam",
        persona_digest="6" * 64,
        core_digest="7" * 64,
        ruleset=ruleset,
        seed=2**32 - 1,
        mode=Mode.ASSESSMENT,
        preset="guarded",
        trainee="Zoë",
        mood=Mood(4, 2, 4),
        state="wary",
        narration="He sits down.",
        line="What is this about?",
        cue="",
    )


def heard(number: int, text: str = "How are you?", ended: Ended | None = None) -> TurnOutcome:
    finding = Finding("question_open", Span(0, len(text)), 0.1 + 0.2, "asks “how”", "how")
    answered = PersonLine(
        "o.1", "What is this about?", topics=frozenset({"release", "family", "circumstances"})
    )
    said = PersonLine("r.1", "Not great.", "shrugs", frozenset({"mood"}), 2, "change-need", ("flat",))
    return TurnOutcome(
        turn=Turn(number, Reading(text, (finding,)), answered, said, Mood(4, 2, 4), Mood(5, 1, 4), "talking"),
        reply=Reply("Not great.", "shrugs", "", "r.1", "reaction", "an open question"),
        changes=(MoodChange("you asked an open question", 1, -1, 0),),
        moved_from="wary",
        subjects=("housing",),
        ended=ended,
    )


def tamper(path: Path, statement: str, *values: str | int) -> None:
    """Do to a store file what somebody with a database tool could do."""
    db = sqlite3.connect(path, isolation_level=None)
    try:
        for (trigger,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            db.execute(f'DROP TRIGGER "{trigger}"')
        db.execute(statement, values)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        db.close()


def write_library(folder: Path, scenario: str = SCENARIO) -> Library:
    for name, text in (("personas/sam.yaml", PERSONA), ("scenarios/sam-talk.yaml", scenario)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return Library(folder / "personas", folder / "scenarios")


def make_practice(store: Store, library: Library, trainee: str = "") -> Practice:
    """Practise with a clock that moves a minute at each look, and chance that counts."""
    minutes, chances = itertools.count(), itertools.count()
    start = datetime(2026, 11, 22, 6, 7, tzinfo=UTC)
    return Practice(
        store,
        library,
        trainee,
        clock=lambda: start + timedelta(minutes=next(minutes)),
        randomness=lambda size: f"{next(chances):0{2 * size}x}",
    )
