"""P12: complete required records. The note after the conversation, held against what was told."""

from scoring.criteria.common import Talk, Verdict
from scoring.criteria.note import check_note, holds, in_note, mostly_quoted, required, risk_left_out
from scoring.criteria.note_text import items
from scoring.criteria.words import content_words, find
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
        told = all(one.what.startswith("nobody said") for one in note.invented)
        gap = "misquoted" if told else "invented"
        return Verdict(Level.NOT_EVIDENCED, gap, 0, evidence, faults)
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
    found = [("invented", f"was not told: {one.what}", one) for one in note.invented]
    found += [("opinion", f"gives an opinion as a fact: {one.what}", one) for one in note.opinions]
    found += [("loose-end", one.what.partition(":")[0], one) for one in note.loose_ends]
    return [in_note(talk, f"P12/{rule}", shown, one.span) for rule, shown, one in found if one.span]


def _gap(talk: Talk, note: NoteCheck) -> str:
    """The first thing the note lacks for ``met``."""
    lacks = {
        "risk": risk_left_out(talk),
        "opinion": bool(note.opinions),
        "facts": not _holds_enough(talk),
        "own_words": mostly_quoted(talk),
        "quote": not any(content_words(one.what) for one in note.quotes),
        "loose": bool(note.loose_ends),
        "action": not note.actions,
    }
    return next((gap for gap, lacking in lacks.items() if lacking), "")


def _holds_enough(talk: Talk) -> bool:
    facts = required(talk)
    held = sum(1 for fact in facts if holds(talk, fact))
    return held >= talk.limit("note_facts") or held * 100 >= talk.limit("note_share") * len(facts)


def _observed(talk: Talk) -> Evidence | None:
    """What was seen of them, as it was to be seen, and what the officer did, both stand in it."""
    done = find(talk.note, talk.words("own_actions"))
    seen = next((item.span for item in items(talk) if _says_what_was_seen(talk, item.text)), None)
    if done is None or seen is None:
        return None
    return in_note(talk, "P12/observed", "says what was seen and what was done", seen)


def _says_what_was_seen(talk: Talk, text: str) -> bool:
    whom = (*talk.words("somebody"), *talk.brief.called)
    if not (find(text, talk.words("observed")) and find(text, whom)):
        return False
    cues = [content_words(said.line.cue) for said in talk.said if said.line.cue]
    return not cues or any(content_words(text) & cue for cue in cues)
