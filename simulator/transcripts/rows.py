"""Rows of a text, a table or JSON Lines -> the same tree of values that a YAML transcript has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulator.content.tree import Path, Tree
from simulator.transcripts.speakers import Voices, cast_of
from simulator.transcripts.transcript import Speaker

SCHEMA = "transcript/1"


@dataclass(slots=True)
class Place:
    """A place in a file as a tree keeps it: line and column from 0."""

    line: int
    column: int


@dataclass(slots=True)
class Row:
    """One line of a conversation as it was written down."""

    name: str
    """Who speaks, as written."""
    text: list[str]
    """What was said, in lines."""
    place: Place
    tags: dict[str, Any] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where the tags stand."""
    speaker: Speaker | None = None
    """Who it is, where no name is needed to tell."""


def fill(tree: Tree, head: Mapping[str, Any], rows: Sequence[Row], voices: Voices, advice: str = "") -> None:
    """Give a tree the rows as turns; names that are not clear are problems, with more advice if given."""
    cast = cast_of([row.name for row in rows if row.speaker is None], voices, tree.file)
    turns: list[dict[str, Any]] = []
    for row in rows:
        speaker = row.speaker or cast.of(row.name)
        if speaker is not None:
            at: Path = ("turns", len(turns))
            tree.places[at] = tree.places[(*at, speaker)] = row.place
            tree.places.update({(*at, tag): place for tag, place in row.places.items()})
            turns.append({**row.tags, speaker: "\n".join(row.text)})
    first = {row.name: row.place for row in reversed(rows)}
    for name in cast.unclear:
        tree.places["unclear",] = first[name]
        tree.problem(("unclear",), "KW301", f'it is not clear who "{name}" is. {_advice(cast.roles)}{advice}')
    names = {"officer": cast.officer, "person": cast.person}
    told = {key: name for key, name in names.items() if name}
    tree.value = {"schema": SCHEMA, **told, **head, "turns": turns}


def _advice(roles: Mapping[str, Speaker]) -> str:
    if set(roles.values()) == {"officer", "person"}:
        return (
            "Only an officer and one person can be marked: write Officer or Prisoner for the name, or leave "
            "the line out."
        )
    return "Give --officer NAME and --person NAME, or write Officer and Prisoner for the names."
