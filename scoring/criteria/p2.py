"""P2: clarify roles and responsibilities of relevant people contributing to release and resettlement."""

from collections.abc import Iterator
from typing import Final

from scoring.criteria.asked import INFORMS, Asked, asked, guesses, names_right, names_wrong
from scoring.criteria.common import Talk, Verdict, person, quoted
from scoring.criteria.slips import against
from scoring.criteria.words import find_meant
from scoring.model import Evidence, Level

_GAPS: Final = {"P2/wrong-owner": "wrong_owner", "P2/guesses": "guesses", "P2/not-mine": "sent_away"}
"""Rule of what counts against it -> what to say about it."""

_MISNAMED: Final = frozenset({"P2/wrong-owner", "P2/guesses"})


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
    what = errand.id.replace("_", " ")
    shown = person(talk, said, "P2/asked", f"asks who deals with it: {what}")
    faults = (*_wrong(talk, question), *against(talk, talk.rules("P2"), window))
    named = next((at for at in window if names_right(talk, at, question)), 0)
    if faults:
        tried = named or faults[0].rule in _MISNAMED or _tried(talk, question)
        level = Level.ATTEMPTED if tried else Level.NOT_EVIDENCED
        return Verdict(level, _GAPS.get(faults[0].rule, "clean"), faults[0].turn, (shown,), faults)
    span = names_right(talk, named, question) if named else None
    if not span:
        tried = _tried(talk, question)
        level = Level.ATTEMPTED if tried else Level.NOT_EVIDENCED
        return Verdict(level, "owner", tried or said.at + 1, (shown,))
    owner = quoted(talk, named, "P2/owner", "names who deals with it", span)
    checked = _taught_back(talk, named)
    if checked:
        return Verdict(Level.EXCEEDED, evidence=(shown, owner, checked))
    return Verdict(Level.MET, "exceed", named, (shown, owner))


def _tried(talk: Talk, question: Asked) -> int:
    """The place where the question was taken up, though nobody was named; 0 for none."""
    fresh = (at for at in question.window if at not in talk.repeats)
    return next((at for at in fresh if _takes_up(talk, at, question)), 0)


def _takes_up(talk: Talk, at: int, question: Asked) -> bool:
    if find_meant(talk.text(at), talk.words("finds_out")):
        return True
    return bool(talk.acts(at) & INFORMS) and talk.shares(at, question.said)


def _wrong(talk: Talk, question: Asked) -> Iterator[Evidence]:
    """Turns that send them to the wrong place, or to so many that they cannot tell which."""
    owner = question.errand.text.rstrip(".")
    for at in question.window:
        wrong, guessed = names_wrong(talk, at, question), guesses(talk, at, question)
        if wrong and not talk.repaired(at):
            yield quoted(talk, at, "P2/wrong-owner", f"names somebody whose task it is not. {owner}", wrong)
        elif guessed and not talk.repaired(at):
            yield quoted(talk, at, "P2/guesses", f"guesses at several. {owner}", guessed)


def _taught_back(talk: Talk, named: int) -> Evidence | None:
    """They are asked to say it in their own words, in the same turn or the next."""
    for at in talk.places(named, named + 1):
        if at in talk.repeats:
            continue
        span = find_meant(talk.text(at), talk.words("owner_back") | talk.words("teach_back"))
        if span:
            return quoted(talk, at, "P2/teach-back", "asks them to say it back", span)
    return None
