"""Chooses what the person says: from the most specific answer to the most general, and always one.

Choosing is read-only and total. Order within a pool comes from (seed, line id, times used), never from a
stored random state. Each rung below yields its candidates best first; the first candidate with a line that
is fresh wins.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scoring import labels
from scoring.effects import effect_of
from simulator.content.script import Answer, Script, ScriptLine
from simulator.engine.hearing import Hearing, Sense
from simulator.engine.match import expected
from simulator.engine.memory import Memory, Now

RECENT_TURNS = 8
"""A line said within so many turns is not said again while anything else fits."""
GAMBIT_EVERY = 4
"""Turns between two things the person brings up unasked."""
ROOM_AFTER = {2: 2, 3: 3}
"""Tier of a disclosure -> turns until the next one."""
UNANSWERED_ACTS = frozenset({"other", "give_information"})
"""Acts that leave room for something of the person's own."""
NEUTRAL_ACTS = frozenset({"question_open", "reflection_simple", "reflection_complex"})

_GIVEN = tuple(
    act for act in labels.POSITIVE_MARKERS if act not in ("open_invitation", "identify_wants", "repair")
)
ACT_ORDER = (
    *labels.NEGATIVE_MARKERS, "confront", "repair", "persuade", "check_understanding", "question_open", "question_closed",
    "seek_collaboration", "persuade_with_permission", *_GIVEN, "affirm", "reflection_complex", "reflection_simple",
    "give_information",
)  # fmt: skip
"""Which act of a turn is answered first: what hurts, then what asks, then what was given."""
_RANKS = {act: rank for rank, act in enumerate(ACT_ORDER)}


@dataclass(frozen=True, slots=True)
class Choice:
    """The line to say and why; nothing is marked as said yet."""

    answer: Answer
    line: ScriptLine
    rung: str
    why: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer that fits, the rung it stands on and what made it fit."""

    answer: Answer
    rung: str
    why: str
    spent: bool = False
    """Whether it may be repeated once its lines are used up (the general pools)."""


@dataclass(frozen=True, slots=True)
class Selector:
    """The selection ladder over one script, for one moment of a conversation."""

    script: Script
    seed: int
    hearing: Hearing
    memory: Memory

    def choose(self) -> Choice:
        """The reply to this turn."""
        for candidate in self._ladder():
            line = self._line(candidate)
            if line is not None:
                return Choice(candidate.answer, line, candidate.rung, candidate.why)
        return self._least_recent()

    def _ladder(self) -> Iterator[Candidate]:
        """Every candidate, from specific to general."""
        yield from self._interrupts()
        if self.hearing.sense in (Sense.SILENCE, Sense.UNCLEAR, Sense.LONG):
            yield from self._situations(self.hearing.sense.value)
        yield from self._hurts()
        yield from self._expected()
        yield from self._disclosures()
        yield from self._reactions()
        if self.hearing.sense is Sense.OFF_TOPIC:
            yield from self._situations("off_topic")
        yield from self._again()
        yield from self._on_topic()
        if self.hearing.acts <= UNANSWERED_ACTS and not self.hearing.named:
            yield from self._gambits()
        yield from self._own_lines()
        yield from self._gambits()
        yield from self._general("probe", "nothing more specific fits")
        yield from self._general("other", "nothing more specific fits")

    def _interrupts(self) -> Iterator[Candidate]:
        """What happens around them, in a lull: not on top of a hurt or of something hard that was just said."""
        if self.memory.last.tier >= 3 or any(self._hurtful(act) for act in self.hearing.acts):
            return
        for answer in self.script.interrupts:
            if self._open(answer):
                yield Candidate(answer, "interrupt", f"{answer.id}: {_source(answer)}")

    def _hurts(self) -> Iterator[Candidate]:
        """What wounds is answered before anything else in the turn."""
        hurts = [act for act in self._acts() if self._hurtful(act)]
        for act in hurts:
            yield from self._sorted(a for a in self._reactions_here() if act in a.hears and self._topical(a))
        for act in hurts:
            yield from self._own(act)

    def _expected(self) -> Iterator[Candidate]:
        open_answers = [a for a in self.script.states[self.memory.state].expects if self._open(a)]
        found = expected(self.hearing.reading.text, open_answers)
        if found is not None:
            yield Candidate(found.answer, "expected answer", f'expected here, close to "{found.example}"')

    def _disclosures(self) -> Iterator[Candidate]:
        if not self._ready():
            return
        due = [d for d in self.script.disclosures if d.topics & self.hearing.leading and self._open(d)]
        for answer in sorted(due, key=lambda a: (self._topic_rank(a), -max(x.spoken.tier for x in a.lines))):
            yield Candidate(answer, "disclosure", f"earned: {_source(answer)}")

    def _ready(self) -> bool:
        """Whether the person has had room since they last opened up: the deeper it went, the longer."""
        turn = self.memory.turn
        return all(turn - last >= ROOM_AFTER.get(tier, 1) for tier, last in self.memory.opened_up.items())

    def _on_topic(self) -> Iterator[Candidate]:
        """A topic was named in words whose act no one wrote an answer for: what they would say to being asked."""
        if self.hearing.named:
            near = (
                a
                for a in self._reactions_here()
                if a.topics & self.hearing.leading and a.hears & NEUTRAL_ACTS
            )
            yield from self._sorted(near)

    def _reactions(self) -> Iterator[Candidate]:
        yield from self._sorted(a for a in self._reactions_here() if self._topical(a) and self._audible(a))

    def _again(self) -> Iterator[Candidate]:
        """Asked about something on which everything was said."""
        used_up = any(
            a.topics & self.hearing.topics and self._audible(a) and self._open(a)
            for a in self._reactions_here()
        )
        if used_up and self.hearing.asks:
            yield from self._general("again", "everything on this topic was said")

    def _gambits(self) -> Iterator[Candidate]:
        if self.memory.turn - self.memory.gambit_turn < GAMBIT_EVERY or self.memory.mind.mood.agitation > 6:
            return
        for answer in self.script.gambits:
            if self._open(answer):
                yield Candidate(answer, "gambit", "nothing to answer, so something of his own")

    def _own_lines(self) -> Iterator[Candidate]:
        for act in self._acts():
            yield from self._own(act)

    def _own(self, act: str) -> Iterator[Candidate]:
        if act in self.script.own_lines:
            yield Candidate(self.script.own_lines[act], "own line", f"the usual answer to {act}", spent=True)

    def _situations(self, situation: str) -> Iterator[Candidate]:
        """Graded by how long the person has been lost."""
        graded = {
            Sense.SILENCE: ("silence", "still_silent", "still_silent"),
            Sense.UNCLEAR: ("unclear", "still_unclear", "lost_patience"),
            Sense.OFF_TOPIC: ("off_topic", "off_topic", "lost_patience"),
        }.get(Sense(situation), (situation,) * 3)
        first = graded[max(0, min(self.memory.lost, 3) - 1)]
        for name in dict.fromkeys((first, *graded)):
            yield from self._general(
                name, f"{situation.replace('_', ' ')}, turn {max(1, self.memory.lost)} running"
            )

    def _general(self, name: str, why: str) -> Iterator[Candidate]:
        for pools, rung in ((self.script.own_lines, "own line"), (self.script.core_lines, "core line")):
            if name in pools:
                yield Candidate(pools[name], f"{rung}: {name}", why, spent=True)

    def _sorted(self, answers: Iterable[Answer]) -> Iterator[Candidate]:
        for answer in sorted((a for a in answers if self._open(a)), key=self._specificity):
            yield Candidate(answer, "reaction", self._reason(answer))

    def _specificity(self, answer: Answer) -> tuple[int, int, tuple[int, str], int, int, int, int, str]:
        """Smaller is more specific: topic and act, then topic, then act; conditions before none."""
        here = answer in self.script.states[self.memory.state].reactions
        return (
            0 if answer.topics else 1,
            self._topic_rank(answer),
            self._act_rank(answer),
            0 if answer.condition is not None else 1,
            0 if here else 1,
            len(answer.hears),
            min(self.memory.uses(line) for line in answer.lines),
            self._order(answer.id, 0),
        )

    def _topic_rank(self, answer: Answer) -> int:
        subjects = self.hearing.subjects
        ranks = [subjects.index(topic) for topic in answer.topics if topic in subjects]
        return min(ranks, default=len(subjects))

    def _act_rank(self, answer: Answer) -> tuple[int, str]:
        heard = answer.hears & self.hearing.acts
        return min(map(_rank, heard), default=(len(ACT_ORDER) + 1, ""))

    def _acts(self) -> Sequence[str]:
        return sorted(self.hearing.acts, key=_rank)

    def _hurtful(self, act: str) -> bool:
        effect = self.script.temperament.get(act, effect_of(act))
        return act in labels.NEGATIVE_MARKERS and effect.agitation >= 2

    def _reactions_here(self) -> tuple[Answer, ...]:
        return self.script.states[self.memory.state].reactions + self.script.reactions

    def _topical(self, answer: Answer) -> bool:
        return not answer.topics or bool(answer.topics & self.hearing.topics)

    def _audible(self, answer: Answer) -> bool:
        return not answer.hears or bool(answer.hears & self.hearing.acts)

    def _open(self, answer: Answer) -> bool:
        return answer.id not in self.memory.done and Now(self.memory).allows(answer.condition)

    def _reason(self, answer: Answer) -> str:
        parts = []
        if answer.topics:
            parts.append("on " + ", ".join(sorted(answer.topics & self.hearing.topics)))
        if answer.hears:
            parts.append("heard " + ", ".join(sorted(answer.hears & self.hearing.acts)))
        if answer.condition is not None:
            parts.append(f"because {answer.condition.source}")
        return "; ".join(parts) or "in this state, whatever was said"

    def _line(self, candidate: Candidate) -> ScriptLine | None:
        """The least used line of an answer that may be said now; None when none is fresh."""
        now = Now(self.memory)
        fresh = [
            line
            for line in candidate.answer.lines
            if now.allows(line.condition)
            and self.memory.since(line) > RECENT_TURNS
            and (candidate.spent or self.memory.uses(line) == 0)
        ]
        return min(fresh, key=self._line_order, default=None)

    def _line_order(self, line: ScriptLine) -> tuple[int, int, str]:
        uses = self.memory.uses(line)
        return (uses, 0 if line.condition is not None else 1, self._order(line.spoken.id, uses))

    def _order(self, name: str, loop: int) -> str:
        return hashlib.sha256(f"{self.seed}/{name}/{loop}".encode()).hexdigest()

    def _least_recent(self) -> Choice:
        """Everything that fits was said a moment ago: whatever general line was said longest ago."""
        pools = [*self.script.own_lines.items(), *self.script.core_lines.items()]
        general = [a for name, a in pools if name in ("probe", "other", "again", self.hearing.sense.value)]
        now = Now(self.memory)
        lines = [
            (answer, line) for answer in general for line in answer.lines
            if now.allows(line.condition)
        ]  # fmt: skip
        answer, line = max(
            lines, key=lambda pair: (self.memory.since(pair[1]), self._order(pair[1].spoken.id, 0))
        )
        return Choice(answer, line, "least recent", "every fitting line was said in the last few turns")


def _rank(act: str) -> tuple[int, str]:
    return _RANKS.get(act, len(ACT_ORDER)), act


def _source(answer: Answer) -> str:
    return answer.condition.source if answer.condition is not None else "always"
