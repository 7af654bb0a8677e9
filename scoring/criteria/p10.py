"""P10: take action when there is indication of immediate risk of harm. P10.1: when further offences are disclosed.

Neither is about drawing people out. What counts is that the officer stops, says that it will be acted on, by
whom and when, and sees to safety; and with a further offence, that nothing is investigated or promised.
"""

from collections.abc import Sequence
from typing import Final

from scoring.criteria.common import Said, Talk, Verdict, in_order, officer, person, quoted
from scoring.criteria.note import quoted_lines
from scoring.criteria.slips import against, stopping, words_behind
from scoring.criteria.words import find, find_meant
from scoring.model import Evidence, Level, Span

OFFENCE: Final = "further_offence"
_QUESTIONS: Final = frozenset({"question_open", "question_closed", "open_invitation", "graphic_probe"})
_RESPONSES: Final = frozenset({"safety_action", "explain_process", "honest_limit_and_offer", "name_feeling"})

_SHOWS: Final = {
    "act": "says that it will be acted on",
    "who": "says who it goes to",
    "when": "says when",
    "safety": "asks about safety now",
    "must_pass": "says that it must be passed on",
    "until_then": "checks what would help until then",
    "thanks": "thanks them for saying it",
}

# P10


def mark_risk(talk: Talk) -> Verdict:
    """Mark P10: every kind of risk that was disclosed must be acted on; the worst answered one counts."""
    rules, disclosed = talk.rules("P10"), _risks(talk)
    if not disclosed:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    verdicts = [_acted_on(talk, lines) for lines in disclosed]
    worst = min(verdicts, key=lambda one: one.level.rank)
    stops = stopping(talk, rules)
    if stops:
        return Verdict(Level.NOT_EVIDENCED, "clean", stops[0].at, worst.evidence, words_behind(stops))
    return worst


def missed(talk: Talk) -> tuple[Said, ...]:
    """Return the disclosures of risk that the officer carried on past, though there was time to answer."""
    return tuple(lines[0] for lines in _risks(talk) if _passed_over(talk, lines))


def _risks(talk: Talk) -> list[list[Said]]:
    """The lines that disclose risk, by kind; a further offence is P10.1's."""
    kinds = {said.line.alert for said in talk.said} - {"", OFFENCE}
    return [lines for kind in sorted(kinds) if (lines := _disclosing(talk, kind))]


def _disclosing(talk: Talk, kind: str) -> list[Said]:
    """The lines of that kind that the officer could still answer."""
    return [said for said in talk.said if said.line.alert == kind and said.at < talk.end]


def _window(talk: Talk, lines: Sequence[Said]) -> range:
    return talk.places(lines[0].at + 1, lines[-1].at + talk.limit("act_within"))


def _acted_on(talk: Talk, lines: Sequence[Said]) -> Verdict:
    first, window = lines[0], _window(talk, lines)
    alert = first.line.alert
    shown = person(talk, first, "P10/disclosed", f"discloses {alert.replace('_', ' ')}")
    parts = {
        "act": _first(talk, window, "will_act"),
        "who": _routed(talk, window, alert),
        "when": _when(talk, window, alert),
        "safety": _asks_about_safety(talk, window),
    }
    if alert == "security":
        del parts["safety"]
    evidence = in_order(
        (shown, *(_evidence(talk, "P10", part, place) for part, place in parts.items() if place))
    )
    faults = against(talk, talk.rules("P10"), window)
    if _passed_over(talk, lines):
        passed = officer(talk, first.at + 1, "P10/carried-on", "carries on with something else")
        return Verdict(Level.NOT_EVIDENCED, "carried_on", first.at + 1, evidence, (passed, *faults))
    if faults:
        return Verdict(Level.ATTEMPTED, "clean", faults[0].turn, evidence, faults)
    gap = next((part for part, place in parts.items() if not place), "")
    if gap:
        level = Level.ATTEMPTED if any(parts.values()) else Level.NOT_EVIDENCED
        return Verdict(level, gap, first.at + 1, evidence)
    helped = _first(talk, window, "until_then")
    if helped:
        return Verdict(Level.EXCEEDED, evidence=(*evidence, _evidence(talk, "P10", "until_then", helped)))
    return Verdict(Level.MET, "exceed", window[-1], evidence)


Place = tuple[int, Span]


def _first(talk: Talk, window: range, name: str) -> Place | None:
    """The first turn that has a phrase of a word list, with its place."""
    return next(((at, span) for at in window if (span := talk.says(at, name))), None)


def _routed(talk: Talk, window: range, alert: str) -> Place | None:
    route = talk.pack.routes.get(alert)
    words = route.right if route else frozenset[str]()
    return next(((at, span) for at in window if (span := find_meant(talk.text(at), words))), None)


def _when(talk: Talk, window: range, alert: str) -> Place | None:
    """A time, in a turn that says what will be done or who is told; elsewhere "now" means nothing."""
    for at in window:
        here = range(at, at + 1)
        if _first(talk, here, "will_act") or _routed(talk, here, alert):
            place = _first(talk, here, "soon")
            if place:
                return place
    return None


def _asks_about_safety(talk: Talk, window: range) -> Place | None:
    for at in window:
        span = find(talk.text(at), talk.words("asks_safety"))
        if span and talk.acts(at) & _QUESTIONS:
            return at, span
    return None


def _evidence(talk: Talk, criterion: str, part: str, place: Place) -> Evidence:
    at, span = place
    return quoted(talk, at, f"{criterion}/{part.replace('_', '-')}", _SHOWS[part], span)


def _passed_over(talk: Talk, lines: Sequence[Said]) -> bool:
    """Nothing in the turns after a disclosure of risk takes any notice of it."""
    window = _window(talk, lines)
    if lines[0].at + 1 > talk.end:
        return False
    return not any(_takes_notice(talk, at, lines) for at in window)


def _takes_notice(talk: Talk, at: int, lines: Sequence[Said]) -> bool:
    noticed = ("will_act", "asks_safety", "must_pass")
    if any(find(talk.text(at), talk.words(name)) for name in noticed):
        return True
    own = bool(talk.acts(at) & _RESPONSES) or "risk" in talk.topics(at)
    return (own and any(talk.shares(at, said) for said in lines)) or "safety_action" in talk.acts(at)


# P10.1


def mark_offence(talk: Talk) -> Verdict:
    """Mark P10.1: stopped, told that it must be passed on and to whom, nothing dug for, kept word for word."""
    lines = _disclosing(talk, OFFENCE)
    if not lines:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    rules, window, before = talk.rules("P10.1"), _window(talk, lines), talk.places(1, lines[0].at)
    told = _first(talk, window, "must_pass") or _first(talk, before, "must_pass")
    route = _routed(talk, window, OFFENCE) or _routed(talk, before, OFFENCE)
    shown = person(talk, lines[0], "P10.1/disclosed", "discloses a further offence")
    found = {"must_pass": told, "who": route}
    evidence = in_order(
        (shown, *(_evidence(talk, "P10.1", part, place) for part, place in found.items() if place))
    )
    stops = stopping(talk, rules)
    if stops:
        return Verdict(Level.NOT_EVIDENCED, "clean", stops[0].at, evidence, words_behind(stops))
    faults = (*_investigates(talk, lines), *against(talk, rules, window))
    if not told:
        return Verdict(Level.NOT_EVIDENCED, "must_pass", lines[0].at + 1, evidence, faults)
    kept = quoted_lines(talk, lines)
    gap = "clean" if faults else "who" if not route else "verbatim" if not kept else ""
    if gap:
        return Verdict(Level.ATTEMPTED, gap, lines[0].at + 1, (*evidence, *kept), faults)
    thanked = _thanks_and_explains(talk, window)
    return Verdict(
        Level.EXCEEDED if thanked else Level.MET,
        "" if thanked else "exceed",
        window[-1],
        (*evidence, *kept, *thanked),
    )


def _thanks_and_explains(talk: Talk, window: range) -> tuple[Evidence, ...]:
    thanked = _first(talk, window, "thanks")
    explained = any(talk.acts(at) & {"explain_process", "honest_limit_and_offer"} for at in window)
    return (_evidence(talk, "P10.1", "thanks", thanked),) if thanked and explained else ()


def _investigates(talk: Talk, lines: Sequence[Said]) -> tuple[Evidence, ...]:
    """Questions for detail after the disclosure: that is for those it goes to."""
    found = []
    for at in _window(talk, lines):
        span = find(talk.text(at), talk.words("investigates"))
        if span and talk.acts(at) & _QUESTIONS and not talk.repaired(at):
            note = "asks for detail, which is for those it goes to"
            found.append(quoted(talk, at, "P10.1/investigates", note, span))
    return tuple(found)
