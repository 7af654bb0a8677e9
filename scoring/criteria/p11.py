"""P11: seek support when complexity of cases is beyond your role and capabilities."""

from scoring.criteria.asked import Asked, asked, names_right
from scoring.criteria.common import Talk, Verdict, in_order, officer, person, quoted
from scoring.criteria.slips import against
from scoring.criteria.words import find
from scoring.model import Evidence, Level

_AGREEMENT = ("ask_permission", "seek_collaboration", "offer_choice", "emphasise_autonomy")


def mark(talk: Talk) -> Verdict:
    """Mark P11: what is beyond the officer's role is named as such and handed on; the worst answer counts."""
    questions = asked(talk, beyond=True)
    if not questions:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    return min((_handed_on(talk, question) for question in questions), key=lambda one: one.level.rank)


def _handed_on(talk: Talk, question: Asked) -> Verdict:
    said, window = question.said, question.window
    shown = person(
        talk, said, "P11/asked", f"asks for what is beyond the role: {question.errand.id.replace('_', ' ')}"
    )
    parts = {
        "limit": _limit(talk, question),
        "person": _person(talk, question),
        "agreement": _agreement(talk, window),
    }
    evidence = in_order((shown, *(item for item in parts.values() if item)))
    advice = _advice(talk, question)
    if advice:
        return Verdict(Level.NOT_EVIDENCED, "advice", advice[0].turn, evidence, advice)
    faults = against(talk, talk.rules("P11"), window)
    if faults:
        return Verdict(Level.ATTEMPTED, "clean", faults[0].turn, evidence, faults)
    gap = next((part for part, item in parts.items() if not item), "")
    if gap:
        level = Level.ATTEMPTED if any(parts.values()) else Level.NOT_EVIDENCED
        return Verdict(level, gap, said.at + 1, evidence)
    warm = _handover(talk, window)
    if warm:
        return Verdict(Level.EXCEEDED, evidence=(*evidence, warm))
    return Verdict(Level.MET, "exceed", window[-1], evidence)


def _limit(talk: Talk, question: Asked) -> Evidence | None:
    note = "says that it is beyond their role"
    for at in question.window:
        span = find(talk.text(at), talk.words("own_limit"))
        if span:
            return quoted(talk, at, "P11/limit", note, span)
        if "honest_limit_and_offer" in talk.acts(at):
            return officer(talk, at, "P11/limit", note, ("honest_limit_and_offer",))
    return None


def _person(talk: Talk, question: Asked) -> Evidence | None:
    for at in question.window:
        span = names_right(talk, at, question.errand)
        if span:
            return quoted(talk, at, "P11/person", "names who can help", span)
    return None


def _agreement(talk: Talk, window: range) -> Evidence | None:
    note = "asks whether they want to be referred"
    for at in window:
        span = talk.says(at, "offers_referral")
        if span:
            return quoted(talk, at, "P11/agreement", note, span)
        act = next((act for act in _AGREEMENT if act in talk.acts(at)), "")
        if act:
            return officer(talk, at, "P11/agreement", note, (act,))
    return None


def _handover(talk: Talk, window: range) -> Evidence | None:
    for at in window:
        span = talk.says(at, "handover")
        if span:
            return quoted(talk, at, "P11/handover", "hands them over in person", span)
    return None


def _advice(talk: Talk, question: Asked) -> tuple[Evidence, ...]:
    """Advice on a matter that is not the officer's to advise on."""
    found = ((at, talk.says(at, "outside_role")) for at in question.window)
    note = "advises on what is beyond their role"
    return tuple(
        quoted(talk, at, "P11/advice", note, span) for at, span in found if span and not talk.repaired(at)
    )
