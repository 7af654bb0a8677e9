"""P2: clarify roles and responsibilities of relevant people contributing to release and resettlement."""

from scoring.criteria.asked import Asked, asked, names_right, names_wrong
from scoring.criteria.common import Talk, Verdict, person, quoted
from scoring.criteria.slips import against
from scoring.model import Evidence, Level

_ANSWERS = ("give_information", "explain_process", "honest_limit_and_offer")


def mark(talk: Talk) -> Verdict:
    """Mark P2: who does what was named, rightly, when they asked."""
    questions = asked(talk, beyond=False)
    if not questions:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    verdicts = [_answered(talk, question) for question in questions]
    worst = min(verdicts, key=lambda one: one.level.rank)
    evidence = tuple(item for verdict in verdicts for item in verdict.evidence)
    faults = tuple(item for verdict in verdicts for item in verdict.against)
    best = max(verdicts, key=lambda one: one.level.rank)
    if best.level.rank >= Level.MET.rank and worst.level.rank < Level.ATTEMPTED.rank:
        return Verdict(Level.ATTEMPTED, worst.gap, worst.near, evidence, faults)
    level = best if worst.level.rank >= Level.MET.rank else worst
    return Verdict(level.level, level.gap, level.near, evidence, faults)


def _answered(talk: Talk, question: Asked) -> Verdict:
    said, errand, window = question.said, question.errand, question.window
    shown = person(talk, said, "P2/asked", f"asks: {errand.text.rstrip('.')}")
    faults = (*_wrong(talk, question), *against(talk, talk.rules("P2"), window))
    named = next((at for at in window if names_right(talk, at, errand)), 0)
    if named and not faults:
        span = names_right(talk, named, errand)
        told = quoted(talk, named, "P2/owner", "names who deals with it", span) if span else shown
        checked = _taught_back(talk, named)
        if checked:
            return Verdict(Level.EXCEEDED, evidence=(shown, told, checked))
        return Verdict(Level.MET, "exceed", named, (shown, told))
    if faults:
        gap = "clean" if named else "wrong_owner"
        return Verdict(Level.ATTEMPTED, gap, faults[0].turn, (shown,), faults)
    tried = next((at for at in window if talk.acts(at) & set(_ANSWERS) and talk.shares(at, said)), 0)
    level = Level.ATTEMPTED if tried else Level.NOT_EVIDENCED
    return Verdict(level, "owner", tried or said.at + 1, (shown,))


def _wrong(talk: Talk, question: Asked) -> tuple[Evidence, ...]:
    found = ((at, names_wrong(talk, at, question.errand)) for at in question.window)
    return tuple(
        quoted(talk, at, "P2/wrong-owner", "names somebody whose task it is not", span)
        for at, span in found
        if span and not talk.repaired(at)
    )


def _taught_back(talk: Talk, named: int) -> Evidence | None:
    """They are asked to say it in their own words, in the same turn or the next."""
    for at in talk.places(named, named + 1):
        span = talk.says(at, "teach_back")
        if span:
            return quoted(talk, at, "P2/teach-back", "asks them to say it back", span)
    return None
