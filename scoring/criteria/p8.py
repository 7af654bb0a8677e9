"""P8: support individuals to explain inappropriate behaviours. P8.1: challenge them safely."""

from typing import Final

from scoring.criteria.common import (
    OPEN_ACTS,
    Said,
    Talk,
    Verdict,
    invites,
    officer,
    person,
)
from scoring.criteria.p6 import SAFE_ACTS, answers_safely, is_danger
from scoring.criteria.rules import Rules
from scoring.criteria.slips import against, critical, stopping, words_behind
from scoring.criteria.words import find
from scoring.model import Evidence, Level

TOPIC: Final = "present_behaviour"
THREATS: Final = ("threat_or_ultimatum", "threatened_sanction")


def mark_explain(talk: Talk) -> Verdict:
    """Mark P8: the behaviour described, not the person, and the account invited and given."""
    rules, events = talk.rules("P8"), _events(talk)
    if not events:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    verdicts = [_explained(talk, rules, event) for event in events]
    best = max(verdicts, key=lambda verdict: verdict.level.rank)
    passed = [event for event in events if _let_pass(talk, event)]
    stops = stopping(talk, rules)
    if stops:
        return Verdict(Level.NOT_EVIDENCED, "clean", stops[0].at, best.evidence, words_behind(stops))
    if len(passed) >= 2 and best.level.rank > Level.ATTEMPTED.rank:
        let_pass = tuple(person(talk, event, "P8/let-pass", "was let pass") for event in passed)
        return Verdict(Level.ATTEMPTED, "passed", passed[0].at + 1, best.evidence, let_pass)
    return best


def _events(talk: Talk) -> list[Said]:
    """Inappropriate behaviour that the officer could still answer."""
    return [said for said in talk.said if said.line.conduct and said.at < talk.end]


def _window(talk: Talk, event: Said) -> range:
    return talk.places(event.at + 1, event.at + talk.limit("respond_within"))


def describes(talk: Talk, at: int, event: Said) -> bool:
    """Tell whether a turn names what the person did, in its own words or by what was done."""
    if at in talk.repeats:
        return False
    named = find(talk.text(at), talk.words("behaviour")) is not None
    about_it = TOPIC in talk.topics(at) or "limit_with_reason" in talk.acts(at)
    return named or (about_it and talk.shares(at, event))


def _invites_account(talk: Talk, at: int, event: Said) -> bool:
    asks = talk.focused(at) and bool(talk.acts(at) & set(OPEN_ACTS))
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
    window = _window(talk, event)
    told = next((at for at in window if describes(talk, at, event)), 0)
    asked = next((at for at in window if _invites_account(talk, at, event) and _account(talk, at)), 0)
    asked = asked or next((at for at in window if _invites_account(talk, at, event)), 0)
    account = _account(talk, asked) if asked else None
    evidence = _explained_by(talk, event, told, asked, account)
    faults = against(talk, rules, window)
    near = told or asked or event.at + 1
    if not told and not (asked and account):
        level = Level.ATTEMPTED if asked and TOPIC in talk.topics(asked) else Level.NOT_EVIDENCED
        return Verdict(level, "describe", near, evidence, faults)
    if not told or not asked or not account:
        gap = "describe" if not told else "account" if asked else "invite"
        return Verdict(Level.ATTEMPTED, gap, near, evidence, faults)
    if faults:
        return Verdict(Level.ATTEMPTED, "clean", near, evidence, faults)
    if account.line.talk_kind == "change":
        return Verdict(Level.EXCEEDED, evidence=evidence)
    return Verdict(Level.MET, "exceed", asked, evidence)


def _explained_by(
    talk: Talk, event: Said, told: int, asked: int, account: Said | None
) -> tuple[Evidence, ...]:
    shown = [person(talk, event, "P8/behaviour", f"behaves inappropriately ({event.line.conduct})")]
    if told:
        acts = (TOPIC, "limit_with_reason")
        shown.append(officer(talk, told, "P8/describe", "describes the behaviour, not the person", acts))
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


# P8.1


def mark_challenge(talk: Talk) -> Verdict:
    """Mark P8.1: behaviour, effect and request; space first when agitation is high."""
    rules, events = talk.rules("P8.1"), _events(talk)
    if not events:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    verdicts = [_challenged(talk, rules, event) for event in events]
    best = max(verdicts, key=lambda verdict: verdict.level.rank)
    danger = _breaches(talk) or next((one.against for one in verdicts if one.gap == "space"), ())
    if danger:
        gap = "danger" if danger[0].rule == "P8.1/carried-on" else "space"
        return Verdict(Level.NOT_EVIDENCED, gap, best.near, best.evidence, danger)
    flagged = critical(talk, rules)
    if flagged and best.level.rank >= Level.MET.rank:
        return Verdict(Level.ATTEMPTED, "clean", best.near, best.evidence, flagged)
    return best


def _challenged(talk: Talk, rules: Rules, event: Said) -> Verdict:
    window = _window(talk, event)
    challenge = next((at for at in window if _challenges(talk, at, event)), 0)
    faults = against(talk, rules, window)
    if not challenge:
        return _unchallenged(talk, event, faults)
    shown = (
        person(talk, event, "P8.1/behaviour", f"behaves inappropriately ({event.line.conduct})"),
        officer(talk, challenge, "P8.1/challenge", "says what, why and what instead", ("limit_with_reason",)),
    )
    if talk.turn(challenge).before.agitation >= talk.limit("hot") and not _space_made(talk, challenge):
        note = "challenges when things are hot, without space first"
        hot = officer(talk, challenge, "P8.1/no-space", note, ("limit_with_reason",))
        return Verdict(Level.NOT_EVIDENCED, "space", challenge, shown, (hot,))
    if faults:
        return Verdict(Level.ATTEMPTED, "clean", challenge, shown, faults)
    if is_danger(talk, event.line) and not answers_safely(talk, event):
        return Verdict(Level.ATTEMPTED, "safe_first", challenge, shown)
    beyond = _settles(talk, challenge) or _planned_pause(talk, challenge)
    if beyond:
        return Verdict(Level.EXCEEDED, evidence=(*shown, beyond))
    return Verdict(Level.MET, "exceed", challenge, shown)


def _challenges(talk: Talk, at: int, event: Said) -> bool:
    """A limit with its reason that names what the person did or takes up what they said."""
    named = describes(talk, at, event) or talk.shares(at, event)
    return at not in talk.repeats and "limit_with_reason" in talk.acts(at) and named


def _unchallenged(talk: Talk, event: Said, faults: tuple[Evidence, ...]) -> Verdict:
    """No challenge: keeping things safe, or half a challenge, still counts as an attempt."""
    window = _window(talk, event)
    safe = next((at for at in window if is_danger(talk, event.line) and talk.acts(at) & set(SAFE_ACTS)), 0)
    half = next((at for at in window if describes(talk, at, event)), 0)
    if safe:
        shown = officer(talk, safe, "P8.1/safe", "keeps things safe", SAFE_ACTS)
        return Verdict(Level.ATTEMPTED, "challenge_later", safe, (shown,), faults)
    if half:
        shown = officer(talk, half, "P8.1/named", "names the behaviour", (TOPIC,))
        return Verdict(Level.ATTEMPTED, "request", half, (shown,), faults)
    return Verdict(Level.NOT_EVIDENCED, "challenge", event.at + 1, against=faults)


def _space_made(talk: Talk, at: int) -> bool:
    return any(talk.acts(place) & set(SAFE_ACTS) for place in talk.places(at - 2, at))


def _breaches(talk: Talk) -> tuple[Evidence, ...]:
    """Carrying on after a second safety cue without making anything safe."""
    cues = [said for said in talk.said if is_danger(talk, said.line)]
    if len(cues) < 2 or cues[1].at >= talk.end:
        return ()
    first, second = cues[0], cues[1]
    if any(talk.acts(at) & set(SAFE_ACTS) for at in talk.places(first.at + 1, second.at + 1)):
        return ()
    return (officer(talk, second.at + 1, "P8.1/carried-on", "carries on after two signs of danger"),)


def _settles(talk: Talk, at: int) -> Evidence | None:
    """Agitation falls by two within two turns of the challenge."""
    before = talk.turn(at).before.agitation
    after = min(talk.turn(place).after.agitation for place in talk.places(at, at + 2))
    if before - after < talk.limit("settles"):
        return None
    return person(talk, talk.said[at], "P8.1/settles", f"settles: agitation {before} to {after}")


def _planned_pause(talk: Talk, at: int) -> Evidence | None:
    """A pause comes with a time to go on."""
    for place in talk.places(at, at + 2):
        if talk.acts(place) & set(SAFE_ACTS) and find(talk.text(place), talk.words("return_times")):
            return officer(talk, place, "P8.1/pause", "pauses and says when to go on", SAFE_ACTS)
    return None
