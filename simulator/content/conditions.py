"""The little language of ``if``, ``needs`` and ``when``: parsed to our own tree, never evaluated as Python.

Grammar (docs/content-format.md explains the names)::

    any    := all ("or" all)*
    all    := part ("and" part)*
    part   := "not" part | "(" any ")" | value [("==" | "!=" | "<" | "<=" | ">" | ">=") value]
    value  := number | "true" | "false" | name | name "(" name ["," number] ")"
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

MAX_LENGTH = 500
MAX_DEPTH = 20

GAUGES: Final = ("trust", "agitation", "readiness", "turn")
FUNCTIONS: Final = {
    "heard": "act", "count": "act", "asked": "topic", "told": "fact", "visits": "state", "at": "state",
}  # fmt: skip
"""Function name -> what its argument names."""
WITH_WINDOW: Final = frozenset({"heard", "asked"})


class Situation(Protocol):
    """What a condition may look at; the engine provides it."""

    def gauge(self, name: str) -> int:
        """The value of one of ``GAUGES``."""

    def call(self, function: str, argument: str, window: int | None) -> int:
        """The value of one of ``FUNCTIONS``; 0 and 1 for no and yes."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A name a condition uses that must exist: ``kind`` is act, topic, fact or state."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A parsed condition."""

    source: str
    test: Callable[[Situation], int]
    references: tuple[Reference, ...] = ()

    def holds(self, situation: Situation) -> bool:
        """Whether it is true now."""
        return bool(self.test(situation))


class ConditionError(ValueError):
    """A condition that cannot be read; the message says why and where."""


_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d{1,6})|(?P<name>[A-Za-z_][A-Za-z0-9_-]*)|(?P<sign>==|!=|<=|>=|[<>(),]))"
)

_COMPARE: Final[dict[str, Callable[[int, int], bool]]] = {
    "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
}  # fmt: skip

_Test = Callable[[Situation], int]


@lru_cache(maxsize=4096)
def parse_condition(source: str) -> Condition:
    """The condition written in ``source``; ``ConditionError`` when it cannot be read."""
    if len(source) > MAX_LENGTH:
        raise ConditionError(f"is longer than {MAX_LENGTH} characters")
    parser = _Parser(source)
    test = parser.any_of(0)
    parser.expect_end()
    return Condition(source, test, tuple(dict.fromkeys(parser.references)))


def _tokens(source: str) -> Iterator[str]:
    position = 0
    text = source.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise ConditionError(f'has "{text[position:].strip()[:10]}", which is not understood here')
        yield match.group().strip()
        position = match.end()


class _Parser:
    """Recursive descent over the tokens; each method returns a closure to run later."""

    def __init__(self, source: str) -> None:
        self._tokens = list(_tokens(source))
        self._next = 0
        self.references: list[Reference] = []

    def any_of(self, depth: int) -> _Test:
        parts = [self._all_of(depth)]
        while self._take("or"):
            parts.append(self._all_of(depth))
        return parts[0] if len(parts) == 1 else lambda s: int(any(part(s) for part in parts))

    def expect_end(self) -> None:
        if self._peek():
            raise ConditionError(f'has "{self._peek()}" where "and", "or" or the end is expected')

    def _all_of(self, depth: int) -> _Test:
        parts = [self._part(depth)]
        while self._take("and"):
            parts.append(self._part(depth))
        return parts[0] if len(parts) == 1 else lambda s: int(all(part(s) for part in parts))

    def _part(self, depth: int) -> _Test:
        if depth > MAX_DEPTH:
            raise ConditionError("is nested too deep")
        if self._take("not"):
            inner = self._part(depth + 1)
            return lambda s: int(not inner(s))
        if self._take("("):
            inner = self.any_of(depth + 1)
            self._need(")")
            return inner
        left = self._value()
        if self._peek() in _COMPARE:
            compare = _COMPARE[self._pop()]
            right = self._value()
            return lambda s: int(compare(left(s), right(s)))
        return left

    def _value(self) -> _Test:
        word = self._pop()
        if word.isdecimal():
            number = int(word)
            return lambda _: number
        if word in ("true", "false"):
            truth = int(word == "true")
            return lambda _: truth
        if word in GAUGES:
            return lambda s: s.gauge(word)
        if word in FUNCTIONS:
            return self._call(word)
        raise ConditionError(
            f'uses "{word}", which is no name known here ({", ".join((*GAUGES, *FUNCTIONS))})'
        )

    def _call(self, function: str) -> _Test:
        self._need("(")
        argument = self._pop()
        self.references.append(Reference(FUNCTIONS[function], argument))
        window: int | None = None
        if self._take(","):
            number = self._pop()
            if function not in WITH_WINDOW or not number.isdecimal():
                raise ConditionError(f"gives {function}() a second part it cannot use")
            window = int(number)
        self._need(")")
        return lambda s: s.call(function, argument, window)

    def _peek(self) -> str:
        return self._tokens[self._next] if self._next < len(self._tokens) else ""

    def _pop(self) -> str:
        token = self._peek()
        if not token:
            raise ConditionError("ends too soon")
        self._next += 1
        return token

    def _take(self, token: str) -> bool:
        if self._peek() == token:
            self._next += 1
            return True
        return False

    def _need(self, token: str) -> None:
        if not self._take(token):
            raise ConditionError(f'lacks a "{token}" before "{self._peek() or "the end"}"')
