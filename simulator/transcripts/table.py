"""A transcript as a table: CSV with commas, semicolons or tabs, a row for each line that was said."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from simulator.content.diagnostics import Diagnostic, Position, did_you_mean
from simulator.content.tree import Tree
from simulator.transcripts.rows import Place, Row, fill
from simulator.transcripts.speakers import Voices

_DELIMITERS: Final = (",", ";", "\t")
_LISTS: Final = frozenset({"topic", "tells", "mood"})
_TAGS: Final = frozenset({"topic", "tier", "tells", "talk", "cue", "conduct", "alert", "asks", "mood"})
_COLUMNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("speaker", "who", "role"), "speaker"),
    **dict.fromkeys(("text", "utterance", "words"), "text"),
    **{tag: tag for tag in _TAGS},
}
_UNREAD: Final = frozenset({"", "time", "timestamp", "number", "no", "id", "comment", "comments"})
"""Columns that many tables have and that nothing is marked by."""
_MOST_COLUMNS = 50
_GAUGES: Final = ("trust", "agitation", "readiness")


def read_table(text: str, file: str, voices: Voices) -> Tree:
    """Parse a CSV transcript; what was not understood is in the tree's problems."""
    tree = Tree(file)
    tree.places[()] = Place(0, 0)
    lines = text.split("\n")
    at = _header_at(lines)
    delimiter = delimiter_of(lines[at]) or max(_DELIMITERS, key=lines[at].count)
    columns = _columns(tree, _cells(lines[at], delimiter)[:_MOST_COLUMNS], at)
    notes: list[str] = []
    rows: list[Row] = []
    if {"speaker", "text"} <= set(columns):
        for line, cells in _rows(tree, lines, at + 1, delimiter):
            row = _row(tree, columns, line, cells)
            if row is not None and row.name.strip().lower() == "note":
                tree.places["note",] = row.place
                notes += row.text
            elif row is not None:
                rows.append(row)
    fill(tree, {"note": "\n".join(notes)} if notes else {}, rows, voices)
    return tree


def looks_like_table(text: str) -> bool:
    """Tell whether a text begins with a row that names the columns of a transcript."""
    lines = text.split("\n")
    return delimiter_of(lines[_header_at(lines)]) is not None


def delimiter_of(header: str) -> str | None:
    """Return what stands between the columns, or None when the row names no speaker and no text."""
    for delimiter in _DELIMITERS:
        names = {_COLUMNS.get(cell.strip().lower()) for cell in _cells(header, delimiter)}
        if {"speaker", "text"} <= names:
            return delimiter
    return None


def _header_at(lines: Sequence[str]) -> int:
    """The place of the first row that is not empty and not the ``sep=;`` of a spreadsheet program."""
    filled = (at for at, line in enumerate(lines) if line.strip() and not line.lower().startswith("sep="))
    return next(filled, 0)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _columns(tree: Tree, names: Sequence[str], line: int) -> list[str]:
    """What each column is; empty for one that is not read."""
    columns: list[str] = []
    for number, written in enumerate(names):
        name = written.strip().lower()
        column = _COLUMNS.get(name, "")
        if column and column in columns:
            _problem(tree, line, number, "KW312", f'there are two columns for "{column}". Take one out.')
        elif not column and name not in _UNREAD:
            hint = did_you_mean(name, _COLUMNS) or ". Take it out, or give it a name keywork knows."
            _problem(tree, line, number, "KW311", f'"{written.strip()}" is no column of a transcript{hint}')
        columns.append(column)
    for needed in ("speaker", "text"):
        if needed not in columns:
            message = f'no column is called "{needed}". The first row must name the columns, such as speaker,text,cue.'
            _problem(tree, line, 0, "KW310", message)
    return columns


def _rows(tree: Tree, lines: Sequence[str], begin: int, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line each begins on; a row may go on over lines within quotes."""
    reader = csv.reader((f"{line}\n" for line in lines[begin:]), delimiter=delimiter, strict=True)
    while True:
        line = begin + reader.line_num
        try:
            cells = next(reader, None)
        except csv.Error:
            message = (
                "the quotation marks of this row do not fit: one is not closed, or one inside a text is not "
                'doubled (""). Save the table as CSV again.'
            )
            _problem(tree, line, 0, "KW313", message)
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _row(tree: Tree, columns: Sequence[str], line: int, cells: Sequence[str]) -> Row | None:
    if any(cell.strip() for cell in cells[len(columns) :]):
        message = f"this row has {len(cells)} cells, but there are {len(columns)} columns. Put the text in double quotes."
        _problem(tree, line, len(columns), "KW314", message)
        return None
    given = {
        column: (number, cell.strip())
        for number, (column, cell) in enumerate(zip(columns, cells, strict=False))
        if column and cell.strip()
    }
    if "speaker" not in given:
        _problem(
            tree,
            line,
            columns.index("speaker"),
            "KW302",
            "nobody is named who says this. Fill in the speaker.",
        )
        return None
    tags = {name: _value(name, cell) for name, (_, cell) in given.items() if name in _TAGS}
    places = {name: Place(line, number) for name, (number, _) in given.items() if name in _TAGS}
    if isinstance(tags.get("mood"), str):
        message = f'"{tags.pop("mood")}" is no mood: write trust; agitation; readiness as three numbers, such as 4; 2; 5.'
        _problem(tree, line, given["mood"][0], "KW315", message)
    text = given["text"][1] if "text" in given else ""
    return Row(given["speaker"][1], [text], Place(line, 0), tags, places)


def _value(tag: str, cell: str) -> Any:
    """A cell as the value a YAML transcript would have there."""
    if tag == "tier":
        return _number(cell)
    if tag not in _LISTS:
        return cell
    parts = [part.strip() for part in cell.split(";") if part.strip()]
    if tag != "mood":
        return parts
    return dict(zip(_GAUGES, map(_number, parts), strict=True)) if len(parts) == len(_GAUGES) else cell


def _number(cell: str) -> int | str:
    return int(cell) if cell.isascii() and cell.isdecimal() and len(cell) < 10 else cell


def _problem(tree: Tree, line: int, column: int, code: str, message: str) -> None:
    tree.problems.append(Diagnostic(Position(tree.file, line + 1, column + 1), code, message))
