"""P10: take action when there is indication of immediate risk of harm. P10.1: when further offences are disclosed.

Neither is about drawing people out. What counts is that the officer stops, says that it will be acted on, by
whom and when, and sees to safety; and with a further offence, that nothing is investigated or promised.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from scoring.criteria.common import Said, Talk, Verdict, in_order, officer, person, quoted
from scoring.criteria.note import quoted_lines
from scoring.criteria.rules import Rules
from scoring.criteria.sentences import sentences, within
from scoring.criteria.slips import against, stopping, words_behind
from scoring.criteria.words import find, find_meant, meant, word_count, words_of
from scoring.model import Evidence, Level, Span

OFFENCE: Final = "further_offence"
_QUESTIONS: Final = frozenset({"question_open", "question_closed", "open_invitation", "graphic_probe"})
_ASKS: Final = _QUESTIONS | {"seek_collaboration", "offer_choice"}
_RESPONSES: Final = frozenset({"safety_action", "explain_process", "honest_limit_and_offer", "name_feeling"})
_TAKES_UP: Final = _RESPONSES | {"affirm", "specific_affirmation"}
_ACTING: Final = ("will_act", "must_pass")
_FAULTS: Final = {"investigates": "detail", "bargaining": "deal"}
"""Last part of the rule id of a fault -> the gap it makes."""
_ANSWER: Final = 6
"""Words of a sentence that may name who it goes to and nothing else."""

_SHOWS: Final = {
    "act": "says that it will be acted on",
    "who": "says who it goes to",
    "when": "says when",
    "safety": "asks about safety now",
    "must_pass": "says that it must be passed on",
    "until_then": "checks what would help until then",
    "thanks": "thanks them for saying it",
}

Place = tuple[int, Span]

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
        return Verdict(Level.NOT_EVIDENCED, "secrecy", stops[0].at, worst.evidence, words_behind(stops))
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
    parts = _parts(talk, window, alert)
    evidence = in_order(
        (shown, *(_evidence(talk, "P10", part, place) for part, place in parts.items() if place))
    )
    faults = against(talk, talk.rules("P10"), window)
    if _passed_over(talk, lines):
        passed = officer(talk, first.at + 1, "P10/carried-on", "carries on with something else")
        return Verdict(Level.NOT_EVIDENCED, "carried_on", first.at + 1, evidence, (passed, *faults))
    begun = Level.ATTEMPTED if any(parts.values()) else Level.NOT_EVIDENCED
    if faults:
        return Verdict(begun, "clean", _at(talk, faults[0]), evidence, faults)
    gap = next((part for part, place in parts.items() if not place), "")
    if gap:
        return Verdict(begun, _worded(talk.rules("P10"), gap, alert), first.at + 1, evidence)
    helped = next((place for place in _all(talk, window, "until_then") if talk.acts(place[0]) & _ASKS), None)
    if helped:
        return Verdict(Level.EXCEEDED, evidence=(*evidence, _evidence(talk, "P10", "until_then", helped)))
    return Verdict(Level.MET, "exceed", window[-1], evidence)


def _parts(talk: Talk, window: range, alert: str) -> dict[str, Place | None]:
    """What acting on a risk takes, and where it was said. Contraband alone is no danger to ask about."""
    parts = {
        "act": _told(talk, window, *_ACTING),
        "who": _routed(talk, window, alert),
        "when": _when(talk, window, alert),
        "safety": _asks_about_safety(talk, window),
    }
    if alert == "security":
        del parts["safety"]
    return parts


def _worded(rules: Rules, gap: str, alert: str) -> str:
    """The gap in the words for that kind of risk, where there are any."""
    special = f"{gap}_{alert}"
    return special if special in rules.missing else gap


def _at(talk: Talk, shown: Evidence) -> int:
    return next(at for at in talk.places(1, talk.end) if talk.turn(at).number == shown.turn)


# What was said of it


def _fresh(talk: Talk, window: range) -> Iterator[int]:
    """The turns that do not only say again what was said before."""
    return (at for at in window if at not in talk.repeats)


def _all(talk: Talk, window: range, name: str) -> Iterator[Place]:
    """The turns that have a phrase of a word list, each with its first place."""
    for at in _fresh(talk, window):
        span = find_meant(talk.text(at), talk.words(name))
        if span:
            yield at, span


def _told(talk: Talk, window: range, *names: str) -> Place | None:
    """The first turn that says what will be done; "you didn't have to tell me" and "I'd tell her" do not."""
    phrases = frozenset[str]().union(*(talk.words(name) for name in names))
    for at in _fresh(talk, window):
        text = talk.text(at)
        for span in meant(text, phrases):
            if not find(_around(text, span), talk.words("not_telling")):
                return at, span
    return None


def _around(text: str, span: Span) -> str:
    """A phrase with the two words before it and the one behind it."""
    words = words_of(text)
    first = [word.start for word in words if word.end <= span.start][-2:][:1]
    last = [word.end for word in words if word.start >= span.end][:1]
    return text[(first or [span.start])[0] : (last or [span.end])[0]]


def _routed(talk: Talk, window: range, alert: str) -> Place | None:
    """Where the officer says who it goes to: not who the person should see, or has told."""
    route = talk.pack.routes.get(alert)
    for at in _fresh(talk, window) if route else ():
        text = talk.text(at)
        for sentence in sentences(text):
            span = find_meant(sentence.of(text), route.right if route else ())
            if span and _hands_on(talk, sentence.of(text)):
                return at, within(sentence, span)
    return None


def _hands_on(talk: Talk, sentence: str) -> bool:
    if any(find_meant(sentence, talk.words(name)) for name in (*_ACTING, "hands_on")):
        return True
    return word_count(sentence) <= _ANSWER and not find(sentence, talk.words("left_to_them"))


def _when(talk: Talk, window: range, alert: str) -> Place | None:
    """A time, in a turn that says what will be done or who is told; elsewhere "now" means nothing."""
    for at in window:
        here = range(at, at + 1)
        if _told(talk, here, *_ACTING) or _routed(talk, here, alert):
            place = next(_all(talk, here, "soon"), None)
            if place:
                return place
    return None


def _asks_about_safety(talk: Talk, window: range) -> Place | None:
    for at in _fresh(talk, window):
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
    noticed = any(_takes_notice(talk, at, lines) for at in window)
    return not noticed and _routed(talk, window, lines[0].line.alert) is None


def _takes_notice(talk: Talk, at: int, lines: Sequence[Said]) -> bool:
    if any(find(talk.text(at), talk.words(name)) for name in (*_ACTING, "asks_safety")):
        return True
    own = bool(talk.acts(at) & _RESPONSES) or "risk" in talk.topics(at)
    return (own and any(talk.shares(at, said) for said in lines)) or "safety_action" in talk.acts(at)


# P10.1


def mark_offence(talk: Talk) -> Verdict:
    """Mark P10.1: stopped, told that it must be passed on and to whom, nothing dug for, kept word for word."""
    lines = _disclosing(talk, OFFENCE)
    if not lines:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    rules, window = talk.rules("P10.1"), _window(talk, lines)
    before = talk.places(lines[0].at - talk.limit("act_within") + 1, lines[0].at)
    told = _told(talk, window, "must_pass") or _told(talk, before, "must_pass")
    route = _routed(talk, window, OFFENCE) or _routed(talk, before, OFFENCE)
    shown = person(talk, lines[0], "P10.1/disclosed", "discloses a further offence")
    found = {"must_pass": told, "who": route}
    evidence = in_order(
        (shown, *(_evidence(talk, "P10.1", part, place) for part, place in found.items() if place))
    )
    stops = stopping(talk, rules)
    if stops:
        return Verdict(Level.NOT_EVIDENCED, "secrecy", stops[0].at, evidence, words_behind(stops))
    faults = (*_investigates(talk, lines), *against(talk, rules, window))
    if not told:
        return Verdict(Level.NOT_EVIDENCED, "must_pass", lines[0].at + 1, evidence, faults)
    kept = quoted_lines(talk, lines)
    gap, near = _gap(talk, lines, faults), lines[0].at + 1
    gap = gap or ("who" if not route else "" if kept else "verbatim")
    if gap:
        near = _at(talk, faults[0]) if faults else near
        return Verdict(Level.ATTEMPTED, gap, near, (*evidence, *kept), faults)
    thanked = _thanks_and_explains(talk, window)
    return Verdict(
        Level.EXCEEDED if thanked else Level.MET,
        "" if thanked else "exceed",
        window[-1],
        (*evidence, *kept, *thanked),
    )


def _gap(talk: Talk, lines: Sequence[Said], faults: Sequence[Evidence]) -> str:
    """What went wrong in the answer itself."""
    if faults:
        return _FAULTS.get(faults[0].rule.rpartition("/")[2], "clean")
    return "" if any(_takes_up(talk, at, lines) for at in _window(talk, lines)) else "stop"


def _takes_up(talk: Talk, at: int, lines: Sequence[Said]) -> bool:
    says = any(find(talk.text(at), talk.words(name)) for name in (*_ACTING, "thanks"))
    return says or bool(talk.acts(at) & _TAKES_UP) or any(talk.shares(at, said) for said in lines)


def _thanks_and_explains(talk: Talk, window: range) -> tuple[Evidence, ...]:
    thanked = next(_all(talk, window, "thanks"), None)
    explained = any(talk.acts(at) & {"explain_process", "honest_limit_and_offer"} for at in window)
    return (_evidence(talk, "P10.1", "thanks", thanked),) if thanked and explained else ()


def _investigates(talk: Talk, lines: Sequence[Said]) -> tuple[Evidence, ...]:
    """Questions for detail after the disclosure: that is for those it goes to."""
    found = []
    for at in _window(talk, lines):
        span = _digs(talk, at, lines) if talk.acts(at) & _QUESTIONS and not talk.repaired(at) else None
        if span:
            note = "asks for detail, which is for those it goes to"
            found.append(quoted(talk, at, "P10.1/investigates", note, span))
    return tuple(found)


def _digs(talk: Talk, at: int, lines: Sequence[Said]) -> Span | None:
    """A question in the words of one who investigates, or about what was disclosed and not about the telling of it."""
    text = talk.text(at)
    span = find(text, talk.words("investigates"))
    if span:
        return span
    for sentence in sentences(text):
        asked = sentence.of(text)
        about = asked.endswith("?") and not find(asked, talk.words("about_the_telling"))
        if about and any(_names_it(talk, asked, said) for said in lines):
            return sentence
    return None


def _names_it(talk: Talk, text: str, said: Said) -> bool:
    facts = [talk.brief.facts[fact] for fact in said.line.tells if fact in talk.brief.facts]
    return find(text, [phrase for fact in facts for phrase in fact.words]) is not None
