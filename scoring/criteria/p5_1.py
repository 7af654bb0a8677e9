"""P5.1: confirm you have understood the information."""

from typing import Final

from scoring.criteria import p5
from scoring.criteria.common import REFLECTIONS, Said, Talk, Verdict, follows, officer, person, quoted
from scoring.criteria.p5 import only_a_tag, sentences, summaries
from scoring.criteria.words import content_words, find, longest_run, plain_words
from scoring.model import Evidence, Level, Span

_TAG_CHARS: Final = 12
"""How much of the end of a turn may be an "ok?", where a version takes no closer look."""
_THEIR_WORDS: Final = 3
"""Words running of a correction that show it was heard, however common they are."""
_BARE_NO: Final = frozenset({"no", "nah", "nope"})
_STACKED: Final = ("stacked_or_forced_questions",)


def mark(talk: Talk) -> Verdict:
    """Mark P5.1: checked within the summary's turn or the next, and a correction taken in."""
    if p5.mark(talk).level is Level.NO_OPPORTUNITY:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    drawn = {at for summary in summaries(talk) for at in talk.places(summary.at, summary.at + 1)}
    others = {at for at in talk.places(1, talk.end) if _reflects(talk, at)} - drawn
    verdicts = {at: _of_check(talk, at, drawn=at in drawn) for at in sorted(drawn | others)}
    best = max(verdicts.values(), key=lambda verdict: verdict.level.rank, default=None)
    ignored = _ignored(talk, verdicts)
    if ignored and best:
        return ignored
    if best is None or (best.gap == "check" and not drawn):
        return Verdict(Level.NOT_EVIDENCED, "none", talk.end)
    return best


def _closely(talk: Talk) -> bool:
    """Tell whether this version looks at how a check is asked and answered."""
    return "closely" in talk.rules("P5.1").also


def _ignored(talk: Talk, verdicts: dict[int, Verdict]) -> Verdict | None:
    """A correction that was passed over, unless a check came to something: later, where that is looked at."""
    passed = {at: verdict for at, verdict in verdicts.items() if verdict.gap == "correction"}
    if not passed:
        return None
    last = max(passed) if _closely(talk) else 0
    if any(at > last and verdict.level.rank >= Level.MET.rank for at, verdict in verdicts.items()):
        return None
    return passed[last] if last else next(iter(passed.values()))


def _reflects(talk: Talk, at: int) -> bool:
    """Tell whether a turn reflects in particular what was just said."""
    return follows(talk, at, talk.said[at - 1], REFLECTIONS)


def _of_check(talk: Talk, at: int, *, drawn: bool) -> Verdict:
    """Mark one place; ``drawn`` when it belongs to a summary, which ``met`` asks for."""
    span, teach_back = find(talk.text(at), talk.words("checks")), _teach_back(talk, at)
    tag = _tag(talk, at)
    marked = "check_understanding" in talk.acts(at) and not (tag and _closely(talk))
    if not (span or marked or teach_back):
        return _unchecked(talk, at, tag=tag and drawn)
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


def _unchecked(talk: Talk, at: int, *, tag: bool) -> Verdict:
    if not tag:
        return Verdict(Level.NOT_EVIDENCED, "check", at)
    if not _closely(talk):
        return Verdict(Level.ATTEMPTED, "tag", at)
    start, last = sentences(talk.text(at))[-1]
    bare = quoted(talk, at, "P5.1/tag", "asks for no more than a yes", Span(start, start + len(last)))
    return Verdict(Level.ATTEMPTED, "tag", at, (bare,))


def _tag(talk: Talk, at: int) -> bool:
    """Tell whether a turn ends in a bare "ok?"."""
    text = talk.text(at)
    if _closely(talk):
        return any(only_a_tag(talk, one) for _, one in sentences(text)[-1:])
    return text.rstrip().endswith("?") and find(text[-_TAG_CHARS:], talk.words("tags")) is not None


def _teach_back(talk: Talk, at: int) -> Span | None:
    """Where they are asked to say what was agreed; "in your own words" may be about anything."""
    text, phrases = talk.text(at), talk.words("teach_back")
    if not _closely(talk):
        return find(text, phrases)
    vague = talk.words("teach_back_vague")
    return find(text, phrases - vague) or (find(text, vague) if find(text, talk.words("agreed")) else None)


def _after_check(talk: Talk, at: int, shown: Evidence, *, taught_back: bool) -> Verdict:
    reply = talk.said[at]
    crowded = _crowded(talk, at, shown.span)
    if crowded:
        return Verdict(Level.ATTEMPTED, "wait", at, (shown,), (crowded,))
    if _closely(talk):
        taught_back = taught_back and _says_it_back(talk, reply)
    level, gap = (Level.EXCEEDED, "") if taught_back else (Level.MET, "exceed")
    if not _corrects(talk, at, reply) or at == talk.end:
        return Verdict(level, gap, 0 if taught_back else at, (shown,))
    correction = person(talk, reply, "P5.1/correction", "corrects the summary")
    if not _takes_in(talk, at + 1, reply):
        ignored = officer(talk, at + 1, "P5.1/ignored", "passes over the correction")
        return Verdict(Level.NOT_EVIDENCED, "correction", at + 1, (shown, correction), (ignored,))
    taken = officer(talk, at + 1, "P5.1/taken-in", "takes the correction in", REFLECTIONS)
    return Verdict(level, gap, at, (shown, correction, taken))


def _crowded(talk: Talk, at: int, check: Span) -> Evidence | None:
    """What leaves no room to answer: questions on top of each other, or words after the check that go on."""
    note = "leaves no room to answer"
    if "stacked_or_forced_questions" in talk.acts(at):
        return officer(talk, at, "P5.1/stacked", note, _STACKED)
    checks = talk.words("checks") | talk.words("teach_back")
    for start, sentence in sentences(talk.text(at)) if _closely(talk) else ():
        asks = sentence.endswith("?") and not find(sentence, checks) and not only_a_tag(talk, sentence)
        if start >= check.end and (asks or _moves_on(talk, sentence)):
            return quoted(talk, at, "P5.1/stacked", note, Span(start, start + len(sentence)))
    return None


def _moves_on(talk: Talk, sentence: str) -> bool:
    acknowledged = " ".join(plain_words(sentence)) in talk.words("acknowledges")
    return acknowledged or find(sentence, talk.words("moves_on")) is not None


def _says_it_back(talk: Talk, said: Said) -> bool:
    """Tell whether they did what they were asked: say it back, in whatever words."""
    refuses = said.line.talk_kind in {"discord", "sustain"} or find(said.line.text, talk.words("shrugs"))
    return not refuses and bool(content_words(said.line.text))


def _corrects(talk: Talk, at: int, said: Said) -> bool:
    """Tell whether a reply to a check corrects it: it begins so, or is discord, and says something."""
    line, content = said.line, content_words(said.line.text)
    if find(line.text, talk.words("confirmations")):
        return False
    phrases, start = talk.words("corrections"), " ".join(line.text.split()[:4])
    if not _closely(talk):
        return bool(content) and (find(start, phrases) is not None or line.talk_kind == "discord")
    if _asks_what(talk, at):
        adds = line.tier >= 1 or bool(line.tells)
        return adds or (bool(content) and find(start, phrases - _BARE_NO) is not None)
    return find(start, phrases) is not None or (bool(content) and line.talk_kind == "discord")


def _asks_what(talk: Talk, at: int) -> bool:
    """Tell whether a check asks what is missing or wrong, so that "no" agrees with it."""
    checks = [one for _, one in sentences(talk.text(at)) if find(one, talk.words("checks"))]
    return bool(checks) and bool({"what", "whats", "anything"} & set(plain_words(checks[-1])))


def _takes_in(talk: Talk, at: int, correction: Said) -> bool:
    if "repair" in talk.acts(at) or talk.shares(at, correction):
        return True
    if not _closely(talk):
        return False
    said_back = longest_run(plain_words(talk.text(at)), plain_words(correction.line.text)) >= _THEIR_WORDS
    says_no_more = not content_words(correction.line.text)
    asks = talk.acts(at) & {"question_open", "open_invitation", "check_understanding"}
    return said_back or talk.repaired(at) or (says_no_more and bool(asks))
