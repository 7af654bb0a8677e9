"""Plays the tests an author wrote into a scenario, and says in words where it went otherwise."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from simulator.content.conditions import ConditionError, parse_condition
from simulator.content.script import Script, ScriptTest
from simulator.engine.conversation import Conversation
from simulator.engine.memory import Now

GAUGES = ("trust", "agitation", "readiness")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An expectation that did not come true."""

    test: str
    message: str

    def __str__(self) -> str:
        return f"{self.test}: {self.message}"


def rehearse(script: Script) -> tuple[Mismatch, ...]:
    """Every expectation of the script's tests that does not come true, with seed 0."""
    return tuple(mismatch for test in script.tests for mismatch in _play(script, test))


def _play(script: Script, test: ScriptTest) -> Iterator[Mismatch]:
    conversation = Conversation(script, preset=test.preset)
    for said in test.say:
        if conversation.ended:
            ended = conversation.ended.ending
            yield Mismatch(
                test.name, f'the conversation ended ("{ended}") before "{said[:40]}" could be said'
            )
            return
        conversation.hear(said)
    for key, wanted in test.expect.items():
        problem = _CHECKS[key](conversation, wanted, key)
        if problem:
            yield Mismatch(test.name, problem)


def _state(conversation: Conversation, wanted: object, _: str) -> str:
    return "" if conversation.state == wanted else f"the state is {conversation.state}, not {wanted}"


def _ending(conversation: Conversation, wanted: object, _: str) -> str:
    ending = conversation.ended.ending if conversation.ended else "none"
    return "" if ending == wanted else f"the ending is {ending}, not {wanted}"


def _heard(conversation: Conversation, wanted: object, _: str) -> str:
    acts = conversation.outcomes[-1].turn.reading.acts
    missing = [act for act in _names(wanted) if act not in acts]
    return f"{', '.join(missing)} was not heard, but {', '.join(sorted(acts))}" if missing else ""


def _not_heard(conversation: Conversation, wanted: object, _: str) -> str:
    found = [act for act in _names(wanted) if act in conversation.outcomes[-1].turn.reading.acts]
    return f"{', '.join(found)} was heard" if found else ""


def _topic(conversation: Conversation, wanted: object, _: str) -> str:
    subjects = conversation.outcomes[-1].subjects
    missing = [topic for topic in _names(wanted) if topic not in subjects]
    return (
        f"the turn was not on {', '.join(missing)}, but on {', '.join(subjects) or 'nothing'}"
        if missing
        else ""
    )


def _told(conversation: Conversation, wanted: object, _: str) -> str:
    told = {fact for outcome in conversation.outcomes for fact in outcome.turn.reply.tells}
    missing = [fact for fact in _names(wanted) if fact not in told]
    return f"{', '.join(missing)} was not told" if missing else ""


def _not_told(conversation: Conversation, wanted: object, _: str) -> str:
    told = {fact for outcome in conversation.outcomes for fact in outcome.turn.reply.tells}
    found = [fact for fact in _names(wanted) if fact in told]
    return f"{', '.join(found)} was told" if found else ""


def _gauge(conversation: Conversation, wanted: object, key: str) -> str:
    source = f"{key} == {wanted}" if isinstance(wanted, int) else f"{key} {wanted}"
    try:
        holds = parse_condition(source).holds(Now(conversation.memory))
    except ConditionError as error:
        return f'the expectation "{source}" {error}'
    return "" if holds else f"{key} is {getattr(conversation.mood, key)}, not {wanted}"


def _names(wanted: object) -> list[str]:
    return [str(name) for name in wanted] if isinstance(wanted, list) else [str(wanted)]


_CHECKS: Mapping[str, Callable[[Conversation, object, str], str]] = {
    "state": _state,
    "ending": _ending,
    "heard": _heard,
    "not_heard": _not_heard,
    "topic": _topic,
    "told": _told,
    "not_told": _not_told,
    **dict.fromkeys(GAUGES, _gauge),
}
