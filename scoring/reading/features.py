"""What the weights see of a turn: the same features in training and in use.

Families of features, each weighed on a scale of its own (``FAMILIES``):

- ``words``: runs of one to three words; ``frame``: runs of up to four with content words left blank
  ("you should _ _"), so that a form is known whatever it is about;
- ``form``: how utterances begin and end, how they ask, how long the turn is, who it speaks of;
- ``cues``: what the cues heard; ``before``: the person's words; ``matter``: the topics heard in them;
- ``pieces``: letters inside each word, which know a misspelt word again;
- ``sense``, ``sense_before``: what each word means (distilled word vectors), of the turn and of the
  person's line.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from scoring.model import Context
from scoring.reading.cues import Heard, hear
from scoring.reading.cues.reflections import stems
from scoring.reading.cues.topics import matters
from scoring.reading.people import NAME, neutral
from scoring.reading.text import Text, parse
from scoring.reading.utterances import Utterance, cut
from scoring.reading.words import word_class

LISTED: Final = ("words", "frame", "form", "cues", "before", "matter")
"""Families whose features are listed by name; ``pieces`` and both ``sense`` families are worked out word by word."""

_LENGTHS: Final = (2, 4, 6, 9, 13, 18, 25, 35, 60)
_SHORT: Final = 9
"""Words under which a turn leans on the line before."""
_OFFICER: Final = frozenset("i me my mine we us our".split())
_PERSON: Final = frozenset("you your yourself yours".split())
_KEPT: Final = frozenset("not should need want like about if just no yes please sorry thanks thank".split())


Feature = tuple[str, int, int]
"""A feature's name and the tokens it stands on, first and after; ``after`` is 0 where it stands on no word."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything the weights see of one turn."""

    text: Text
    utterances: tuple[Utterance, ...]
    heard: Heard
    words: tuple[str, ...]
    """The turn's words, people made neutral."""
    line: tuple[str, ...]
    """The person's words, likewise."""
    listed: dict[str, list[Feature]]
    """Family -> its features, repeats included."""


def see(raw: str, context: Context, known: Container[str]) -> Seen:
    """The features of a turn. ``known``: words that are no surname when capitalised."""
    text = parse(raw)
    utterances = cut(text)
    heard = hear(text, utterances, context)
    words = neutral(text, known)
    before = parse(context.prisoner)
    line = neutral(before, known)
    listed: dict[str, list[Feature]] = {
        "words": list(_runs(words, 3)),
        "frame": list(_runs(_frame(words), 4)),
        "form": [
            *_form(text, utterances, words),
            *map(_placeless, _measured(text, utterances, context, (words, line))),
        ],
        "cues": list(_cues(heard)),
        "before": [_placeless(run) for run, _, _ in _runs(line, 2)],
        "matter": [_placeless(name) for name in _matter(context, len(words))],
    }
    return Seen(text, utterances, heard, words, line, listed)


@cache
def pieces(word: str) -> tuple[str, ...]:
    """The runs of two to five letters inside a word, its ends marked; none of a name."""
    if word == NAME:
        return ()
    marked = f"<{word}>"
    return tuple(marked[at : at + size] for size in range(2, 6) for at in range(len(marked) - size + 1))


def _placeless(name: str) -> Feature:
    return name, 0, 0


def _runs(words: Sequence[str], longest: int) -> Iterator[Feature]:
    """Every run of up to ``longest`` words, with its place."""
    count = len(words)
    for at in range(count):
        run = words[at]
        yield run, at, at + 1
        for after in range(at + 2, min(at + longest, count) + 1):
            run = f"{run} {words[after - 1]}"
            yield run, at, after


@cache
def _grammatical() -> frozenset[str]:
    return frozenset().union(*(word_class(name).words for name in ("stop", "auxiliary", "wh")), _KEPT, {NAME})


def _frame(words: Iterable[str]) -> list[str]:
    kept = _grammatical()
    return [word if word in kept else "_" for word in words]


def _form(text: Text, utterances: Sequence[Utterance], words: Sequence[str]) -> Iterator[Feature]:
    """How each utterance begins and asks; how the turn begins and ends."""
    for said in utterances:
        yield f"asks {said.form}", said.first, said.after
        yield f"asks {said.form}: {words[said.first]}", said.first, said.after
        for size in range(1, min(3, said.after - said.first) + 1):
            run = " ".join(words[said.first : said.first + size])
            yield f"begins {run}", said.first, said.first + size
    count = len(words)
    for size in range(1, min(3, count) + 1):
        yield f"first {' '.join(words[:size])}", 0, size
        yield f"last {' '.join(words[-size:])}", count - size, count
    begin = text.begins[-1] if count else 0
    for size in range(1, min(3, count - begin) + 1):
        yield f"last sentence {' '.join(words[begin : begin + size])}", begin, begin + size


def _measured(
    text: Text, utterances: Sequence[Utterance], context: Context, said: tuple[Sequence[str], Sequence[str]]
) -> Iterator[str]:
    """Counts: of questions, words, who is spoken of, and how much is the person's own.

    ``said``: the turn's words and the person's, people made neutral.
    """
    raw, count = text.raw.strip(), len(text.words)
    asking = [said.form for said in utterances if said.form != "statement"]
    yield f"final {utterances[-1].form if utterances else 'none'}"
    yield f"questions {min(4, len(asking))}"
    yield f"open {min(3, asking.count('open'))}"
    yield f"closed {min(3, asking.count('closed'))}"
    yield f"statements {min(4, len(utterances) - len(asking))}"
    yield from (f"longer {size}" for size in _LENGTHS if count > size)
    yield f"length {sum(count > size for size in _LENGTHS)}"
    yield f"marks ?{min(3, raw.count('?'))} !{min(2, raw.count('!'))}"
    yield f"end {raw[-1] if raw and not raw[-1].isalnum() else 'word'}"
    yield f"cut {raw.startswith('-')} {raw.endswith('-')}"
    yield f"shouts {sum(len(word) > 2 and word.isupper() for word in raw.split()) > 1}"
    officer, person = (sum(word in group for word in text.words) for group in (_OFFICER, _PERSON))
    yield f"I {min(3, officer)}"
    yield f"you {min(4, person)}"
    yield f"I and you {min(2, officer)} {min(2, person)}"
    yield f"agitation {context.agitation // 2}"
    own, theirs = map(stems, said)
    shared = len(own & theirs)
    yield f"shared {min(4, shared)}"
    yield f"share {4 * shared // max(1, len(own))}"
    yield f"new {min(6, len(own - theirs))}"
    yield f"was asked {'?' in context.prisoner}"


def _cues(heard: Heard) -> Iterator[Feature]:
    for match in heard.matches:
        yield match.cue.id, match.first, match.after
        yield f"~{match.cue.label}", match.first, match.after
    for label in sorted(heard.mentioned):
        yield _placeless(f"!{label}")
    for found in heard.findings:
        yield _placeless(f"={found.label}")
        yield _placeless(f"={found.label} {found.rule}")


def _matter(context: Context, count: int) -> Iterator[str]:
    """The topics of the person's line: as the script tells them, else as the cues hear them."""
    found = matters(context.prisoner)
    labels = context.topics or frozenset(match.cue.label for match in found)
    yield from sorted(labels)
    if count < _SHORT:
        yield from (f"short {label}" for label in sorted(labels))
    yield from sorted({match.cue.id for match in found})
