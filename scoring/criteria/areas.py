"""The areas of someone's circumstances (P4.3): which were opened up, answered and taken up."""

from collections.abc import Iterable
from typing import Final

from scoring.criteria.common import Talk, answered, follows, invites
from scoring.criteria.rules import Rules
from scoring.criteria.words import find

AREAS: Final = ("home", "money", "work", "family", "health", "substances")
"""Their words are in the ruleset."""


def areas_opened(talk: Talk, rules: Rules, *, with_answer: bool = False) -> set[str]:
    """Return the areas of each invitation: by its words, or, where it names none, by the line it answers.

    ``with_answer`` leaves out invitations that they did not answer on the topic.
    """
    opened: set[str] = set()
    for at in talk.places(1, talk.end):
        if invites(talk, at, rules.topic) and (not with_answer or answered(talk, at, rules.topic)):
            opened |= _opened_at(talk, rules, at, with_answer)
    return opened


def areas_taken_up(talk: Talk, rules: Rules) -> set[str]:
    """Return the areas they raised themselves, where the officer took them up."""
    taken: set[str] = set()
    for said in talk.disclosures(rules.topic):
        after = talk.places(said.at + 1, said.at + talk.limit("follow_within"))
        raised = _areas(talk, said.line.text)
        for at in after:
            if follows(talk, at, said):
                taken |= _one_of(raised, rules, _areas(talk, talk.text(at)))
    return taken


def _opened_at(talk: Talk, rules: Rules, at: int, with_answer: bool) -> set[str]:
    """The areas of one invitation. A turn that lists many opens none of them."""
    named = _areas(talk, talk.text(at))
    if "one_by_one" not in rules.also:
        return named or _areas(talk, talk.turn(at).answered.text)
    if not named:
        raised = _areas(talk, talk.turn(at).answered.text)
        return _one_of(raised, rules, _areas(talk, talk.turn(at).reply.text))
    if len(named) > talk.limit("most_topics"):
        return set()
    return _one_of(named, rules, _told_in_answer(talk, rules, at)) if with_answer else named


def _one_of(several: set[str], rules: Rules, chosen: Iterable[str]) -> set[str]:
    """Of several areas at once only those that words choose; one alone needs no choice."""
    return several if len(several) == 1 or "one_by_one" not in rules.also else several & set(chosen)


def _told_in_answer(talk: Talk, rules: Rules, at: int) -> set[str]:
    replies = talk.said[at : at + talk.limit("answer_within") + 1]
    told = (said.line for said in replies if rules.topic in said.line.topics and said.line.tier >= 1)
    return {area for line in told for area in _areas(talk, line.text)}


def _areas(talk: Talk, text: str) -> set[str]:
    return {area for area in AREAS if find(text, talk.words(area))}
