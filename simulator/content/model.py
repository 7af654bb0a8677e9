"""The YAML of a persona and a scenario as pydantic models: types, short forms and ranges, nothing more.

References between parts are resolved by ``simulator.content.compile``.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from scoring import labels
from simulator.safe_text import clean_content

MAX_LINE = 600


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _clean(value: Any) -> Any:
    return clean_content(value) if isinstance(value, str) else value


Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$", max_length=60)]
Text = Annotated[
    str, BeforeValidator(_clean), StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)
]
Spoken = Annotated[
    str, BeforeValidator(_clean), StringConstraints(min_length=1, max_length=MAX_LINE, strip_whitespace=True)
]
Phrase = Annotated[
    str, BeforeValidator(_clean), StringConstraints(min_length=1, max_length=80, strip_whitespace=True)
]
Cue = Annotated[str, BeforeValidator(lambda v: _clean(v).strip("[]() ") if isinstance(v, str) else v),
                StringConstraints(min_length=1, max_length=120)]  # fmt: skip
Names = Annotated[list[Name], BeforeValidator(_as_list)]
Gauge = Annotated[int, Field(ge=0, le=10)]
Shift = Annotated[int, Field(ge=-5, le=5)]
Tier = Annotated[int, Field(ge=0, le=3)]
Condition = Annotated[str, StringConstraints(min_length=1, max_length=500)]

KINDS = ("desire", "ability", "reason", "need", "commitment", "activation", "taking-steps")
TALKS = (
    "neutral",
    "discord",
    "change",
    "sustain",
    *(f"{talk}-{kind}" for talk in ("change", "sustain") for kind in KINDS),
)
BANDS = ("settled", "guarded", "agitated", "hostile", "imminent")
SITUATIONS = (
    "unclear", "still_unclear", "lost_patience", "off_topic", "silence", "still_silent", "again", "long", "probe",
)  # fmt: skip
PRESETS = ("settled", "guarded", "agitated")

Alert = Literal[labels.ALERTS]  # type: ignore[valid-type]
Errand = Literal[labels.ERRANDS]  # type: ignore[valid-type]
Need = Literal[labels.NEEDS]  # type: ignore[valid-type]


class Part(BaseModel):
    """Anything in a content file: unknown keys are errors, numbers are not taken for text."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Tags(Part):
    """What an author can say about a line, or about every line of a pool."""

    topic: Names = []
    tier: Tier | None = None
    tells: Names = []
    talk: str = ""
    cue: Cue | None = None
    conduct: Name | None = None
    alert: Alert | None = None
    asks: Errand | None = None


class Line(Tags):
    """One thing the person may say."""

    say: Spoken
    id: Name | None = None
    if_: Condition | None = Field(default=None, alias="if")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"say": value} if isinstance(value, str) else value


Pool = Annotated[list[Line], BeforeValidator(_as_list), Field(min_length=1, max_length=60)]


class Effects(Part):
    """Numbers added to the gauges."""

    trust: Shift = 0
    agitation: Shift = 0
    readiness: Shift = 0


class Overlay(Part):
    """A starting mood; what is left out stays as the persona starts."""

    trust: Gauge | None = None
    agitation: Gauge | None = None
    readiness: Gauge | None = None


class Start(Part):
    """Where the person stands at the start."""

    trust: Gauge
    agitation: Gauge
    readiness: Gauge


class About(Part):
    """Who the person is, in the words of the file view."""

    age: Annotated[int, Field(ge=18, le=99)]
    sentence: Text
    offence: Text


class FactEntry(Part):
    """Something that can become known."""

    text: Text
    words: Annotated[list[Phrase], Field(min_length=1, max_length=60)]
    topic: Names
    tier: Annotated[int, Field(ge=1, le=3)] = 1


class AnswerEntry(Tags):
    """Something the person says and what comes of it; the tags go to every line that has none."""

    id: Name | None = None
    if_: Condition | None = Field(default=None, alias="if")
    say: Pool
    go: Name | None = None
    effects: Effects = Effects()
    once: bool = False
    ends: Name | None = None
    narration: Text | None = None
    hears: Names = []
    """Acts that must have been heard; empty for any."""


class ReactionEntry(AnswerEntry):
    """An answer to an act, a topic, or both. ``topic`` is what must be talked about."""


class ExpectEntry(AnswerEntry):
    """A loose match that makes sense only in its state."""

    examples: Annotated[list[Phrase], BeforeValidator(_as_list), Field(min_length=1, max_length=40)]


class DisclosureEntry(AnswerEntry):
    """Something earned, when the officer is on its topic and ``needs`` holds."""

    id: Name
    needs: Condition
    once: bool = True


class GambitEntry(AnswerEntry):
    """Something the person brings up unasked."""

    id: Name
    once: bool = True


class InterruptEntry(AnswerEntry):
    """Something that happens whatever the officer says."""

    id: Name
    when: Condition
    once: bool = True


class Persona(Part):
    """A person: ``personas/NAME.yaml``."""

    schema_: Literal["persona/1"] = Field(alias="schema")
    id: Name
    name: Text
    called: Annotated[list[Phrase], BeforeValidator(_as_list), Field(min_length=1, max_length=10)] = []
    """What the person likes to be called; empty for the first name."""
    about: About
    needs: Annotated[list[Need], BeforeValidator(_as_list)] = []
    unconvicted: bool = False
    briefing: Text
    start: Start
    presets: dict[Name, Overlay]
    temperament: dict[Name, Effects] = {}
    facts: dict[Name, FactEntry] = {}
    cues: dict[Name, Annotated[list[Cue], Field(min_length=1)]] = {}
    lines: dict[Name, Pool]
    gambits: list[GambitEntry] = []
    disclosures: list[DisclosureEntry] = []
    reactions: list[ReactionEntry] = []


class Opening(Part):
    """What the officer sees and hears first."""

    narration: Text | None = None
    say: Pool | None = None


class TopicEntry(Part):
    """A matter of this conversation and how it is recognised."""

    title: Text | None = None
    of: Annotated[list[Literal[labels.TOPICS]], BeforeValidator(_as_list)]  # type: ignore[valid-type]
    words: list[Phrase] = []
    examples: list[Phrase] = []


class StateEntry(Part):
    """A state of the person in this conversation."""

    goal: Text
    expects: list[ExpectEntry] = []
    reactions: list[ReactionEntry] = []


class MoveEntry(Part):
    """A change of state that needs no particular words."""

    from_: Names = Field(alias="from")
    to: Name
    when: Condition


class EndingEntry(Part):
    """A way the conversation can end."""

    grade: Literal["good", "neutral", "poor"]
    when: Condition | None = None
    on: Literal["timeout", "officer"] | None = None
    say: Pool | None = None
    narration: Text | None = None


class TestEntry(Part):
    """A short conversation with what must come of it."""

    __test__ = False  # not a pytest class

    name: Text | None = None
    preset: Name | None = None
    say: Annotated[list[Text], BeforeValidator(_as_list), Field(min_length=1)]
    expect: dict[Name, Any]


class Scenario(Part):
    """A conversation: ``scenarios/NAME.yaml``."""

    schema_: Literal["scenario/1"] = Field(alias="schema")
    id: Name
    persona: Name
    title: Text
    summary: Text
    practises: Text
    difficulty: Annotated[int, Field(ge=1, le=5)]
    minutes: Annotated[int, Field(ge=1, le=180)]
    setting: Text
    task: Text
    criteria: Annotated[list[str], Field(min_length=1)]
    starts: Name
    turns: Annotated[int, Field(ge=1, le=500)]
    opening: Opening = Opening()
    topics: dict[Name, TopicEntry]
    states: Annotated[dict[Name, StateEntry], Field(min_length=1)]
    reactions: list[ReactionEntry] = []
    moves: list[MoveEntry] = []
    interrupts: list[InterruptEntry] = []
    endings: Annotated[dict[Name, EndingEntry], Field(min_length=1)]
    targets: dict[Name, dict[Name, Any]] = {}
    tests: list[TestEntry] = []
