"""Every fault in content is reported at its place, all at once, in plain words."""

from pathlib import Path

import pytest

from simulator.content.diagnostics import Severity
from simulator.content.library import Library, check_paths, compile_script, core_lines, shipped_core
from simulator.content.model import SITUATIONS
from simulator.errors import ContentError, UsageError
from tests.support import PERSONA, SCENARIO


def check(tmp_path: Path, persona: str, scenario: str) -> list[str]:
    for folder, name, text in (("personas", "sam", persona), ("scenarios", "sam-talk", scenario)):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"{name}.yaml").write_text(text, "utf-8")
    found = check_paths([tmp_path / "personas", tmp_path / "scenarios"])
    return [str(problem).replace(str(tmp_path) + "/", "") for problem in found]


def test_the_sample_has_no_problems(tmp_path: Path) -> None:
    assert check(tmp_path, PERSONA, SCENARIO) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("starts: wary", "starts: warry", "KW202", 'there is no state "warry"; did you mean "wary"?'),
        ("go: talking", "go: talkin", "KW202", 'there is no state "talkin"; did you mean "talking"?'),
        ("hears: affirm,", "hears: afirm,", "KW203", 'there is no act "afirm"; did you mean "affirm"?'),
        ("topic: housing, say: [\"It's", "topic: hausing, say: [\"It's", "KW201", 'did you mean "housing"?'),
        ("tells: [flat]", "tells: [flatt]", "KW204", 'there is no fact "flatt"; did you mean "flat"?'),
        ("persona: sam", "persona: sum", "KW205", 'there is no persona "sum"; did you mean "sam"?'),
        ("criteria: [P4.3, P5]", "criteria: [P4.9]", "KW207", 'there is no criterion "P4.9"'),
        ("when: agitation >= 7", "when: agitation >> 7", "KW210", "the condition"),
        ("when: agitation >= 7", "when: angry >= 7", "KW210", 'uses "angry"'),
        ("when: agitation >= 7", "when: told(house)", "KW204", 'there is no fact "house"'),
        ("id: housing_any", "id: housing_asked", "KW211", 'the id "housing_asked" is used twice.'),
        ("  time: {grade: neutral, on: timeout}\n", "", "KW221", "on: timeout"),
        ("  closed: {grade: neutral, on: officer, say: [\"See you.\"]}\n", "", "KW222", "on: officer"),
        ("title: A talk", "titel: A talk", "KW101", '"titel" is not a key here; did you mean "title"?'),
        ("title: A talk\n", "", "KW102", '"title" is missing here.'),
        ("title: A talk", "title: 7", "KW103", '"title" must be text (put it in quotes), not the number 7.'),
        ("difficulty: 1", "difficulty: 9", "KW104", '"difficulty" must be at most 5.'),
        ("difficulty: 1", "difficulty: easy", "KW103", 'must be a whole number, not the text "easy".'),
        ("id: sam-talk", "id: Sam Talk", "KW104", '"Sam Talk" is no name'),
        ("grade: poor", "grade: por", "KW103", '"por" is not one of good, neutral, poor; did you mean "poor"?'),
        ("of: circumstances,", "of: circumstance,", "KW103", 'did you mean "circumstances"?'),
        ("minutes: 5", "minutes: 5\nminutes: 6", "KW012", '"minutes" is given twice'),
        ('say: ["What parcel?"]', "say: []", "KW104", "must not be empty"),
        ("words: [family, sister, dog]", "words: []", "KW223", "never recognised"),
    ],
)  # fmt: skip
def test_each_fault_in_a_scenario(tmp_path: Path, old: str, new: str, code: str, says: str) -> None:
    assert old in SCENARIO
    found = check(tmp_path, PERSONA, SCENARIO.replace(old, new, 1))
    assert any(
        f" {code} " in line and says in line and line.startswith("scenarios/sam-talk.yaml:") for line in found
    ), found


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("label_person: {trust", "label_persn: {trust", "KW203", 'did you mean "label_person"?'),
        ("  agitated: [folds", "  agitate: [folds", "KW209", 'did you mean "agitated"?'),
        ("  probe:", "  prob:", "KW203", 'did you mean "probe"?'),
        ("guarded: {trust: 2}", "gaurded: {trust: 2}", "KW220", 'the preset "guarded" is missing.'),
        ("age: 30", "age: 130", "KW104", "must be at most 99"),
        ("trust: 4, agitation", "trust: 14, agitation", "KW104", "must be at most 10"),
        ("    tier: 3\n", "    tier: 3\n    talk: chnge\n", "KW208", 'did you mean "change"?'),
    ],
)
def test_each_fault_in_a_persona(tmp_path: Path, old: str, new: str, code: str, says: str) -> None:
    assert old in PERSONA
    found = check(tmp_path, PERSONA.replace(old, new, 1), SCENARIO)
    assert any(
        f" {code} " in line and says in line and line.startswith("personas/sam.yaml:") for line in found
    ), found


def test_all_faults_are_reported_at_once_in_order(tmp_path: Path) -> None:
    bad = (
        SCENARIO.replace("starts: wary", "starts: warry")
        .replace("go: talking", "go: talkin")
        .replace("hears: affirm,", "hears: afirm,")
    )
    places = [int(line.split(":")[1]) for line in check(tmp_path, PERSONA, bad)]
    assert len(places) == 3
    assert places == sorted(places)


def test_hostile_files_are_refused_in_words(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "big.yaml").write_bytes(b"a: " + b"x" * 2_000_000)
    (folder / "latin.yaml").write_bytes("a: caf\xe9".encode("latin-1"))
    (folder / "list.yaml").write_text("- 1", "utf-8")
    codes = [(Path(p.at.file).name, p.code) for p in check_paths([folder, folder / "gone.yaml"])]
    assert codes == [
        ("big.yaml", "KW001"),
        ("gone.yaml", "KW005"),
        ("latin.yaml", "KW004"),
        ("list.yaml", "KW100"),
    ]


def test_an_unknown_scenario_is_a_usage_error_with_a_hint() -> None:
    with pytest.raises(UsageError, match='did you mean "darren-first-key-work"'):
        Library.default().script("darren-first-keywork")


def test_unusable_content_lists_every_problem() -> None:
    with pytest.raises(ContentError) as caught:
        compile_script(SCENARIO.replace("starts: wary", "starts: x").replace("go: talking", "go: y"), PERSONA)
    assert str(caught.value).count("KW202") == 2


def test_what_ships_has_no_problems_at_all() -> None:
    library = Library.default()
    found = check_paths([library.personas, library.scenarios])
    assert [str(p) for p in found if p.severity is Severity.ERROR] == []


def test_the_core_pack_answers_every_situation() -> None:
    assert set(core_lines(shipped_core())) >= set(SITUATIONS)
    assert all(len(answer.lines) >= 1 for answer in core_lines(shipped_core()).values())
