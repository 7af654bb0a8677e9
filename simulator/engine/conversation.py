"""One conversation: the only way an officer's turn becomes a reply, a mood and evidence.

Invariant: everything here is determined by the script's digests, the ruleset, the seed, the mode, the preset
and the officer's words, those of the note among them; a turn is in the journal before its outcome is returned.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from scoring.model import Mood, PersonLine, Scorecard, Turn
from scoring.rulesets import RULESET
from scoring.scorecard import score
from simulator.content.script import Answer, Ending, Kind, Script, ScriptLine
from simulator.engine import mind as minds
from simulator.engine.hearing import Hearing, Sense, hear_words
from simulator.engine.machine import PersonaMachine
from simulator.engine.match import SubjectIndex
from simulator.engine.memory import Memory, Now
from simulator.engine.mind import Mind
from simulator.engine.outcome import (
    Closed,
    Ended,
    Journal,
    Mode,
    MoodChange,
    NoJournal,
    Noted,
    Opened,
    Reply,
    TurnOutcome,
)
from simulator.engine.select import Choice, Selector
from simulator.errors import ConversationOverError, UsageError
from simulator.safe_text import clean

MAX_TURN = 20_000
"""Characters of one turn that are kept: a quarter of an hour of speech."""
MAX_NOTE = 20_000
"""Characters of the note that are kept."""
LOST_PATIENCE = 3
"""Turns running without sense after which trust falls."""
_SENSELESS = (Sense.SILENCE, Sense.UNCLEAR, Sense.OFF_TOPIC)


@dataclass(frozen=True, slots=True)
class _Settled:
    """A turn's reply and where it leaves the person."""

    memory: Memory
    changes: tuple[MoodChange, ...]
    cue: str


class Conversation:
    """A scripted person and an officer, turn by turn."""

    def __init__(self, script: Script, *, seed: int = 0, mode: Mode = Mode.PRACTICE, preset: str = "",
                 trainee: str = "", journal: Journal | None = None, ruleset: str = RULESET) -> None:  # fmt: skip
        """``ruleset`` is the version of the rules to mark with, one of ``scoring.rulesets.versions()``."""
        if preset and preset not in script.presets:
            raise UsageError(f'There is no preset "{preset}".', f"Choose from: {', '.join(script.presets)}.")
        self.script = script
        self.seed = seed
        self.mode = mode
        self.preset = preset
        self.trainee = trainee
        self.ruleset = ruleset
        self.ended: Ended | None = None
        self.noted: Noted | None = None
        self._closed: Closed | None = None
        self._journal = journal or NoJournal()
        self._index = SubjectIndex(script.subjects)
        self._machine = PersonaMachine(script)
        self._outcomes: list[TurnOutcome] = []
        self._start = script.presets[preset] if preset else script.start
        self._memory = Memory(
            minds.new_mind(self._start), script.starts, PersonLine("", ""), visits={script.starts: 1}
        )
        opening = self._pick(script.opening, self._memory)
        if opening is not None:
            self._memory = self._memory.said(opening)
        self.opened = self._opened()

    @property
    def outcomes(self) -> tuple[TurnOutcome, ...]:
        """Every turn so far."""
        return tuple(self._outcomes)

    @property
    def mood(self) -> Mood:
        """Where the person is now."""
        return self._memory.mind.mood

    @property
    def state(self) -> str:
        """The persona state now."""
        return self._memory.state

    @property
    def memory(self) -> Memory:
        """Everything the next reply may depend on."""
        return self._memory

    def begin(self) -> Opened:
        """Record the opening and return it."""
        self._journal.opened(self.opened)
        return self.opened

    def hear(self, text: str) -> TurnOutcome:
        """The officer says ``text``; the outcome is in the journal before this returns.

        Any string is answered. Raises ConversationOverError after the end, RecordError when the journal cannot keep
        the turn (the conversation is then as before).
        """
        if self.ended is not None:
            raise ConversationOverError(
                "The conversation is over.", "Start a new one, or look at the results."
            )
        before = self._memory
        hearing = hear_words(clean(text)[:MAX_TURN].strip(), before, self.script, self._index)
        listened, felt = self._feel(before, hearing)
        choice = Selector(self.script, self.seed, hearing, listened).choose()
        settled = self._answer(before, listened, felt, choice)
        ended = self._ending(settled.memory, choice)
        outcome = self._outcome(before, hearing, choice, settled, ended)
        self._keep(outcome, settled.memory)
        return outcome

    def finish(self) -> Closed:
        """The officer ends the interview; returns how it ended and the marks given then."""
        if self._closed is None:
            ended = self.ended or self._ended(self._first_ending(self._memory, "officer"), self._memory)
            closed = Closed(ended, self._marks())
            self._journal.closed(closed)
            self.ended, self._closed = ended, closed
        return self._closed

    def note(self, text: str) -> Noted:
        """The officer's record of the conversation; it is in the journal before this returns.

        Raises UsageError before the end, for a second note and for a blank one, RecordError when the journal cannot
        keep it (the conversation has no note then).
        """
        if self.ended is None:
            raise UsageError(
                "The conversation is not over.", "Finish it first; the note is written after it."
            )
        if self.noted is not None:
            raise UsageError("The conversation has its note.", "A note is written once and never changed.")
        written = clean(text)[:MAX_NOTE].strip()
        if not written:
            raise UsageError("The note is blank.", "Write what was said and what you saw, or leave it out.")
        self.finish()  # a journal that could not take the end takes it before the note, or neither
        noted = Noted(written, self._marks(written))
        self._journal.noted(noted)
        self.noted = noted
        return noted

    def scorecard(self) -> Scorecard:
        """The suggested marks so far, with the note where there is one."""
        marked = self.noted or self._closed
        return marked.scorecard if marked else self._marks()

    def _marks(self, note: str = "") -> Scorecard:
        turns = tuple(outcome.turn for outcome in self._outcomes)
        return score(turns, self.script.brief, self._start, note=note, version=self.ruleset)

    def _feel(self, before: Memory, hearing: Hearing) -> tuple[Memory, tuple[MoodChange, ...]]:
        """The memory after listening, the mood moved by the acts, the state moved by the mood."""
        mind, felt = minds.feel(before.mind, hearing.moving, before.turn + 1, self.script.temperament)
        lost = before.lost + 1 if hearing.sense in _SENSELESS else 0
        if lost >= LOST_PATIENCE:
            felt = (*felt, MoodChange("you have made no sense for a while", -1, 0, 0))
        mood = minds.settle(before.mind.mood, felt)
        listened = before.listened(hearing.acts, hearing.topics, hearing.reading, replace(mind, mood=mood))
        return self._moved(replace(listened, lost=lost)), felt

    def _answer(
        self, before: Memory, listened: Memory, felt: tuple[MoodChange, ...], choice: Choice
    ) -> _Settled:
        """The memory after the reply: its own effect, change of state, and what is now told."""
        answer = choice.answer
        changes = felt
        if answer.effect.size:
            changes = (*felt, self._effect_of_reply(answer))
        mood = minds.settle(before.mind.mood, changes)
        memory = replace(listened, mind=replace(listened.mind, mood=mood)).said(choice.line, answer)
        if answer.kind is Kind.GAMBIT:
            memory = replace(memory, gambit_turn=memory.turn)
        if answer.kind is Kind.DISCLOSURE:
            memory = replace(memory, opened_up={**memory.opened_up, choice.line.spoken.tier: memory.turn})
        if answer.go:
            memory = memory.entered(self._machine.step(memory.state, answer.go))
        cue = choice.line.spoken.cue or self._band_cue(before.mind, memory.mind)
        return _Settled(replace(memory, last=replace(memory.last, cue=cue)), changes, cue)

    def _effect_of_reply(self, answer: Answer) -> MoodChange:
        titles = [
            self.script.subjects[t].title if t in self.script.subjects else t for t in sorted(answer.topics)
        ]
        cause = f"speaking of {titles[0].replace('_', ' ').lower()}" if titles else "how this exchange went"
        return MoodChange(cause, answer.effect.trust, answer.effect.agitation, answer.effect.readiness)

    def _moved(self, memory: Memory) -> Memory:
        now = Now(memory)
        for move in self.script.moves:
            if memory.state in move.sources and move.condition.holds(now):
                return memory.entered(self._machine.step(memory.state, move.to))
        return memory

    def _band_cue(self, before: Mind, after: Mind) -> str:
        """Body language when agitation enters another band."""
        band = minds.band(after.mood.agitation)
        if band == minds.band(before.mood.agitation) or band not in self.script.cues:
            return ""
        cues = self.script.cues[band]
        return cues[len(self._outcomes) % len(cues)]

    def _ending(self, memory: Memory, choice: Choice) -> Ended | None:
        """How the conversation ends with this turn, if it does."""
        if choice.answer.ends:
            return self._ended(next(e for e in self.script.endings if e.id == choice.answer.ends), memory)
        now = Now(memory)
        for ending in self.script.endings:
            if not ending.on and ending.condition is not None and ending.condition.holds(now):
                return self._ended(ending, memory)
        if memory.turn >= self.script.turns:
            return self._ended(self._first_ending(memory, "timeout"), memory)
        return None

    def _first_ending(self, memory: Memory, on: str) -> Ending:
        now = Now(memory)
        endings = [ending for ending in self.script.endings if ending.on == on]
        holding = (ending for ending in endings if now.allows(ending.condition))
        return next(holding, endings[-1])

    def _ended(self, ending: Ending, memory: Memory) -> Ended:
        line = self._pick(ending.lines, memory)
        return Ended(ending.id, ending.grade, ending.narration, line.spoken.text if line else "")

    def _pick(self, lines: Sequence[ScriptLine], memory: Memory) -> ScriptLine | None:
        """One line of a pool that stands outside the turns: opening and farewell."""
        now = Now(memory)
        fitting = [line for line in lines if now.allows(line.condition)]
        return min(
            fitting, key=lambda line: sha256(f"{self.seed}/{line.spoken.id}".encode()).digest(), default=None
        )

    def _opened(self) -> Opened:
        script = self.script
        return Opened(
            scenario=script.id,
            scenario_digest=script.scenario_digest,
            persona=script.person.id,
            persona_digest=script.persona_digest,
            core_digest=script.core_digest,
            ruleset=self.ruleset,
            seed=self.seed,
            mode=self.mode,
            preset=self.preset,
            trainee=self.trainee,
            mood=self._start,
            state=script.starts,
            narration=script.opening_narration,
            line=self._memory.last.text,
            cue=self._memory.last.cue,
        )

    def _outcome(self, before: Memory, hearing: Hearing, choice: Choice, settled: _Settled,
                 ended: Ended | None) -> TurnOutcome:  # fmt: skip
        after = settled.memory
        turn = Turn(
            number=after.turn,
            reading=hearing.reading,
            answered=before.last,
            reply=after.last,
            before=before.mind.mood,
            after=after.mind.mood,
            state=after.state,
        )
        spoken = choice.line.spoken
        return TurnOutcome(
            turn=turn,
            reply=Reply(
                spoken.text, settled.cue, choice.answer.narration, spoken.id, choice.rung, choice.why
            ),
            changes=settled.changes,
            moved_from=before.state if before.state != after.state else "",
            subjects=hearing.subjects,
            ended=ended,
        )

    def _keep(self, outcome: TurnOutcome, memory: Memory) -> None:
        """Journal first; only then does the conversation move on."""
        self._journal.heard(outcome)
        self._outcomes.append(outcome)
        self._memory = memory
        if outcome.ended is not None:
            self.ended = outcome.ended
            self.finish()
