"""P3: communicate with individuals in accordance with your organisation's procedures.

What a text can show of it: the person is called what they like to be called, nothing unacceptable is said,
and a communication need that is known, or that they tell, is met.
"""

import re
from collections.abc import Iterator
from typing import Final

from scoring.criteria.asked import meant_outright
from scoring.criteria.common import OFFENCE, Talk, Verdict, officer, person, quoted
from scoring.criteria.slips import against, critical
from scoring.criteria.words import find, find_meant, word_count, words_of
from scoring.labels import NEGATIVE_MARKERS
from scoring.model import Evidence, Level, Span

_SENTENCE_END: Final = re.compile(r"[.!?\n]+")
_CERTAIN: Final = 0.5
"""Confidence from which a topic is held against an officer."""
_ASKS: Final = frozenset(
    {"question_open", "question_closed", "open_invitation", "accusing_why", "graphic_probe"}
)
_GAPS: Final = frozenset({"label", "disrespect", "alleged"})
"""What counts against it and has words of its own; all else passes over a need."""
_NEGATIVE: Final = frozenset(NEGATIVE_MARKERS) - {"stacked_or_forced_questions"}
_GLOSS_REACH: Final = 4
"""Words before or after a word of the trade within which it is explained."""


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
    if 100 * len(breaches) > talk.limit("need_slips") * _decent(talk, since):
        faults = (*faults, *breaches)
    if not named:
        level = Level.ATTEMPTED if needs and not faults else Level.NOT_EVIDENCED
        return Verdict(level, "name", 1, evidence, faults)
    if faults:
        gap = faults[0].rule.removeprefix("P3/")
        return Verdict(Level.ATTEMPTED, gap if gap in _GAPS else "need", faults[0].turn, evidence, faults)
    adjusts = _adjusts(talk)
    if adjusts:
        return Verdict(Level.EXCEEDED, evidence=(*evidence, adjusts))
    return Verdict(Level.MET, "exceed", evidence=evidence)


def _named(talk: Talk) -> Evidence | None:
    """The officer asks what they like to be called, or calls them so."""
    for at in talk.places(1, talk.end):
        asks = find_meant(talk.text(at), talk.words("asks_name"))
        if asks:
            return quoted(talk, at, "P3/name", "asks what they like to be called", asks)
        used = find(talk.text(at), talk.brief.called)
        if used:
            return quoted(talk, at, "P3/name", "calls them what they like to be called", used)
    return None


def _need_told(talk: Talk) -> Evidence | None:
    """The person says that they cannot follow, hear or read."""
    for said in talk.said:
        text = said.line.text
        of_others = find(text, talk.words("need_of_others"))
        if said.at < talk.end and not of_others and find(text, talk.words("need_told")):
            return person(talk, said, "P3/need", "tells what they need to be able to follow")
    return None


def _breaches(talk: Talk, since: int) -> Iterator[Evidence]:
    """Turns that take no account of a need from when it is known."""
    found = (_breach(talk, at) for at in talk.places(since, talk.end))
    return (breach for breach in found if breach)


def _decent(talk: Talk, since: int) -> int:
    """How many turns a slip is held against: what is said again, or spoilt otherwise, makes up for none."""
    spoilt = (at in talk.repeats or talk.acts(at) & _NEGATIVE for at in talk.places(since, talk.end))
    return sum(not one for one in spoilt)


def _breach(talk: Talk, at: int) -> Evidence | None:
    trade, acts = jargon(talk, at), ("stacked_or_forced_questions",)
    if trade:
        return quoted(talk, at, "P3/jargon", "uses words of the trade", trade)
    if _is_long(talk, at):
        return officer(talk, at, "P3/long", "says too much at once for them")
    if talk.text(at).count("?") > 1 or talk.acts(at) & set(acts):
        return officer(talk, at, "P3/two-questions", "asks more than one thing at once", acts)
    return None


def jargon(talk: Talk, at: int) -> Span | None:
    """Return where a turn uses a word of the trade and does not say what it means."""
    text, glosses = talk.text(at), talk.words("gloss")
    for phrase in sorted(talk.words("jargon")):
        span = find(text, [phrase])
        if span and not find(_around(text, span), glosses):
            return span
    return None


def _around(text: str, span: Span) -> str:
    """The few words before and after a span."""
    words = words_of(text)
    before = [word.start for word in words if word.end <= span.start][-_GLOSS_REACH:]
    after = [word.end for word in words if word.start >= span.end][:_GLOSS_REACH]
    first, last = before[0] if before else span.start, after[-1] if after else span.end
    return f"{text[first : span.start]} {text[span.end : last]}"


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
    span = _alluded(talk, at) or _question_on_it(talk, at)
    if span is None or talk.repaired(at):
        return None
    return quoted(talk, at, "P3/alleged", "asks an unconvicted person about the alleged offence", span)


def _alluded(talk: Talk, at: int) -> Span | None:
    """A wording that goes into the offence, unless it only says that this will not be asked."""
    return meant_outright(talk.text(at), talk.words("alleged"), talk.words("leaves_alleged"))


def _question_on_it(talk: Talk, at: int) -> Span | None:
    """A question whose own words are about the offence, with some certainty, and not about what they did here."""
    reading, answered = talk.turn(at).reading, talk.turn(at).answered
    if answered.conduct or "present_behaviour" in answered.topics:
        return None
    asked = [found.span for found in reading.behaviours + reading.markers if found.label in _ASKS]
    for topic in reading.topics:
        certain = topic.label in OFFENCE and not topic.carried and topic.confidence >= _CERTAIN
        if certain and any(one.start < topic.span.end and topic.span.start < one.end for one in asked):
            return topic.span
    return None


def _adjusts(talk: Talk) -> Evidence | None:
    """The officer changes words or pace for them and says so."""
    for at in talk.places(1, talk.end):
        span = find_meant(talk.text(at), talk.words("adjusts"))
        if span and not _breach(talk, at):
            return quoted(talk, at, "P3/adjusts", "fits words or pace to them", span)
    return None
