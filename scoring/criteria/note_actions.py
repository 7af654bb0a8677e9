"""Actions in an officer's record: what will be done or was done, by whom and when.

A plan must say both. What may be a plan, and what was done already, counts where it says both and is let be
where it does not: most of a record is no action.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from scoring.criteria.common import Talk
from scoring.criteria.note_text import Item, items
from scoring.criteria.words import Word, find, places, words_of
from scoring.model import Span

_NUMBER: Final = r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_TIME: Final = re.compile(
    r"(?<![£\d.])\b(?:\d{1,2}[:.]\d{2}(?!\d)|\d{1,2} ?[ap]\.?m\b|\d{4} ?h(?:rs?|ours)|at \d{4}\b|\d{1,2}/\d{1,2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)|{_NUMBER} (?:minute|hour|hr|day|week|month|fortnight)s?)\b",
    re.IGNORECASE,
)
_APART: Final = re.compile(r"[,;:()\[\]–]|\s-\s")  # noqa: RUF001 - people type this dash
_BOUNDS: Final = frozenset({"and", "but", "so", "then", "or"})
_ADVERBS: Final = frozenset(
    {"also", "then", "now", "just", "again", "have", "has", "been", "was", "were", "is", "am"}
)
_WRITER: Final = frozenset({"i", "we", "ive", "weve"})
_OTHERS: Final = frozenset({"he", "she", "they", "who", "him", "her", "them", "me", "us"})
_NOBODY: Final = frozenset({"it", "this", "that", "there", "which", "what", "who", "not", "never"})
_SUBJECT_WORDS: Final = 4
"""Words before "to ring" that may be who is to do it."""
_REACH: Final = 30
"""Words before an action that may still belong to it."""
_OWNER_WORDS: Final = 4
"""Words between commas or brackets that may name an owner and nothing else."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something done or to be done."""

    span: Span
    lacks: str
    """``who``, ``when``, ``who or when``, or nothing."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """What makes an item of the record an action."""

    sure: bool
    """Whether it must say who and when."""
    who: bool
    """Whether it says who by itself."""


def actions(talk: Talk) -> tuple[Action, ...]:
    """Return the actions of the note, and what each lacks."""
    return tuple(found for one in _joined(talk, items(talk)) if (found := _read(talk, one)))


def _joined(talk: Talk, found: Sequence[Item]) -> Iterator[Item]:
    """The items; what stands behind a semicolon and is no action itself goes with the one before."""
    held: Item | None = None
    for item in found:
        if held and held.text.endswith(";") and not list(_signs(talk, item)):
            gap = " " * (item.span.start - held.span.end)
            span = Span(held.span.start, item.span.end)
            held = replace(held, span=span, text=f"{held.text}{gap}{item.text}")
            continue
        if held:
            yield held
        held = item
    if held:
        yield held


def _read(talk: Talk, item: Item) -> Action | None:
    signs = _under_heading(talk, item, list(_signs(talk, item)))
    if not signs:
        return None
    sure = [sign for sign in signs if sign.sure]
    owned = all(sign.who for sign in sure) if sure else any(sign.who for sign in signs)
    text = item.text[_appointment(talk, item) or 0 :]
    timed = find(text, talk.words("due")) or _TIME.search(text)
    there = {"who": owned or _names_owner(talk, item), "when": timed}
    lacks = " or ".join(what for what, said in there.items() if not said)
    return None if lacks and not sure else Action(item.span, lacks)


def _under_heading(talk: Talk, item: Item, signs: list[_Sign]) -> list[_Sign]:
    """What the heading makes of an item: under "Actions" all may be one, and the first and an order are."""
    if item.section == "view":
        return [replace(sign, sure=False) for sign in signs]
    if item.section != "actions" or any(sign.sure for sign in signs):
        return signs
    body = item.text[item.body :]
    if item.leads and (not words_of(body) or find(body, talk.words("no_actions"))):
        return []
    clause = _Clause.of(talk, item)
    ordered = clause.plain(clause.first) in talk.words("tasks")
    return [_Sign(sure=item.leads or ordered, who=any(sign.who for sign in signs))]


# What an action looks like


def _signs(talk: Talk, item: Item) -> Iterator[_Sign]:
    clause = _Clause.of(talk, item)
    for at in range(len(clause.words)):
        for rule in (_will, _to_do, _present, _done):
            sign = rule(clause, at)
            if sign:
                yield sign
    if _appointment(talk, item):
        yield _Sign(sure=True, who=True)


@dataclass(frozen=True, slots=True)
class _Clause:
    """An item with its words."""

    talk: Talk
    item: Item
    words: tuple[Word, ...]
    first: int
    """The place of the first word behind the heading and the number of a list."""

    @classmethod
    def of(cls, talk: Talk, item: Item) -> "_Clause":
        words = words_of(item.text)
        behind = (at for at, word in enumerate(words) if word.start >= item.body and not word.plain.isdigit())
        return cls(talk, item, words, next(behind, len(words)))

    def plain(self, at: int) -> str:
        """The word at a place, or nothing."""
        return self.words[at].plain if 0 <= at < len(self.words) else ""

    def typed(self, at: int) -> str:
        """The word at a place as it was typed."""
        return self.item.text[self.words[at].start : self.words[at].end]

    def until(self, at: int) -> str:
        """The text before a word."""
        first = max(self.item.body, self.words[max(0, at - _REACH)].start)
        return self.item.text[first : self.words[at].start]

    def before(self, at: int) -> list[str]:
        """The words before a place, adverbs left out, from the last comma, bracket or "and" on."""
        found: list[str] = []
        for place in range(at - 1, max(-1, at - 1 - _REACH), -1):
            between = self.item.text[self.words[place].end : self.words[place + 1].start]
            if _APART.search(between) or self.typed(place) in _BOUNDS:
                break
            found.insert(0, self.words[place].plain)
        return [word for word in found if word not in _ADVERBS]

    def after(self, at: int) -> int:
        """The next place that holds no adverb."""
        at += 1
        while self.plain(at) in _ADVERBS:
            at += 1
        return at

    def is_called(self, word: str) -> bool:
        """Tell whether a word is the person's name."""
        return any(word == name.lower() for name in self.talk.brief.called)


def _will(clause: _Clause, at: int) -> _Sign | None:
    """Find "I will ring", "Will ring", "Marek will ring"; what others only said may be a plan, and no more."""
    short = clause.typed(at).replace("’", "'").lower().endswith("'ll")  # noqa: RUF001 - people type this apostrophe
    if not (short or clause.plain(at) in {"will", "shall"}):
        return None
    subject = clause.plain(at)[:-2] if short else (clause.before(at) or ["i"])[-1]
    if subject in _NOBODY or clause.plain(clause.after(at)) not in clause.talk.words("tasks"):
        return None
    firm = subject in _WRITER or not find(clause.until(at), clause.talk.words("unsure"))
    return _Sign(sure=True, who=True) if firm else _Sign(sure=False, who=subject != "they")


def _to_do(clause: _Clause, at: int) -> _Sign | None:
    """Find "Brennan to ring", "To ring", "Security to be told"; not "wants to ring" or "came to see"."""
    passive = clause.plain(at + 1) == "be" and clause.plain(at + 2) in clause.talk.words("done_to")
    if clause.plain(at) != "to" or not (passive or clause.plain(at + 1) in clause.talk.words("tasks")):
        return None
    subject = clause.before(at)
    if len(subject) > _SUBJECT_WORDS or (_NOBODY | clause.talk.words("no_plan_after")) & set(subject):
        return None
    if not subject and at != clause.first and clause.item.section != "actions":
        return None
    firm = passive or not find(clause.until(at), clause.talk.words("unsure"))
    return _Sign(sure=firm, who=bool(subject) and not passive)


def _present(clause: _Clause, at: int) -> _Sign | None:
    """Find "I ring housing on Friday"."""
    if clause.plain(at) not in _WRITER or clause.plain(clause.after(at)) not in clause.talk.words("tasks"):
        return None
    return _Sign(sure=clause.item.section == "actions", who=True)


def _done(clause: _Clause, at: int) -> _Sign | None:
    """Find "I told the wing manager", "ACCT opened"; not what the person did, or what they were told."""
    if clause.plain(at) not in clause.talk.words("done") or _to_the_person(clause, at):
        return None
    if any(word in _OTHERS or clause.is_called(word) for word in clause.before(at)):
        return None
    mine = any(word.plain in _WRITER for word in clause.words[max(0, at - _REACH) : at])
    return _Sign(sure=False, who=mine or at == clause.first)


def _to_the_person(clause: _Clause, at: int) -> bool:
    """Find "told him", "spoke to her", "asked about": part of the talk, and no action that came of it."""
    if clause.plain(at) == "asked" and clause.plain(at + 1) in clause.talk.words("asked_in_talk"):
        return True
    whom = clause.plain(at + (2 if clause.plain(at + 1) in {"to", "with"} else 1))
    return whom in _OTHERS or clause.is_called(whom)


def _appointment(talk: Talk, item: Item) -> int | None:
    """Where "Next session" or "See again" ends, which is the writer's, if that is how it begins."""
    for body in (item.text, item.text[item.body :]):
        found = find(body, talk.words("appointments"))
        if found and not words_of(body[: found.start]):
            return len(item.text) - len(body) + found.end
    return None


# Who does it


def _names_owner(talk: Talk, item: Item) -> bool:
    pieces = _APART.split(item.text[item.body :])
    return any(_is_owner(talk, piece) for piece in pieces) or _by_somebody(talk, item.text)


def _is_owner(talk: Talk, piece: str) -> bool:
    """Tell whether a piece between commas or brackets names somebody, and says nothing else."""
    words = words_of(piece)
    if not words or len(words) > _OWNER_WORDS or {word.plain for word in words} & _verbs(talk):
        return False
    if find(piece, talk.words("owners")) or find(piece, talk.brief.called):
        return True
    return all(_is_name(talk, piece[word.start : word.end]) for word in words)


def _by_somebody(talk: Talk, text: str) -> bool:
    words = words_of(text)
    owners = {span.start for span in places(text, talk.words("owners"))}
    return any(
        word.plain == "by" and (after.start in owners or _is_name(talk, text[after.start : after.end]))
        for word, after in pairwise(words)
    )


def _is_name(talk: Talk, word: str) -> bool:
    return word.istitle() and not find(word, talk.words("due"))


def _verbs(talk: Talk) -> frozenset[str]:
    return talk.words("tasks") | talk.words("done") | {"will", "to"}
