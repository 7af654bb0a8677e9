"""Whether a turn says something as a fact of its own: not as a question, a denial, or what others say."""

import re
from collections.abc import Iterable
from typing import Final

from scoring.criteria.common import Talk
from scoring.criteria.words import find, find_meant, places, word_count
from scoring.model import Span

_END: Final = re.compile(r"[.!?\n]+")
_BREAK: Final = re.compile(
    r"[,;:–—]|^\W*(?:no|nah|nope)(?=\s+(?:you|i|they|there|it|the|only|every|everyone|everybody)\b)",  # noqa: RUF001
    re.IGNORECASE,
)
"""Where a clause ends that a denial does not reach beyond; "no you can't" denies what was said before it."""
_TAG: Final = re.compile(r",([^,?]*)\?\W*$")
_TAG_WORDS: Final = 4
"""Words after the last comma up to which they are a question tag ("don't they?")."""
_NEXT_WORDS: Final = 6
"""Words of the next sentence in which a claim is taken back."""


def claims(talk: Talk, at: int, wordings: Iterable[str]) -> Span | None:
    """Return where the officer's turn claims one of these wordings.

    "It is not true that ...", "You've heard that ..." and "Do you think ...?" claim nothing, nor does what
    the same sentence or the next one takes back.
    """
    text = talk.text(at)
    said = places(text, frozenset(wordings))
    return next((span for span in said if _is_claimed(talk, text, span)), None)


def _is_claimed(talk: Talk, text: str, span: Span) -> bool:
    start = max((found.end() for found in _END.finditer(text, 0, span.start)), default=0)
    ended = _END.search(text, span.end)
    end = ended.end() if ended else len(text)
    before, after = text[start : span.start], text[span.end : end]
    clause = max((found.end() for found in _BREAK.finditer(before)), default=0)
    denied = not find_meant(text[start + clause : span.end], [span.of(text)])
    denied = denied or find(before[clause:], talk.words("denials")) is not None
    later = f"{after} {' '.join(text[end:].split()[:_NEXT_WORDS])}"
    others = find(before, talk.words("hearsay")) or find(later, talk.words("taken_back"))
    return not (denied or others or _is_asked(after))


def _is_asked(after: str) -> bool:
    """Tell from the rest of a sentence whether it asks; one that ends in a question tag says it."""
    tag = _TAG.search(after)
    tagged = tag is not None and word_count(tag.group(1)) <= _TAG_WORDS
    return after.rstrip().endswith("?") and not tagged
