"""An officer's typed words as tokens; every token knows where it stands in the text as typed.

Words are lower-cased and contractions opened up ("don't" and "dont" both become "do not"),
so cues need one spelling. Nothing here fails on any string.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from scoring.model import Span
from scoring.reading.words import spellings, word_class

MAX_CHARS: Final = 4000
"""Text beyond this many characters is not read: a spoken turn is far shorter, and the limit bounds the work."""

_PHRASE: Final = 3
_LONGEST_PHRASE: Final = 40
"""Words of a phrase whose repetition is told from emphasis, and of the longest that is looked for."""

_APOSTROPHES: Final = "'\u2018\u2019`\u00b4\u02bc"
_INVISIBLE: Final = "\u00ad" + "".join(map(chr, range(0x200B, 0x2010)))
_INSIDE: Final = re.escape(_APOSTROPHES + _INVISIBLE)

_PIECE: Final = re.compile(
    rf"[^\W_]+(?:[{_INSIDE}]+[^\W_]+)*"  # a word, with apostrophes and invisible characters inside it
    r"|[.!?\u2026\n;]+"  # the end of a sentence
    r"|[,:()\"\u201c\u201d\u2013\u2014]|\s-+\s"  # a pause
)
"""Each alternative starts with another kind of character, so matching is linear."""

_DROPPED: Final = str.maketrans("", "", _APOSTROPHES + _INVISIBLE)


@dataclass(frozen=True, slots=True)
class Token:
    """One normalised word."""

    word: str
    """Lower case, without apostrophes."""
    start: int
    """Offset of the typed word's first character."""
    end: int
    """Offset after its last character. Words opened from one contraction share both."""


@dataclass(frozen=True, slots=True)
class Text:
    """A turn as tokens, with its sentences and pauses."""

    raw: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    """The tokens' words."""
    begins: tuple[int, ...]
    """For each token, the index of its sentence's first token."""
    ends: tuple[int, ...]
    """For each token, the index after its sentence's last token."""
    opens: tuple[bool, ...]
    """For each token, whether it begins a sentence or follows a pause or a lead-in such as "so"."""
    closes: tuple[bool, ...]
    """For each token, whether a pause, an end of sentence or the end of the turn follows."""
    asked: frozenset[int]
    """The ``ends`` of sentences that end in a question mark."""

    def span(self, first: int, after: int) -> Span:
        """Where tokens ``first`` to ``after`` (exclusive) stand in the text as typed."""
        return Span(self.tokens[first].start, self.tokens[after - 1].end)

    @property
    def whole(self) -> Span:
        """From the first word to the last; nothing where there is none."""
        return self.span(0, len(self.tokens)) if self.tokens else Span(0, 0)


@lru_cache(maxsize=256)
def parse(raw: str) -> Text:
    """Tokenise a turn. Never raises; reads at most ``MAX_CHARS`` characters.

    The last texts are kept: a line is asked for by everything that reads the turn after it.
    """
    tokens: list[Token] = []
    breaks: dict[int, str] = {}
    for piece in _PIECE.finditer(raw, 0, min(len(raw), MAX_CHARS)):
        typed = piece.group()
        if not typed[0].isalnum():
            breaks[len(tokens)] = breaks.get(len(tokens), "") + typed
            continue
        before = tokens[-1].word if tokens else ""
        if before == "so" and (len(tokens) == 1 or len(tokens) - 1 in breaks):
            before = ""  # "so ill ring them" begins with "so I'll", not with being so ill
        tokens.extend(Token(word, piece.start(), piece.end()) for word in _open_up(typed, before))
    words = _your_for_you_are([token.word for token in tokens])
    tokens = [Token(word, tokens[at].start, tokens[at].end) for at, word in _aligned(words)]
    breaks = {_moved(words, at): kind for at, kind in breaks.items()}
    kept = _said_once([token.word for token in tokens])
    if len(kept) < len(tokens):
        breaks = {bisect_left(kept, at): kind for at, kind in breaks.items()}
        tokens = [tokens[at] for at in kept]
    return _structured(raw, tokens, breaks)


def _open_up(typed: str, before: str) -> tuple[str, ...]:
    """The normalised words of one typed word."""
    whole = unicodedata.normalize("NFKC", typed).lower()
    word = whole.translate(_DROPPED)
    if word == "of" and before in {"would", "could", "should", "must", "might"}:
        return ("have",)
    if word == whole and (
        word in word_class("words_of_their_own").words
        or (word == "id" and (typed == "ID" or before in word_class("before_id").words))
    ):
        return (word,)
    if word == whole == "ill" and before in word_class("before_ill").words:
        return ("ill",)
    opened = spellings().get(word)
    if opened is not None:
        return opened
    if len(word) < len(whole) and word.endswith("s") and whole[-2] in _APOSTROPHES:
        return (word[:-1],)
    return (word,)


def _your_for_you_are(words: list[str]) -> list[tuple[str, ...]]:
    """Read "your" as "you are" where what follows shows that is meant ("your gutted")."""
    follows = word_class("after_your").words
    meant: list[tuple[str, ...]] = []
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else ""
        meant.append(("you", "are") if word == "your" and after in follows else (word,))
    return meant


def _aligned(words: list[tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    return ((at, word) for at, group in enumerate(words) for word in group)


def _moved(words: list[tuple[str, ...]], at: int) -> int:
    return sum(map(len, words[:at]))


def _said_once(words: list[str]) -> list[int]:
    """The tokens that are no mere repetition: a phrase said again straight away is read once.

    Stock phrases typed ten times must earn no more than one; "no no no" and "very very" stay.
    """
    if len(words) < 2 * _PHRASE or len(set(words)) > 0.7 * len(words):
        return list(range(len(words)))
    kept: list[int] = []
    for at in range(len(words)):
        kept.append(at)
        for size in range(_PHRASE, min(_LONGEST_PHRASE, len(kept) // 2) + 1):
            if all(words[kept[-i]] == words[kept[-i - size]] for i in range(1, size + 1)):
                del kept[-size:]
                break
    return kept


def _structured(raw: str, tokens: list[Token], breaks: dict[int, str]) -> Text:
    """Add sentences, pauses and question marks to the tokens."""
    count = len(tokens)
    stops = [at for at, kind in sorted(breaks.items()) if at and any(char in ".!?\u2026\n;" for char in kind)]
    begins: list[int] = []
    ends: list[int] = []
    for stop in [*stops, count]:
        begin = len(ends)
        begins.extend([begin] * (stop - begin))
        ends.extend([stop] * (stop - begin))
    lead_ins = word_class("lead_in").words
    opens: list[bool] = []
    for at, _ in enumerate(tokens):
        led = at > 0 and opens[at - 1] and tokens[at - 1].word in lead_ins
        opens.append(at == 0 or at in breaks or led)
    return Text(
        raw=raw,
        tokens=tuple(tokens),
        words=tuple(token.word for token in tokens),
        begins=tuple(begins),
        ends=tuple(ends),
        opens=tuple(opens),
        closes=tuple(at + 1 == count or at + 1 in breaks for at in range(count)),
        asked=frozenset(at for at, kind in breaks.items() if "?" in kind),
    )
