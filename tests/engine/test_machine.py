from simulator.engine.machine import PersonaMachine, ways
from tests.support import SCENARIO, script


def test_only_authored_ways_can_be_gone() -> None:
    machine = PersonaMachine(script())
    assert machine.step("wary", "shut") == "shut"
    assert machine.step("shut", "wary") == "shut"


def test_a_reaction_of_every_state_leads_from_everywhere() -> None:
    assert ("shut", "talking") in ways(script())
    assert ("talking", "wary") not in ways(script())


def test_state_names_are_never_taken_for_callbacks() -> None:
    hostile = SCENARIO.replace("talking", "on_enter_os").replace("shut", "trigger")
    machine = PersonaMachine(script(scenario=hostile))
    assert machine.step("wary", "on_enter_os") == "on_enter_os"
    assert machine.step("wary", "trigger") == "trigger"
