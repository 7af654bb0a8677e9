"""P11: seek support when complexity of cases is beyond your role and capabilities."""

from collections.abc import Iterator
from typing import Final

from scoring.criteria.asked import Asked, asked, meant_outright, names_right
from scoring.criteria.common import Talk, Verdict, agrees, in_order, officer, person, quoted
from scoring.criteria.slips import against
from scoring.criteria.words import find, find_meant
from scoring.model import Evidence, Level

_AGREEMENT = ("ask_permission", "seek_collaboration", "offer_choice", "emphasise_autonomy")
_GAPS: Final = {"brush-off": "brush_off", "promise": "promise"}
"""Rule of what counts against it -> what to say about it."""


def mark(talk: Talk) -> Verdict:
    """Mark P11: what is beyond the officer's role is named as such and handed on; the worst answer counts."""
    questions = asked(talk, beyond=True)
    if not questions:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    return min((_handed_on(talk, question) for question in questions), key=lambda one: one.level.rank)


def _handed_on(talk: Talk, question: Asked) -> Verdict:
    said, window, what = question.said, question.window, question.errand.id.replace("_", " ")
    shown = person(talk, said, "P11/asked", f"asks for what is beyond the role: {what}")
    parts = {
        "limit": _limit(talk, question),
        "person": _person(talk, question),
        "agreement": _agreement(talk, question),
    }
    evidence = in_order((shown, *(item for item in parts.values() if item)))
    advice = _advice(talk, question)
    if advice:
        return Verdict(Level.NOT_EVIDENCED, "advice", advice[0].turn, evidence, advice)
    begun = Level.ATTEMPTED if any(parts.values()) else Level.NOT_EVIDENCED
    faults = against(talk, talk.rules("P11"), window)
    if faults:
        rule = faults[0].rule.removeprefix("P11/")
        return Verdict(begun, _GAPS.get(rule, "clean"), faults[0].turn, evidence, faults)
    gap = next((part for part, item in parts.items() if not item), "")
    if gap:
        return Verdict(begun, gap if any(parts.values()) else "passed_over", said.at + 1, evidence)
    warm = _handover(talk, question)
    if warm:
        return Verdict(Level.EXCEEDED, evidence=in_order((*evidence, warm)))
    return Verdict(Level.MET, "exceed", next(iter(_naming(talk, question))), evidence)


def _fresh(talk: Talk, question: Asked) -> list[int]:
    """The turns that can answer it; saying the same again is no further answer."""
    return [at for at in question.window if at not in talk.repeats]


def _limit(talk: Talk, question: Asked) -> Evidence | None:
    note = "says that it is beyond their role"
    for at in _fresh(talk, question):
        span = find(talk.text(at), talk.words("own_limit"))
        if span:
            return quoted(talk, at, "P11/limit", note, span)
        if "honest_limit_and_offer" in talk.acts(at):
            return officer(talk, at, "P11/limit", note, ("honest_limit_and_offer",))
    return None


def _naming(talk: Talk, question: Asked) -> Iterator[int]:
    """The turns that name who can help."""
    return (at for at in question.window if names_right(talk, at, question))


def _person(talk: Talk, question: Asked) -> Evidence | None:
    for at in _naming(talk, question):
        span = names_right(talk, at, question)
        if span:
            return quoted(talk, at, "P11/person", "names who can help", span)
    return None


def _agreement(talk: Talk, question: Asked) -> Evidence | None:
    """They are asked whether they want that, or go along when the officer offers to arrange it."""
    naming, limit = set(_naming(talk, question)), _limit(talk, question)
    near = naming | {at + 1 for at in naming}
    for at in _fresh(talk, question):
        if at in near or (limit and talk.turn(at).number == limit.turn):
            asks = _asks_leave(talk, at)
            if asks:
                return asks
        if at in naming and find_meant(talk.text(at), talk.words("refers")) and _accepts(talk, at):
            return person(talk, talk.said[at], "P11/agreement", "goes along with being referred")
    return None


def _asks_leave(talk: Talk, at: int) -> Evidence | None:
    note = "asks whether they want to be referred"
    span = find_meant(talk.text(at), talk.words("offers_referral"))
    if span:
        return quoted(talk, at, "P11/agreement", note, span)
    act = next((act for act in _AGREEMENT if act in talk.acts(at)), "")
    return officer(talk, at, "P11/agreement", note, (act,)) if act else None


def _accepts(talk: Talk, at: int) -> bool:
    """Tell whether the reply begins by going along."""
    line = talk.said[at].line
    start = " ".join(line.text.split()[:4])
    return agrees(talk, line) or (
        line.talk_kind not in {"discord", "sustain"} and find_meant(start, talk.words("accepts")) is not None
    )


def _handover(talk: Talk, question: Asked) -> Evidence | None:
    for at in _fresh(talk, question):
        span = find_meant(talk.text(at), talk.words("handover"))
        if span:
            return quoted(talk, at, "P11/handover", "hands them over in person", span)
    return None


def _advice(talk: Talk, question: Asked) -> tuple[Evidence, ...]:
    """Advice on a matter that is not the officer's to advise on."""
    advice, left_open = talk.words("outside_role"), talk.words("leaves_open")
    found = ((at, meant_outright(talk.text(at), advice, left_open)) for at in question.window)
    note = "advises on what is beyond their role"
    return tuple(
        quoted(talk, at, "P11/advice", note, span) for at, span in found if span and not talk.repaired(at)
    )
