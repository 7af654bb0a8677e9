"""A transcript as JSON Lines: an object for each line that was said, the first one perhaps a head."""

import json
import re
from collections import Counter
from itertools import islice
from typing import Any

from simulator.content.diagnostics import Diagnostic, Position
from simulator.content.tree import Tree
from simulator.transcripts.rows import Place, Row, fill
from simulator.transcripts.speakers import Voices

_MOST_KEYS = 50
_SHAPE = '{"speaker": "officer", "text": "..."}'


def read_json_lines(text: str, file: str, voices: Voices) -> Tree:
    """Parse a JSON Lines transcript; what was not understood is in the tree's problems."""
    tree = Tree(file)
    tree.places[()] = Place(0, 0)
    head: dict[str, Any] = {}
    rows: list[Row] = []
    begun = False
    for number, line in enumerate(text.split("\n")):
        if not line.strip():
            continue
        given = _object(tree, number, line)
        if given is not None and not begun and "speaker" not in given:
            head = given
            tree.places.update({(key,): place for key, place in _places(number, line, given).items()})
        elif given is not None:
            row = _row(tree, number, line, given)
            rows += [row] if row else []
        begun = True
    if "turns" in head:
        tree.problem(("turns",), "KW101", '"turns" is not a key here: write each turn on a line of its own.')
        del tree.places["turns",], head["turns"]
    fill(tree, head, rows, voices)
    return tree


def _object(tree: Tree, number: int, line: str) -> dict[str, Any] | None:
    twice: list[str] = []

    def pairs(given: list[tuple[str, Any]]) -> dict[str, Any]:
        twice.extend(key for key, count in Counter(key for key, _ in given).items() if count > 1)
        return dict(given)

    try:
        given = json.loads(line, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        _problem(tree, number, error.pos, f"not JSON: {error.msg.lower()}. Write an object a line: {_SHAPE}.")
        return None
    except (ValueError, RecursionError):  # a number of thousands of digits, a thousand brackets
        _problem(tree, number, 0, f"not JSON that can be read. Write an object a line: {_SHAPE}.")
        return None
    if not isinstance(given, dict):
        _problem(tree, number, 0, f"not a JSON object. Write an object a line: {_SHAPE}.")
        return None
    for key in twice:
        _problem(tree, number, _at(line, key), f'"{key}" is given twice. Take one out.', "KW012")
    return given


def _row(tree: Tree, number: int, line: str, given: dict[str, Any]) -> Row | None:
    for key in ("speaker", "text"):
        if not isinstance(given.get(key), str):
            state = "is not text" if key in given else "is missing"
            message = f'"{key}" {state}. Write an object a line: {_SHAPE}.'
            _problem(tree, number, _at(line, key), message, "KW321")
            return None
    if not given["speaker"].strip():
        message = "nobody is named who says this. Fill in the speaker."
        _problem(tree, number, _at(line, "speaker"), message, "KW302")
        return None
    tags = {key: value for key, value in given.items() if key not in {"speaker", "text"}}
    places = _places(number, line, tags)
    return Row(given["speaker"], [given["text"]], Place(number, 0), tags, places)


def _places(number: int, line: str, given: dict[str, Any]) -> dict[str, Place]:
    """Where the keys stand: of the first ones, for each is looked for in the whole line."""
    return {key: Place(number, _at(line, key)) for key in islice(given, _MOST_KEYS)}


def _at(line: str, key: str) -> int:
    """Where a key stands in a line; its beginning when it is not written plainly."""
    found = re.search(rf'"{re.escape(key)}"\s*:', line)
    return found.start() if found else 0


def _problem(tree: Tree, line: int, column: int, message: str, code: str = "KW320") -> None:
    tree.problems.append(Diagnostic(Position(tree.file, line + 1, column + 1), code, message))
