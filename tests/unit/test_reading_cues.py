"""The cue language, and the cue files written in it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from scoring.labels import BEHAVIOURS, MARKERS, TOPICS
from scoring.reading.cues.book import Cue, CueBook
from scoring.reading.cues.patterns import CueError, compile_pattern
from scoring.reading.cues.shelf import book
from scoring.reading.text import parse
from scoring.reading.words import classes, load, spellings, word_class

CLASSES = {"feeling": ("sad", "fed up", "let down")}


def heard(pattern: str, text: str, unless: tuple[str, ...] = ()) -> str | None:
    """The words the pattern matched first, or None."""
    cue = Cue(
        "label",
        "label/id",
        "why",
        0.9,
        (compile_pattern(pattern, CLASSES),),
        tuple(compile_pattern(veto, CLASSES) for veto in unless),
    )
    parsed = parse(text)
    for match in CueBook([cue]).matches(parsed):
        return parsed.span(match.first, match.after).of(text)
    return None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("you sound", "well, you sound ok", "you sound"),
        ("you (sound|seem) sad", "you seem sad", "you seem sad"),
        ("you (sound|seem) sad", "you look sad", None),
        ("you [really] mind", "you mind", "you mind"),
        ("you [really] mind", "you really mind", "you really mind"),
        ("you [..2] sad", "you are so sad", "you are so sad"),
        ("you [..2] sad", "you are not at all sad", None),
        ("you [..2] sad", "you are. sad", None),
        ("you ... sad", "you are here. it is sad", "you are here. it is sad"),
        ("you feel {feeling}", "you feel fed up now", "you feel fed up"),
        ("surpris* me", "it surprised me", "surprised me"),
        ("^ stop it", "please stop it", "stop it"),
        ("^ stop it", "he wanted to stop it", None),
        ("go on $", "go on, then", "go on"),
        ("go on $", "go on then", None),
        ("is that ok ?", "is that ok?", "is that ok"),
        ("is that ok ?", "is that ok", None),
        ("(a b|a c d) e", "a c d e", "a c d e"),
        ("[so] (you [did] well|good) work", "you did well work", "you did well work"),
        ("do not", "don't", "don't"),
    ],
)
def test_the_language(pattern: str, text: str, expected: str | None) -> None:
    assert heard(pattern, text) == expected


def test_a_veto_counts_in_the_same_sentence_only() -> None:
    assert heard("i promise", "i promise", ("not",)) == "i promise"
    assert heard("i promise", "not that i promise", ("not",)) is None
    assert heard("i promise", "It is not. i promise", ("not",)) == "i promise"


@pytest.mark.parametrize("pattern", ["(a|b", "a)", "[..2] a", "{nothing}", "[a]", "..."])
def test_a_cue_that_is_badly_written_is_refused(pattern: str) -> None:
    with pytest.raises(CueError):
        compile_pattern(pattern, CLASSES)


@pytest.mark.parametrize(
    ("layer", "labels"), [("behaviours", BEHAVIOURS), ("markers", MARKERS), ("topics", TOPICS)]
)
def test_the_cue_files_use_the_labels_of_the_guide(layer: str, labels: tuple[str, ...]) -> None:
    found = [cue for cue in book(layer).cues if cue.label not in labels]
    assert found == []


def test_every_cue_says_why_and_how_sure() -> None:
    for layer in ("behaviours", "markers", "topics"):
        cues = book(layer).cues
        assert len({cue.id for cue in cues}) == len(cues)
        assert all(cue.why and cue.patterns and 0 < cue.confidence <= 1 for cue in cues)


def test_every_marker_but_the_open_invitation_has_cues() -> None:
    assert {cue.label for cue in book("markers").cues} == set(MARKERS) - {"open_invitation"}


def test_what_gives_way_and_what_tells_name_labels_or_cues() -> None:
    known = {cue.id for layer in ("behaviours", "markers", "topics") for cue in book(layer).cues}
    known |= set(MARKERS) | set(TOPICS)
    for table in (load("markers")["gives_way"], load("topics")["gives_way"]):
        assert set(table) <= known
        assert {label for labels in table.values() for label in labels} <= set(MARKERS) | set(TOPICS)
    assert set(load("behaviours")["told_by"]) <= known


def test_no_cue_waits_for_a_spelling_that_is_opened_up() -> None:
    kept = word_class("words_of_their_own").words | {"ill"}
    for source in _sources():
        bare = re.sub(r"\{\w+\}|\[\s*\.\.\d+\s*\]|@\w+|\.\.\.", " ", source)
        for word in re.findall(r"[^\s()\[\]|^$?]+", bare):
            assert re.fullmatch(r"[a-z0-9]+\*?", word), f"{word!r} in {source!r}"
            assert word not in spellings() or word in kept, f"{word!r} in {source!r}"


def test_no_word_class_holds_a_spelling_that_is_opened_up() -> None:
    kept = word_class("words_of_their_own").words | {"were", "its"}
    for name, entries in classes().items():
        for word in " ".join(entries).split():
            assert word not in spellings() or word in kept, f"{word!r} in {name}"


def _sources() -> Iterator[str]:
    for layer in ("behaviours", "markers", "topics"):
        content: Any = load(layer)
        for lists in content.get("shared", {}).values():
            yield from lists
        for cues in content[layer].values():
            for cue in cues.values():
                yield from cue["say"]
                yield from cue.get("unless", ())
