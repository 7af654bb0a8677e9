"""Gaps that a version of the rules has words of its own for."""

from dataclasses import replace

from scoring.criteria.common import REFLECTIONS, Said, Talk, Verdict, parrots
from scoring.criteria.rules import Rules
from scoring.criteria.words import word_count
from scoring.model import Level


def named(talk: Talk, verdict: Verdict, rules: Rules) -> Verdict:
    """Name a verdict's gap by what counted against it, was passed over or not answered, where the rules have words."""
    gap = verdict.gap
    if gap == "clean" and verdict.against:
        gap = verdict.against[0].rule.rpartition("/")[2]
    elif gap == "follow":
        gap = _lost(talk, verdict)
    elif gap == "disclose" and verdict.level is Level.NOT_EVIDENCED:
        gap = "passed_over"
    elif gap == "disclose" and not any(shown.speaker == "person" for shown in verdict.evidence):
        gap = "unanswered"
    return replace(verdict, gap=gap) if gap in rules.missing and gap in rules.try_next else verdict


def _lost(talk: Talk, verdict: Verdict) -> str:
    """Say why a reflection that shares their words follows nothing up; "follow" where there was none."""
    told = {shown.line for shown in verdict.evidence if shown.speaker == "person"}
    for said in (one for one in talk.said if one.line.id in told):
        for at in talk.places(said.at + 1, said.at + talk.limit("follow_within")):
            if talk.acts(at) & set(REFLECTIONS) and talk.shares(at, said):
                return _fault(talk, at, said)
    return "follow"


def _fault(talk: Talk, at: int, said: Said) -> str:
    if word_count(talk.text(at)) > talk.limit("most_words"):
        return "speech"
    if at in talk.repeats:
        return "again"
    if not talk.focused(at):
        return "listed"
    return "parroted" if parrots(talk, at, said) else "follow"
