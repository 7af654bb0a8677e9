"""What a conversation remembers: a frozen value, and the pure steps from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from scoring.model import PersonLine, Reading
from simulator.content.conditions import Condition
from simulator.content.script import Answer, ScriptLine
from simulator.engine.mind import Mind


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything that replies and conditions may depend on, after ``turn`` officer turns."""

    mind: Mind
    state: str
    last: PersonLine
    """What the person said last."""
    last_topics: tuple[str, ...] = ()
    """Topics of that line as authored, the chief one first (scenario and guide topics)."""
    turn: int = 0
    heard: tuple[frozenset[str], ...] = ()
    """Acts of each turn, oldest first."""
    asked: tuple[frozenset[str], ...] = ()
    """Scenario and guide topics of each turn."""
    readings: tuple[Reading, ...] = ()
    told: frozenset[str] = frozenset()
    visits: Mapping[str, int] = field(default_factory=dict)
    """State -> how often it was entered."""
    used: Mapping[str, int] = field(default_factory=dict)
    """Line id -> how often it was said."""
    said_at: Mapping[str, int] = field(default_factory=dict)
    """Line id -> the last turn it was said in."""
    done: frozenset[str] = frozenset()
    """Ids of answers that are given once and were."""
    gambit_turn: int = -99
    """The last turn in which the person brought something up."""
    opened_up: Mapping[int, int] = field(default_factory=dict)
    """Tier -> the last turn in which a disclosure of that tier was made."""
    lost: int = 0
    """Turns running that could not be answered to the point (unclear, off topic, silence)."""

    def uses(self, line: ScriptLine) -> int:
        """How often the line was said."""
        return self.used.get(line.spoken.id, 0)

    def since(self, line: ScriptLine) -> int:
        """Turns since the line was last said, counting the one being answered; large when never."""
        return self.turn - self.said_at.get(line.spoken.id, -999)

    def listened(
        self, acts: frozenset[str], topics: frozenset[str], reading: Reading, mind: Mind
    ) -> "Memory":
        """After an officer's turn was heard and before it is answered."""
        return replace(
            self, turn=self.turn + 1, heard=(*self.heard, acts), asked=(*self.asked, topics),
            readings=(*self.readings, reading), mind=mind,
        )  # fmt: skip

    def entered(self, state: str) -> "Memory":
        """After a change of state; the same value when it is the same state."""
        if state == self.state:
            return self
        return replace(self, state=state, visits={**self.visits, state: self.visits.get(state, 0) + 1})

    def said(self, line: ScriptLine, answer: Answer | None = None) -> "Memory":
        """After the person said a line of an answer."""
        spoken = line.spoken
        return replace(
            self,
            last=spoken,
            last_topics=line.topics or self.last_topics if spoken.tier == 0 else line.topics,
            told=self.told | set(spoken.tells),
            used={**self.used, spoken.id: self.uses(line) + 1},
            said_at={**self.said_at, spoken.id: self.turn},
            done=self.done | {answer.id} if answer is not None and answer.once else self.done,
        )


@dataclass(frozen=True, slots=True)
class Now:
    """A memory as conditions see it (``simulator.content.conditions.Situation``)."""

    memory: Memory

    def allows(self, condition: Condition | None) -> bool:
        """Whether something with this condition may be said or happen; without one it always may."""
        return condition is None or condition.holds(self)

    def gauge(self, name: str) -> int:
        """The value of a gauge or the turn number."""
        return self.memory.turn if name == "turn" else int(getattr(self.memory.mind.mood, name))

    def call(self, function: str, argument: str, window: int | None) -> int:
        """The value of a function of the condition language."""
        memory = self.memory
        if function in ("heard", "asked"):
            turns = memory.heard if function == "heard" else memory.asked
            recent = turns if window is None else turns[max(0, len(turns) - window) :]
            return int(any(argument in turn for turn in recent))
        if function == "count":
            return sum(argument in turn for turn in memory.heard)
        if function == "told":
            return int(argument in memory.told)
        if function == "visits":
            return memory.visits.get(argument, 0)
        return int(memory.state == argument)
