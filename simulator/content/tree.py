"""YAML text -> plain values that remember where they stood.

Invariant: whatever the text, ``parse`` returns a tree and diagnostics, bounded in size and depth; no
object is constructed from tags and no value is guessed by YAML 1.1 rules (``on`` stays a word).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import yaml

from simulator.content.diagnostics import Diagnostic, Position, Severity

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 30
MAX_NODES = 100_000

Path = tuple[str | int, ...]
"""The way to a value: keys and list positions from the top of the file."""

# The core schema of YAML 1.2.2, section 10.3.2; anything else is a string.
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_WORDS = {"null": None, "Null": None, "NULL": None, "~": None, "": None,
          "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}  # fmt: skip
_MAX_NUMBER_LENGTH = 30
_CORE_TAGS = tuple(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map", "int", "float", "bool", "null")
)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mark(Protocol):
    """A place as the parser gives it: line and column from 0."""

    line: int
    column: int


@dataclass(slots=True)
class Tree:
    """A parsed file: its value, where each part of it stands, and what was wrong with it."""

    file: str
    value: Any = None
    places: dict[Path, Mark] = field(default_factory=dict)
    """Where every key and list item stands."""
    problems: list[Diagnostic] = field(default_factory=list)

    def again(self) -> "Tree":
        """The same parsed file with the problems found so far, for another use of it."""
        return Tree(self.file, self.value, self.places, list(self.problems))

    def at(self, path: Path) -> Position:
        """The position of a path, or of the nearest part of it that exists."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return _position(self.file, self.places[path[:length]])
        return Position(self.file)

    def problem(self, path: Path, code: str, message: str, severity: Severity = Severity.ERROR) -> None:
        """Note a problem at a path."""
        self.problems.append(Diagnostic(self.at(path), code, message, severity))


def parse(text: str, file: str) -> Tree:
    """The tree of a YAML text; ``Tree.problems`` says what was wrong with it."""
    tree = Tree(file)
    data = text.encode("utf-8", "replace")
    if len(data) > MAX_BYTES:
        tree.problem(
            (), "KW001", f"the file is {len(data):,} bytes; at most {MAX_BYTES:,} are read. Split it."
        )
        return tree
    events = yaml.parse(data.decode(), Loader=_LOADER)
    try:
        tree.value = _Builder(tree, events).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)
        tree.problems.append(Diagnostic(where, "KW010", _plain_words(error)))
    except yaml.reader.ReaderError as error:
        where = _offset_position(error.position, text, file)
        tree.problems.append(Diagnostic(where, "KW010", "a character that YAML does not allow: delete it."))
    except _RefusedError as error:
        tree.problems.append(Diagnostic(_position(file, error.at), error.code, str(error)))
    else:
        if tree.value is None and not tree.problems:
            tree.problem((), "KW003", "the file is empty.")
    return tree


_PLAIN = {
    "mapping values are not allowed": "a colon stands where none may: put the text in quotes.",
    "could not find expected ':'": "a key without its colon, or a text over several lines without quotes.",
    "did not find expected key": "the indentation or a quote does not fit the lines above.",
    "did not find expected '-' indicator": "a list item is not lined up with the others.",
    "found character that cannot start any token": "a tab or special character: use spaces, or put the text in quotes.",
    "did not find expected alphabetic": "a text beginning with * or & must stand in quotes.",
    "found unexpected end of stream": "a quote is opened and never closed.",
    "did not find expected ',' or ']'": "a comma or the closing ] is missing; text with a comma must stand in quotes.",
    "did not find expected ',' or '}'": "a comma or the closing } is missing; text with a comma must stand in quotes.",
    "control characters are not allowed": "a control character: delete it.",
}  # fmt: skip


def _plain_words(error: yaml.MarkedYAMLError) -> str:
    problem = str(error.problem or error.context or "not readable as YAML")
    return next(
        (words for key, words in _PLAIN.items() if key in problem), f"not readable as YAML: {problem}."
    )


def _offset_position(offset: int, text: str, file: str) -> Position:
    before = text[:offset]
    return Position(file, before.count("\n") + 1, offset - before.rfind("\n"))


class _RefusedError(Exception):
    def __init__(self, at: Any, code: str, message: str) -> None:
        super().__init__(message)
        self.at = at
        self.code = code


class _Builder:
    """Parser events -> values. Depth is checked before descending, aliases count at their full size."""

    def __init__(self, tree: Tree, events: Iterator[yaml.Event]) -> None:
        self._tree = tree
        self._events = events
        self._count = 0
        self._anchors: dict[str, tuple[Any, int]] = {}

    def document(self) -> Any:
        value = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _RefusedError(
                        event.start_mark, "KW014", "a second document (---) in one file. Split it."
                    )
                value = self._build(next(self._events), ())
        return value

    def _build(self, event: Any, path: Path) -> Any:
        at: Mark = event.start_mark
        self._tree.places.setdefault(path, at)
        self._grow(1, at)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, at)
        if event.tag is not None and not event.tag.startswith(_CORE_TAGS):
            shown = event.tag.replace(_CORE_TAGS[0].removesuffix("str"), "!!")
            self._tree.problem(path, "KW013", f'the tag "{shown}" is not allowed. Put the text in quotes.')
        if len(path) > MAX_DEPTH:
            raise _RefusedError(at, "KW002", f"nested more than {MAX_DEPTH} deep. Flatten it.")
        before = self._count
        value: Any
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(path)
        else:
            value = self._mapping(path)
        if event.anchor:
            self._anchors[event.anchor] = (value, self._count - before + 1)
        return value

    def _grow(self, size: int, at: Mark) -> None:
        self._count += size
        if self._count > MAX_NODES:
            message = (
                f"more than {MAX_NODES:,} values, aliases counted in full. Write less, or use fewer aliases."
            )
            raise _RefusedError(at, "KW002", message)

    def _alias(self, event: yaml.AliasEvent, at: Mark) -> Any:
        if event.anchor not in self._anchors:
            message = f'"*{event.anchor}" is not defined above. A text beginning with * must stand in quotes.'
            raise _RefusedError(at, "KW015", message)
        value, size = self._anchors[event.anchor]
        self._grow(size, at)
        return value

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._build(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            here: Any = event.start_mark
            if not isinstance(event, yaml.ScalarEvent):
                raise _RefusedError(
                    here, "KW011", "a key must be one plain word. Put a text with [ or { in quotes."
                )
            key = str(event.value)
            if key in result:
                message = f'"{key}" is given twice; the first is on line {self._tree.places[(*path, key)].line + 1}.'
                self._tree.problems.append(Diagnostic(_position(self._tree.file, here), "KW012", message))
                self._build(next(self._events), (*path, key, "again"))
                continue
            self._tree.places[(*path, key)] = here
            result[key] = self._build(next(self._events), (*path, key))
        return result


def _position(file: str, mark: Mark) -> Position:
    return Position(file, mark.line + 1, mark.column + 1)


def _scalar(event: yaml.ScalarEvent) -> Any:
    text = str(event.value)
    if event.style:  # quoted or a block: always text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= _MAX_NUMBER_LENGTH and _INTEGER.fullmatch(text):
        return int(text)
    if len(text) <= _MAX_NUMBER_LENGTH and _FLOAT.fullmatch(text):
        return float(text)
    return text
