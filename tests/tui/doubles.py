"""Stand-ins for the practice and its sessions: no store, no engine, nothing that can change under a snapshot."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from scoring.model import (
    CriterionResult,
    Evidence,
    Finding,
    Flag,
    Level,
    Measures,
    Mood,
    NoteCheck,
    NoteFinding,
    PersonLine,
    Profile,
    ProfilePoint,
    Reading,
    Scorecard,
    Span,
    TalkMoment,
    Turn,
    TurningPoint,
)
from simulator.content.library import Library
from simulator.content.script import Script
from simulator.engine.outcome import Closed, Ended, Mode, MoodChange, Noted, Opened, Reply, TurnOutcome
from simulator.errors import UsageError
from simulator.practice import ScenarioCard
from simulator.records.store import RecordSummary

CONTENT = Path(__file__).parent / "content"
LONG = (
    "It's the usual. Noise, people at your door all hours. You get so you don't bother sleeping, you just lie "
    "there and wait for it to be unlock, and then you go down the laundry and at least there nobody wants "
    "anything off you except the sheets."
)


@cache
def script(name: str = "first-talk") -> Script:
    return Library(CONTENT / "personas", CONTENT / "scenarios").script(name)


def opened(mode: Mode = Mode.PRACTICE, line: str = "They said you wanted me.") -> Opened:
    return Opened(
        scenario="first-talk", scenario_digest="5" * 64, persona="marek", persona_digest="6" * 64, core_digest="7" * 64,
        ruleset="rules-1", seed=1, mode=mode, preset="", trainee="pat", mood=Mood(4, 3, 3), state="wary",
        narration="The wing office. He stands in the doorway.", line=line, cue="keeps one hand on the door frame",
    )  # fmt: skip


def outcome(
    number: int,
    officer: str,
    said: str = "Go on.",
    *,
    cue: str = "",
    ended: Ended | None = None,
    narration: str = "",
) -> TurnOutcome:
    before, after = Mood(4, 3, 3), Mood(min(10, 4 + number % 5), max(0, 5 - number % 6), 3 + number % 4)
    finding = Finding("question_open", Span(0, len(officer)), 0.9, "begins with what", "cue/what")
    return TurnOutcome(
        turn=Turn(
            number, Reading(officer, (finding,)), PersonLine("o", "They said you wanted me."),
            PersonLine(f"r{number}", said, cue), before, after, "wary",
        ),
        reply=Reply(said, cue, narration, f"r{number}", "reaction", "an open question"),
        changes=(MoodChange("you asked an open question", after.trust - 4, after.agitation - 3, 0),),
        moved_from="", subjects=("landing",), ended=ended,
    )  # fmt: skip


CARD = Scorecard(
    ruleset="rules-1",
    results=(
        CriterionResult("P4.1", "reasons why offences took place", Level.NO_OPPORTUNITY),
        CriterionResult(
            "P4.3", "issues relating to their personal circumstances", Level.MET,
            evidence=(
                Evidence("P4.3/invite", 2, Span(0, 27), "What is it like on the wing", "officer",
                         "Go on.", "invites their circumstances", effect="trust +1, agitation -2"),
                Evidence("P4.3/open", 2, Span(0, 27), "What is it like on the wing", "officer",
                         "Go on.", "leaves the answer to them", effect="trust +1, agitation -2"),
                Evidence("P4.3/disclose", 2, Span(0, len(LONG)), LONG, "person", "", "says something real"),
            ),
            why_not="They would say something hidden.",
            try_next="Stay with it and give a little back.",
        ),
        CriterionResult(
            "P5", "summarise information", Level.ATTEMPTED,
            evidence=(Evidence("P5/own", 1, Span(0, 7), "Morning", "officer", "", "uses their name"),),
            against=(Evidence("P5/long", 3, Span(0, 5), "Calm", "officer", "", "goes on too long"),),
            why_not="Two facts were drawn together, not three.",
            try_next="Say back three things and ask what you missed.",
            unjudged="whether they were moved by it",
        ),
        CriterionResult("P6", "observe behaviour", Level.NOT_EVIDENCED, why_not="Nothing seen was named.",
                        try_next="Say what you see and leave it open."),
        CriterionResult(
            "P10.1", "take action when individuals disclose further offences", Level.NO_OPPORTUNITY,
            against=(Evidence("P10.1/secrecy", 3, Span(11, 31), "this stays between us", "officer", "",
                              "promises to keep it secret", effect="trust +1"),),
        ),
    ),
    measures=Measures(
        3, 2, 1, 1, 1, 1, 0, 0, 1, 0, 0, 1, 0.67, 50.0, 66.7, 41.0, 1, 1, "too few turns", "too few turns",
        non_adherent_rate=3.3, resistance=2, resistance_reflected=1,
    ),
    profile=Profile(
        points=(
            ProfilePoint(0, Mood(4, 3, 3)),
            ProfilePoint(1, Mood(5, 3, 3), calming=("introduce_name",)),
            ProfilePoint(2, Mood(6, 1, 4), calming=("name_feeling",)),
            ProfilePoint(3, Mood(4, 5, 4), escalating=("order_to_calm",)),
        ),
        turning_points=(TurningPoint(3, "Agitation rose by 4 after you told them to calm down."),),
        markers={"name_feeling": 1, "order_to_calm": 1},
    ),
    flags=(Flag("promise_of_secrecy", 3, "this stays between us", "You promised to keep it to yourself."),),
    went_well=("You asked, then waited for the answer.",),
    to_try=("Name what you see before you ask about it.",),
    talk=(
        TalkMoment(0, "sustain", "", "They said you wanted me.", ""),
        TalkMoment(1, "change", "taking-steps", "Marek'll do.", "asked what they like to be called"),
        TalkMoment(3, "discord", "", "I am calm.", "told them to calm down"),
    ),
)  # fmt: skip

NOTE = (
    'Marek said "you don\'t bother sleeping". He was difficult, and owes for vapes.\n'
    "I will tell safer custody by Friday. Somebody rings his sister."
)


def in_note(words: str, what: str = "") -> NoteFinding:
    at = NOTE.index(words)
    return NoteFinding(what or words, Span(at, at + len(words)))


_QUOTED = in_note("you don't bother sleeping")
NOTED_CARD = replace(
    CARD,
    results=(
        *CARD.results,
        CriterionResult(
            "P12", "complete required records", Level.ATTEMPTED,
            evidence=(Evidence("P12/quote", 0, _QUOTED.span or Span(0, 0), _QUOTED.what, "note", "", "keeps their own words"),),
            why_not="The note gives an opinion or a label as a fact.", try_next="Write what you saw and heard.",
        ),
    ),
    note=NoteCheck(
        text=NOTE,
        kept=(in_note("bother sleeping", "does not sleep"),),
        missing=(NoteFinding("his sister has stopped writing"),),
        invented=(in_note("owes for vapes", "he owes for vapes"),),
        opinions=(in_note("difficult", "“difficult” is an opinion"),),
        actions=(in_note("I will tell safer custody by Friday."),),
        loose_ends=(in_note("Somebody rings his sister.", "does not say when: Somebody rings his sister."),),
        quotes=(_QUOTED,),
    ),
)  # fmt: skip
"""The same with a note, in which everything was found that can be found in one."""

OVER = Ended("agreed_step", "good", "He shakes your hand.", "Alright. Have a word with safer custody, then.")


@dataclass
class ShamTalk:
    script: Script
    mood: Mood = field(default_factory=lambda: Mood(4, 3, 3))


@dataclass
class ShamSession:
    """Answers from a list, and can be told to fail."""

    conversation: ShamTalk = field(default_factory=lambda: ShamTalk(script()))
    opened: Opened = field(default_factory=opened)
    outcomes: tuple[TurnOutcome, ...] = ()
    ended: Ended | None = None
    draft: str = ""
    answers: list[str] = field(default_factory=list)
    fail: Exception | None = None
    draft_fails: Exception | None = None
    note_fails: Exception | None = None
    noted: Noted | None = None
    sealed: bool = False
    ends_after: int = 0
    record_id: str = "20261122-0700-marek-0001"
    drafts: list[str] = field(default_factory=list)

    def hear(self, text: str) -> TurnOutcome:
        if self.fail is not None:
            raise self.fail
        number = len(self.outcomes) + 1
        said = self.answers[(number - 1) % len(self.answers)] if self.answers else "Go on."
        over = OVER if number == self.ends_after else None
        happened = outcome(number, text, said, cue="looks up", ended=over)
        self.outcomes += (happened,)
        self.conversation.mood = happened.turn.after
        self.ended, self.draft = over, ""
        return happened

    def finish(self) -> Closed:
        self.ended = replace(OVER, ending="closed", grade="neutral")
        return Closed(self.ended, CARD)

    @property
    def takes_note(self) -> bool:
        return self.ended is not None and self.noted is None and not self.sealed

    def note(self, text: str) -> Noted:
        if self.note_fails is not None:
            raise self.note_fails
        self.noted, self.draft = Noted(text, NOTED_CARD), ""
        return self.noted

    def scorecard(self) -> Scorecard:
        return self.noted.scorecard if self.noted else CARD

    def save_draft(self, text: str) -> None:
        if self.draft_fails is not None:
            raise self.draft_fails
        self.draft = text
        self.drafts.append(text)


def talked(*turns: tuple[str, str], **options: object) -> ShamSession:
    """A session in which these were said and answered."""
    session = ShamSession(**options)  # type: ignore[arg-type]
    session.outcomes = tuple(outcome(n, said, answer) for n, (said, answer) in enumerate(turns, 1))
    return session


THREE_TURNS = (
    ("Morning, Marek. What would you like to be called?", "Marek'll do."),
    ("What is it like on the wing at the moment?", LONG),
    ("Calm down, this stays between us.", "I am calm."),
)


@dataclass
class ShamPractice:
    """One conversation to begin, and whatever records it is given."""

    session: ShamSession = field(default_factory=ShamSession)
    resumable: tuple[RecordSummary, ...] = ()
    over: tuple[RecordSummary, ...] = ()
    started: list[tuple[str, int | None, Mode, str]] = field(default_factory=list)
    on_cards: Callable[[], None] = lambda: None

    def cards(self) -> tuple[ScenarioCard, ...]:
        self.on_cards()
        played = script()
        return (
            ScenarioCard(
                id=played.id, title=played.title, person=played.person.name, summary=played.summary,
                practises=played.practises, difficulty=2, minutes=15, criteria=played.criteria,
                sessions=len(self.over), last_ending=self.over[-1].ending if self.over else "",
                last_grade="", unfinished_record="",
            ),
        )  # fmt: skip

    def warm_up(self) -> None:
        self.warm = True

    def briefing(self, scenario_id: str) -> Script:
        if scenario_id != "first-talk":
            raise UsageError(f'There is no scenario "{scenario_id}".')
        return script()

    def start(
        self, scenario_id: str, *, seed: int | None = None, mode: Mode = Mode.PRACTICE, preset: str = ""
    ) -> ShamSession:
        self.started.append((scenario_id, seed, mode, preset))
        self.session.opened = replace(self.session.opened, mode=mode, preset=preset)
        return self.session

    def unfinished(self) -> tuple[RecordSummary, ...]:
        return self.resumable

    def resume(self, record_id: str) -> ShamSession:  # noqa: ARG002
        return self.session

    def past(self) -> tuple[RecordSummary, ...]:
        return self.over

    def noting(self, record_id: str) -> ShamSession:  # noqa: ARG002
        return self.session

    def review(self, record_id: str) -> ShamSession:  # noqa: ARG002
        return self.session


def record(number: int, **changes: object) -> RecordSummary:
    """A line of the list of records."""
    line = RecordSummary(
        id=f"20261122-0700-marek-000{number}", scenario="first-talk", title="A quiet word", person="Marek Hill",
        trainee="pat", mode="practice", started=f"2026-11-22T07:0{number}:00+00:00", turns=number,
    )  # fmt: skip
    return replace(line, **changes)  # type: ignore[arg-type]
