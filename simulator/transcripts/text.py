"""A transcript typed as plain text: ``Officer: ...`` and ``Prisoner: ...``, a line or more for each turn."""

import re
from collections.abc import Iterator

from simulator.content.tree import Tree
from simulator.transcripts.brackets import STAMP, is_body_language
from simulator.transcripts.rows import Place, Row, fill
from simulator.transcripts.speakers import Voices, told

_SPACES = r"\s{0,20}"
_BEFORE = (
    rf"(?:{STAMP}[\s\-–]{{0,20}}){{0,4}}"  # noqa: RUF001 - people type this dash
    rf"(?P<seen>[\[(][^\[\]()]{{1,300}}[\])])?[>*_\-\s]{{0,20}}"
)
"""A time, something in brackets, marks of a list or of bold print."""
_NAME = r"(?P<name>[^\W\d_][^\s:*\[(<]{0,39}(?: {1,9}[^\s:*\[(<]{1,39}){0,3}?)"
_WHEN = rf"{_SPACES}(?:{STAMP}{_SPACES})?[*_]{{0,4}}{_SPACES}"
_NAMED = re.compile(rf"{_BEFORE}{_NAME}{_WHEN}(?:(?<!\d):|:(?!\d))[*_]{{0,4}}(?P<text>.*)")
"""Who speaks, perhaps a time, a colon, the words. Every repetition is bounded, so matching is linear."""
_HEADED = re.compile(rf"{_BEFORE}{_NAME}[*_]{{0,4}}\s{{1,20}}{STAMP}(?P<text>)")
"""Who speaks and when, on a line of its own above the words, as programs that transcribe write it."""
_STAMPS = re.compile(rf"(?:{STAMP}{_SPACES}(?:-->|[\-–])?{_SPACES}){{1,4}}")  # noqa: RUF001
_NOTES = frozenset({"note", "notes"})
_JOIN = " If it is no name but part of what was said, join it to the line above."


def read_text(text: str, file: str, voices: Voices) -> Tree:
    """Parse a typed transcript; what was not understood is in the tree's problems."""
    tree = Tree(file)
    tree.places[()] = Place(0, 0)
    rows: list[Row] = []
    words: list[str] | None = None
    """What goes on: the words of the last who spoke, or the note."""
    ended = False
    for place, line in _lines(text):
        named = None if ended else _NAMED.match(line) or _HEADED.fullmatch(line)
        if named and named["name"].lower() in _NOTES:
            tree.places["note",] = place
            words, ended = [named["text"]], True
        elif named and _speaks(named, voices):
            words = [f"{named['seen'] or ''} {named['text']}"]
            rows.append(Row(named["name"], words, place))
        elif not ended and is_body_language(line):
            rows.append(Row("", [line], place, speaker="person"))
        elif words is not None:
            words.append(line)
        elif not tree.problems:
            tree.places["first",] = place
            message = 'nobody is named who says this. Write "Officer:" or "Prisoner:" before it, or # for a comment.'
            tree.problem(("first",), "KW302", message)
    note = {"note": "\n".join(words)} if ended and words else {}
    fill(tree, note, rows, voices, _JOIN)
    return tree


def _lines(text: str) -> Iterator[tuple[Place, str]]:
    """The lines that are neither empty, nor a comment, nor a mere time."""
    for number, line in enumerate(text.split("\n")):
        begun = line.strip()
        if begun and not begun.startswith("#") and not _STAMPS.fullmatch(begun):
            yield Place(number, len(line) - len(line.lstrip())), begun


def _speaks(named: re.Match[str], voices: Voices) -> bool:
    """Whether what stands before a colon is who speaks: known, or it looks like a name."""
    name, text = named["name"], named["text"]
    if told(name, voices):
        return True
    words = name.split()
    return text[:1].strip() == "" and (
        len(words) == 1 or all(word[0].isupper() or word[0].isdigit() for word in words)
    )
