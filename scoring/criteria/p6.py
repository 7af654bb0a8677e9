"""P6: observe individuals' behaviour throughout processes for any further insights."""

from dataclasses import dataclass
from typing import Final

from scoring.criteria.common import Said, Talk, Verdict, officer, person, quoted
from scoring.criteria.note import records_cue
from scoring.criteria.slips import against
from scoring.criteria.words import content_words, find, find_meant
from scoring.model import Evidence, Level, PersonLine, Span

_POSTURES: Final = ("posture_hands", "posture_eyes", "posture_voice", "posture_face", "posture_body")
"""Word lists of what body language may be about. A turn that names most of them has seen nothing."""
_REBUKES: Final = frozenset(
    {"ordering", "order_to_calm", "sarcasm", "blame", "moralise", "accusing_why", "mistimed_joke", "know_it_all",
     "label_person", "threat_or_ultimatum", "threatened_sanction"}
)  # fmt: skip
_IGNORED: Final = "shows danger ({}), and nothing is done"
SAFE_ACTS: Final = ("safety_action", "time_and_space")


@dataclass(frozen=True, slots=True)
class Noticed:
    """An officer's turn that takes up a cue."""

    cue: Said
    at: int
    named: bool
    """Whether the cue was named, tentatively and in particular; else only a kind act came after it."""
    linked: bool
    """Whether it was tied to what was being said, or a pause came with it."""
    seen: frozenset[str] = frozenset()
    """What was seen, in words of the cue or as a kind of posture; empty for a feeling heard in the words."""
    about: int = 0
    """The place of the latest line that showed it."""
    rebuked: bool = False
    """Whether it was held against them."""


def mark(talk: Talk) -> Verdict:
    """Mark P6: a cue named tentatively, or a safety cue answered safely, within two turns."""
    cues = [said for said in talk.said if said.line.cue and said.at < talk.end]
    if cues:
        return _observed(talk, cues)
    late = _recorded(talk, [said for said in talk.said if said.line.cue]) if _closely(talk) else None
    if late:
        return Verdict(Level.MET, "exceed", talk.end, (late,))
    return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")


def _closely(talk: Talk) -> bool:
    """Tell whether this version asks whether what was named is what was shown."""
    return "seen" in talk.rules("P6").also


def _recorded(talk: Talk, cues: list[Said]) -> Evidence | None:
    return records_cue(talk, cues) if "note" in talk.rules("P6").also and talk.note else None


def _observed(talk: Talk, cues: list[Said]) -> Verdict:
    ignored = _ignored_safety(talk, cues)
    noticed = [seen for cue in cues if (seen := _noticed(talk, cue))]
    named = [seen for seen in noticed if seen.named]
    danger = tuple(person(talk, cue, "P6/ignored-safety", _IGNORED.format(cue.line.cue)) for cue in ignored)
    faults = danger + _overread(talk, cues, noticed)
    telling = sorted(named or noticed, key=lambda one: _closely(talk) and not one.linked)
    evidence = tuple(item for seen in telling[:2] for item in _shown(talk, seen))
    if ignored:
        return Verdict(Level.NOT_EVIDENCED, "safety", ignored[0].at + 1, evidence, faults)
    recorded = _recorded(talk, cues)
    if recorded and not named and not faults:
        return Verdict(Level.MET, "exceed", _near(talk, cues), (*evidence, recorded))
    if not noticed:
        return _unnoticed(talk, cues, faults)
    if faults or not named:
        gap = _fault(talk, faults) or ("rebuke" if all(one.rebuked for one in noticed) else "name")
        near = _where(talk, faults, cues) if faults and _closely(talk) else noticed[0].at
        return Verdict(Level.ATTEMPTED, gap, near, evidence, faults)
    if _beyond(talk, named):
        return Verdict(Level.EXCEEDED, evidence=evidence)
    return Verdict(Level.MET, "exceed", named[0].at, evidence)


def _unnoticed(talk: Talk, cues: list[Said], faults: tuple[Evidence, ...]) -> Verdict:
    """Nothing was taken up; taking body language for a fact has at least seen it."""
    gap = _fault(talk, faults)
    if gap == "fact" and (not _closely(talk) or _speaks_of_posture(talk, faults)):
        return Verdict(Level.ATTEMPTED, gap, _where(talk, faults, cues), against=faults)
    return Verdict(Level.NOT_EVIDENCED, "notice", _near(talk, cues), against=faults)


def _fault(talk: Talk, faults: tuple[Evidence, ...]) -> str:
    """The gap behind what counts against it, or nothing."""
    if not faults or not _closely(talk):
        return "fact" if faults else ""
    return "fact" if any(fault.rule == "P6/as-fact" for fault in faults) else "clean"


def _speaks_of_posture(talk: Talk, faults: tuple[Evidence, ...]) -> bool:
    """Tell whether what was taken for a fact was something to be seen, and not only something said."""
    numbers = {fault.turn for fault in faults if fault.rule == "P6/as-fact"}
    return any(_kinds(talk, turn.reading.text) for turn in talk.turns if turn.number in numbers)


def _where(talk: Talk, faults: tuple[Evidence, ...], cues: list[Said]) -> int:
    """The place of the first thing that counts against it, in a version that points there."""
    if not _closely(talk):
        return _near(talk, cues)
    return next(at for at, turn in enumerate(talk.turns, 1) if turn.number == faults[0].turn)


def _beyond(talk: Talk, named: list[Noticed]) -> bool:
    """Tell whether two things were seen, or one was tied to the matter or met with a pause."""
    if not _closely(talk):
        return len(named) >= 2 or named[0].linked
    return any(one.linked for one in named) or len({(one.about, one.seen) for one in named if one.seen}) >= 2


def is_danger(talk: Talk, line: PersonLine) -> bool:
    """Tell whether a line shows that someone may get hurt: by body language, or as a threat."""
    return find(line.cue, talk.words("safety_cues")) is not None or line.conduct in talk.words("danger")


def answers_safely(talk: Talk, cue: Said) -> bool:
    """Tell whether the officer made space or got help within two turns of a cue."""
    return any(talk.acts(at) & set(SAFE_ACTS) for at in _window(talk, cue))


def _window(talk: Talk, cue: Said) -> range:
    return talk.places(cue.at + 1, cue.at + talk.limit("notice_within"))


def _noticed(talk: Talk, cue: Said) -> Noticed | None:
    """The best response to a cue: named before merely answered."""
    seen = [found for at in _window(talk, cue) if (found := _response(talk, cue, at))]
    return max(seen, key=lambda one: (one.named, one.linked, -one.at), default=None)


def _response(talk: Talk, cue: Said, at: int) -> Noticed | None:
    text, acts = talk.text(at), talk.acts(at)
    if at in talk.repeats or _as_fact(talk, at):
        return None
    if _closely(talk):
        return _close_response(talk, cue, at)
    shown = content_words(text) & content_words(cue.line.cue)
    spoken = content_words(text) & content_words(cue.line.text)
    noticing = find(text, talk.words("noticing")) is not None
    posture = find(text, talk.words("posture")) is not None
    named = (noticing and bool(shown or posture)) or ("name_feeling" in acts and bool(shown or spoken))
    safe = bool(acts & set(SAFE_ACTS))
    if named or (safe and is_danger(talk, cue.line)):
        return Noticed(cue, at, named=True, linked=bool(spoken and (shown or posture)) or (named and safe))
    if safe or "name_feeling" in acts or noticing:
        return Noticed(cue, at, named=False, linked=False)
    return None


def _close_response(talk: Talk, cue: Said, at: int) -> Noticed | None:
    text, acts = talk.text(at), talk.acts(at)
    seen, feeling = _seen(talk, cue, at), "name_feeling" in acts
    spoken = (content_words(text) & content_words(cue.line.text)) - content_words(cue.line.cue)
    safe = bool(acts & set(SAFE_ACTS))
    noticing = find(text, talk.words("noticing")) is not None
    told = seen if noticing else feeling and seen & content_words(cue.line.cue)
    if told and acts & _REBUKES and not safe:
        return Noticed(cue, at, named=False, linked=False, rebuked=True)
    if told:
        paused = any(talk.acts(place) & set(SAFE_ACTS) for place in talk.places(at, at + 1))
        return Noticed(
            cue,
            at,
            named=True,
            linked=bool(spoken) or paused,
            seen=seen,
            about=_shown_last(talk, cue, at, seen),
        )
    if safe and is_danger(talk, cue.line):
        return Noticed(cue, at, named=True, linked=False, seen=frozenset(SAFE_ACTS), about=at)
    if feeling and spoken:
        return Noticed(cue, at, named=True, linked=False)
    if safe or feeling or find(text, talk.words("noticing_alone")):
        return Noticed(cue, at, named=False, linked=False)
    return None


def _seen(talk: Talk, cue: Said, at: int) -> frozenset[str]:
    """What a turn says was seen: words of the cue, or a kind of posture that they have shown by now."""
    text = talk.text(at)
    kinds, shown = _kinds(talk, text), content_words(text) & content_words(cue.line.cue)
    if len(kinds) > talk.limit("most_topics"):
        return frozenset()
    so_far = frozenset(kind for said in talk.said[:at] for kind in _kinds(talk, said.line.cue))
    return shown or (kinds & so_far if _kinds(talk, cue.line.cue) else kinds)


def _shown_last(talk: Talk, cue: Said, at: int, seen: frozenset[str]) -> int:
    showed = (content_words(said.line.cue) | _kinds(talk, said.line.cue) for said in talk.said[:at])
    return max((place for place, what in enumerate(showed) if seen & what), default=cue.at)


def _kinds(talk: Talk, text: str) -> frozenset[str]:
    return frozenset(name for name in _POSTURES if find(text, talk.words(name)))


def _ignored_safety(talk: Talk, cues: list[Said]) -> list[Said]:
    """Signs of danger that two turns went by without any response to."""
    return [
        cue
        for cue in cues
        if is_danger(talk, cue.line)
        and cue.at + talk.limit("notice_within") <= talk.end
        and not answers_safely(talk, cue)
        and not _noticed(talk, cue)
        and not any("limit_with_reason" in talk.acts(at) for at in _window(talk, cue))
    ]


def _overread(talk: Talk, cues: list[Said], noticed: list[Noticed]) -> tuple[Evidence, ...]:
    """Turns that state what a cue means as a fact, close to it or to where it was noticed."""
    rules = talk.rules("P6")
    near = {at for cue in cues for at in _window(talk, cue)}
    if _closely(talk):
        near |= {at for one in noticed for at in talk.places(one.at, one.at + talk.limit("follow_within"))}
    places = sorted(near)
    found = [
        quoted(talk, at, "P6/as-fact", "takes body language for a fact", span)
        for at in places
        if not talk.repaired(at) and (span := _as_fact(talk, at))
    ]
    return (*found, *against(talk, rules, places))


def _as_fact(talk: Talk, at: int) -> Span | None:
    return find_meant(talk.text(at), talk.words("as_fact"))


def _shown(talk: Talk, seen: Noticed) -> tuple[Evidence, Evidence]:
    cue = person(talk, seen.cue, "P6/cue", f"shows: {seen.cue.line.cue}")
    note = "notices it" if seen.named else "is kind, but does not name what was seen"
    if seen.rebuked:
        note = "says what was seen, as a reproach"
    span = find(talk.text(seen.at), sorted(talk.words("noticing"))) if _closely(talk) and seen.seen else None
    if span:
        return cue, quoted(talk, seen.at, "P6/noticed", note, span)
    return cue, officer(talk, seen.at, "P6/noticed", note, ("name_feeling", *SAFE_ACTS))


def _near(talk: Talk, cues: list[Said]) -> int:
    return min(cues[0].at + 1, talk.end)
