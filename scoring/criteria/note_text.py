"""The text of an officer's record: its quotations, its headings and its items."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scoring.criteria.common import Talk
from scoring.criteria.sentences import sentences
from scoring.criteria.words import find, words_of
from scoring.model import Span

_ELIDED: Final = "(?:til|till|cause|cos|em|bout|n)\\b"
_QUOTED: Final = re.compile(
    r"(?<!\w)[\"“]((?:[^\"“”\n]|\n(?!\s*\n)){1,400}?)[\"”](?!\w)"
    rf"|(?<!\w)['‘](?!{_ELIDED}|\d)([^\n‘]{{2,400}}?)['’](?!\w)"  # noqa: RUF001 - people type these
)
_INSIDE: Final = re.compile(r"[^\s_]")
_HEADING: Final = re.compile(
    r"(?:^|(?<=[.!?;\n]))[-*•\s]*(?P<name>[^\W\d_][^.,:;!?\n]{1,40}?)[ \t]*(?:(?P<colon>:)(?=\s|$)|[-–](?=\s)|(?=\n))"  # noqa: RUF001
)
_HEADING_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence of the record, its quotations left blank."""

    span: Span
    text: str
    """As long as the sentence."""
    section: str = ""
    """``actions``, ``view`` or empty: what the heading above it says it is."""
    leads: bool = False
    """Whether it is the first sentence under that heading."""
    body: int = 0
    """Where in the text the words behind the heading begin."""


def quotations(note: str) -> Iterator[Span]:
    """Return the stretches in quotation marks, straight or curly, without the marks. Never raises."""
    for found in _QUOTED.finditer(note):
        group = 1 if found.group(1) is not None else 2
        yield Span(found.start(group), found.end(group))


def items(talk: Talk) -> tuple[Item, ...]:
    """Return the sentences of the note with the heading each stands under."""
    text = _blanked(talk.note)
    headings = list(_headings(talk, text))
    return tuple(_item(text, span, headings) for span in sentences(text))


def _item(text: str, span: Span, headings: list[tuple[Span, str]]) -> Item:
    above = [one for one in headings if one[0].start < span.end]
    if not above:
        return Item(span, span.of(text))
    heading, section = above[-1]
    leads = heading.end > span.start or not words_of(text[heading.end : span.start])
    return Item(span, span.of(text), section, leads, max(0, heading.end - span.start))


def _headings(talk: Talk, text: str) -> Iterator[tuple[Span, str]]:
    """Headings and what they say stands below. One that says nothing of it must begin a line and have a colon."""
    for found in _HEADING.finditer(text):
        span = Span(found.start("name"), found.end("name"))
        section = _section(talk, span.of(text), exactly=not found.group("colon"))
        if section or (found.group("colon") and _begins_line(text, span)):
            yield span, section


def _section(talk: Talk, name: str, *, exactly: bool) -> str:
    """What a heading says; one without a colon must be those words and no others."""
    for section in ("view", "actions"):
        found = find(name, talk.words(f"{section}_headings"))
        most = len(words_of(found.of(name))) if found and exactly else _HEADING_WORDS
        if found and len(words_of(name)) <= most:
            return section
    return ""


def _begins_line(text: str, span: Span) -> bool:
    return not words_of(text[: span.start].rpartition("\n")[2])


def _blanked(note: str) -> str:
    """The note with its quotations left blank: what they say is the person's word. Their full stops stay."""
    for span in quotations(note):
        inner = span.of(note)
        kept = len(inner.rstrip(" .!?…"))
        note = f"{note[: span.start]}{_INSIDE.sub('_', inner[:kept])}{inner[kept:]}{note[span.end :]}"
    return note
