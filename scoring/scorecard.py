"""The scorecard: everything keywork suggests about one conversation. Same turns, same scorecard."""

from collections.abc import Sequence

from scoring.advice import quote, to_try, went_well
from scoring.criteria import MARKS
from scoring.criteria.common import Talk, Verdict
from scoring.criteria.rules import rules_for
from scoring.effects import plain
from scoring.labels import CRITICAL_MARKERS
from scoring.measures import measure
from scoring.model import Brief, CriterionResult, Flag, Mood, Scorecard, Turn
from scoring.profile import profile
from scoring.rulesets import RULESET


def score(turns: Sequence[Turn], brief: Brief, start: Mood) -> Scorecard:
    """Mark a conversation: every criterion in the standard's order, with the words each stands on."""
    talk = Talk.of(turns, brief)
    marked = [_marked(talk, criterion, mark(talk)) for criterion, mark in MARKS.items()]
    results = tuple(result for result, _ in marked)
    flags = _flags(turns)
    return Scorecard(
        ruleset=RULESET,
        results=results,
        measures=measure(turns),
        profile=profile(turns, start),
        flags=flags,
        went_well=went_well(turns, results),
        to_try=to_try(turns, marked, flags),
    )


def _marked(talk: Talk, criterion: str, verdict: Verdict) -> tuple[CriterionResult, Turn | None]:
    """Put a verdict into words, and find the turn nearest to what is missing."""
    rules, gap = rules_for(criterion), verdict.gap
    near = talk.turn(verdict.near) if 1 <= verdict.near <= talk.end else None
    result = CriterionResult(
        criterion=criterion,
        title=rules.title,
        level=verdict.level,
        evidence=verdict.evidence,
        against=verdict.against,
        why_not=f"{rules.why_not(gap)}{_nearest(near)}" if gap else "",
        try_next=rules.tip(gap),
    )
    return result, near


def _nearest(turn: Turn | None) -> str:
    if turn is None:
        return ""
    words = f", {quote(turn.reading.text)}" if turn.reading.text.strip() else ""
    return f" Nearest: turn {turn.number}{words}."


def _flags(turns: Sequence[Turn]) -> tuple[Flag, ...]:
    return tuple(
        Flag(
            marker=finding.label,
            turn=turn.number,
            quote=finding.span.of(turn.reading.text),
            text=f"At turn {turn.number} you {plain(finding.label)}. This heads the record whatever else went well.",
        )
        for turn in turns
        for finding in turn.reading.markers
        if finding.label in CRITICAL_MARKERS
    )
