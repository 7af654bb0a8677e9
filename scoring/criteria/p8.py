"""P8: support individuals to explain inappropriate behaviours."""

from collections.abc import Iterator, Mapping
from typing import Final

from scoring.criteria.common import (
    OPEN_ACTS,
    Said,
    Talk,
    Verdict,
    invites,
    officer,
    person,
    quoted,
)
from scoring.criteria.p6 import SAFE_ACTS
from scoring.criteria.rules import Rules
from scoring.criteria.slips import against, stopping, words_behind
from scoring.criteria.words import find
from scoring.model import Evidence, Level

TOPIC: Final = "present_behaviour"
_SAID: Final = ("behaviour_said",)
_DONE: Final = ("behaviour_said", "behaviour_done")
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "abuse": _DONE,
    "intimidation": _DONE,
    "threat": _DONE,
    "sexual_remark": _SAID,
    "discrimination": (*_SAID, "behaviour_refused"),
    "refusal": ("behaviour_refused", "behaviour_done"),
    "manipulation": ("behaviour_asked",),
}
"""Conduct -> the word lists that may describe it, beside those that fit any; another conduct takes them all."""


def mark(talk: Talk) -> Verdict:
    """Mark P8: the behaviour described, not the person, and the account invited and given."""
    rules, shown = talk.rules("P8"), events(talk)
    if not shown:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    verdicts = [_explained(talk, rules, event) for event in shown]
    best = max(verdicts, key=lambda verdict: verdict.level.rank)
    passed = [event for event in shown if _let_pass(talk, event)]
    stops = stopping(talk, rules)
    if stops:
        return Verdict(Level.NOT_EVIDENCED, "clean", stops[0].at, best.evidence, words_behind(stops))
    if len(passed) >= 2 and best.level.rank > Level.ATTEMPTED.rank:
        let_pass = tuple(person(talk, event, "P8/let-pass", "was let pass") for event in passed)
        return Verdict(Level.ATTEMPTED, "passed", passed[0].at + 1, best.evidence, let_pass)
    return best


def events(talk: Talk) -> list[Said]:
    """Return inappropriate behaviour that the officer could still answer."""
    return [said for said in talk.said if said.line.conduct and said.at < talk.end]


def response_window(talk: Talk, event: Said) -> range:
    """Return the places in which a behaviour is to be dealt with."""
    return talk.places(event.at + 1, event.at + talk.limit("respond_within"))


def describes(talk: Talk, at: int, event: Said) -> bool:
    """Tell whether a turn names what the person did, in its own words or by what was done."""
    if at in talk.repeats:
        return False
    named = find(talk.text(at), _words_for(talk, event)) is not None
    about_it = TOPIC in talk.topics(at) or "limit_with_reason" in talk.acts(at)
    return named or (about_it and talk.shares(at, event))


def naming(talk: Talk, at: int, event: Said, rule: str, note: str) -> Evidence:
    """Quote where a turn names what the person did."""
    span = find(talk.text(at), sorted(_words_for(talk, event))) if "fits" in talk.rules("P8").also else None
    if span:
        return quoted(talk, at, rule, note, span)
    return officer(talk, at, rule, note, (TOPIC, "limit_with_reason"))


def _words_for(talk: Talk, event: Said) -> frozenset[str]:
    words = talk.words("behaviour")
    if "fits" not in talk.rules("P8").also:
        return words
    every = {name for names in _WORDS.values() for name in names}
    return words.union(*(talk.words(name) for name in _WORDS.get(event.line.conduct, every)))


def hot(talk: Talk, at: int) -> bool:
    """Tell whether they were too agitated for a challenge when the officer spoke."""
    return talk.turn(at).before.agitation >= talk.limit("hot")


def place_of(talk: Talk, shown: Evidence) -> int:
    """Return the place of an officer's turn that is quoted."""
    return next(at for at, turn in enumerate(talk.turns, 1) if turn.number == shown.turn)


def calm_later(talk: Talk, event: Said) -> Iterator[int]:
    """Return the places where a behaviour that was met with space or safety may still be dealt with."""
    window = response_window(talk, event)
    safe = next((at for at in window if talk.acts(at) & set(SAFE_ACTS)), talk.end)
    return (at for at in talk.places(safe + 1, talk.end) if not hot(talk, at))


def _invites_account(talk: Talk, at: int, event: Said) -> bool:
    asks = talk.focused(at) and bool(talk.acts(at) & set(OPEN_ACTS))
    if "fits" in talk.rules("P8").also:
        of_this = describes(talk, at, event) or talk.says(at, "asks_account")
        return asks and (TOPIC in talk.topics(at) or (bool(of_this) and not talk.topics(at)))
    if "asks_account" in talk.rules("P8").also:
        about_it = TOPIC in talk.topics(at) or describes(talk, at, event) or talk.says(at, "asks_account")
        return asks and bool(about_it)
    labels = talk.topics(at)
    return invites(talk, at, TOPIC) or (asks and (not labels or describes(talk, at, event)))


def _account(talk: Talk, at: int) -> Said | None:
    """What the person said to an invitation there and then or within two turns, without more of the same."""
    return next(
        (said for said in talk.said[at : at + talk.limit("answer_within") + 1] if _is_account(said)), None
    )


def _is_account(said: Said) -> bool:
    line = said.line
    return not line.conduct and line.talk_kind != "discord" and (line.tier >= 1 or TOPIC in line.topics)


def _explained(talk: Talk, rules: Rules, event: Said) -> Verdict:
    window = response_window(talk, event)
    places = (*window, *calm_later(talk, event)) if "later" in rules.also else tuple(window)
    told = next((at for at in places if describes(talk, at, event)), 0)
    asking = [at for at in places if _invites_account(talk, at, event)]
    asked = next((at for at in asking if _account(talk, at)), asking[0] if asking else 0)
    account = _account(talk, asked) if asked else None
    evidence = _explained_by(talk, event, told, asked, account)
    faults = against(talk, rules, {*window, *({told, asked} if "later" in rules.also else ())})
    near = told or asked or event.at + 1
    if not told and not (asked and account):
        begun = asked and (TOPIC in talk.topics(asked) or "fits" in rules.also)
        return Verdict(Level.ATTEMPTED if begun else Level.NOT_EVIDENCED, "describe", near, evidence, faults)
    if not told or not asked or not account:
        gap = "describe" if not told else "account" if asked else "invite"
        return Verdict(Level.ATTEMPTED, gap, near, evidence, faults)
    if faults:
        near = place_of(talk, faults[0]) if "fits" in rules.also else near
        return Verdict(Level.ATTEMPTED, "clean", near, evidence, faults)
    other = _alternative(talk, rules, account)
    if other is account:
        return Verdict(Level.EXCEEDED, evidence=evidence)
    if other:
        return Verdict(
            Level.EXCEEDED, evidence=(*evidence, person(talk, other, "P8/alternative", "offers another way"))
        )
    return Verdict(Level.MET, "exceed", asked, evidence)


def _alternative(talk: Talk, rules: Rules, account: Said) -> Said | None:
    """Where they speak for change: in the account, or when asked afterwards for another way."""
    if account.line.talk_kind == "change":
        return account
    later = talk.places(account.at + 1, account.at + talk.limit("follow_within"))
    for at in later if "alternative" in rules.also else ():
        asked = TOPIC in talk.topics(at) or talk.says(at, "alternatives") is not None
        if asked and talk.said[at].line.talk_kind == "change" and not talk.said[at].line.conduct:
            return talk.said[at]
    return None


def _explained_by(
    talk: Talk, event: Said, told: int, asked: int, account: Said | None
) -> tuple[Evidence, ...]:
    shown = [person(talk, event, "P8/behaviour", f"behaves inappropriately ({event.line.conduct})")]
    if told:
        shown.append(naming(talk, told, event, "P8/describe", "describes the behaviour, not the person"))
    if asked:
        shown.append(officer(talk, asked, "P8/invite", "invites them to explain", OPEN_ACTS))
    if account:
        shown.append(person(talk, account, "P8/account", "explains"))
    return tuple(shown)


def _let_pass(talk: Talk, event: Said) -> bool:
    """Tell whether two turns went by without the behaviour being described, limited or made safe."""
    if event.at + talk.limit("let_pass") > talk.end:
        return False
    answers = {"limit_with_reason", *SAFE_ACTS}
    return not any(
        talk.acts(at) & answers or describes(talk, at, event) or TOPIC in talk.topics(at)
        for at in talk.places(event.at + 1, event.at + talk.limit("let_pass"))
    )
