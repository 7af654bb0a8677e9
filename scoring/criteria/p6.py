"""P6: observe individuals' behaviour throughout processes for any further insights."""

from dataclasses import dataclass
from typing import Final

from scoring.criteria.common import Said, Talk, Verdict, officer, person, quoted
from scoring.criteria.note import records_cue
from scoring.criteria.slips import against
from scoring.criteria.words import content_words, find, find_meant
from scoring.model import Evidence, Level, PersonLine, Span

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


def mark(talk: Talk) -> Verdict:
    """Mark P6: a cue named tentatively, or a safety cue answered safely, within two turns."""
    cues = [said for said in talk.said if said.line.cue and said.at < talk.end]
    return _observed(talk, cues) if cues else Verdict(Level.NO_OPPORTUNITY, "no_opportunity")


def _observed(talk: Talk, cues: list[Said]) -> Verdict:
    ignored = _ignored_safety(talk, cues)
    noticed = [seen for cue in cues if (seen := _noticed(talk, cue))]
    named = [seen for seen in noticed if seen.named]
    danger = tuple(person(talk, cue, "P6/ignored-safety", _IGNORED.format(cue.line.cue)) for cue in ignored)
    faults = danger + _overread(talk, cues)
    evidence = tuple(item for seen in (named or noticed)[:2] for item in _shown(talk, seen))
    if ignored:
        return Verdict(Level.NOT_EVIDENCED, "safety", ignored[0].at + 1, evidence, faults)
    recorded = records_cue(talk, cues) if "note" in talk.rules("P6").also and talk.note else None
    if recorded and not named and not faults:
        return Verdict(Level.MET, "exceed", _near(talk, cues), (*evidence, recorded))
    if not noticed:
        level = Level.ATTEMPTED if faults else Level.NOT_EVIDENCED
        return Verdict(level, "fact" if faults else "notice", _near(talk, cues), evidence, faults)
    if faults or not named:
        return Verdict(Level.ATTEMPTED, "fact" if faults else "name", noticed[0].at, evidence, faults)
    if len(named) >= 2 or named[0].linked:
        return Verdict(Level.EXCEEDED, evidence=evidence)
    return Verdict(Level.MET, "exceed", named[0].at, evidence)


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


def _overread(talk: Talk, cues: list[Said]) -> tuple[Evidence, ...]:
    """Turns that state what a cue means as a fact."""
    rules = talk.rules("P6")
    places = sorted({at for cue in cues for at in _window(talk, cue)})
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
    return cue, officer(talk, seen.at, "P6/noticed", note, ("name_feeling", *SAFE_ACTS))


def _near(talk: Talk, cues: list[Said]) -> int:
    return min(cues[0].at + 1, talk.end)
