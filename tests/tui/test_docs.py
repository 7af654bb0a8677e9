"""The guide for trainees tells the truth about the program."""

from pathlib import Path

import pytest
from textual.binding import Binding

from scoring.model import Level
from simulator.tui import themes, words
from simulator.tui.app import KeyworkApp
from simulator.tui.screens.briefing import BriefingScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.note import NoteScreen
from simulator.tui.screens.results import ResultsScreen
from simulator.tui.screens.session import SessionScreen
from simulator.tui.screens.small import SMALLEST
from simulator.tui.widgets import notepad, prompt
from simulator.tui.widgets.prompt import Prompt

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDE = (DOCS / "trainee.md").read_text("utf-8")
KEYS = GUIDE.partition("## Keys")[2]


@pytest.mark.parametrize(
    "part", [KeyworkApp, HomeScreen, BriefingScreen, SessionScreen, NoteScreen, ResultsScreen, Prompt]
)
def test_every_key_that_is_bound_is_in_the_guide(part: type) -> None:
    app = KeyworkApp()
    for binding in vars(part)["BINDINGS"]:
        assert isinstance(binding, Binding)
        for single in binding.make_bindings([binding]):
            shown = app.get_key_display(single)
            known = shown in KEYS or single.key in {"2", "3", "4", "5", "alt+enter"}
            assert known, f"{shown} ({binding.description}) is not in docs/trainee.md"


def test_numbers_names_and_signs_in_the_guide_are_the_programs() -> None:
    assert f"{SMALLEST.width} columns and {SMALLEST.height} rows" in GUIDE
    assert f"prompt holds {prompt.LIMIT:,} characters" in GUIDE
    assert f"note holds {notepad.LIMIT:,} characters" in GUIDE
    for theme in themes.THEMES[1:]:
        assert theme.name in GUIDE
    for level in Level:
        assert words.LEVEL_GLYPHS[level] in GUIDE


def test_every_picture_exists() -> None:
    pictures = [part.partition(")")[0] for part in GUIDE.split("](images/")[1:]]
    assert len(pictures) == 7
    assert all((DOCS / "images" / name).is_file() for name in pictures)
