"""A tree of plain values -> a pydantic model, with every misfit as a diagnostic in plain words."""

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from simulator.content import model
from simulator.content.diagnostics import did_you_mean
from simulator.content.tree import Path, Tree

M = TypeVar("M", bound=BaseModel)


def shape(tree: Tree, kind: type[M]) -> M | None:
    """The model of a tree, or None with the problems noted in the tree."""
    if tree.problems and tree.value is None:
        return None
    if not isinstance(tree.value, dict):
        tree.problem((), "KW100", "the file must be made of `key: value` lines.")
        return None
    try:
        return kind.model_validate(tree.value)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            _note(tree, problem["loc"], problem["type"], problem)
        return None


def _note(tree: Tree, loc: Path, kind: str, problem: Any) -> None:
    key = str(loc[-1]) if loc else ""
    if kind == "extra_forbidden":
        tree.problem(loc, "KW101", f'"{key}" is not a key here{did_you_mean(key, _known_keys())}')
    elif kind == "missing":
        tree.problem(loc[:-1], "KW102", f'"{key}" is missing here.')
    elif kind.endswith("_type") or kind in ("int_from_float", "literal_error"):
        tree.problem(loc, "KW103", _wrong_type(key, kind, problem))
    else:
        tree.problem(loc, "KW104", _out_of_range(key, kind, problem))


_TYPES = {
    "string_type": "must be text (put it in quotes)",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "dict_type": "must be made of `key: value` lines",
    "model_type": "must be made of `key: value` lines",
}


def _wrong_type(key: str, kind: str, problem: Any) -> str:
    if kind == "literal_error":
        given = problem.get("input")
        known = [
            part.strip("' ") for part in str(problem["ctx"]["expected"]).replace(" or ", ", ").split(",")
        ]
        return f'"{_short(given)}" is not one of {", ".join(known)}{did_you_mean(str(given), known)}'
    return f"{_named(key)} {_TYPES.get(kind, 'has the wrong type')}, not {_what(problem.get('input'))}."


def _out_of_range(key: str, kind: str, problem: Any) -> str:
    ctx = problem.get("ctx", {})
    if kind == "string_pattern_mismatch":
        given = _short(problem.get("input"))
        return f'"{given}" is no name: use lower-case letters, digits and single "_" or "-", starting with a letter.'
    words = {
        "greater_than_equal": f"must be at least {ctx.get('ge')}",
        "less_than_equal": f"must be at most {ctx.get('le')}",
        "string_too_long": f"is longer than {ctx.get('max_length')} characters",
        "string_too_short": "must not be empty",
        "too_short": "must not be empty",
        "too_long": f"has more than {ctx.get('max_length')} entries",
    }
    return f"{_named(key)} {words.get(kind, problem.get('msg', 'is not allowed'))}."


def _named(key: str) -> str:
    return f"item {int(key) + 1}" if key.isdecimal() else f'"{key}"'


def _what(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, (int, float)):
        return f"the number {value}"
    if isinstance(value, str):
        return f'the text "{_short(value)}"'
    return "a list" if isinstance(value, list) else "a group of keys"


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


@cache
def _known_keys() -> tuple[str, ...]:
    return tuple(sorted(set(_keys_of(model.Part))))


def _keys_of(kind: type[BaseModel]) -> Iterator[str]:
    for name, field in kind.model_fields.items():
        yield field.alias or name
    for child in kind.__subclasses__():
        yield from _keys_of(child)
