"""P5: summarise information received. P5.1: confirm you have understood the information."""

from dataclasses import dataclass
from typing import Final

from scoring.criteria.common import (
    REFLECTIONS,
    Said,
    Talk,
    Verdict,
    follows,
    officer,
    person,
    quoted,
)
from scoring.criteria.rules import Rules
from scoring.criteria.slips import against
from scoring.criteria.words import content_words, find, word_count, words_of
from scoring.model import Evidence, Level, Span


@dataclass(frozen=True, slots=True)
class Summary:
    """A turn that draws together what was said."""

    at: int
    facts: frozenset[str]
    """Known facts it speaks of."""
    topics: frozenset[str]
    """Their guide topics."""
    invented: Span | None
    """Words for something that had not come up, or None."""


def mark_summary(talk: Talk) -> Verdict:
    """Mark P5: the best of the turns that draw things together."""
    rules = talk.rules("P5")
    if len(talk.told_before(talk.end)) < 2:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    verdicts = [_of_summary(talk, rules, summary) for summary in summaries(talk)]
    empty = Verdict(Level.NOT_EVIDENCED, "summary", talk.end)
    return max(verdicts, key=lambda verdict: verdict.level.rank, default=empty)


def summaries(talk: Talk) -> tuple[Summary, ...]:
    """Return the officer's turns that give back two facts or more, or one under the name of a summary."""
    found = (_summary(talk, at) for at in talk.places(1, talk.end) if at not in talk.repeats)
    return tuple(summary for summary in found if summary)


def _summary(talk: Talk, at: int) -> Summary | None:
    reading = talk.turn(at).reading
    named = "summary" in talk.topics(at)
    if not named and not reading.acts & set(REFLECTIONS):
        return None
    facts = frozenset(
        fact for fact in talk.told_before(at) if fact in talk.brief.facts and _speaks_of(talk, at, fact)
    )
    if len(facts) < (1 if named else 2):
        return None
    topics = frozenset(topic for fact in facts for topic in talk.brief.facts[fact].topics)
    return Summary(at, facts, topics, _invention(talk, at))


def _speaks_of(talk: Talk, at: int, fact: str) -> bool:
    return find(talk.text(at), talk.brief.facts[fact].words) is not None


def _invention(talk: Talk, at: int) -> Span | None:
    """Words for a fact that is not known yet, unless they also fit something the person has said."""
    told = talk.told_before(at)
    for name, fact in sorted(talk.brief.facts.items()):
        for word in () if name in told else fact.words:
            span = find(talk.text(at), (word,))
            if span and not _came_up(talk, at, word):
                return span
    return None


def _came_up(talk: Talk, at: int, word: str) -> bool:
    """Tell whether a word was said by the person, or belongs to a fact that is known."""
    facts = (talk.brief.facts[fact] for fact in talk.told_before(at) if fact in talk.brief.facts)
    known = " . ".join(word for fact in facts for word in fact.words)
    return any(find(said.line.text, (word,)) for said in talk.said[:at]) or find(known, (word,)) is not None


def _of_summary(talk: Talk, rules: Rules, summary: Summary) -> Verdict:
    at = summary.at
    shown = officer(talk, at, "P5/summary", f"gives back {len(summary.facts)} things they told")
    if summary.invented and not talk.repaired(at):
        note = "speaks of something they have not told"
        invented = quoted(talk, at, "P5/invented", note, summary.invented)
        return Verdict(Level.NOT_EVIDENCED, "invented", at, (shown,), (invented,))
    caps = _caps(talk, rules, at)
    gap = "clean" if caps else _gap(talk, rules, summary)
    if gap:
        return Verdict(Level.ATTEMPTED, gap, at, (shown,), caps)
    beyond = _holds_both_sides(talk, at)
    if beyond:
        return Verdict(Level.EXCEEDED, evidence=(shown, beyond))
    return Verdict(Level.MET, "exceed", at, (shown,))


def _caps(talk: Talk, rules: Rules, at: int) -> tuple[Evidence, ...]:
    spoilt = against(talk, rules, (at,))
    most = talk.limit("summary_words")
    if word_count(talk.text(at)) > most:
        spoilt = (*spoilt, officer(talk, at, "P5/long", f"longer than {most} words"))
    parroted = _parroted(talk, at) if "own_words" in rules.also else None
    if parroted:
        spoilt = (*spoilt, quoted(talk, at, "P5/parroted", "says their words after them", parroted))
    return spoilt


def _parroted(talk: Talk, at: int) -> Span | None:
    """A run of words taken over from one of their lines as it stood."""
    own, most = words_of(talk.text(at)), talk.limit("own_words")
    plain = [word.plain for word in own]
    said = [f" {' '.join(word.plain for word in words_of(one.line.text))} " for one in talk.said[:at]]
    for first in range(len(own) - most):
        run = f" {' '.join(plain[first : first + most + 1])} "
        if any(run in line for line in said):
            return Span(own[first].start, own[first + most].end)
    return None


def _gap(talk: Talk, rules: Rules, summary: Summary) -> str:
    known = talk.told_before(summary.at)
    if len(summary.facts) < min(talk.limit("summary_facts"), max(2, len(known))):
        return "facts"
    if len(summary.topics) < talk.limit("summary_topics"):
        return "topics"
    if not _feels_or_hopes(talk, summary):
        return "feeling"
    return "balance" if "balance" in rules.also and _only_negatives(talk, summary) else ""


def _only_negatives(talk: Talk, summary: Summary) -> bool:
    """Tell whether they spoke for change too, and the summary holds only what speaks against it."""
    before = [said.line for said in talk.said[: summary.at] if said.line.tells]
    held = [line for line in before if summary.facts & set(line.tells)]
    spoken_for = any(line.talk_kind == "change" for line in before)
    praised = talk.acts(summary.at) & {"affirm", "specific_affirmation", "hope"}
    return spoken_for and not praised and all(line.talk_kind in {"sustain", "discord"} for line in held)


def _feels_or_hopes(talk: Talk, summary: Summary) -> bool:
    """Tell whether a summary holds a feeling, or something said for change."""
    text, acts = talk.text(summary.at), talk.acts(summary.at)
    told_as_change = any(
        said.line.talk_kind == "change" and summary.facts & set(said.line.tells)
        for said in talk.said
        if said.at < summary.at
    )
    return "name_feeling" in acts or told_as_change or find(text, talk.words("feelings")) is not None


def _holds_both_sides(talk: Talk, at: int) -> Evidence | None:
    """Both sides of an ambivalence, and a question that leads on."""
    span = find(talk.text(at), talk.words("both_sides"))
    leads_on = {"question_open", "seek_collaboration", "open_invitation", "identify_wants"}
    if span and talk.acts(at) & leads_on:
        return quoted(talk, at, "P5/both-sides", "holds both sides and leads to what is next", span)
    return None


# P5.1


def mark_check(talk: Talk) -> Verdict:
    """Mark P5.1: checked within the summary's turn or the next, and a correction taken in."""
    if mark_summary(talk).level is Level.NO_OPPORTUNITY:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    drawn = {at for summary in summaries(talk) for at in talk.places(summary.at, summary.at + 1)}
    others = {at for at in talk.places(1, talk.end) if _reflects(talk, at)} - drawn
    verdicts = [_of_check(talk, at, drawn=at in drawn) for at in sorted(drawn | others)]
    best = max(verdicts, key=lambda verdict: verdict.level.rank, default=None)
    ignored = next((verdict for verdict in verdicts if verdict.gap == "correction"), None)
    if ignored and best and best.level.rank < Level.MET.rank:
        return ignored
    if best is None or (best.gap == "check" and not drawn):
        return Verdict(Level.NOT_EVIDENCED, "none", talk.end)
    return best


def _reflects(talk: Talk, at: int) -> bool:
    """Tell whether a turn reflects in particular what was just said."""
    return follows(talk, at, talk.said[at - 1], REFLECTIONS)


def _of_check(talk: Talk, at: int, *, drawn: bool) -> Verdict:
    """Mark one place; ``drawn`` when it belongs to a summary, which ``met`` asks for."""
    text = talk.text(at)
    span = find(text, talk.words("checks"))
    teach_back = find(text, talk.words("teach_back"))
    marked = "check_understanding" in talk.acts(at)
    if not (span or marked or teach_back):
        tag = find(text[-_TAG_CHARS:], talk.words("tags")) if drawn and text.rstrip().endswith("?") else None
        return Verdict(Level.ATTEMPTED if tag else Level.NOT_EVIDENCED, "tag" if tag else "check", at)
    note = "checks that it was understood"
    found = teach_back or span
    shown = (
        quoted(talk, at, "P5.1/check", note, found)
        if found
        else officer(talk, at, "P5.1/check", note, ("check_understanding",))
    )
    if not drawn:
        return Verdict(Level.ATTEMPTED, "summary", at, (shown,))
    return _after_check(talk, at, shown, taught_back=teach_back is not None)


_TAG_CHARS: Final = 12
"""How much of the end of a turn may be an "ok?"."""


def _after_check(talk: Talk, at: int, shown: Evidence, *, taught_back: bool) -> Verdict:
    reply = talk.said[at]
    if "stacked_or_forced_questions" in talk.acts(at):
        stacked = officer(
            talk, at, "P5.1/stacked", "leaves no room to answer", ("stacked_or_forced_questions",)
        )
        return Verdict(Level.ATTEMPTED, "wait", at, (shown,), (stacked,))
    if _corrects(talk, reply) and at < talk.end:
        correction = person(talk, reply, "P5.1/correction", "corrects the summary")
        if not _takes_in(talk, at + 1, reply):
            ignored = officer(talk, at + 1, "P5.1/ignored", "passes over the correction")
            return Verdict(Level.NOT_EVIDENCED, "correction", at + 1, (shown, correction), (ignored,))
        taken = officer(talk, at + 1, "P5.1/taken-in", "takes the correction in", REFLECTIONS)
        level = Level.EXCEEDED if taught_back else Level.MET
        return Verdict(level, "" if taught_back else "exceed", at, (shown, correction, taken))
    if taught_back:
        return Verdict(Level.EXCEEDED, evidence=(shown,))
    return Verdict(Level.MET, "exceed", at, (shown,))


def _corrects(talk: Talk, said: Said) -> bool:
    """Tell whether a reply to a check corrects it: it begins so, or is discord, and says something."""
    text = said.line.text
    if not content_words(text) or find(text, talk.words("confirmations")):
        return False
    begins = find(" ".join(text.split()[:4]), talk.words("corrections")) is not None
    return begins or said.line.talk_kind == "discord"


def _takes_in(talk: Talk, at: int, correction: Said) -> bool:
    return "repair" in talk.acts(at) or talk.shares(at, correction)
