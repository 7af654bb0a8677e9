"""The de-escalation profile: how the person fared, which acts moved them, how mistakes were mended."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from scoring.effects import acting, effect_of, plain
from scoring.labels import MARKERS, NEGATIVE_MARKERS, POSITIVE_MARKERS, SOOTHING_BUT_WRONG
from scoring.model import Mood, Profile, ProfilePoint, Turn, TurningPoint

MOVES: Final = 2
"""Points on a gauge that make a turning point."""
RECOVER_WITHIN: Final = 3
"""Turns within which a mistake can be recovered from."""
GAUGES: Final = ("agitation", "trust", "readiness")


def profile(turns: Sequence[Turn], start: Mood, *, felt: bool = True) -> Profile:
    """Describe how the person fared from the start on; without ``felt`` nobody has told, and no curve is drawn."""
    points = (ProfilePoint(0, start), *(_point(turn) for turn in turns)) if felt else ()
    moved = [TurningPoint(turn.number, text) for turn in turns for text in _movements(turn)]
    moved += _recoveries(turns)
    used = Counter(finding.label for turn in turns for finding in turn.reading.markers)
    return Profile(
        points=points,
        turning_points=tuple(sorted(moved, key=lambda point: point.turn)),
        markers={marker: used[marker] for marker in MARKERS if used[marker]},
    )


def _point(turn: Turn) -> ProfilePoint:
    heard = {finding.label for finding in turn.reading.markers}
    return ProfilePoint(
        turn.number,
        turn.after,
        calming=tuple(marker for marker in POSITIVE_MARKERS if marker in heard),
        escalating=tuple(marker for marker in NEGATIVE_MARKERS if marker in heard),
    )


def _movements(turn: Turn) -> Iterator[str]:
    """Each gauge the turn moved by two or more, in words."""
    for gauge in GAUGES:
        change = getattr(turn.after, gauge) - getattr(turn.before, gauge)
        if abs(change) < MOVES:
            continue
        direction = "rose" if change > 0 else "fell"
        text = f"{gauge.capitalize()} {direction} {abs(change)} {_because(turn, gauge, change)}."
        yield text + _warning(turn, gauge, change)


def _because(turn: Turn, gauge: str, change: int) -> str:
    """The act that moves this gauge most in this direction, else the words spoken."""
    causes = [act for act in acting(turn.reading) if getattr(effect_of(act), gauge) * change > 0]
    if causes:
        strongest = max(causes, key=lambda act: abs(getattr(effect_of(act), gauge)))
        return f"after you {plain(strongest)}"
    text = " ".join(turn.reading.text.split())
    return f"after “{text if len(text) <= 60 else text[:57].rstrip() + '...'}”" if text else "in a silence"


def _warning(turn: Turn, gauge: str, change: int) -> str:
    """Calm bought by a wrong act is named as such."""
    soothed = gauge == "agitation" and change < 0 and turn.reading.acts & SOOTHING_BUT_WRONG
    return " It calms for now and is still wrong." if soothed else ""


def _recoveries(turns: Sequence[Turn]) -> list[TurningPoint]:
    """Mistakes that cost calm or trust and were made up for within three turns."""
    found = []
    for index, turn in enumerate(turns):
        mistake = next((act for act in acting(turn.reading) if act in NEGATIVE_MARKERS), "")
        hurt = turn.after.agitation > turn.before.agitation or turn.after.trust < turn.before.trust
        if not mistake or not hurt:
            continue
        later = turns[index + 1 : index + 1 + RECOVER_WITHIN]
        mended = next((one for one in later if _back(turn, one)), None)
        if mended:
            found.append(TurningPoint(mended.number, _recovery(turn, mistake, mended)))
    return found


def _back(mistake: Turn, later: Turn) -> bool:
    """Tell whether a later turn brought the person back to where they were before the mistake."""
    before, after = mistake.before, later.after
    calm = after.agitation <= before.agitation
    return calm and after.trust >= before.trust and after.readiness >= before.readiness


def _recovery(turn: Turn, mistake: str, mended: Turn) -> str:
    helped = next((act for act in acting(mended.reading) if act not in NEGATIVE_MARKERS), "")
    how = f" after you {plain(helped)}" if helped else ""
    return (
        f"Recovered from turn {turn.number}, where you {plain(mistake)}: they were back where they were{how}."
    )
