"""What went well and what to try: at most three sentences each, on the officer's own words."""

from collections.abc import Iterator, Sequence
from typing import Final

from scoring.effects import acting, effect_of, instead, plain
from scoring.labels import CRITICAL_MARKERS, POSITIVE_MARKERS
from scoring.model import CriterionResult, Evidence, Flag, Level, Turn

MOST_TIPS: Final = 3
"""Things that went well, and things to try, at most."""
MOST_QUOTED: Final = 90
"""Characters of a quote in a sentence."""
HELPS: Final = 2
"""Points on a gauge by which an act shows that it helped."""
HURTS: Final = 4
"""Size of effect from which a harmful act comes before any criterion."""


def quote(text: str) -> str:
    """Quote words on one line, cut at a word when they are long."""
    line = " ".join(text.split())
    if len(line) > MOST_QUOTED:
        line = line[:MOST_QUOTED].rpartition(" ")[0] + " ..."
    return f"“{line}”"


def went_well(turns: Sequence[Turn], results: Sequence[CriterionResult]) -> tuple[str, ...]:
    """Return the words behind the best results, the best first, then acts that visibly helped."""
    best = sorted(
        (result for result in results if result.level.rank >= Level.MET.rank),
        key=lambda result: -result.level.rank,
    )
    told: dict[int, str] = {}
    for result in best:
        shown = _officers_latest(result, told)
        if shown:
            told[shown.turn] = f"Turn {shown.turn}, {quote(shown.quote)}: {shown.note} ({result.criterion})."
    for turn in turns:
        helped = _helped(turn)
        if helped:
            told.setdefault(turn.number, helped)
    return tuple(told.values())[:MOST_TIPS]


def to_try(
    turns: Sequence[Turn], results: Sequence[tuple[CriterionResult, Turn | None]], flags: Sequence[Flag]
) -> tuple[str, ...]:
    """Return what to try: critical acts first, then the most harmful act, then the criteria.

    ``results`` pairs each result with the turn nearest to its gap, if any. Of the criteria, those
    that something counted against come first, then attempts, then what was never tried.
    """
    tips = [_flag_tip(flag) for flag in flags]
    tips += _worst(turns)
    order = {Level.ATTEMPTED: 0, Level.NOT_EVIDENCED: 1, Level.MET: 2}
    open_ones = [pair for pair in results if pair[0].level in order]
    urgent = sorted(open_ones, key=lambda pair: (not pair[0].against, order[pair[0].level]))
    tips += [_tip(result, turn) for result, turn in urgent]
    return tuple(dict.fromkeys(tips))[:MOST_TIPS]


def _flag_tip(flag: Flag) -> str:
    """What to do instead of a critical act. What was missed is in the person's words, not the officer's."""
    match flag.marker:
        case "missed_risk":
            return f"Before turn {flag.turn} they said {quote(flag.quote)}: stop there and see to it before anything else."
        case "pressed_on":
            return (
                f"Turn {flag.turn}, {quote(flag.quote)}: make space or end it before you say anything else."
            )
        case _:
            return f"Turn {flag.turn}, {quote(flag.quote)}: leave this out, whatever happens."


def _officers_latest(result: CriterionResult, told: dict[int, str]) -> Evidence | None:
    """The latest words of the officer in a result that were not praised yet."""
    own = [shown for shown in result.evidence if shown.speaker == "officer" and shown.turn not in told]
    return own[-1] if own else None


def _helped(turn: Turn) -> str:
    """An act of de-escalation after which agitation fell or trust rose by two, or ""."""
    calmed = turn.before.agitation - turn.after.agitation >= HELPS
    trusted = turn.after.trust - turn.before.trust >= HELPS
    acts = acting(turn.reading)
    if not acts or acts[0] not in POSITIVE_MARKERS or not (calmed or trusted):
        return ""
    gain = "they calmed down" if calmed else "they trusted you more"
    found = turn.reading.finding(acts[0])
    words = found.span.of(turn.reading.text) if found else turn.reading.text
    return f"Turn {turn.number}, {quote(words)}: you {plain(acts[0])}, and {gain}."


def _worst(turns: Sequence[Turn]) -> Iterator[str]:
    """The act that does the most harm, when it does a lot. Critical acts are told already."""
    harmful = [
        (effect_of(act).size, turn, act)
        for turn in turns
        for act in acting(turn.reading)
        if instead(act) and act not in CRITICAL_MARKERS
    ]
    size, turn, act = max(harmful, key=lambda one: one[0], default=(0, None, ""))
    found = turn.reading.finding(act) if turn else None
    if turn and found and size >= HURTS:
        words = quote(found.span.of(turn.reading.text))
        yield f"Turn {turn.number}, {words}: you {plain(act)}. {instead(act)}"


def _tip(result: CriterionResult, turn: Turn | None) -> str:
    """What to try instead of the words that counted against it, or of those nearest to the gap."""
    slip = next((slip for slip in result.against if slip.speaker == "officer"), None)
    number, words = (slip.turn, slip.quote) if slip else (turn.number, turn.reading.text) if turn else (0, "")
    if not words.strip():
        return f"{result.try_next} ({result.criterion})"
    return f"Turn {number}, {quote(words)}. Next time: {result.try_next} ({result.criterion})"
