"""The persona's states as a flat state machine. The only module that knows ``transitions``.

State names reach the library only as ``s0``, ``s1`` ...: it imports and runs what looks like a callback
name, so no text from a file is ever handed to it.
"""

from collections.abc import Iterable

from transitions import Machine, MachineError

from simulator.content.script import Answer, Script


class PersonaMachine:
    """The ways between a script's states."""

    def __init__(self, script: Script) -> None:
        self._names = {state: f"s{index}" for index, state in enumerate(script.states)}
        self._states = {name: state for state, name in self._names.items()}
        self._machine = Machine(
            model=None, states=list(self._states), initial=self._names[script.starts],
            auto_transitions=False, send_event=True,
        )  # fmt: skip
        self._token = _Token()
        self._machine.add_model(self._token)
        for source, to in sorted(ways(script)):
            self._machine.add_transition(f"to_{self._names[to]}", self._names[source], self._names[to])

    def step(self, state: str, to: str) -> str:
        """The state after going ``to``; the same state when no way leads there from here."""
        self._machine.set_state(self._names[state], self._token)
        try:
            self._machine.events[f"to_{self._names[to]}"].trigger(self._token)
        except (MachineError, KeyError):
            return state
        return self._states[str(self._token.state)]


class _Token:
    """What the machine moves from state to state."""

    state: object = None


def ways(script: Script) -> set[tuple[str, str]]:
    """Every (from, to) an author allowed: moves, and the ``go`` of what may be said in a state."""
    anywhere = _goes((*script.reactions, *script.disclosures, *script.gambits, *script.interrupts))
    found = {(source, to) for source in script.states for to in anywhere}
    for state in script.states.values():
        found |= {(state.id, to) for to in _goes((*state.expects, *state.reactions))}
    for move in script.moves:
        found |= {(source, move.to) for source in move.sources}
    return {(source, to) for source, to in found if source != to}


def _goes(answers: Iterable[Answer]) -> set[str]:
    return {answer.go for answer in answers if answer.go}
