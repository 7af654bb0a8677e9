"""What the person makes of an officer's words: acts, topics, and whether they understood at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from scoring import effects
from scoring.labels import TOPICS
from scoring.model import Context, Finding, Reading, Span
from scoring.reading import read
from scoring.reading.text import parse
from simulator.content.script import Script
from simulator.engine.match import SubjectHit, SubjectIndex
from simulator.engine.memory import Memory

LONG_WORDS = 120
"""A turn of more words is a speech; about 45 seconds aloud."""
BARE_WORDS = 3
"""A question of at most so many words without a topic of its own is taken to be about the last line."""
PLAIN_TOPIC = 0.4
"""How likely a guide topic must be to steer the answer: a person does not take up what is barely there."""
LEADING = 2
"""How many topics a turn is chiefly about."""
CLOSED_RUN = 3
"""Closed questions running that feel like an interrogation (domain rule for stacked questions)."""

_SOFTENERS = frozenset(
    {"reflection_simple", "reflection_complex", "affirm", "question_open", "seek_collaboration"}
)
_ABOUT_THEM = frozenset({"you", "your", "yourself"})
_GOES_ON = frozenset(
    {"question_open", "question_closed", "reflection_simple", "reflection_complex", "affirm"}
)
_POINTERS = frozenset("that this it them they he she him her there then those one".split())
_PLAIN_WORDS = frozenset(
    """a about after again all alright always am an and any anything are as ask at back be because been before best
    better but by can cheers come could day did do does done else even ever everything fair feel few fine first for
    from get getting give go going good got had has have hear hello help here hi how i if in into is it just keep know
    last let life like little long look lot make man mate maybe me mean mind more morning much my need never nice no
    not nothing now of off ok okay on one only or other our out over please point put really right said same say see
    should so some someone something sorry sort still stuff sure take talk tell than thank thanks that the them then
    there they thing things think this time to today too tough try up us very wait want was way we week well were what
    when where which who why will with work would wrong yeah year yes you your yourself""".split()
)
"""Common words: a turn with none of them, no act and no topic is not understood."""


class Sense(StrEnum):
    """How far the person could make sense of the turn."""

    PLAIN = "plain"
    SILENCE = "silence"
    UNCLEAR = "unclear"
    OFF_TOPIC = "off_topic"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Hearing:
    """An officer's turn as the person takes it."""

    reading: Reading
    """With the guide topics that the conversation's own topics stand for."""
    acts: frozenset[str]
    moving: tuple[str, ...]
    """Acts that move the person, harmful first."""
    subjects: tuple[str, ...]
    """Topics of the conversation, surest first, then guide topics. Those of the person's last line
    hold when the turn has none of its own."""
    leading: frozenset[str]
    """The topics that weigh most, with their guide topics: what the turn is chiefly about."""
    named: bool
    """Whether a topic of the conversation stands in the officer's own words."""
    sense: Sense

    @property
    def topics(self) -> frozenset[str]:
        """Every scenario and guide topic the turn is on."""
        return frozenset(self.subjects)

    @property
    def asks(self) -> bool:
        """Whether the turn asks something."""
        return bool(self.acts & {"question_open", "question_closed", "identify_wants", "check_understanding"})


def hear_words(text: str, memory: Memory, script: Script, index: SubjectIndex) -> Hearing:
    """What the person makes of ``text``, given what was said before."""
    words = parse(text).words
    context = Context(memory.last.text, memory.mind.mood.agitation, memory.last.topics, memory.readings)
    hits = index.find(text)
    reading = _with_topics(read(text, context), hits, script)
    own = tuple(hit.subject for hit in hits)
    carried = () if own else _carried(words, reading, memory)
    reading = _with_carried(reading, carried, memory)
    acts = reading.acts | _interrogation(reading, memory)
    plain = {found.label for found in reading.topics if found.confidence >= PLAIN_TOPIC}
    guide = tuple(topic for topic in TOPICS if topic in plain | set(carried))
    subjects = _summary_first(
        (*own, *(t for t in carried if t not in guide), *(topic for topic in guide if topic not in own)),
        reading,
        script,
    )
    return Hearing(
        reading=reading,
        acts=acts,
        moving=_moving(reading, acts),
        subjects=subjects,
        leading=_leading(subjects, script),
        named=bool(own),
        sense=_sense(words, reading, subjects),
    )


def _summary_first(subjects: tuple[str, ...], reading: Reading, script: Script) -> tuple[str, ...]:
    """A turn that draws things together is about that first, whatever it names on the way."""
    if "summary" not in reading.topic_labels:
        return subjects
    summing = [
        s
        for s in subjects
        if s == "summary" or (s in script.subjects and "summary" in script.subjects[s].guide)
    ]
    return (*summing, *(subject for subject in subjects if subject not in summing))


def _leading(subjects: tuple[str, ...], script: Script) -> frozenset[str]:
    """The first topics and the guide topics they stand for."""
    first = subjects[:LEADING]
    guide = (script.subjects[name].guide for name in first if name in script.subjects)
    return frozenset(first).union(*guide)


def _with_topics(reading: Reading, hits: Sequence[SubjectHit], script: Script) -> Reading:
    about = ((hit, script.subjects[hit.subject]) for hit in hits)
    return _added(
        reading,
        (
            Finding(guide, hit.span, 0.7, f"{hit.why}: {subject.title}", f"topic/{subject.id}")
            for hit, subject in about
            for guide in subject.guide
        ),
    )


def _with_carried(reading: Reading, carried: tuple[str, ...], memory: Memory) -> Reading:
    """A turn that asks or gives back, and goes on from the last line, is on that line's topics."""
    if not carried or not reading.acts & _GOES_ON:
        return reading
    span = Span(0, len(reading.text))
    why = f'goes on from "{memory.last.text[:60]}"'
    return _added(reading, (Finding(guide, span, 0.5, why, "topic/carried") for guide in memory.last.topics))


def _added(reading: Reading, found: Iterable[Finding]) -> Reading:
    """The reading with topics that it lacked, in the vocabulary's order."""
    topics = {finding.label: finding for finding in reading.topics}
    for finding in found:
        topics.setdefault(finding.label, finding)
    ordered = sorted(topics.values(), key=lambda finding: TOPICS.index(finding.label))
    return replace(reading, topics=tuple(ordered))


def _interrogation(reading: Reading, memory: Memory) -> frozenset[str]:
    """Every third closed question running feels like an interrogation."""
    run = 0
    for earlier in (reading, *reversed(memory.readings)):
        if "question_closed" not in earlier.acts or earlier.acts & _SOFTENERS:
            break
        run += 1
    return frozenset({"stacked_or_forced_questions"}) if run and run % CLOSED_RUN == 0 else frozenset()


def _moving(reading: Reading, acts: frozenset[str]) -> tuple[str, ...]:
    moving = effects.acting(reading)
    return moving + tuple(sorted(acts - reading.acts))


def _carried(words: Sequence[str], reading: Reading, memory: Memory) -> tuple[str, ...]:
    """The topics of the last line, when the turn plainly goes on from it."""
    if _POINTERS & set(words):
        return memory.last_topics
    asks = reading.acts & {"question_open", "question_closed"}
    elsewhere = reading.topic_labels - memory.last.topics
    if not words or elsewhere or (asks and len(words) > BARE_WORDS):
        return ()
    return memory.last_topics


def _sense(words: Sequence[str], reading: Reading, subjects: tuple[str, ...]) -> Sense:
    if not reading.text.strip():
        return Sense.SILENCE
    if len(reading.text.split()) > LONG_WORDS:
        return Sense.LONG
    acts = reading.acts - {"other", "question_closed", "question_open", "open_invitation", "give_information"}
    if not acts and not _PLAIN_WORDS & set(words) and not _names_a_topic(reading):
        return Sense.UNCLEAR
    if not subjects and not acts and "other" not in reading.acts and not _ABOUT_THEM & set(words):
        return Sense.OFF_TOPIC
    return Sense.PLAIN


def _names_a_topic(reading: Reading) -> bool:
    """Whether a topic was found in the words themselves, not carried over from the person's last line."""
    return any(not found.carried for found in reading.topics)
