"""What the person asks for that is another's task, and how the officer answers it: shared by P2 and P11.

Also what is told and not asked: "Have you had a key worker before?" explains no role.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import dropwhile
from typing import Final

from scoring.criteria.common import Said, Talk
from scoring.criteria.words import find, find_meant, meant, plain_words, sentence
from scoring.model import Span
from scoring.policy import Errand

INFORMS: Final = frozenset({"give_information", "explain_process", "honest_limit_and_offer"})
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?\n]*")
_CLAUSE: Final = re.compile(r"[^,;:]+[,;:]*")
_BUT: Final = re.compile(r"\bbut\b", re.IGNORECASE)
_OPENERS: Final = frozenset("so and but right ok okay well now then first hi hello morning afternoon".split())
"""Words before a question that do not change that it is one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A line that asks for something, and the turns in which it can be answered."""

    said: Said
    errand: Errand
    window: range
    others: frozenset[str] = frozenset()
    """Words for who deals with what else they asked for."""


def asked(talk: Talk, *, beyond: bool) -> tuple[Asked, ...]:
    """Return what was asked for, once each, inside or beyond a key worker's role.

    Asking again opens the window again, so the latest line of each errand counts too.
    """
    return tuple(_asked(talk, beyond=beyond))


def _asked(talk: Talk, *, beyond: bool) -> Iterator[Asked]:
    errands = talk.pack.errands
    every = {said.line.asks for said in talk.said} & set(errands)
    windows: dict[str, tuple[Said, range]] = {}
    for said in talk.said:
        errand = errands.get(said.line.asks)
        if errand is None or errand.beyond is not beyond or said.at >= talk.end:
            continue
        first, window = windows.get(errand.id, (said, range(said.at + 1, said.at + 1)))
        last = said.at + talk.limit("respond_within")
        windows[errand.id] = (first, talk.places(window.start, last))
    for name, (said, window) in windows.items():
        others = frozenset(word for other in every - {name} for word in errands[other].right)
        yield Asked(said, errands[name], window, others)


def names_right(talk: Talk, at: int, question: Asked) -> Span | None:
    """Return where a turn names who deals with it: not as a question, a guess, an echo or what was said before."""
    span = _named(talk, at, question.errand.right)
    if span is None or at in talk.repeats or guesses(talk, at, question):
        return None
    heard = (question.said.line.text, talk.turn(at).answered.text)
    echo = any(find(line, [span.of(talk.text(at))]) for line in heard)
    return None if echo and not talk.acts(at) & INFORMS else span


def names_wrong(talk: Talk, at: int, question: Asked) -> Span | None:
    """Return where a turn sends them to somebody who does not deal with it, and names nobody who does."""
    if _named(talk, at, question.errand.right):
        return None
    text, pointing = talk.text(at), talk.words("points_to")
    return next(
        (span for span in _wrongly(talk, at, question) if find(sentence(text, span).of(text), pointing)), None
    )


def guesses(talk: Talk, at: int, question: Asked) -> Span | None:
    """Return where a turn begins a list of guesses: the right one stands among several wrong ones."""
    wrong = _wrongly(talk, at, question)
    among = _named(talk, at, question.errand.right) and len(wrong) >= talk.limit("wrong_owners")
    return wrong[0] if among else None


def told(text: str, phrases: Iterable[str], asking: Iterable[str]) -> Span | None:
    """Return the first of these phrases that is told, not asked, and that no negation turns round.

    ``asking`` holds the words a clause begins with when it asks.
    """
    return find_meant(without_questions(text, asking), phrases)


def meant_outright(text: str, phrases: Iterable[str], unless: Iterable[str]) -> Span | None:
    """Return the first of these phrases whose sentence does not lead up to it with one of the others.

    A "but" ends what leads up to it: "I'm not asking, but what happened that night?" asks.
    """
    led_up = frozenset(unless)
    return next((span for span in meant(text, phrases) if not find(_lead_in(text, span), led_up)), None)


def _lead_in(text: str, span: Span) -> str:
    return _BUT.split(text[sentence(text, span).start : span.start])[-1]


def without_questions(text: str, asking: Iterable[str]) -> str:
    """Return the text with the clauses blanked out that ask something. Places stay the same."""
    starts, kept = tuple(f"{' '.join(plain_words(start))} " for start in asking), list(text)
    for whole in _SENTENCE.finditer(text):
        if not whole.group().rstrip().endswith("?"):
            continue
        for clause in _CLAUSE.finditer(text, whole.start(), whole.end()):
            if _begins(clause.group(), starts):
                kept[clause.start() : clause.end()] = " " * len(clause.group())
    return "".join(kept)


def _begins(clause: str, starts: tuple[str, ...]) -> bool:
    rest = dropwhile(_OPENERS.__contains__, plain_words(clause))
    return f"{' '.join(rest)} ".startswith(starts)


def _named(talk: Talk, at: int, names: Iterable[str]) -> Span | None:
    return told(talk.text(at), names, talk.words("asking_who"))


def _wrongly(talk: Talk, at: int, question: Asked) -> list[Span]:
    """Where those are named who do not deal with it, nor with anything else they asked for."""
    text = without_questions(talk.text(at), talk.words("asking_who"))
    found: list[Span] = []
    for span in meant(text, question.errand.wrong - question.others):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found
