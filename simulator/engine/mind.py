"""What a turn does to the person: pure functions from one mind to the next.

Invariant: gauges stay 0-10, and no single turn moves trust by more than -4..+2, agitation by more than
-3..+4 or readiness by more than -2..+2, whatever was said and whatever the author wrote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scoring import effects, labels
from scoring.effects import Effect
from scoring.model import Mood
from simulator.engine.outcome import MoodChange

TRUST_STEP = (-4, 2)
AGITATION_STEP = (-3, 4)
READINESS_STEP = (-2, 2)

HARD_EARNED = ((8, 3), (6, 2))
"""(from this trust, so much must add up in one turn): then trust rises by one, else not at all. What comes easily
from a stranger is earned slowly by someone already trusted."""
SAME_POSITIVE_WITHIN = 3
"""Turns in which the same calming act moves nothing again, so that stock phrases do not pay."""
SORE_TURNS = 3
"""Turns after a wound in which trust cannot rise without a repair."""
QUIET_TURNS = 3
"""Turns without harm after which agitation falls by one towards where the person started."""

BANDS = ((2, "settled"), (4, "guarded"), (6, "agitated"), (8, "hostile"), (10, "imminent"))


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that will be felt at a later turn."""

    turn: int
    act: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class Mind:
    """Where the person stands, and what they have not forgotten."""

    mood: Mood
    rest: int
    """The agitation they settle back to."""
    felt: Mapping[str, int]
    """Calming act -> the last turn it was used in."""
    sore: int = 0
    """Turns left in which trust cannot rise."""
    quiet: int = 0
    """Turns without harm, running."""
    pending: tuple[Pending, ...] = ()


def new_mind(mood: Mood) -> Mind:
    """The mind at the start of a conversation."""
    return Mind(mood, rest=mood.agitation, felt={})


def band(agitation: int) -> str:
    """The band of an agitation of 0-10: settled, guarded, agitated, hostile or imminent."""
    return next(name for top, name in BANDS if agitation <= top)


def feel(
    mind: Mind, acts: Sequence[str], turn: int, temperament: Mapping[str, Effect]
) -> tuple[Mind, tuple[MoodChange, ...]]:
    """The mind after an officer's acts, and what moved it.

    ``acts`` are those that have an effect, harmful first. The mood itself moves in ``settle``, once the
    reply's own effect is known too; the returned mind still has the old mood.
    """
    changes = _piled([_change(effects.plain(act), e) for act, e in _fresh(mind, acts, turn, temperament)])
    due = [pending for pending in mind.pending if pending.turn <= turn]
    changes += [_change(f"earlier, you {effects.plain(pending.act)}", pending.effect) for pending in due]
    wounded = any(_wounds(act, temperament) for act in acts)
    repaired = "repair" in acts and not wounded
    if mind.sore and not repaired:
        changes = [replace(change, trust=min(change.trust, 0)) for change in changes]
    harmed = any(change.agitation > 0 or change.trust < 0 for change in changes)
    quiet = 0 if harmed else mind.quiet + 1
    if quiet >= QUIET_TURNS and quiet % QUIET_TURNS == 0 and mind.mood.agitation > mind.rest:
        changes.append(MoodChange("a few quiet turns passed", 0, -1, 0))
    return (
        replace(
            mind,
            felt={**mind.felt, **{act: turn for act in acts if act in labels.POSITIVE_MARKERS}},
            sore=SORE_TURNS if wounded else 0 if repaired else max(0, mind.sore - 1),
            quiet=quiet,
            pending=tuple(p for p in mind.pending if p.turn > turn) + _later(acts, turn),
        ),
        tuple(change for change in changes if change.trust or change.agitation or change.readiness),
    )


def settle(before: Mood, changes: Sequence[MoodChange]) -> Mood:
    """The mood after all changes of one turn, within the turn's limits."""
    return Mood(
        trust=_moved(before.trust, _earned(before.trust, sum(c.trust for c in changes)), TRUST_STEP),
        agitation=_moved(before.agitation, sum(c.agitation for c in changes), AGITATION_STEP),
        readiness=_moved(before.readiness, sum(c.readiness for c in changes), READINESS_STEP),
    )


def _piled(changes: list[MoodChange]) -> list[MoodChange]:
    """The worst of several hurts in one turn counts in full, each further one moves a gauge by one."""
    worst = max(changes, key=lambda c: c.agitation - c.trust, default=None)
    return [
        change
        if change is worst or (change.agitation <= 1 and change.trust >= -1)
        else replace(change, agitation=min(change.agitation, 1), trust=max(change.trust, -1))
        for change in changes
    ]


def _earned(trust: int, gain: int) -> int:
    """The part of a gain in trust that counts, given how much there is already."""
    for level, needed in HARD_EARNED:
        if trust >= level and gain > 0:
            return int(gain >= needed)
    return gain


def _fresh(
    mind: Mind, acts: Sequence[str], turn: int, temperament: Mapping[str, Effect]
) -> list[tuple[str, Effect]]:
    """The acts that are not worn out, with what they do to this person."""
    worn = {act for act, last in mind.felt.items() if turn - last < SAME_POSITIVE_WITHIN}
    return [(act, temperament.get(act, effects.effect_of(act))) for act in acts if act not in worn]


def _wounds(act: str, temperament: Mapping[str, Effect]) -> bool:
    return act in labels.NEGATIVE_MARKERS and temperament.get(act, effects.effect_of(act)).trust <= -2


def _later(acts: Sequence[str], turn: int) -> tuple[Pending, ...]:
    later = ((act, effects.later_effect(act)) for act in acts)
    return tuple(
        Pending(turn + item.after_turns, act, item.effect) for act, item in later if item is not None
    )


def _change(cause: str, effect: Effect) -> MoodChange:
    return MoodChange(cause, effect.trust, effect.agitation, effect.readiness)


def _moved(value: int, change: int, step: tuple[int, int]) -> int:
    return max(0, min(10, value + max(step[0], min(step[1], change))))
