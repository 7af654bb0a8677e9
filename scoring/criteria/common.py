"""The building blocks every criterion is stated in: invite, disclose, follow, clean, repair.

A conversation is a row of exchanges at places 1, 2, ... What the person said in reply at place ``n``
has that place too; the opening line has place 0. Places, not turn numbers, measure distance.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from scoring.criteria.rules import Rules, Ruleset
from scoring.criteria.words import (
    content_words,
    find,
    find_meant,
    longest_run,
    plain_words,
    repeats,
    sentence,
    share,
    word_count,
)
from scoring.labels import CRITICAL_MARKERS, NEGATIVE_MARKERS
from scoring.model import Brief, Evidence, Level, PersonLine, Span, Turn
from scoring.policy import PolicyPack, policy_pack

READS_WELL: Final = "reads_well"
"""A version with this rule quotes whole sentences, in the order they came, and names the nearest turn only
for what was missing."""
HOSTILE: Final = frozenset(NEGATIVE_MARKERS) - {"stacked_or_forced_questions", "righting_reflex"}
"""What makes a closed question no invitation at all."""
MATTERS: Final = frozenset(
    {
        "reasons", "patterns", "circumstances", "victim_attitude", "victim_impact", "obstacles", "release",
        "supervision", "extreme_view",
    }
)  # fmt: skip
"""Guide topics that are explored one at a time."""
SURE: Final = 0.4
"""Confidence from which a topic counts as named, as it does for the person's answers."""
GAUGES: Final = ("trust", "agitation", "readiness")
OPEN_ACTS: Final = ("question_open", "open_invitation", "seek_collaboration")
REFLECTIONS: Final = ("reflection_complex", "reflection_simple", "name_feeling", "tactical_agreement")
OFFENCE: Final = ("reasons", "victim_attitude", "victim_impact")
"""Guide topics of the offence itself, which nobody explores with an unconvicted person."""
FOLLOW_ACTS: Final = (*REFLECTIONS, "affirm", "specific_affirmation", "question_open")


@dataclass(frozen=True, slots=True)
class Said:
    """What the person said at a place."""

    at: int
    line: PersonLine


@dataclass(frozen=True, slots=True)
class Verdict:
    """A criterion's level and what it stands on, before it is put into words."""

    level: Level
    gap: str = ""
    """Name of what is missing for the next level; empty when exceeded."""
    near: int = 0
    """The place nearest to the gap; 0 for none."""
    evidence: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation prepared for marking."""

    turns: tuple[Turn, ...]
    brief: Brief
    book: Ruleset
    said: tuple[Said, ...]
    """Every line of the person, the opening first."""
    repeats: frozenset[int]
    """Places of officer turns that say again what an earlier one said; they earn nothing."""
    note: str = ""
    """The officer's record of the conversation; empty when there is none."""
    _told: dict[str, int] = field(default_factory=dict)
    """Fact -> the place it was first told at."""

    @classmethod
    def of(cls, turns: Sequence[Turn], brief: Brief, book: Ruleset, note: str = "") -> "Talk":
        """Prepare a conversation."""
        opening = (Said(0, turns[0].answered),) if turns else ()
        said = opening + tuple(Said(at, turn.reply) for at, turn in enumerate(turns, 1))
        told: dict[str, int] = {}
        for one in said:
            for fact in one.line.tells:
                told.setdefault(fact, one.at)
        return cls(
            tuple(turns),
            brief,
            book,
            said,
            repeats([turn.reading.text for turn in turns]),
            note.strip(),
            told,
        )

    @property
    def end(self) -> int:
        """The last place."""
        return len(self.turns)

    def rules(self, criterion: str) -> Rules:
        """Return the rules of a criterion."""
        return self.book.rules(criterion)

    def limit(self, name: str) -> int:
        """Return a threshold of the rules."""
        return self.book.limit(name)

    def words(self, name: str) -> frozenset[str]:
        """Return a word list of the rules."""
        return self.book.words(name)

    def says(self, at: int, name: str) -> Span | None:
        """Return where the officer's turn has a phrase of a word list that no negation turns round."""
        return find_meant(self.text(at), self.words(name))

    @property
    def pack(self) -> PolicyPack:
        """The facts of law and procedure that the rules mark with."""
        return policy_pack(self.book.policy)

    def turn(self, at: int) -> Turn:
        """Return the exchange at a place from 1 to ``end``."""
        return self.turns[at - 1]

    def text(self, at: int) -> str:
        """Return the officer's words at a place."""
        return self.turn(at).reading.text

    def acts(self, at: int) -> frozenset[str]:
        """Return the acts of the officer's turn at a place."""
        return self.turn(at).reading.acts

    def places(self, first: int, last: int) -> range:
        """Return the places from first to last that exist."""
        return range(max(first, 1), min(last, self.end) + 1)

    def told_before(self, at: int) -> frozenset[str]:
        """Return the facts that were known when the officer spoke at a place."""
        return frozenset(fact for fact, place in self._told.items() if place < at)

    def told(self) -> tuple[str, ...]:
        """Return every fact that was told, in order."""
        return tuple(self._told)

    def alerted(self) -> frozenset[str]:
        """Return the facts told in a line that must be acted on."""
        return frozenset(fact for said in self.said if said.line.alert for fact in said.line.tells)

    def disclosures(self, topic: str, tier: int = 1) -> tuple[Said, ...]:
        """Return what the person said on a guide topic at that tier or deeper."""
        return tuple(one for one in self.said if topic in one.line.topics and one.line.tier >= tier)

    def topics(self, at: int) -> frozenset[str]:
        """Return the topics the officer's own words name, without those that only carry over."""
        sure = SURE if "sure_topics" in self.book.also else 0.0
        findings = self.turn(at).reading.topics
        return frozenset(one.label for one in findings if not one.carried and one.confidence >= sure)

    def on(self, at: int, topic: str) -> bool:
        """Tell whether the officer's turn is on a topic, by its own words or by what it answers."""
        own, turn = self.topics(at), self.turn(at)
        return topic in own or (not own and topic in turn.answered.topics | turn.reading.topic_labels)

    def focused(self, at: int) -> bool:
        """Tell whether a turn can earn anything: not a repeat, and not a list of topics."""
        return at not in self.repeats and len(self._matters(at)) <= self.limit("most_topics")

    def _matters(self, at: int) -> frozenset[str]:
        """The matters a turn lists: home, money and work on release are one, and a plan or a summary is none."""
        named = self.topics(at)
        if "sure_topics" not in self.book.also:
            return named
        return named & MATTERS - ({"circumstances"} if "release" in named else set())

    def shares(self, at: int, said: Said) -> bool:
        """Tell whether the officer's words take up what the person said: its words or its facts."""
        facts = [self.brief.facts[fact] for fact in said.line.tells if fact in self.brief.facts]
        concepts = [word for fact in facts for word in fact.words]
        content = content_words(f"{said.line.text} {said.line.cue} {' '.join(fact.text for fact in facts)}")
        return share(self.text(at), concepts, content)

    def repaired(self, at: int) -> bool:
        """Tell whether a mistake at a place was put right within two turns."""
        later = self.places(at + 1, at + self.limit("repair_within"))
        return not self.acts(at) & CRITICAL_MARKERS and any("repair" in self.acts(n) for n in later)


# Building blocks.


def invites(talk: Talk, at: int, topic: str) -> bool:
    """INVITE: an open question or prompt on the topic, or on no topic after a line on it."""
    acts = talk.acts(at)
    if "plain_invites" in talk.book.also and topic not in talk.topics(at):
        acts -= {"seek_collaboration"}
    return talk.focused(at) and bool(acts & set(OPEN_ACTS)) and talk.on(at, topic)


def answered(talk: Talk, at: int, topic: str) -> bool:
    """Tell whether an invitation was answered on the topic there and then or within two turns."""
    replies = talk.said[at : at + talk.limit("answer_within") + 1]
    return any(topic in said.line.topics and said.line.tier >= 1 for said in replies)


def asks_closed(talk: Talk, at: int, topic: str) -> bool:
    """WEAK INVITE: only a closed question on the topic."""
    hostile = talk.acts(at) & HOSTILE if "plain_invites" in talk.book.also else frozenset[str]()
    asks = "question_closed" in talk.acts(at) and not hostile
    return asks and talk.on(at, topic) and not invites(talk, at, topic)


def follows(talk: Talk, at: int, said: Said, acts: Iterable[str] = FOLLOW_ACTS) -> bool:
    """FOLLOW: one of these acts, within three turns, that takes up what was said in particular."""
    return (
        said.at < at <= said.at + talk.limit("follow_within")
        and talk.focused(at)
        and word_count(talk.text(at)) <= talk.limit("most_words")
        and bool(talk.acts(at) & set(acts))
        and talk.shares(at, said)
        and not parrots(talk, at, said)
    )


def parrots(talk: Talk, at: int, said: Said) -> bool:
    """Tell whether a turn only says a line after them, word for word: "I owed money." - "I owed money."."""
    if "no_parrots" not in talk.book.also:
        return False
    own, theirs = plain_words(talk.text(at)), plain_words(said.line.text)
    run = longest_run(own, theirs)
    return run >= talk.limit("parrot_words") and run * 100 >= talk.limit("parrot_share") * len(own)


def agrees(talk: Talk, line: PersonLine) -> bool:
    """Tell whether a reply goes along with the officer: by how it begins, or as change talk."""
    if line.talk_kind in {"discord", "sustain"} or line.conduct:
        return False
    start = " ".join(line.text.split()[:4])
    if "plain_yes" in talk.book.also and find(start, talk.words("no_agreement")):
        return False
    return line.talk_kind == "change" or find_meant(start, talk.words("agreement")) is not None


# Evidence.


def officer(talk: Talk, at: int, rule: str, note: str, acts: Iterable[str] = ()) -> Evidence:
    """Quote the officer's words behind the first of these acts that was found, else the whole turn."""
    reading = talk.turn(at).reading
    found = next((finding for act in acts if (finding := reading.finding(act))), None)
    return quoted(talk, at, rule, note, found.span if found else Span(0, len(reading.text)))


def quoted(talk: Talk, at: int, rule: str, note: str, span: Span) -> Evidence:
    """Quote a stretch of the officer's words, and the whole sentence around it where the version reads well."""
    turn = talk.turn(at)
    if READS_WELL in talk.book.also:
        span = sentence(turn.reading.text, span)
    quote = span.of(turn.reading.text)
    answered = turn.answered
    return Evidence(
        rule, turn.number, span, quote, "officer", answered.text, note, answered.id, _effect(talk, turn)
    )


def person(talk: Talk, said: Said, rule: str, note: str) -> Evidence:
    """Quote the person. The opening line has turn 0."""
    text = said.line.text
    turn = talk.turn(said.at) if said.at else None
    number, answers = (turn.number, turn.reading.text) if turn else (0, "")
    return Evidence(rule, number, Span(0, len(text)), text, "person", answers, note, said.line.id)


def in_order(shown: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Sort evidence as it came, each piece once; the note comes last."""
    return tuple(sorted(dict.fromkeys(shown), key=lambda one: (one.speaker == "note", one.turn)))


def _effect(talk: Talk, turn: Turn) -> str:
    """What the turn did to the person: every gauge that moved."""
    if "mood" in talk.brief.unknown:
        return ""
    moved = ((name, getattr(turn.after, name) - getattr(turn.before, name)) for name in GAUGES)
    return ", ".join(f"{name} {change:+d}" for name, change in moved if change)
