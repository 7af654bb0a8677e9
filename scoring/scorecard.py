"""The scorecard: everything keywork suggests about one conversation. Same turns, same scorecard."""

from collections.abc import Sequence
from typing import Final

from scoring.criteria import MARKS
from scoring.criteria.common import Talk, Verdict
from scoring.criteria.rules import rules_for
from scoring.effects import plain
from scoring.labels import CRITICAL_MARKERS
from scoring.measures import measure
from scoring.model import Brief, CriterionResult, Evidence, Flag, Level, Mood, Scorecard, Turn
from scoring.profile import profile
from scoring.rulesets import RULESET

MOST_TIPS: Final = 3
"""Things that went well, and things to try, at most."""
MOST_QUOTED: Final = 90
"""Characters of a quote in a sentence."""


def score(turns: Sequence[Turn], brief: Brief, start: Mood) -> Scorecard:
    """Mark a conversation: every criterion in the standard's order, with the words each stands on."""
    talk = Talk.of(turns, brief)
    verdicts = {criterion: mark(talk) for criterion, mark in MARKS.items()}
    results = tuple(_result(talk, criterion, verdict) for criterion, verdict in verdicts.items())
    near = [verdict.near for verdict in verdicts.values()]
    flags = _flags(turns)
    return Scorecard(
        ruleset=RULESET,
        results=results,
        measures=measure(turns),
        profile=profile(turns, start),
        flags=flags,
        went_well=_went_well(results),
        to_try=_to_try(talk, results, near, flags),
    )


def _result(talk: Talk, criterion: str, verdict: Verdict) -> CriterionResult:
    """Put a verdict into words."""
    rules = rules_for(criterion)
    gap = verdict.gap
    return CriterionResult(
        criterion=criterion,
        title=rules.title,
        level=verdict.level,
        evidence=verdict.evidence,
        against=verdict.against,
        why_not=f"{rules.why_not(gap)}{_nearest(talk, verdict)}" if gap else "",
        try_next=rules.try_next.get(gap, ""),
    )


def _nearest(talk: Talk, verdict: Verdict) -> str:
    """Point at the turn where the gap was nearest to being closed."""
    if not 1 <= verdict.near <= talk.end:
        return ""
    turn = talk.turn(verdict.near)
    text = turn.reading.text.strip()
    return f" Nearest: turn {turn.number}, {_quote(text)}." if text else f" Nearest: turn {turn.number}."


def _quote(text: str) -> str:
    """A quote on one line, cut at a word when it is long."""
    line = " ".join(text.split())
    if len(line) > MOST_QUOTED:
        line = line[:MOST_QUOTED].rpartition(" ")[0] + " ..."
    return f"“{line}”"


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


def _went_well(results: Sequence[CriterionResult]) -> tuple[str, ...]:
    """The officer's words behind the best results, the best first, each turn once."""
    best = sorted(
        (result for result in results if result.level.rank >= Level.MET.rank),
        key=lambda result: -result.level.rank,
    )
    told: dict[int, str] = {}
    for result in best:
        shown = _officers_best(result, told)
        if shown:
            told[shown.turn] = f"Turn {shown.turn}, {_quote(shown.quote)}: {shown.note} ({result.criterion})."
    return tuple(told.values())[:MOST_TIPS]


def _officers_best(result: CriterionResult, told: dict[int, str]) -> Evidence | None:
    """The latest words of the officer in a result that were not praised yet."""
    own = [shown for shown in result.evidence if shown.speaker == "officer" and shown.turn not in told]
    return own[-1] if own else None


def _to_try(
    talk: Talk, results: Sequence[CriterionResult], near: Sequence[int], flags: Sequence[Flag]
) -> tuple[str, ...]:
    """What to try: critical acts first, then what counted against, then the nearest gaps."""
    tips = [f"Turn {flag.turn}, {_quote(flag.quote)}: leave this out, whatever happens." for flag in flags]
    order = {Level.ATTEMPTED: 0, Level.NOT_EVIDENCED: 1, Level.MET: 2}
    graded = [(result, place) for result, place in zip(results, near, strict=True) if result.level in order]
    urgent = sorted(graded, key=lambda pair: (not pair[0].against, order[pair[0].level]))
    tips += [_tip(talk, result, place) for result, place in urgent]
    return tuple(dict.fromkeys(tips))[:MOST_TIPS]


def _tip(talk: Talk, result: CriterionResult, place: int) -> str:
    """What to try instead of the words that counted against it, or of those nearest to the gap."""
    said = next(((slip.turn, slip.quote) for slip in result.against if slip.speaker == "officer"), None)
    if said is None and 1 <= place <= talk.end:
        said = talk.turn(place).number, talk.text(place)
    if said is None or not said[1].strip():
        return f"{result.try_next} ({result.criterion})"
    return f"Turn {said[0]}, {_quote(said[1])}. Next time: {result.try_next} ({result.criterion})"
