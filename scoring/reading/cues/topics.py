"""Topics: which matters the officer's words invite or follow."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from scoring.model import Context, Finding
from scoring.reading.cues.book import Match
from scoring.reading.cues.findings import finding, once
from scoring.reading.cues.shelf import book
from scoring.reading.text import Text, parse
from scoring.reading.utterances import Utterance
from scoring.reading.words import load

_FOLLOWS: Final = frozenset({"question_open", "question_closed", "reflection_simple", "reflection_complex"})
"""Behaviours that stay with what the person just said when they name no matter themselves."""

_OF_VICTIM: Final = frozenset({"victim_attitude", "victim_impact"})


@lru_cache(maxsize=512)
def matters(line: str) -> tuple[Match, ...]:
    """The topic cues heard in a person's line; lines are asked about again and again."""
    return tuple(book("topics").matches(parse(line)))


def read_topics(
    text: Text,
    matches: Sequence[Match],
    utterances: Sequence[Utterance],
    context: Context,
    behaviours: Iterable[Finding],
) -> tuple[Finding, ...]:
    """The topics of a turn: from the cues in its own words, else from what it follows."""
    of_victim = load("topics")["of_victim"]
    if any(match.cue.id in of_victim for match in matches) and not _about_victim(context):
        matches = [match for match in matches if match.cue.id not in of_victim]
    found = [finding(text, match) for match in matches]
    labels = {one.label for one in behaviours}
    if not found and labels & _FOLLOWS:
        found = _inherited(text, context)
    return once(_pursued(found, text, utterances))


def _about_victim(context: Context) -> bool:
    """Whether the person has just spoken of a victim."""
    if context.topics:
        return bool(context.topics & _OF_VICTIM)
    return any(match.cue.label in _OF_VICTIM for match in matters(context.prisoner))


def _pursued(found: list[Finding], text: Text, utterances: Sequence[Utterance]) -> list[Finding]:
    """Leave out matters that are only mentioned beside the one that is pursued."""
    table = load("topics")["gives_way"]
    asked = [text.span(u.first, u.after) for u in utterances if u.form != "statement"]
    everywhere = {one.label for one in found}
    inside = {span: {one.label for one in found if span.start <= one.span.start < span.end} for span in asked}
    kept: list[Finding] = []
    for one in found:
        own = next((span for span in asked if span.start <= one.span.start < span.end), None)
        rivals = everywhere if own is None else inside[own]
        if rivals.isdisjoint(table.get(one.label, ())):
            kept.append(one)
    return kept


def _inherited(text: Text, context: Context) -> list[Finding]:
    """What a question or reflection without a topic of its own follows: the person's last line."""
    whole = text.whole
    if context.topics:
        why = "follows what the person just spoke of"
        return [Finding(topic, whole, 0.6, why, f"{topic}/followed") for topic in sorted(context.topics)]
    line = parse(context.prisoner)
    found: list[Finding] = []
    for match in matters(context.prisoner):
        heard = line.span(match.first, match.after).of(line.raw)
        why = f'follows the person\'s "{heard}": {match.cue.why}'
        found.append(Finding(match.cue.label, whole, 0.5, why, f"{match.cue.label}/followed"))
    return found
