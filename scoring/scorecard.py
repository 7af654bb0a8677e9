"""The scorecard: everything keywork suggests about one conversation. Same turns, same scorecard."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from scoring.advice import quote, to_try, went_well
from scoring.criteria import MARKS
from scoring.criteria.common import READS_WELL, Talk, Verdict, in_order
from scoring.criteria.note import check_note
from scoring.criteria.rules import Rules, ruleset
from scoring.flags import flags
from scoring.measures import measure
from scoring.model import Brief, CriterionResult, Flag, Level, Mood, Scorecard, Turn
from scoring.profile import profile
from scoring.rulesets import RULESET
from scoring.talk import moments

_NEEDS_NO_TURN: Final = frozenset({"exceed", "no_opportunity", "unconvicted", "unjudged"})
"""Gaps that no turn comes near to."""


def score(
    turns: Sequence[Turn], brief: Brief, start: Mood, *, note: str = "", version: str = RULESET
) -> Scorecard:
    """Mark a conversation: every criterion of that version of the rules, with the words each stands on.

    ``note`` is the officer's record of it, or empty. KeyError when there is no such version.
    """
    book = ruleset(version)
    talk = Talk.of(turns, brief, book, note)
    heads = flags(talk)
    marked = [_marked(talk, rules, MARKS[name](talk), heads) for name, rules in book.criteria.items()]
    results = tuple(result for result, _ in marked)
    return Scorecard(
        ruleset=book.version,
        results=results,
        measures=measure(turns),
        profile=profile(turns, start, felt="mood" not in brief.unknown),
        flags=heads,
        went_well=went_well(turns, results),
        to_try=to_try(turns, marked, heads),
        talk=moments(turns),
        note=check_note(talk) if "P12" in book.criteria else None,
        policy=book.policy,
    )


def _marked(
    talk: Talk, rules: Rules, verdict: Verdict, heads: Sequence[Flag]
) -> tuple[CriterionResult, Turn | None]:
    """Put a verdict into words, and find the turn nearest to what is missing."""
    verdict, unjudged = _capped(talk, rules, verdict, heads)
    gap, reads_well = verdict.gap, READS_WELL in talk.book.also
    near = talk.turn(verdict.near) if 1 <= verdict.near <= talk.end else None
    if reads_well and gap in _NEEDS_NO_TURN:
        near = None
    if reads_well and verdict.level is Level.EXCEEDED and verdict.evidence:
        *met, beyond = verdict.evidence
        verdict = replace(verdict, evidence=(*met, replace(beyond, note=f"beyond met: {beyond.note}")))
    result = CriterionResult(
        criterion=rules.criterion,
        title=rules.title,
        level=verdict.level,
        evidence=in_order(verdict.evidence) if reads_well else verdict.evidence,
        against=in_order(verdict.against) if reads_well else verdict.against,
        why_not=f"{rules.why_not(gap)}{_nearest(near)}" if gap else "",
        try_next=rules.tip(gap),
        nearest=near.number if near else 0,
        unjudged=unjudged,
    )
    return result, near


def _capped(talk: Talk, rules: Rules, verdict: Verdict, heads: Sequence[Flag]) -> tuple[Verdict, str]:
    """Hold a verdict at attempted where a critical act forbids more, or where nobody has told enough."""
    unjudged = "; ".join(text for known, text in rules.needs.items() if known in talk.brief.unknown)
    above = verdict.level.rank > Level.ATTEMPTED.rank
    if above and heads and rules.criterion in talk.book.blocked:
        return replace(verdict, level=Level.ATTEMPTED, gap="blocked", near=heads[0].turn), unjudged
    if above and unjudged:
        return replace(verdict, level=Level.ATTEMPTED, gap="unjudged", near=0), unjudged
    return verdict, unjudged


def _nearest(turn: Turn | None) -> str:
    if turn is None:
        return ""
    words = f", {quote(turn.reading.text)}" if turn.reading.text.strip() else ""
    return f" Nearest: turn {turn.number}{words}."
