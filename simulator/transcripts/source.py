"""Finds out what a transcript is written in, whatever bytes it is made of, and has it read."""

import codecs
import re
import sys
from pathlib import Path
from typing import Final

from simulator.content.diagnostics import Diagnostic, Position
from simulator.content.tree import MAX_BYTES, Tree
from simulator.errors import ContentError, UsageError
from simulator.transcripts.jsonl import read_json_lines
from simulator.transcripts.sheet import read_yaml, refusal, transcript_of
from simulator.transcripts.speakers import Voices
from simulator.transcripts.table import looks_like_table, read_table
from simulator.transcripts.text import read_text
from simulator.transcripts.transcript import Transcript

STANDARD_INPUT: Final = "-"

_FORMATS: Final = {
    **dict.fromkeys((".txt", ".text", ".md"), "text"),
    **dict.fromkeys((".csv", ".tsv"), "table"),
    **dict.fromkeys((".jsonl", ".ndjson", ".json"), "json lines"),
    **dict.fromkeys((".yaml", ".yml"), "yaml"),
}
"""File ending -> format; the content decides where the ending is another."""
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark this one begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PROGRAMS: Final = (
    (b"PK\x03\x04", "a Word, Excel or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"%PDF", "a PDF file"),
    (b"{\\rtf", "an RTF file"),
)
_YAML: Final = re.compile(r"^\{?\s*[\"']?schema[\"']?\s*:\s*[\"']?transcript/", re.MULTILINE)
_LINE_BREAKS: Final = frozenset("\t\n\r\f")
_MOST_CONTROL = 0.01
"""The share of control characters from which something is no text."""


def read_transcript(name: str, voices: Voices | None = None) -> Transcript:
    """Read a transcript from a file, or from standard input when the name is ``-``.

    UsageError when there is no such file, ContentError with every problem when it is no transcript.
    """
    piped = name == STANDARD_INPUT
    file = "standard input" if piped else name
    text = decoded(_bytes(name), file)
    form = "" if piped else _FORMATS.get(Path(name).suffix.lower(), "")
    title = "A conversation" if piped else Path(name).stem
    return transcript_of(_tree(text, file, form or guessed(text), voices or Voices()), title)


def decoded(data: bytes, file: str) -> str:
    """The text that bytes stand for: UTF-8, what its byte order mark says, or else Windows-1252."""
    if len(data) > MAX_BYTES:
        raise _refusal(
            file, "KW001", f"the file is larger than {MAX_BYTES:,} bytes, the most that is read. Split it."
        )
    for beginning, program in _PROGRAMS:
        if data.startswith(beginning):
            raise _refusal(
                file, "KW004", f"this is {program}, no text. Save it as plain text (UTF-8) or CSV."
            )
    text = _text(data)
    if text is None or _is_binary(text):
        raise _refusal(file, "KW004", "this is not text. Save the transcript as plain text (UTF-8) or CSV.")
    if not text.strip():
        raise _refusal(
            file, "KW003", "the file is empty. Write what was said, such as: Officer: Good morning."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def guessed(text: str) -> str:
    """The format of a text, by how it looks."""
    if _YAML.search(text):
        return "yaml"
    if text.lstrip().startswith("{"):
        return "json lines"
    return "table" if looks_like_table(text) else "text"


def _text(data: bytes) -> str | None:
    marked = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _is_binary(text: str) -> bool:
    control = sum(char < " " and char not in _LINE_BREAKS for char in text)
    return "\0" in text or control > _MOST_CONTROL * len(text)


def _tree(text: str, file: str, form: str, voices: Voices) -> Tree:
    match form:
        case "table":
            return read_table(text, file, voices)
        case "json lines":
            return read_json_lines(text, file, voices)
        case "yaml":
            return read_yaml(text, file)
        case _:
            return read_text(text, file, voices)


def _bytes(name: str) -> bytes:
    """What a file holds, and never much more than is read."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""
    try:
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        reason = getattr(error, "strerror", None) or "no such name"
        raise UsageError(f"{name} cannot be read: {reason}.", "Check the name of the file.") from error


def _refusal(file: str, code: str, message: str) -> ContentError:
    return refusal([Diagnostic(Position(file), code, message)])
