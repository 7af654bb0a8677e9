"""P8.1: challenge them in ways that takes account of personal safety.

A challenge says what was done, what it does and what is asked instead. When things are hot, space or safety
comes first, and the challenge may wait; ending or pausing the interview safely is as good.
"""

from dataclasses import replace
from itertools import pairwise

from scoring.criteria.common import Said, Talk, Verdict, officer, person, quoted
from scoring.criteria.p6 import SAFE_ACTS, answers_safely, is_danger
from scoring.criteria.p8 import calm_later, describes, events, hot, naming, place_of, response_window
from scoring.criteria.rules import Rules
from scoring.criteria.slips import against, critical
from scoring.criteria.words import find
from scoring.model import Evidence, Level


def mark(talk: Talk) -> Verdict:
    """Mark P8.1: behaviour, effect and request; space first when agitation is high."""
    rules, shown = talk.rules("P8.1"), events(talk)
    if not shown:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    verdicts = [_challenged(talk, rules, event) for event in shown]
    best = max(verdicts, key=lambda verdict: verdict.level.rank)
    danger = pressed_on(talk) or next((one.against for one in verdicts if one.gap == "space"), ())
    if danger:
        gap = "danger" if danger[0].rule == "P8.1/carried-on" else "space"
        return Verdict(Level.NOT_EVIDENCED, gap, _near(talk, rules, best, danger), best.evidence, danger)
    flagged = critical(talk, rules)
    if flagged and best.level.rank >= Level.MET.rank:
        return Verdict(Level.ATTEMPTED, "clean", _near(talk, rules, best, flagged), best.evidence, flagged)
    if best.gap == "clean":
        return replace(best, near=_near(talk, rules, best, best.against))
    return best


def _near(talk: Talk, rules: Rules, verdict: Verdict, faults: tuple[Evidence, ...]) -> int:
    """The place of what counts against it, in a version that points there."""
    return place_of(talk, faults[0]) if "closely" in rules.also else verdict.near


def pressed_on(talk: Talk) -> tuple[Evidence, ...]:
    """Return where the officer carried on after a second sign of danger, with nothing made safe."""
    cues = [said for said in talk.said if is_danger(talk, said.line) and said.at < talk.end]
    pairs = list(pairwise(cues))
    for first, second in pairs if "closely" in talk.rules("P8.1").also else pairs[:1]:
        if not any(_safe(talk, at) for at in talk.places(first.at + 1, second.at + 1)):
            return (officer(talk, second.at + 1, "P8.1/carried-on", "carries on after two signs of danger"),)
    return ()


def _challenged(talk: Talk, rules: Rules, event: Said) -> Verdict:
    window = response_window(talk, event)
    challenge = _challenge(talk, rules, event)
    faults = against(talk, rules, {*window, *((challenge,) if "later" in rules.also else ())})
    if not challenge:
        return _unchallenged(talk, rules, event, faults)
    shown = (
        person(talk, event, "P8.1/behaviour", f"behaves inappropriately ({event.line.conduct})"),
        officer(talk, challenge, "P8.1/challenge", "says what, why and what instead", ("limit_with_reason",)),
    )
    if hot(talk, challenge) and not _space_made(talk, challenge):
        note = "challenges when things are hot, without space first"
        unsafe = officer(talk, challenge, "P8.1/no-space", note, ("limit_with_reason",))
        return Verdict(Level.NOT_EVIDENCED, "space", challenge, shown, (unsafe,))
    gap = "clean" if faults else _lacks(talk, rules, event, challenge)
    if gap:
        return Verdict(Level.ATTEMPTED, gap, challenge, shown, faults)
    beyond = _settles(talk, challenge) or _planned_pause(talk, challenge)
    if beyond:
        return Verdict(Level.EXCEEDED, evidence=(*shown, beyond))
    return Verdict(Level.MET, "exceed", challenge, shown)


def _lacks(talk: Talk, rules: Rules, event: Said, challenge: int) -> str:
    """What a challenge lacks, or nothing."""
    if is_danger(talk, event.line) and not answers_safely(talk, event):
        return "safe_first"
    says_effect = find(talk.text(challenge), talk.words("effects")) if "effect" in rules.also else True
    return "" if says_effect else "effect"


def _challenge(talk: Talk, rules: Rules, event: Said) -> int:
    """The place of the challenge: at once, or, after things were made safe, whenever it is calmer."""
    at_once = [at for at in response_window(talk, event) if _challenges(talk, rules, at, event)]
    if "closely" in rules.also:
        too_soon = [at for at in at_once if hot(talk, at) and not _space_made(talk, at)]
        complete = [at for at in at_once if not _lacks(talk, rules, event, at)]
        at_once = too_soon or complete or at_once
    if at_once or "later" not in rules.also:
        return at_once[0] if at_once else 0
    return next((at for at in calm_later(talk, event) if _challenges(talk, rules, at, event)), 0)


def _challenges(talk: Talk, rules: Rules, at: int, event: Said) -> bool:
    """A limit with its reason that names what the person did or takes up what they said."""
    if at in talk.repeats:
        return False
    named = describes(talk, at, event)
    if "limit_with_reason" in talk.acts(at):
        return named or talk.shares(at, event)
    text = talk.text(at)
    said = "effect" in rules.also and find(text, talk.words("effects")) and find(text, talk.words("requests"))
    return named and bool(said)


def _unchallenged(talk: Talk, rules: Rules, event: Said, faults: tuple[Evidence, ...]) -> Verdict:
    """No challenge: keeping things safe, or half a challenge, still counts as an attempt."""
    window = response_window(talk, event)
    danger = is_danger(talk, event.line)
    heated = danger or any(hot(talk, at) for at in window)
    safe = next((at for at in window if heated and _safe(talk, at)), 0)
    half = next((at for at in window if describes(talk, at, event)), 0)
    paused = _paused_safely(talk, window) if heated and "safe_pause" in rules.also else None
    if paused and not faults:
        return _after_pause(talk, event, paused)
    if paused and "closely" in rules.also:
        return Verdict(Level.ATTEMPTED, "clean", window[0], (paused,), faults)
    if safe and (danger or "safe_pause" in rules.also):
        shown = officer(talk, safe, "P8.1/safe", "keeps things safe", SAFE_ACTS)
        return Verdict(Level.ATTEMPTED, "challenge_later", safe, (shown,), faults)
    if half:
        shown = naming(talk, half, event, "P8.1/named", "names the behaviour")
        return Verdict(Level.ATTEMPTED, "request", half, (shown,), faults)
    return Verdict(Level.NOT_EVIDENCED, "challenge", event.at + 1, against=faults)


def _paused_safely(talk: Talk, window: range) -> Evidence | None:
    """The interview is ended or paused, and that is said."""
    for at in window:
        span = find(talk.text(at), talk.words("pauses"))
        if span and _safe(talk, at):
            return quoted(talk, at, "P8.1/safe-pause", "ends or pauses it safely", span)
    return None


def _after_pause(talk: Talk, event: Said, paused: Evidence) -> Verdict:
    behaviour = person(talk, event, "P8.1/behaviour", f"behaves inappropriately ({event.line.conduct})")
    at = next(
        place for place in talk.places(event.at + 1, talk.end) if talk.turn(place).number == paused.turn
    )
    beyond = _settles(talk, at) or _planned_pause(talk, at)
    if beyond:
        return Verdict(Level.EXCEEDED, evidence=(behaviour, paused, beyond))
    return Verdict(Level.MET, "exceed", at, (behaviour, paused))


def _safe(talk: Talk, at: int) -> bool:
    return bool(talk.acts(at) & set(SAFE_ACTS))


def _space_made(talk: Talk, at: int) -> bool:
    return any(_safe(talk, place) for place in talk.places(at - 2, at))


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
        if _safe(talk, place) and _says_when(talk, place):
            return officer(talk, place, "P8.1/pause", "pauses and says when to go on", SAFE_ACTS)
    return None


def _says_when(talk: Talk, at: int) -> bool:
    """Tell whether a turn says when to go on; a time alone may be about anything."""
    text = talk.text(at)
    time = find(text, talk.words("return_times"))
    if "closely" not in talk.rules("P8.1").also:
        return time is not None
    return time is not None and find(text, talk.words("pauses") | talk.words("resumes")) is not None
