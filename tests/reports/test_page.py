"""The page of a record: whole, safe, the same each time, and every mark led to its words."""

import itertools
import re
from base64 import b64encode
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.model import Mood, Profile, ProfilePoint, Scorecard, Span
from simulator.cli.main import main
from simulator.content.library import Library
from simulator.engine.outcome import Mode
from simulator.errors import Exit
from simulator.practice import review
from simulator.records.sqlite import SqliteStore
from simulator.reports.curve import APART, curve
from simulator.reports.marks import Mark, find, pieces, unique, wordless
from simulator.reports.page import page
from tests.records.samples import make_practice, write_library
from tests.reports.conversations import CARD, NOTE, SCENES, SUBJECT, TOLD, TURNS
from tests.reports.reading import Element, parsed

PAGE = page(SUBJECT, TURNS, CARD, scenes=SCENES)
TREE = parsed(PAGE)
OFFICERS = Path(__file__).parents[1] / "end_to_end" / "officers"
HOSTILE = "</style></svg><script>alert('x')</script>\"'><img src=x onerror=y>&amp;{{ 7*7 }}{% x %}\u202e\x1b[31m\u2066"
Capture = pytest.CaptureFixture[str]


def holds_together(tree: Element) -> None:
    """What every page must be."""
    ids = Counter(made_id for element in tree if (made_id := element.attributes.get("id")))
    assert [made_id for made_id, times in ids.items() if times > 1] == []
    targets = {href[1:] for href in tree.links()}
    assert {href for href in tree.links() if not href.startswith("#")} == set()
    assert targets <= ids.keys()
    named_by = {
        name for element in tree for name in (element.attributes.get("aria-labelledby") or "").split()
    }
    assert named_by <= ids.keys()
    levels = [int(heading.tag[1]) for heading in tree.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    for table in tree.all("table"):
        assert len(table.all("caption")) == 1
        assert all(cell.attributes.get("scope") in {"col", "row", "rowgroup"} for cell in table.all("th"))
        assert all(cell.text().strip() for cell in table.all("th"))
        widths = {
            sum(int(cell.attributes.get("colspan") or 1) for cell in row.all("td", "th"))
            for row in table.all("tr")
        }
        assert len(widths) == 1


def every_mark_is_found(tree: Element, card: Scorecard) -> None:
    """Each piece of evidence stands in a row, marked in its turn, each leading to the other."""
    rows = [
        row for row in tree.all("tr") if (row.attributes.get("id") or "").startswith(("for-", "against-"))
    ]
    shown = [each for result in card.results for each in result.evidence + result.against]
    assert len(rows) == len(shown)
    for row, evidence in zip(rows, shown, strict=True):
        place = "note" if evidence.speaker == "note" else f"turn-{evidence.turn}"
        turn = tree.one(place)
        assert f"#{place}" in row.links()
        assert f"#{row.attributes['id']}" in turn.links()
        assert evidence.quote in turn.marked()


def test_the_page_is_whole_and_can_be_heard() -> None:
    holds_together(TREE)
    [html] = TREE.all("html")
    assert html.attributes["lang"] == "en-GB"
    assert [len(TREE.all(tag)) for tag in ("header", "nav", "main", "footer", "h1", "title")] == [
        1,
        1,
        1,
        1,
        1,
        2,
    ]
    first_link = TREE.all("a")[0]
    assert TREE.one((first_link.attributes["href"] or "")[1:]).tag == "main"


def test_the_order_is_the_order_of_what_matters() -> None:
    [main_part] = TREE.all("main")
    assert [heading.text() for heading in main_part.all("h2")] == [
        "Look at this first",
        "What nobody has told about this conversation",
        "Criteria",
        "What went well, what to try",
        "The evidence, criterion by criterion",
        "Motivational interviewing measures",
        "The person's talk of change over time",
        "De-escalation",
        "The officer's note",
        "Transcript",
    ]


def test_every_mark_leads_to_its_words_and_back() -> None:
    every_mark_is_found(TREE, CARD)


def test_the_transcript_is_word_for_word() -> None:
    for turn in TURNS:
        words = TREE.one(f"turn-{turn.number}").classed("words")
        assert [each.text(without="sup") for each in words] == [
            text for text in (turn.reading.text, turn.reply.text) if text
        ]


def test_flags_are_marked_in_what_was_said() -> None:
    assert "#flag-1" in TREE.one("turn-2").links()
    assert "#flag-2" in TREE.one("turn-1").links()
    assert [mark.text() for mark in TREE.one("turn-2").all("mark") if mark.attributes["class"] == "flag"] == [
        "Keep it ",
        "between us.",
    ]


def test_the_note_is_marked_too() -> None:
    [note] = TREE.classed("note")
    assert note.text(without="sup") == NOTE
    assert note.marked() == "He lost his flat.He is manipulative.Housing to ring him."
    assert {"#note-kept-1", "#note-opinions-1", "#note-loose-ends-1", "#for-mark-p6-3"} <= set(note.links())


def test_the_assessor_has_room_for_their_own_marks() -> None:
    tables = TREE.classed("criteria")
    assert len(tables) == 2
    for table in tables:
        heads = [cell.text() for cell in table.all("thead")[0].all("th")]
        assert heads[-2:] == ["Assessor's level", "Initials"]
        for row in table.all("tbody")[0].all("tr"):
            assert [cell.text() for cell in row.all("td")[-2:]] == ["", ""]


@pytest.mark.parametrize(
    ("made_id", "words"),
    [
        ("unknown", "how deep what the person said goes"),
        ("unknown", "the weather"),
        ("criteria", "Turn 1: invites their circumstances, the person says something real."),
        ("criteria", "Turn 2: promises secrecy. Something worked against it. Not judged: Whether"),
        ("criteria", "There was no opening."),
        ("mark-p4-3", "Only one area was opened.Nearest to it"),
        ("mark-p4-3", "Turn 2, “Keep it between us."),
        ("mark-p4-3", "trust +1"),
        ("mark-p6", "− Counts against it"),
        ("mark-p6", "Against: promises secrecy"),
        ("mark-p6", "Whether the body language meant anything."),
        ("mark-p8", "No words were found"),
        ("measures", "1.0 to 1, beside 0.5 turns in every 10 that persuade or confront"),
        ("measures", "too few turns"),
        ("measures", "Indicative only"),
        ("measures", "1 of 2"),
        ("talk", "1 for change, 0 for staying the same, 1 against the officer."),
        ("talk", "for change: desire"),
        ("profile", "Agitation went from 2 to 0, lowest 0, highest 2."),
        ("profile", "Turn 2: Agitation fell 2"),
        ("note", "wants it back"),
        ("turn-0", "An office."),
        ("turn-0", "(looks at the door) What's this about?"),
        ("turn-2", "Nearest turn for what was missing at P4.3."),
        ("turn-3", "says nothing"),
        ("turn-3", "He leaves."),
    ],
)
def test_everything_is_on_it(made_id: str, words: str) -> None:
    assert words in TREE.one(made_id).text()


def test_the_colophon_names_the_rules() -> None:
    [footer] = TREE.all("footer")
    assert "ruleset test-1" in footer.text()
    assert "policy pack uk-2026.1" in footer.text()


def test_without_opportunity_there_is_no_section() -> None:
    assert "mark-p7" not in {element.attributes.get("id") for element in TREE}


def test_the_same_makes_the_same_bytes() -> None:
    assert page(SUBJECT, TURNS, CARD, scenes=SCENES) == PAGE


def test_nothing_is_loaded_and_nothing_runs() -> None:
    assert "://" not in PAGE
    assert TREE.all("script", "link", "img", "iframe", "object", "form", "base", "image", "use") == []
    assert not [
        name for element in TREE for name in element.attributes if name.startswith(("on", "src", "style"))
    ]
    [policy] = [
        meta.attributes["content"]
        for meta in TREE.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    [style] = TREE.all("style")
    digest = b64encode(sha256(style.text().encode()).digest()).decode()
    assert policy is not None
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "url(" not in style.text()
    assert "@import" not in style.text()


def poisoned(value: Any) -> Any:
    """The same value with every text in it hostile; spans and enumerations stay."""
    if type(value) is str:
        return HOSTILE + value
    if type(value) is tuple:
        return tuple(map(poisoned, value))
    if type(value) is dict:
        return {poisoned(key): poisoned(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, (type, Span)):
        names = [field.name for field in fields(value) if field.name not in {"speaker", "level"}]
        return replace(value, **{name: poisoned(getattr(value, name)) for name in names})
    return value


def test_hostile_text_stays_text() -> None:
    made = page(poisoned(SUBJECT), poisoned(TURNS), poisoned(CARD), HOSTILE, poisoned(SCENES))
    tree = parsed(made)
    holds_together(tree)
    assert {element.tag for element in tree} <= {element.tag for element in TREE}
    assert {name for element in tree for name in element.attributes} <= {
        name for element in TREE for name in element.attributes
    }
    assert "alert('x')" in tree.one("transcript").text()
    assert "{{ 7*7 }}" in tree.one("transcript").text()
    assert not set(made) & {"\u202e", "\u2066", "\x1b"}


def test_what_nobody_told_of_the_mood_is_not_drawn() -> None:
    tree = parsed(page(replace(SUBJECT, unknown=("mood",)), TURNS, CARD))
    holds_together(tree)
    assert tree.all("svg") == []
    assert "not told" in tree.one("mark-p4-3").text()
    assert "trust" not in tree.one("turn-1").text()


def test_a_conversation_without_turns_is_a_page() -> None:
    empty = replace(
        CARD,
        results=(),
        profile=Profile((ProfilePoint(0, Mood(4, 2, 4)),), (), {}),
        flags=(),
        went_well=(),
        to_try=(),
        talk=(),
        note=None,
        policy="",
        measures=replace(
            CARD.measures, officer_turns=0, reflections_to_questions=None, reflections_complex=0,
            percent_complex=None, percent_open=None, talk_share=None, non_adherent_rate=None, resistance=0,
        ),
    )  # fmt: skip
    tree = parsed(page(replace(SUBJECT, unknown=()), (), empty, "Hello?"))
    holds_together(tree)
    assert "Hello?" in tree.one("turn-0").text()
    assert "no policy pack" in tree.all("footer")[0].text()
    assert "neither was heard, beside no turns" in tree.one("measures").text()


def test_marks_of_a_record_that_was_changed_by_hand_still_make_a_page() -> None:
    far = replace(CARD.results[0].evidence[1], turn=99, span=Span(-4, 900))
    card = replace(CARD, results=(replace(CARD.results[0], evidence=(far,), nearest=98),) * 2)
    holds_together(parsed(page(SUBJECT, TURNS, card)))


# Colours.


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((ink, ground) for ink in ("ink", "quiet", "link") for ground in ("paper", "panel")),
        *((ink, ground) for ink in ("ink", "link") for ground in ("for", "against")),
        *((ink, "paper") for ink in ("trust", "agitation", "readiness", "against-edge")),
        ("against-edge", "panel"),
    ],
)
def test_contrast(theme: int, ink: str, ground: str) -> None:
    [style] = TREE.all("style")
    colours = [
        dict(re.findall(r"--([a-z-]+): (#\w{6});", block)) for block in style.text().split(":root {")[1:]
    ]
    brighter, darker = sorted((luminance(colours[theme][name]) for name in (ink, ground)), reverse=True)
    assert (brighter + 0.05) / (darker + 0.05) >= 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# The splitter.

SPANS = st.builds(Span, st.integers(-3, 40), st.integers(-3, 40))
MARKS = st.lists(st.builds(Mark, SPANS, st.text("ab", min_size=1), st.just("P4.1")), max_size=6)


@given(st.text(max_size=30), MARKS)
def test_the_pieces_make_up_the_text(text: str, marks: list[Mark]) -> None:
    cut = pieces(text, marks)
    assert "".join(piece.text for piece in cut) == text
    assert all(piece.text for piece in cut)


@given(st.text(max_size=30), MARKS)
def test_every_mark_covers_its_words_and_ends_once(text: str, marks: list[Mark]) -> None:
    cut = pieces(text, marks)
    silent = wordless(text, marks)
    for at, mark in enumerate(marks):
        covered = "".join(piece.text for piece in cut if mark in piece.marks)
        assert covered == text[max(mark.span.start, 0) : max(mark.span.end, 0)]
        ends = sum(piece.ending.count(mark) for piece in cut) + silent.count(mark)
        assert ends == marks.count(mark), at


def test_overlapping_marks_share_a_piece() -> None:
    first, second = Mark(Span(0, 5), "a", "P1"), Mark(Span(3, 8), "b", "P2", "against")
    assert [
        (piece.text, piece.marks, piece.ending, piece.kind) for piece in pieces("abcdefghij", [first, second])
    ] == [
        ("abc", (first,), (), "for"),
        ("de", (first, second), (first,), "against"),
        ("fgh", (second,), (second,), "against"),
        ("ij", (), (), ""),
    ]


def test_a_quote_is_found_or_the_whole_is_meant() -> None:
    assert find(TOLD.text, "the flat") == Span(18, 26)
    assert find(TOLD.text, "no such words") == Span(0, len(TOLD.text))


@given(st.lists(st.text(max_size=6)))
def test_ids_differ_and_are_plain(names: list[str]) -> None:
    made = unique(names)
    assert len(set(made)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+", one) for one in made)


# The curve.


@given(st.lists(st.builds(Mood, *[st.integers(0, 10)] * 3), min_size=2, max_size=60))
def test_names_of_lines_lie_apart_and_inside(moods: list[Mood]) -> None:
    drawn = curve([ProfilePoint(number, mood) for number, mood in enumerate(moods)])
    assert drawn is not None
    heights = sorted(float(line.label_at) for line in drawn.lines)
    assert all(below - above >= APART - 0.2 for above, below in itertools.pairwise(heights))
    assert heights[0] >= 0
    assert heights[-1] <= drawn.height
    assert len({line.dash for line in drawn.lines}) == 3
    assert all(len(line.points.split()) == len(moods) for line in drawn.lines)


def test_one_point_is_no_curve() -> None:
    assert curve([ProfilePoint(0, Mood(4, 2, 4))]) is None


# The command.


def shown(capsys: Capture, path: Path, *arguments: str) -> tuple[int, str, str]:
    code = main(["records", "show", *arguments, "--store", str(path)])
    return code, *capsys.readouterr()


def test_the_command_writes_the_page_of_a_record(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    with SqliteStore(path) as store:
        session = make_practice(store, Library.default(), "Zoë").start("darren-first-key-work", seed=7)
        for line in (OFFICERS / "skilled.txt").read_text("utf-8").splitlines():
            if session.ended is None:
                session.hear(line)
        if session.ended is None:
            session.finish()
        held = review(store, session.record_id)
    code, out, err = shown(capsys, path, held.record_id, "--html")
    assert (code, err) == (Exit.OK, "")
    tree = parsed(out)
    holds_together(tree)
    every_mark_is_found(tree, held.scorecard())
    about = tree.classed("about")[0].text()
    assert all(words in about for words in ("Darren Pike", "Zoë", "UTC", "seed 7", held.record_id))
    assert held.opened.narration in tree.one("turn-0").text()
    assert held.ended is not None
    assert held.ended.narration in tree.one(f"turn-{len(held.outcomes)}").text()


def test_an_unfinished_assessment_is_refused_and_unfinished_practice_is_not(
    capsys: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "records.db"
    with SqliteStore(path) as store:
        practice = make_practice(store, write_library(tmp_path))
        names = []
        for mode in (Mode.ASSESSMENT, Mode.PRACTICE):
            session = practice.start("sam-talk", seed=8, mode=mode)
            session.hear("How are you?")
            names.append(session.record_id)
    code, out, err = shown(capsys, path, names[0], "--html")
    assert (code, out) == (Exit.USAGE, "")
    assert "This assessment is not finished" in err
    code, out, err = shown(capsys, path, names[1], "--html")
    assert (code, err) == (Exit.OK, "")
    assert "the marks so far" in out


def test_a_page_is_not_json(capsys: Capture) -> None:
    assert main(["records", "show", "any", "--json", "--html"]) == Exit.USAGE
    assert "not allowed with" in capsys.readouterr().err
