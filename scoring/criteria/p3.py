"""P3: communicate with individuals in accordance with your organisation's procedures.

What a text can show of it: the person is called what they like to be called, nothing unacceptable is said,
and a communication need that is known, or that they tell, is met.
"""

import re
from collections.abc import Iterator
from typing import Final

from scoring.criteria.common import OFFENCE, Talk, Verdict, officer, person, quoted
from scoring.criteria.slips import against, critical
from scoring.criteria.words import find, word_count
from scoring.model import Evidence, Level, Span

_SENTENCE_END: Final = re.compile(r"[.!?\n]+")
_CERTAIN: Final = 0.5
"""Confidence from which a topic is held against an officer."""
_ASKS: Final = frozenset(
    {"question_open", "question_closed", "open_invitation", "accusing_why", "graphic_probe"}
)


def mark(talk: Talk) -> Verdict:
    """Mark P3."""
    rules, every = talk.rules("P3"), talk.places(1, talk.end)
    named, told = _named(talk), _need_told(talk)
    needs = talk.brief.needs | ({"plain words"} if told else frozenset())
    stops = critical(talk, rules)
    if "P3" not in talk.brief.criteria and not (named or needs or stops):
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    evidence = tuple(item for item in (named, told) if item)
    if stops:
        return Verdict(Level.NOT_EVIDENCED, "unacceptable", stops[0].turn, evidence, stops)
    faults = (*against(talk, rules, every), *_alleged(talk))
    since = 1 if talk.brief.needs or not told else told.turn + 1
    breaches = tuple(_breaches(talk, since)) if needs else ()
    if 100 * len(breaches) > talk.limit("need_slips") * len(talk.places(since, talk.end)):
        faults = (*faults, *breaches)
    if not named:
        level = Level.ATTEMPTED if needs and not faults else Level.NOT_EVIDENCED
        return Verdict(level, "name", 1, evidence, faults)
    if faults:
        gap = "need" if faults == breaches else "clean"
        return Verdict(Level.ATTEMPTED, gap, faults[0].turn, evidence, faults)
    adjusts = _adjusts(talk)
    if adjusts:
        return Verdict(Level.EXCEEDED, evidence=(*evidence, adjusts))
    return Verdict(Level.MET, "exceed", named.turn, evidence)


def _named(talk: Talk) -> Evidence | None:
    """The officer asks what they like to be called, or calls them so."""
    for at in talk.places(1, talk.end):
        asks = talk.says(at, "asks_name")
        if asks:
            return quoted(talk, at, "P3/name", "asks what they like to be called", asks)
        used = find(talk.text(at), talk.brief.called)
        if used:
            return quoted(talk, at, "P3/name", "calls them what they like to be called", used)
    return None


def _need_told(talk: Talk) -> Evidence | None:
    """The person says that they cannot follow, hear or read."""
    for said in talk.said:
        if said.at < talk.end and find(said.line.text, talk.words("need_told")):
            return person(talk, said, "P3/need", "tells what they need to be able to follow")
    return None


def _breaches(talk: Talk, since: int) -> Iterator[Evidence]:
    """Turns that take no account of a need from when it is known."""
    for at in talk.places(since, talk.end):
        jargon = talk.says(at, "jargon")
        if jargon and "explain_process" not in talk.acts(at):
            yield quoted(talk, at, "P3/jargon", "uses words of the trade", jargon)
        elif _is_long(talk, at):
            yield officer(talk, at, "P3/long", "says too much at once for them")
        elif talk.text(at).count("?") > 1:
            acts = ("stacked_or_forced_questions",)
            yield officer(talk, at, "P3/two-questions", "asks more than one thing at once", acts)


def _is_long(talk: Talk, at: int) -> bool:
    """Tell whether a turn is long, or its sentences are."""
    words = word_count(talk.text(at))
    sentences = sum(bool(word_count(part)) for part in _SENTENCE_END.split(talk.text(at)))
    return words > talk.limit("plain_words") or words > talk.limit("plain_sentence") * max(1, sentences)


def _alleged(talk: Talk) -> tuple[Evidence, ...]:
    """Questions about an offence that has not been proved."""
    if not talk.brief.unconvicted:
        return ()
    return tuple(item for at in talk.places(1, talk.end) if (item := asks_about_offence(talk, at)))


def asks_about_offence(talk: Talk, at: int) -> Evidence | None:
    """Return the words of a question about the offence that were not put right."""
    span = talk.says(at, "alleged") or _question_on_it(talk, at)
    if span is None or talk.repaired(at):
        return None
    return quoted(talk, at, "P3/alleged", "asks an unconvicted person about the alleged offence", span)


def _question_on_it(talk: Talk, at: int) -> Span | None:
    """A question whose own words are about the offence, with some certainty."""
    reading = talk.turn(at).reading
    asked = [found.span for found in reading.behaviours + reading.markers if found.label in _ASKS]
    for topic in reading.topics:
        certain = topic.label in OFFENCE and not topic.carried and topic.confidence >= _CERTAIN
        if certain and any(one.start < topic.span.end and topic.span.start < one.end for one in asked):
            return topic.span
    return None


def _adjusts(talk: Talk) -> Evidence | None:
    """The officer changes words or pace for them and says so."""
    for at in talk.places(1, talk.end):
        span = talk.says(at, "adjusts")
        if span:
            return quoted(talk, at, "P3/adjusts", "fits words or pace to them", span)
    return None
