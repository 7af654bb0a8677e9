"""The officer's record of a conversation, held against what was said in it.

It looks for the facts that were told, for facts and quotations that were not, for opinions given as fact,
and for actions with an owner and a time.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from scoring.criteria.common import Said, Talk
from scoring.criteria.words import content_words, find, find_meant, words_of
from scoring.model import Evidence, Fact, NoteCheck, NoteFinding, Span

_SENTENCE: Final = re.compile(r"(?:[^.!?\n;]|[.!?](?=\w))+[.!?]*[\"”]?")
_QUOTED: Final = re.compile(r"[\"“]([^\"“”\n]{3,400})[\"”]|(?<!\w)['‘]([^\n‘]{3,400}?)['’](?!\w)")  # noqa: RUF001 - people type these
_TIME: Final = re.compile(
    r"\b(?:\d{1,2}[:.]\d{2}|\d{1,2} ?(?:am|pm)|\d{1,2}/\d{1,2}|\d{1,2}(?:st|nd|rd|th))\b", re.IGNORECASE
)
_PIECES: Final = re.compile(r"[.!?…]+|\[[^\]]*\]")
_SHORT: Final = 80
"""Characters of a sentence that are repeated in a finding."""


def check_note(talk: Talk) -> NoteCheck | None:
    """Hold the note against the conversation; None when there is none."""
    if not talk.note:
        return None
    sentences = tuple(_sentences(talk.note))
    planned = [(span, _loose(talk, span)) for span in sentences if _is_planned(talk, span)]
    done = [span for span in sentences if _is_done(talk, span)]
    return NoteCheck(
        text=talk.note,
        kept=tuple(_kept(talk)),
        missing=tuple(NoteFinding(_named(fact)) for fact in _required(talk) if not _speaks_of(talk, fact)),
        invented=(*_invented_facts(talk), *_misquoted(talk)),
        opinions=tuple(_opinions(talk, sentences)),
        actions=tuple(
            _finding(talk, span) for span in (*(one for one, loose in planned if not loose), *done)
        ),
        loose_ends=tuple(NoteFinding(loose, span) for span, loose in planned if loose),
        quotes=tuple(
            NoteFinding(span.of(talk.note), span) for span in _quotations(talk) if _said(talk, span)
        ),
    )


def in_note(talk: Talk, rule: str, shown: str, span: Span) -> Evidence:
    """Quote the note. It comes after the last turn."""
    return Evidence(rule, 0, span, span.of(talk.note), "note", "", shown)


def quoted_lines(talk: Talk, lines: Sequence[Said]) -> tuple[Evidence, ...]:
    """Return where the note gives one of these lines word for word."""
    for span in _quotations(talk) if talk.note else ():
        if any(_within(span.of(talk.note), said.line.text) for said in lines):
            return (in_note(talk, "P10.1/verbatim", "keeps their own words", span),)
    return ()


def records_cue(talk: Talk, cues: Sequence[Said]) -> Evidence | None:
    """Return where the note says what was seen."""
    for span in _sentences(talk.note):
        text = span.of(talk.note)
        if not (find(text, talk.words("observed")) and find(text, talk.words("somebody"))):
            continue
        if any(content_words(text) & content_words(said.line.cue) for said in cues):
            return in_note(talk, "P6/noted", "records what was seen", span)
    return None


# Facts


def _required(talk: Talk) -> Iterator[Fact]:
    """What the record must hold: everything told that must be acted on, and what was told in earnest."""
    for name in talk.told():
        fact = talk.brief.facts.get(name)
        if fact and (fact.tier >= 2 or name in talk.alerted()):
            yield fact


def _kept(talk: Talk) -> Iterator[NoteFinding]:
    for name in talk.told():
        fact = talk.brief.facts.get(name)
        span = find(talk.note, fact.words) if fact else None
        if fact and span:
            yield NoteFinding(_named(fact), span)


def _speaks_of(talk: Talk, fact: Fact) -> bool:
    return find(talk.note, fact.words) is not None


def _invented_facts(talk: Talk) -> Iterator[NoteFinding]:
    """Facts nobody told, in words that fit nothing else that was said."""
    told = frozenset(talk.told())
    said = " . ".join(
        [one.line.text for one in talk.said] + [talk.text(at) for at in talk.places(1, talk.end)]
    )
    known = " . ".join(
        word for name in told & talk.brief.facts.keys() for word in talk.brief.facts[name].words
    )
    for name, fact in sorted(talk.brief.facts.items()):
        for word in () if name in told else fact.words:
            span = find_meant(talk.note, (word,))
            if span and not find(said, (word,)) and not find(known, (word,)):
                yield NoteFinding(_named(fact), span)
                break


def _named(fact: Fact) -> str:
    return fact.text or fact.id.replace("_", " ")


# Quotations


def _quotations(talk: Talk) -> Iterator[Span]:
    """Stretches of the note in quotation marks, of some length."""
    for found in _QUOTED.finditer(talk.note):
        group = 1 if found.group(1) is not None else 2
        span = Span(found.start(group), found.end(group))
        if len(words_of(span.of(talk.note))) >= talk.limit("quoted_words"):
            yield span


def _said(talk: Talk, span: Span) -> bool:
    quote = span.of(talk.note)
    return any(_within(quote, said.line.text) for said in talk.said)


def _misquoted(talk: Talk) -> Iterator[NoteFinding]:
    """Words in quotation marks that nobody said."""
    for span in _quotations(talk):
        spoken = any(_within(span.of(talk.note), talk.text(at)) for at in talk.places(1, talk.end))
        if not spoken and not _said(talk, span):
            yield NoteFinding(f"nobody said “{_shortened(span.of(talk.note))}”", span)


def _within(quote: str, text: str) -> bool:
    """Tell whether a text holds a quotation word for word; where it is cut, every piece, in order."""
    spoken, start = [word.plain for word in words_of(text)], 0
    for piece in _PIECES.split(quote):
        wanted = [word.plain for word in words_of(piece)]
        place = _place(spoken, wanted, start)
        if place is None:
            return False
        start = place + len(wanted)
    return True


def _place(spoken: Sequence[str], wanted: Sequence[str], start: int) -> int | None:
    last = len(spoken) - len(wanted)
    return next((at for at in range(start, last + 1) if spoken[at : at + len(wanted)] == wanted), None)


# Opinions and actions


def _sentences(note: str) -> Iterator[Span]:
    for found in _SENTENCE.finditer(note):
        text = found.group()
        if words_of(text):
            yield Span(found.start() + len(text) - len(text.lstrip()), found.end())


def _opinions(talk: Talk, sentences: Sequence[Span]) -> Iterator[NoteFinding]:
    """Sentences that judge, without quotation marks around it and without saying whose opinion it is."""
    quoted = [Span(found.start(), found.end()) for found in _QUOTED.finditer(talk.note)]
    for sentence in sentences:
        text = sentence.of(talk.note)
        span = find_meant(text, talk.words("opinions"))
        if span is None or find(text, talk.words("own_opinion")):
            continue
        at = Span(sentence.start + span.start, sentence.start + span.end)
        if not any(one.start <= at.start and at.end <= one.end for one in quoted):
            yield NoteFinding(f"“{at.of(talk.note)}” is an opinion", at)


def _is_planned(talk: Talk, span: Span) -> bool:
    """Tell whether a sentence says what somebody will do; "had to ring" and "wants to ring" do not."""
    text = span.of(talk.note)
    if find_meant(text, talk.words("planned")):
        return True
    found = find(text, talk.words("to_do"))
    before = [word.plain for word in words_of(text) if found and word.end <= found.start]
    return found is not None and bool(before) and before[-1] not in talk.words("no_plan_after")


def _is_done(talk: Talk, span: Span) -> bool:
    """Tell whether a sentence says what was done, by whom and when."""
    if _is_planned(talk, span):
        return False
    return find_meant(span.of(talk.note), talk.words("done")) is not None and not _loose(talk, span)


def _loose(talk: Talk, span: Span) -> str:
    """Return what an action lacks, an owner or a time, or nothing."""
    text = span.of(talk.note)
    owner = find(text, talk.words("owners")) or find(text, talk.brief.called)
    timed = find(text, talk.words("times")) or _TIME.search(text)
    lacks = [what for what, there in (("who", owner), ("when", timed)) if not there]
    return f"does not say {' or '.join(lacks)}: {_shortened(text)}" if lacks else ""


def _finding(talk: Talk, span: Span) -> NoteFinding:
    return NoteFinding(_shortened(span.of(talk.note)), span)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[:_SHORT].rpartition(" ")[0] + " ..."
