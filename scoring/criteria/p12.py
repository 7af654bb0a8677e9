"""P12: complete required records. The note after the conversation, held against what was told."""

from scoring.criteria.common import Talk, Verdict
from scoring.criteria.note import check_note, in_note
from scoring.criteria.words import find
from scoring.model import Evidence, Level, NoteCheck


def mark(talk: Talk) -> Verdict:
    """Mark P12: facts kept, none invented, their own words, opinion apart, actions with owner and time."""
    note = check_note(talk)
    if note is None:
        declared = "P12" in talk.brief.criteria and talk.end
        return Verdict(
            Level.NOT_EVIDENCED if declared else Level.NO_OPPORTUNITY,
            "no_note" if declared else "no_opportunity",
        )
    evidence = tuple(_shown(talk, note))
    faults = tuple(_faults(talk, note))
    if note.invented:
        return Verdict(Level.NOT_EVIDENCED, "invented", 0, evidence, faults)
    gap = _gap(talk, note)
    if gap:
        return Verdict(Level.ATTEMPTED if evidence else Level.NOT_EVIDENCED, gap, 0, evidence, faults)
    observed = _observed(talk)
    if observed:
        return Verdict(Level.EXCEEDED, evidence=(*evidence, observed))
    return Verdict(Level.MET, "exceed", 0, evidence)


def _shown(talk: Talk, note: NoteCheck) -> list[Evidence]:
    found = [("fact", "keeps what they told", one) for one in note.kept[:1]]
    found += [("quote", "keeps their own words", one) for one in note.quotes[:1]]
    found += [("action", "says who does what by when", one) for one in note.actions[:1]]
    return [in_note(talk, f"P12/{rule}", shown, one.span) for rule, shown, one in found if one.span]


def _faults(talk: Talk, note: NoteCheck) -> list[Evidence]:
    found = [("invented", "was not told", one) for one in note.invented]
    found += [("opinion", "gives an opinion as a fact", one) for one in note.opinions]
    return [
        in_note(talk, f"P12/{rule}", f"{shown}: {one.what}", one.span)
        for rule, shown, one in found
        if one.span
    ]


def _gap(talk: Talk, note: NoteCheck) -> str:
    """The first thing the note lacks for ``met``."""
    if _risk_left_out(talk, note):
        return "risk"
    required = len(note.missing) + sum(1 for one in note.kept)
    if note.opinions:
        return "opinion"
    if required and len(note.kept) * 100 < talk.limit("note_share") * required:
        return "facts"
    if not note.quotes:
        return "quote"
    return "" if note.actions and not note.loose_ends else "action"


def _risk_left_out(talk: Talk, note: NoteCheck) -> bool:
    """Something disclosed that must be acted on is not in the note."""
    for said in talk.said:
        words = [
            word
            for fact in said.line.tells
            if fact in talk.brief.facts
            for word in talk.brief.facts[fact].words
        ]
        route = talk.pack.routes.get(said.line.alert)
        words += sorted(route.right) if route else []
        if said.line.alert and not find(note.text, words):
            return True
    return False


def _observed(talk: Talk) -> Evidence | None:
    """What was seen, and what the officer did, both stand in it."""
    seen, done = find(talk.note, talk.words("observed")), find(talk.note, talk.words("own_actions"))
    if seen and done:
        return in_note(talk, "P12/observed", "says what was seen and what was done", seen)
    return None
