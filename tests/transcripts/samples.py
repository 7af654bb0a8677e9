"""Transcripts for tests: what each format makes of a text, and what is wrong with it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.model import Scorecard
from scoring.scorecard import score
from simulator.content.tree import Tree
from simulator.errors import ContentError, KeyworkError
from simulator.transcripts.jsonl import read_json_lines
from simulator.transcripts.marking import turns_of
from simulator.transcripts.sheet import read_yaml, transcript_of
from simulator.transcripts.speakers import Voices
from simulator.transcripts.table import read_table
from simulator.transcripts.text import read_text
from simulator.transcripts.transcript import Transcript

NOBODY = Voices()

FORMATS: dict[str, Callable[[str, str, Voices], Tree]] = {
    "txt": read_text,
    "csv": read_table,
    "jsonl": read_json_lines,
    "yaml": lambda text, file, _: read_yaml(text, file),
}

DIALOGUES = sorted((Path(__file__).resolve().parents[1] / "dialogues").glob("*.yaml"))


def made(form: str, text: str, voices: Voices = NOBODY) -> Transcript:
    """The transcript that a text in that format is."""
    return transcript_of(FORMATS[form](text, f"t.{form}", voices), "t")


def said(transcript: Transcript) -> list[tuple[str, str]]:
    """Who said what."""
    return [(line.speaker, line.text) for line in transcript.lines]


def problems(form: str, text: str, voices: Voices = NOBODY) -> list[str]:
    """The lines of the error that a text in that format is."""
    with pytest.raises(ContentError) as caught:
        made(form, text, voices)
    first, *lines, last = str(caught.value).splitlines()
    assert first.startswith("The transcript cannot be marked (")
    assert last == " Mend this and try again."
    return lines


def marked(transcript: Transcript) -> Scorecard:
    """The marks of a transcript."""
    turns, brief, start = turns_of(transcript)
    return score(turns, brief, start, note=transcript.note)


def refused(form: str, text: str) -> str:
    """Why a text in that format cannot be marked; empty where it can."""
    try:
        marked(made(form, text))
    except KeyworkError as error:
        return str(error)
    return ""
