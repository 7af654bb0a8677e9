"""The domain of scoring: what was said, what it was read as, and what it is worth.

Everything here is a frozen value. Spans are character offsets into the officer's text as typed.
Trust, agitation and readiness are integers 0-10.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Primary = Literal["question", "reflection", "input", "other"]
"""What an annotator would call a turn if only one name were allowed (AnnoMI's main behaviour)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: ``text[start:end]``, ``0 <= start <= end <= len(text)``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words this span points at."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing recognised in an officer's turn."""

    label: str
    """A name from ``scoring.labels``."""
    span: Span
    """The officer's words that earned it."""
    confidence: float
    """0-1."""
    why: str
    """The reason, in words a trainer understands."""
    rule: str
    """Which rule or cue found it, for tracing; stable within a ruleset version."""

    @property
    def carried(self) -> bool:
        """Whether it is not in these words but carried over from the person's last line."""
        return self.rule.endswith(("/followed", "/carried"))


@dataclass(frozen=True, slots=True)
class Reading:
    """An officer's turn as keywork read it. Each label occurs at most once in its layer."""

    text: str
    behaviours: tuple[Finding, ...] = ()
    markers: tuple[Finding, ...] = ()
    topics: tuple[Finding, ...] = ()
    primary: Primary = "other"
    near: tuple[Finding, ...] = ()
    """The likeliest label of each layer that was not given, where it came near."""

    @property
    def acts(self) -> frozenset[str]:
        """Behaviour and marker labels together: what a person can react to."""
        return frozenset(f.label for f in self.behaviours + self.markers)

    @property
    def topic_labels(self) -> frozenset[str]:
        """The topics invited or followed."""
        return frozenset(f.label for f in self.topics)

    def finding(self, label: str) -> Finding | None:
        """The behaviour or marker (in that order), else topic, of that label."""
        for found in self.behaviours + self.markers + self.topics:
            if found.label == label:
                return found
        return None


@dataclass(frozen=True, slots=True)
class Context:
    """What was said before the turn that is being read."""

    prisoner: str = ""
    """The person's last line, plain text."""
    agitation: int = 0
    """The person's agitation before the turn, 0-10."""
    topics: frozenset[str] = frozenset()
    """Guide topics of the person's last line, where the script tells them."""
    earlier: tuple[Reading, ...] = ()
    """Readings of the officer's turns so far, oldest first (permission carries over turns)."""


@dataclass(frozen=True, slots=True)
class Mood:
    """Where the person is: three gauges, each 0-10."""

    trust: int
    agitation: int
    readiness: int


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can become known in a conversation."""

    id: str
    text: str
    """The fact in a few plain words, for reports."""
    words: tuple[str, ...]
    """Words or short phrases that show it is being spoken of."""
    topics: frozenset[str]
    """Guide topics it belongs to."""
    tier: int
    """1 surface, 2 real, 3 hidden."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What the person said in one turn, with the tags its author gave it."""

    id: str
    text: str
    cue: str = ""
    """Body language that can be seen, without brackets; empty for none."""
    topics: frozenset[str] = frozenset()
    """Guide topics."""
    tier: int = 0
    """0 says nothing of substance, 1 surface, 2 real, 3 hidden."""
    talk: str = "neutral"
    """change, sustain, discord or neutral, optionally ``change-reason`` (DARN-CAT kind)."""
    tells: tuple[str, ...] = ()
    """Ids of the facts it makes known."""
    conduct: str = ""
    """Inappropriate behaviour shown in this line (abuse, refusal, intimidation ...), or empty."""
    alert: str = ""
    """What it discloses that must be acted on (a route of the policy pack), or empty."""
    asks: str = ""
    """What it asks for that is another's task (an errand of the policy pack), or empty."""

    @property
    def talk_kind(self) -> str:
        """``change``, ``sustain``, ``discord`` or ``neutral`` without the DARN-CAT kind."""
        return self.talk.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange: the officer's words and the person's answer."""

    number: int
    """From 1."""
    reading: Reading
    """The officer's turn as read; ``reading.text`` is the text as typed (made safe)."""
    answered: PersonLine
    """The person's line the officer was answering (the opening line at turn 1)."""
    reply: PersonLine
    """What the person said next."""
    before: Mood
    after: Mood
    state: str = ""
    """The persona state after the turn."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a scenario offers, so that scoring can tell "no opportunity" from "not evidenced"."""

    criteria: frozenset[str] = frozenset()
    """Criteria the scenario declares, such as ``P4.1``."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    reach: Mapping[str, int] = field(default_factory=dict)
    """Guide topic -> the deepest tier any line of it has; a topic that is missing has no line."""
    called: tuple[str, ...] = ()
    """What the person likes to be called."""
    needs: frozenset[str] = frozenset()
    """Communication needs, from ``labels.NEEDS``."""
    unconvicted: bool = False
    """On remand: the alleged offence and those it may have harmed are not explored."""
    unknown: frozenset[str] = frozenset()
    """What nobody has told about the conversation, from ``labels.KNOWABLE``; empty for a script's."""


class Level(StrEnum):
    """How far a criterion was evidenced. keywork suggests a level; an assessor decides."""

    NO_OPPORTUNITY = "no opportunity"
    NOT_EVIDENCED = "not evidenced"
    ATTEMPTED = "attempted"
    MET = "met"
    EXCEEDED = "exceeded"

    @property
    def rank(self) -> int:
        """0 (no opportunity) to 4 (exceeded)."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a mark stands on: criterion -> rule -> span -> the line it answered."""

    rule: str
    """Rule id, such as ``P4.1/invite``."""
    turn: int
    """0 for the opening line and for the note."""
    span: Span
    quote: str
    """The officer's words; or the person's where the rule is about what was disclosed."""
    speaker: Literal["officer", "person", "note"]
    answers: str
    """The words it answered: the person's line, or the officer's turn where the person is quoted."""
    note: str
    """What this shows, one plain phrase."""
    line: str = ""
    """Id of the person's line that was answered, or of the one quoted; empty where lines have none."""
    effect: str = ""
    """What the officer's turn did to the person: "trust +1, agitation -2", or empty."""


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """The suggested level of one criterion and what it stands on."""

    criterion: str
    title: str
    level: Level
    evidence: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    """Counter-indicators that capped or weakened it."""
    why_not: str = ""
    """What was missing for the next level; empty when exceeded."""
    try_next: str = ""
    """One sentence on what to try."""
    nearest: int = 0
    """The turn nearest to what was missing; 0 for none."""
    unjudged: str = ""
    """What cannot be judged because nobody has told it about this conversation; empty for none."""


@dataclass(frozen=True, slots=True)
class Measures:
    """MITI 4.2.1 summary measures over the officer's turns."""

    officer_turns: int
    questions_open: int
    questions_closed: int
    reflections_simple: int
    reflections_complex: int
    affirm: int
    seek: int
    autonomy: int
    information: int
    persuade: int
    persuade_with_permission: int
    confront: int
    reflections_to_questions: float | None
    """None when no question was asked."""
    percent_complex: float | None
    """0-100; indicative only, never a mark. None when nothing was reflected."""
    percent_open: float | None
    """0-100. None when no question was asked."""
    talk_share: float | None
    """The officer's share of all words, 0-100. None before anything was said."""
    mi_adherent: int
    """Seek + affirm + emphasise autonomy."""
    mi_non_adherent: int
    """Persuade + confront."""
    ratio_band: str
    """Of reflections to questions: ``good`` (2:1), ``fair`` (1:1), ``below fair``, or
    ``too few turns`` (under 10 officer turns)."""
    complex_band: str
    """Of percent complex: ``good`` (50), ``fair`` (40), ``below fair``, ``too few turns`` or
    ``too few reflections`` (under 5)."""
    non_adherent_rate: float | None = None
    """Turns that persuade or confront, in every ten. None before anything was said."""
    resistance: int = 0
    """Sustain talk and discord of the person that the officer could still answer."""
    resistance_reflected: int = 0
    """How many of these the next turn reflected."""


@dataclass(frozen=True, slots=True)
class TalkMoment:
    """A line of the person for change, against it, or against the officer, and what came before it."""

    turn: int
    """0 for the opening line."""
    kind: str
    """``change``, ``sustain`` or ``discord``."""
    reason: str
    """The DARN-CAT kind, such as ``desire`` or ``taking-steps``; empty when nobody said."""
    quote: str
    after: str
    """What the officer did just before, in words; empty for the opening line."""


@dataclass(frozen=True, slots=True)
class ProfilePoint:
    """The person after one turn, and the markers in it. Turn 0 is the start."""

    turn: int
    mood: Mood
    calming: tuple[str, ...] = ()
    escalating: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A turn that moved the person by two or more on a gauge, in words."""

    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The de-escalation profile: how the person fared and what the officer did."""

    points: tuple[ProfilePoint, ...]
    turning_points: tuple[TurningPoint, ...]
    markers: Mapping[str, int]
    """Marker -> number of turns it was used in."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A critical act that heads the record whatever the total."""

    marker: str
    """The marker, or ``missed_risk`` or ``pressed_on``."""
    turn: int
    quote: str
    text: str


@dataclass(frozen=True, slots=True)
class NoteFinding:
    """One thing found, or missed, in the officer's record of a conversation."""

    what: str
    """The fact, the opinion, the action, in a few plain words."""
    span: Span | None = None
    """The words of the note; None for something that is missing."""


@dataclass(frozen=True, slots=True)
class NoteCheck:
    """The officer's record of a conversation held against what was said in it."""

    text: str
    kept: tuple[NoteFinding, ...]
    missing: tuple[NoteFinding, ...]
    invented: tuple[NoteFinding, ...]
    opinions: tuple[NoteFinding, ...]
    """Opinions stated as fact, and labels."""
    actions: tuple[NoteFinding, ...]
    """Actions with an owner and a time."""
    loose_ends: tuple[NoteFinding, ...]
    """Actions without an owner or without a time."""
    quotes: tuple[NoteFinding, ...]
    """The person's own words, word for word."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything keywork suggests about one conversation."""

    ruleset: str
    """Version of the rules that marked it."""
    results: tuple[CriterionResult, ...]
    measures: Measures
    profile: Profile
    flags: tuple[Flag, ...] = ()
    went_well: tuple[str, ...] = ()
    to_try: tuple[str, ...] = ()
    talk: tuple[TalkMoment, ...] = ()
    """The person's talk of change over time."""
    note: NoteCheck | None = None
    """What the officer's record of the conversation holds; None when there is none."""
    policy: str = ""
    """The policy pack that facts of law and procedure were held against; empty for none."""

    def result(self, criterion: str) -> CriterionResult:
        """The result of that criterion; KeyError when the ruleset has none."""
        for result in self.results:
            if result.criterion == criterion:
                return result
        raise KeyError(criterion)
