"""The scorecard: everything keywork suggests about one conversation. Same turns, same scorecard."""

from collections.abc import Sequence

from scoring.advice import quote, to_try, went_well
from scoring.criteria import MARKS
from scoring.criteria.common import Talk, Verdict
from scoring.criteria.rules import Rules, ruleset
from scoring.effects import plain
from scoring.labels import CRITICAL_MARKERS
from scoring.measures import measure
from scoring.model import Brief, CriterionResult, Flag, Mood, Scorecard, Turn
from scoring.profile import profile
from scoring.rulesets import RULESET


def score(
    turns: Sequence[Turn], brief: Brief, start: Mood, *, note: str = "", version: str = RULESET
) -> Scorecard:
    """Mark a conversation: every criterion of that version of the rules, with the words each stands on.

    ``note`` is the officer's record of it, or empty. KeyError when there is no such version.
    """
    book = ruleset(version)
    talk = Talk.of(turns, brief, book, note)
    marked = [_marked(talk, rules, MARKS[name](talk)) for name, rules in book.criteria.items()]
    results = tuple(result for result, _ in marked)
    flags = _flags(turns)
    return Scorecard(
        ruleset=book.version,
        results=results,
        measures=measure(turns),
        profile=profile(turns, start),
        flags=flags,
        went_well=went_well(turns, results),
        to_try=to_try(turns, marked, flags),
    )


def _marked(talk: Talk, rules: Rules, verdict: Verdict) -> tuple[CriterionResult, Turn | None]:
    """Put a verdict into words, and find the turn nearest to what is missing."""
    gap = verdict.gap
    near = talk.turn(verdict.near) if 1 <= verdict.near <= talk.end else None
    result = CriterionResult(
        criterion=rules.criterion,
        title=rules.title,
        level=verdict.level,
        evidence=verdict.evidence,
        against=verdict.against,
        why_not=f"{rules.why_not(gap)}{_nearest(near)}" if gap else "",
        try_next=rules.tip(gap),
        nearest=near.number if near else 0,
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
