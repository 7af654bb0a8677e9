"""What a script tells scoring beside the words: alerts and errands of a line, how a person is met."""

from pathlib import Path

import pytest

from scoring.labels import ALERTS, ERRANDS, NEEDS
from scoring.model import PersonLine
from simulator.content.build import CRITERIA
from simulator.content.library import Library, check_paths
from simulator.content.script import Script
from tests.support import PERSONA, SCENARIO, script

NAME = "name: Sam Reed\n"
POOL = '  - {id: housing_any, topic: housing, say: ["It\'s all about the flat with you."]}\n'
TAGGED = """  - id: housing_any
    topic: housing
    alert: security
    asks: housing
    say:
      - "Who do I see about a flat?"
      - {say: "I'd end it there.", alert: harm_to_self}
      - {say: "And my tablets?", asks: medication}
"""


def lines_of(found: Script, answer: str) -> dict[str, PersonLine]:
    """The lines of a reaction by their words."""
    pool = next(reaction for reaction in found.reactions if reaction.id == answer)
    return {line.spoken.text: line.spoken for line in pool.lines}


def met(*keys: str) -> Script:
    """The sample with more keys about the person."""
    return script(persona=PERSONA.replace(NAME, NAME + "".join(f"{key}\n" for key in keys)))


def problems(folder: Path, persona: str = PERSONA, scenario: str = SCENARIO) -> list[str]:
    for kind, name, text in (("personas", "sam", persona), ("scenarios", "sam-talk", scenario)):
        (folder / kind).mkdir()
        (folder / kind / f"{name}.yaml").write_text(text, "utf-8")
    found = check_paths([folder / "personas", folder / "scenarios"])
    return [str(problem).replace(f"{folder}/", "") for problem in found]


def place(text: str, line_with: str, key: str) -> str:
    """Line and column of a key in the one line that has those words."""
    (row,) = [number for number, line in enumerate(text.splitlines()) if line_with in line]
    return f"{row + 1}:{text.splitlines()[row].index(key) + 1}"


def test_a_line_carries_what_its_pool_carries_unless_it_has_its_own() -> None:
    lines = lines_of(script(scenario=SCENARIO.replace(POOL, TAGGED)), "housing_any")
    assert {text: (line.alert, line.asks) for text, line in lines.items()} == {
        "Who do I see about a flat?": ("security", "housing"),
        "I'd end it there.": ("harm_to_self", "housing"),
        "And my tablets?": ("security", "medication"),
    }


def test_a_line_without_them_has_none() -> None:
    lines = lines_of(script(), "housing_any")
    assert [(line.alert, line.asks) for line in lines.values()] == [("", "")]


def test_the_tags_leave_a_line_s_id_as_it_was() -> None:
    tagged = script(scenario=SCENARIO.replace(POOL, POOL.replace("say:", "asks: housing, say:")))
    before, after = (lines_of(found, "housing_any").popitem()[1] for found in (script(), tagged))
    assert (before.asks, after.asks) == ("", "housing")
    assert before.id == after.id


@pytest.mark.parametrize("alert", ALERTS)
def test_every_alert_may_be_written(alert: str) -> None:
    found = script(scenario=SCENARIO.replace(POOL, POOL.replace("say:", f"alert: {alert}, say:")))
    assert lines_of(found, "housing_any").popitem()[1].alert == alert


@pytest.mark.parametrize("errand", ERRANDS)
def test_every_errand_may_be_written(errand: str) -> None:
    found = script(scenario=SCENARIO.replace(POOL, POOL.replace("say:", f"asks: {errand}, say:")))
    assert lines_of(found, "housing_any").popitem()[1].asks == errand


def test_disclosures_and_own_lines_carry_them_too() -> None:
    persona = PERSONA.replace("    tier: 3\n", "    tier: 3\n    alert: further_offence\n").replace(
        '"Meaning?"', '{say: "Meaning?", asks: parole}'
    )
    found = script(persona=persona)
    assert [line.spoken.alert for line in found.disclosures[0].lines] == ["further_offence"]
    assert [line.spoken.asks for line in found.own_lines["probe"].lines] == ["", "", "parole"]


def test_a_person_is_called_by_the_first_name_unless_told_otherwise() -> None:
    assert script().brief.called == ("Sam",)
    assert met("called: [Sammy, Mr Reed]").brief.called == ("Sammy", "Mr Reed")
    assert met("called: Sammy").brief.called == ("Sammy",)


def test_needs_and_remand_reach_the_brief() -> None:
    plain = script().brief
    assert (plain.needs, plain.unconvicted) == (frozenset(), False)
    brief = met("needs: [one thing at a time, hearing]", "unconvicted: true").brief
    assert brief.needs == {"one thing at a time", "hearing"}
    assert brief.unconvicted
    assert met(f"needs: [{', '.join(NEEDS)}]").brief.needs == set(NEEDS)


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("alert: furter_offence", 'KW103 "furter_offence" is not one of harm_to_self,'),
        ("alert: furter_offence", 'did you mean "further_offence"?'),
        ("asks: drug_treatmnt", 'KW103 "drug_treatmnt" is not one of housing,'),
        ("asks: drug_treatmnt", 'did you mean "drug_treatment"?'),
        ("asks: Housing", 'did you mean "housing"?'),
        ("asks: [housing]", "KW103"),
    ],
)
def test_an_unknown_tag_is_reported_where_it_stands(tmp_path: Path, tag: str, says: str) -> None:
    of_pool = SCENARIO.replace(POOL, POOL.replace("say:", f"{tag}, say:"))
    (found,) = problems(tmp_path, scenario=of_pool)
    assert found.startswith(f"scenarios/sam-talk.yaml:{place(of_pool, 'id: housing_any', tag)} KW103 ")
    assert says in found


def test_an_unknown_tag_of_one_line_is_reported_at_that_line(tmp_path: Path) -> None:
    scenario = SCENARIO.replace(POOL, TAGGED.replace("harm_to_self", "harm_to_himself"))
    (found,) = problems(tmp_path, scenario=scenario)
    assert found.startswith(f"scenarios/sam-talk.yaml:{place(scenario, 'end it there', 'alert:')} KW103 ")
    assert 'did you mean "harm_to_self"?' in found


@pytest.mark.parametrize(
    ("key", "at", "says"),
    [
        ("needs: [plan words]", "plan", '"plan words" is not one of plain words, one thing at a time,'),
        ("needs: [hearing, redaing]", "redaing", 'did you mean "reading"?'),
        ("called: []", "called", '"called" must not be empty.'),
        ("called: [7]", "7", "must be text (put it in quotes), not the number 7."),
        ("unconvicted: yes", "unconvicted", '"unconvicted" must be true or false, not the text "yes".'),
        ("unconvictd: true", "unconvictd", 'is not a key here; did you mean "unconvicted"?'),
    ],
)
def test_each_fault_in_how_a_person_is_met(tmp_path: Path, key: str, at: str, says: str) -> None:
    persona = PERSONA.replace(NAME, f"{NAME}{key}\n")
    (found,) = problems(tmp_path, persona=persona)
    assert found.startswith(f"personas/sam.yaml:{place(persona, key, at)} ")
    assert says in found


@pytest.mark.parametrize("criterion", sorted(CRITERIA))
def test_every_criterion_may_be_declared(criterion: str) -> None:
    found = script(scenario=SCENARIO.replace("criteria: [P4.3, P5]", f"criteria: [{criterion}]"))
    assert found.criteria == (criterion,)
    assert found.brief.criteria == {criterion}


def test_an_unknown_criterion_is_reported_where_it_stands(tmp_path: Path) -> None:
    scenario = SCENARIO.replace("criteria: [P4.3, P5]", "criteria: [P10, P10.2]")
    (found,) = problems(tmp_path, scenario=scenario)
    at = place(scenario, "criteria: [P10, P10.2]", "P10.2")
    assert found.startswith(f'scenarios/sam-talk.yaml:{at} KW207 there is no criterion "P10.2"; did you mean')


def test_what_ships_marks_every_telling_of_an_uncharged_offence_and_no_hint() -> None:
    found = Library.default().script("darren-first-key-work")
    assert found.brief.called == ("Darren",)
    pools = [*found.reactions, *found.disclosures, *found.gambits, *found.interrupts]
    lines = [line.spoken for pool in pools for line in pool.lines]
    told = {line.id for line in lines if "garages" in line.tells}
    assert told
    assert told == {line.id for line in lines if line.alert == "further_offence"}
