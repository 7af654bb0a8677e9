"""The officer's record of a conversation, held against what was said in it.

It looks for the facts that were told, for facts and quotations that were not, for opinions given as fact,
and for actions with an owner and a time.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from scoring.criteria.common import Said, Talk
from scoring.criteria.note_actions import Action, actions
from scoring.criteria.note_text import Item, items, quotations
from scoring.criteria.sentences import sentences, within
from scoring.criteria.words import content_words, find, find_meant, meant, places, share, words_of
from scoring.model import Evidence, Fact, NoteCheck, NoteFinding, Span

_PIECES: Final = re.compile(r"[.!?…]+|\[[^\]]*\]")
_APART: Final = re.compile(r"[,;:–]|\s-\s|\bbut\b")  # noqa: RUF001 - people type this dash
_TURNING: Final = frozenset(
    "not no never nobody nothing none nor without cannot cant dont didnt doesnt isnt arent aint wasnt werent "
    "wont wouldnt couldnt shouldnt havent hasnt hadnt".split()
)
_DENYING: Final = _TURNING | {"denies", "denied", "denying"}
_REACH: Final = 4
"""Words before a risk within which a denial is of that risk."""
_LEFT_OUT: Final = 3
"""Words left out of a quotation, before it goes on, that may turn round what follows."""
_NEAR: Final = 120
"""Characters before a judgement within which it may say whose it is."""
_SHORT: Final = 80
"""Characters of a sentence that are repeated in a finding."""


def check_note(talk: Talk) -> NoteCheck | None:
    """Hold the note against the conversation; None when there is none."""
    if not talk.note:
        return None
    todo = actions(talk)
    return NoteCheck(
        text=talk.note,
        kept=tuple(_kept(talk)),
        missing=tuple(NoteFinding(_named(fact)) for fact in required(talk) if not _spoken_of(talk, fact)),
        invented=(*_invented_facts(talk, todo), *_misquoted(talk)),
        opinions=tuple(_opinions(talk)),
        actions=tuple(_finding(talk, one.span) for one in todo if not one.lacks),
        loose_ends=tuple(_loose(talk, one) for one in todo if one.lacks),
        quotes=tuple(
            NoteFinding(span.of(talk.note), span) for span in _quotations(talk) if _said(talk, span)
        ),
    )


def in_note(talk: Talk, rule: str, shown: str, span: Span) -> Evidence:
    """Quote the note. It comes after the last turn."""
    return Evidence(rule, 0, span, span.of(talk.note), "note", "", shown)


def quoted_lines(talk: Talk, lines: Sequence[Said]) -> tuple[Evidence, ...]:
    """Return where the note gives, word for word, what one of these lines disclosed."""
    for span in _quotations(talk) if talk.note else ():
        quote = span.of(talk.note)
        if any(_within(quote, said.line.text) and _is_of(talk, quote, said) for said in lines):
            return (in_note(talk, "P10.1/verbatim", "keeps their own words", span),)
    return ()


def records_cue(talk: Talk, cues: Sequence[Said]) -> Evidence | None:
    """Return where the note says what was seen."""
    for span in sentences(talk.note):
        text = span.of(talk.note)
        if not (find(text, talk.words("observed")) and find(text, talk.words("somebody"))):
            continue
        if any(content_words(text) & content_words(said.line.cue) for said in cues):
            return in_note(talk, "P6/noted", "records what was seen", span)
    return None


def mostly_quoted(talk: Talk) -> bool:
    """Tell whether more than half of the note's words stand in quotation marks."""
    quoted = sum(len(words_of(span.of(talk.note))) for span in _quotations(talk))
    return 2 * quoted > len(words_of(talk.note))


# Facts


def required(talk: Talk) -> tuple[Fact, ...]:
    """Return what the record must hold: all that must be acted on, and what was told in earnest."""
    facts = [talk.brief.facts[name] for name in talk.told() if name in talk.brief.facts]
    return tuple(fact for fact in facts if fact.tier >= 2 or fact.id in talk.alerted())


def holds(talk: Talk, fact: Fact) -> bool:
    """Tell whether the note speaks of a fact."""
    return _spoken_of(talk, fact) is not None


def risk_left_out(talk: Talk) -> bool:
    """Tell whether something that must be acted on is not in the note."""
    kinds = {said.line.alert for said in talk.said} - {""}
    return any(_left_out(talk, kind) for kind in kinds)


def _left_out(talk: Talk, alert: str) -> bool:
    lines = [said for said in talk.said if said.line.alert == alert]
    told = [name for said in lines for name in said.line.tells]
    facts = [fact for fact in required(talk) if fact.id in told]
    route = talk.pack.routes.get(alert)
    routed = bool(route and find(talk.note, route.right))
    if not facts:
        about = frozenset[str]().union(*(content_words(said.line.text) for said in lines))
        return not routed and not content_words(talk.note) & about
    return not all(_recorded(talk, fact, lines, routed=routed) for fact in facts)


def _recorded(talk: Talk, fact: Fact, lines: Sequence[Said], *, routed: bool) -> bool:
    """A word of it is enough beside where it goes, or where that word was said of nothing else."""
    span = _spoken_of(talk, fact)
    if span is None or routed:
        return span is not None
    around = next(one for one in sentences(talk.note) if one.start <= span.start < one.end)
    about = content_words(" ".join([fact.text, *fact.words, *(said.line.text for said in lines)]))
    shared = content_words(around.of(talk.note)) & about
    elsewhere = content_words(" ".join(said.line.text for said in talk.said if said not in lines))
    return len(shared) > 1 or bool(shared - elsewhere)


def _kept(talk: Talk) -> Iterator[NoteFinding]:
    for name in talk.told():
        fact = talk.brief.facts.get(name)
        span = _spoken_of(talk, fact) if fact else None
        if fact and span:
            yield NoteFinding(_named(fact), span)


def _spoken_of(talk: Talk, fact: Fact) -> Span | None:
    """Where a sentence speaks of a fact, in its author's words or in half of those it is put in."""
    deniable = fact.id in talk.alerted() and not _TURNING & {word.plain for word in words_of(fact.text)}
    about = content_words(fact.text)
    for one in sentences(talk.note):
        text = one.of(talk.note)
        for span in _naming(text, fact):
            if not (deniable and _denied(text, span)):
                return within(one, span)
        shared = about & content_words(text)
        if not deniable and len(shared) > 1 and 2 * len(shared) >= len(about):
            return one
    return None


def _naming(text: str, fact: Fact) -> Iterator[Span]:
    """Where a text names a fact and says something of it."""
    for phrase in fact.words:
        for span in places(text, (phrase,)):
            if _says_something(text, span) and _is_telling(text, span, fact):
                yield span


def _says_something(text: str, span: Span) -> bool:
    """Tell whether other words stand beside a phrase, between its commas: a bare word of a list tells nothing."""
    start, end = text.rfind(",", 0, span.start) + 1, text.find(",", span.end)
    piece = text[start : end if end >= 0 else len(text)]
    return len(words_of(piece)) > len(words_of(span.of(text)))


def _is_telling(text: str, span: Span, fact: Fact) -> bool:
    """Tell whether a phrase is of that fact: "two" is so only beside another word of it."""
    if content_words(span.of(text)):
        return True
    rest = f"{text[: span.start]} {text[span.end :]}"
    return share(rest, fact.words, content_words(fact.text))


def _denied(text: str, span: Span) -> bool:
    before = [word.plain for word in words_of(text) if word.end <= span.start]
    return bool(_DENYING & set(before[-_REACH:]))


def _invented_facts(talk: Talk, todo: Sequence[Action]) -> Iterator[NoteFinding]:
    """Facts nobody told, in two words or more that were not heard either; no plans and no views."""
    untold = [talk.brief.facts[name] for name in sorted(talk.brief.facts.keys() - set(talk.told()))]
    heard = _heard(talk) if untold else frozenset()
    stated = [
        item
        for item in items(talk)
        if item.section != "view" and not any(item.span == one.span for one in todo)
    ]
    for fact in untold:
        found = next((span for item in stated if (span := _invents(item, fact, heard))), None)
        if found:
            yield NoteFinding(_named(fact), found)


def _invents(item: Item, fact: Fact, heard: frozenset[str]) -> Span | None:
    new = content_words(" ".join([fact.text, *fact.words])) - heard
    if len(content_words(item.text) & new) < 2:
        return None
    span = find_meant(item.text, [phrase for phrase in fact.words if content_words(phrase) & new])
    return within(item.span, span) if span else None


def _heard(talk: Talk) -> frozenset[str]:
    """The content words of all that was said, seen and told."""
    facts = [talk.brief.facts[name] for name in talk.told() if name in talk.brief.facts]
    texts = [f"{said.line.text} {said.line.cue}" for said in talk.said]
    texts += [talk.text(at) for at in talk.places(1, talk.end)]
    texts += [" ".join([fact.text, *fact.words]) for fact in facts]
    return frozenset[str]().union(*(content_words(text) for text in texts))


def _named(fact: Fact) -> str:
    return fact.text or fact.id.replace("_", " ")


# Quotations


def _quotations(talk: Talk) -> Iterator[Span]:
    """Stretches of the note in quotation marks, of some length."""
    for span in quotations(talk.note):
        if len(words_of(span.of(talk.note))) >= talk.limit("quoted_words"):
            yield span


def _said(talk: Talk, span: Span) -> bool:
    quote = span.of(talk.note)
    return any(_within(quote, text) for text in _lines(talk))


def _lines(talk: Talk) -> list[str]:
    """What the person said, line by line and two lines running, as a quotation may join them."""
    texts = [said.line.text for said in talk.said]
    return texts + [f"{one} {next_one}" for one, next_one in pairwise(texts)]


def _is_of(talk: Talk, quote: str, said: Said) -> bool:
    """Tell whether a quotation speaks of what a line disclosed."""
    facts = [talk.brief.facts[name] for name in said.line.tells if name in talk.brief.facts]
    if not facts:
        return bool(content_words(quote))
    told = [phrase for fact in facts for phrase in fact.words]
    return share(quote, told, content_words(" ".join(fact.text for fact in facts)))


def _misquoted(talk: Talk) -> Iterator[NoteFinding]:
    """Words in quotation marks that nobody said; a slip of memory is no invention, nor is a title."""
    for span in _quotations(talk):
        quote = span.of(talk.note)
        spoken = (*_lines(talk), *(talk.text(at) for at in talk.places(1, talk.end)))
        if _is_title(quote) or any(_within(quote, text) or _nearly(quote, text) for text in spoken):
            continue
        yield NoteFinding(f"nobody said “{_shortened(quote)}”", span)


def _is_title(quote: str) -> bool:
    """Tell whether a quotation is a name, as of a course: its words have capitals."""
    return all(quote[word.start].isupper() for word in words_of(quote) if len(word.plain) > 3)


def _within(quote: str, text: str) -> bool:
    """Tell whether a text holds a quotation word for word; where it is cut, every piece, in order."""
    spoken, start = _plain(text), 0
    for piece in _PIECES.split(quote):
        wanted = _plain(piece)
        place = _place(spoken, wanted, start)
        if place is None or (start and _turned(spoken[start:place])):
            return False
        start = place + len(wanted)
    return True


def _nearly(quote: str, text: str) -> bool:
    """Tell whether a quotation is a text but for small words, none of which turns it round."""
    wanted, spoken = _plain(quote), _plain(text)
    blocks = [
        one for one in SequenceMatcher(None, wanted, spoken, autojunk=False).get_matching_blocks() if one.size
    ]
    if 2 * sum(one.size for one in blocks) < len(wanted):
        return False
    kept = {place for one in blocks for place in range(one.a, one.a + one.size)}
    added = [word for place, word in enumerate(wanted) if place not in kept]
    left_out = [spoken[one.b + one.size : following.b] for one, following in pairwise(blocks)]
    return not (_TURNING & set(added) or content_words(" ".join(added)) or any(map(_turned, left_out)))


def _turned(left_out: Sequence[str]) -> bool:
    """Tell whether words left out would turn the rest round."""
    return bool(_TURNING & set(left_out[-_LEFT_OUT:]))


def _plain(text: str) -> list[str]:
    return [word.plain for word in words_of(text)]


def _place(spoken: Sequence[str], wanted: Sequence[str], start: int) -> int | None:
    last = len(spoken) - len(wanted)
    return next((at for at in range(start, last + 1) if spoken[at : at + len(wanted)] == wanted), None)


# Opinions


def _opinions(talk: Talk) -> Iterator[NoteFinding]:
    """Judgements, outside quotation marks, that do not say whose they are."""
    for item in items(talk):
        mine = item.section == "view" or find(item.text, talk.words("own_opinion")) is not None
        for span in _judgements(talk, item.text):
            if not _is_owned(talk, item.text, span, mine=mine):
                what = f"“{_shortened(span.of(item.text))}” is an opinion"
                yield NoteFinding(what, within(item.span, span))


def _judgements(talk: Talk, text: str) -> Iterator[Span]:
    """Where a text judges, in order, without what is part of another or of a harmless phrase."""
    fine = list(places(text, talk.words("no_opinion")))
    end = 0
    for span in meant(text, talk.words("opinions")):
        if span.start >= end and not any(one.start < span.end and span.start < one.end for one in fine):
            end = span.end
            yield span


def _is_owned(talk: Talk, text: str, span: Span, *, mine: bool) -> bool:
    """Tell whether it says whose view it is: the person's, or the writer's where it is no insult."""
    before = _APART.split(text[max(0, span.start - _NEAR) : span.start])[-1]
    if find(before, talk.words("their_view")):
        return True
    return mine and find(span.of(text), talk.words("insults")) is None


# Findings


def _finding(talk: Talk, span: Span) -> NoteFinding:
    return NoteFinding(_shortened(span.of(talk.note)), span)


def _loose(talk: Talk, action: Action) -> NoteFinding:
    text = _shortened(action.span.of(talk.note))
    return NoteFinding(f"does not say {action.lacks}: {text}", action.span)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[:_SHORT].rpartition(" ")[0] + " ..."
