"""What stands in brackets in a transcript: body language, a time, or a remark of whoever wrote it down."""

import re

from simulator.safe_text import clean

MAX_CUE = 300
"""Characters of one bracket that is taken for body language: a longer one is something said."""

STAMP = r"[\[(<]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])>]?"
"""A time such as ``[00:01:23]`` or ``00:12``, as a pattern."""

_MOST = 20
"""Brackets at one end of a line that are taken out."""
_STAMP = re.compile(STAMP)
_CLOSING = {"[": "]", "(": ")"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_REMARKS = frozenset(
    "inaudible unclear unintelligible indistinct crosstalk overlap overlapping redacted sic".split()
)
"""Words with which transcribers say what they could not hear: nothing that can be seen."""


def body_language(text: str) -> tuple[str, tuple[str, ...]]:
    """Take the brackets at the start and end of every line out of what a person said: (words, cues)."""
    said: list[str] = []
    seen: list[str] = []
    for line in text.split("\n"):
        words = line.strip()
        before: list[str] = []
        after: list[str] = []
        while len(before) < _MOST and (inside := _at_start(words)) is not None:
            before.append(inside)
            words = words[len(inside) + 2 :].lstrip()
        while len(after) < _MOST and (inside := _at_end(words)) is not None:
            after.insert(0, inside)
            words = words[: -len(inside) - 2].rstrip()
        seen += before + after
        if words:
            said.append(words)
    return "\n".join(said), tuple(cue for inside in seen if (cue := _cue(inside)))


def is_body_language(line: str) -> bool:
    """Tell whether a line is nothing but body language in brackets."""
    words, cues = body_language(line)
    return bool(cues) and not words


def _at_start(words: str) -> str | None:
    """What stands in the bracket that a text begins with, if it is none of its words."""
    end = words.find(_CLOSING[words[0]]) if words[:1] in _CLOSING else -1
    return _inside(words[1:end]) if end > 0 else None


def _at_end(words: str) -> str | None:
    start = words.rfind(_OPENING[words[-1]]) if words[-1:] in _OPENING else -1
    return _inside(words[start + 1 : -1]) if start >= 0 else None


def _inside(text: str) -> str | None:
    if len(text) > MAX_CUE or any(bracket in text for bracket in "[]()"):
        return None
    return None if _REMARKS & set(re.findall(r"[a-z]+", text.lower())) else text


def _cue(inside: str) -> str:
    """The body language of a bracket; empty for a time."""
    cue = " ".join(clean(inside, keep_newlines=False).split())
    return "" if _STAMP.fullmatch(cue) else cue
