"""P1: explain your role and responsibilities. P1.1: the purpose of information gathering.

Both look at how the officer opens: what is said within the first turns, before anything is asked of the
person. What would have to be passed on must be said before something is disclosed that must be.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from scoring.criteria.asked import told, without_questions
from scoring.criteria.common import OPEN_ACTS, Talk, Verdict, in_order, person, quoted
from scoring.criteria.p3 import jargon
from scoring.criteria.slips import against
from scoring.criteria.words import find, find_meant, sentence, word_count, words_of
from scoring.model import Evidence, Level, Span

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "P1": ("role", "purpose", "sharing"),
    "P1.1": ("purpose", "sharing"),
}
"""Criterion -> what must be said, in words of the ruleset's lists of these names."""

_SHOWS: Final = {
    "role": "says who they are and what their part is",
    "purpose": "says what the talk is for",
    "sharing": "says what is written down or passed on",
}
_THEIRS: Final = re.compile(
    r"\byou(?:['’](?:ve|ll|d))?\s+(?:have|need|got|must|should|ought)\s+"  # noqa: RUF001
    r"(?:to\s+)?(?!to\b|know|be\b|hear|understand)\w+(?:\s+\w+)?",
    re.IGNORECASE,
)
"""What the person must do, which tells nothing of what the officer does."""
_JUST_BEFORE: Final = 4
"""Words before a phrase in which a word takes its meaning away."""


def mark(talk: Talk, criterion: str) -> Verdict:
    """Mark P1 or P1.1; KeyError for any other name."""
    parts, rules = PARTS[criterion], talk.rules(criterion)
    opening = talk.places(1, talk.limit("explain_within"))
    early = _said(talk, criterion, parts, opening)
    missing = next((part for part in parts if part not in early), "")
    if missing and criterion not in talk.brief.criteria:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    if missing:
        return _incomplete(talk, criterion, early, missing)
    evidence = in_order(early.values())
    faults, unwarned = against(talk, rules, opening), _unwarned(talk, criterion)
    if faults or unwarned:
        first = (*faults, *unwarned)[0]
        gap = "clean" if faults else "unwarned"
        return Verdict(Level.ATTEMPTED, gap, first.turn, evidence, (*faults, *unwarned))
    known = _asks_what_is_known(talk, criterion, opening)
    if known and not any(jargon(talk, at) for at in opening):
        return Verdict(Level.EXCEEDED, evidence=in_order((*evidence, known)))
    return Verdict(Level.MET, "plain" if known else "exceed", evidence[0].turn, evidence)


def _incomplete(talk: Talk, criterion: str, early: Mapping[str, Evidence], missing: str) -> Verdict:
    """What is earned when a part is missing, or came late."""
    late = _said(talk, criterion, PARTS[criterion], talk.places(1, 2 * talk.limit("explain_within")))
    evidence = in_order((*early.values(), *late.values()))
    level = Level.ATTEMPTED if late else Level.NOT_EVIDENCED
    if missing in late:
        return Verdict(level, "late", late[missing].turn, evidence)
    return Verdict(level, missing, 1, evidence)


def _said(talk: Talk, criterion: str, parts: Iterable[str], places: range) -> dict[str, Evidence]:
    """The first words for each part in these places."""
    found: dict[str, Evidence] = {}
    for at in places:
        spans = {part: span for part in parts if (span := _part(talk, at, part))}
        for part, span in spans.items():
            if part not in found and not _is_thin(talk, at, span, spans.values()):
                found[part] = quoted(talk, at, f"{criterion}/{part}", _SHOWS[part], span)
    return found


def _part(talk: Talk, at: int, part: str) -> Span | None:
    text, asking = _THEIRS.sub(_blank, talk.text(at)), talk.words("asking")
    if part != "sharing":
        return told(text, talk.words(part), asking)
    if "promise_of_secrecy" in talk.acts(at):
        return None
    span = told(text, talk.words("sharing"), asking) or _private_until(talk, text)
    before = [word.plain for word in words_of(text) if span and word.end <= span.start][-_JUST_BEFORE:]
    return None if talk.words("not_recording") & set(before) else span


def _private_until(talk: Talk, text: str) -> Span | None:
    """Privacy with its limit. Privacy alone is a promise nobody can keep."""
    if find(text, talk.words("private_until")) or find_meant(text, talk.words("must_pass")):
        return told(text, talk.words("kept_private"), talk.words("asking"))
    return None


def _is_thin(talk: Talk, at: int, span: Span, spans: Iterable[Span]) -> bool:
    """Tell whether the sentence of a span has too few words to explain all that it names."""
    whole = sentence(talk.text(at), span)
    named = sum(whole.start <= other.start < whole.end for other in spans)
    return word_count(whole.of(talk.text(at))) < named * talk.limit("part_words")


def _unwarned(talk: Talk, criterion: str) -> tuple[Evidence, ...]:
    """Something that must be passed on was told before the officer, who had a turn to say so, did."""
    disclosed = next((said for said in talk.said if said.line.alert and said.at), None)
    if disclosed is None or any(warns(talk, at) for at in talk.places(1, disclosed.at)):
        return ()
    return (person(talk, disclosed, f"{criterion}/unwarned", "told before they knew what is passed on"),)


def warns(talk: Talk, at: int) -> bool:
    """Tell whether a turn says that some things must be passed on."""
    text = without_questions(_THEIRS.sub(_blank, talk.text(at)), talk.words("asking"))
    return find_meant(text, talk.words("must_pass")) is not None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _asks_what_is_known(talk: Talk, criterion: str, opening: range) -> Evidence | None:
    """The officer asks what they already know or expect of the officer or of these talks."""
    for at in opening:
        span = find_meant(talk.text(at), talk.words("already_know"))
        asks = talk.acts(at) & {*OPEN_ACTS, "question_closed"}
        if span and asks and find(talk.text(at)[span.start :], talk.words("about_this")):
            return quoted(talk, at, f"{criterion}/known", "asks what they know already", span)
    return None
