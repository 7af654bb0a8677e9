"""Where two JSON values first differ."""

import re
from collections.abc import Set
from typing import Final

from simulator.records.chain import canonical

_SHOWN: Final = 60
"""Characters of a differing value that are shown."""
_PLACES: Final = re.compile(r"\[\d+\]")


def first_difference(
    then: object, now: object, lasting: Set[str] = frozenset(), path: str = ""
) -> tuple[str, str, str] | None:
    """Find the first place where ``now`` differs from ``then``: its path and both values, shortened.

    A key that ``then`` lacks is no difference: it is older than that key. Unless its path, without places in
    lists, is in ``lasting``: these were there always.
    """
    if isinstance(then, dict) and isinstance(now, dict):
        return _first_in_dicts(then, now, lasting, path)
    if isinstance(then, list) and isinstance(now, list):
        return _first_in_lists(then, now, lasting, path)
    return None if canonical(then) == canonical(now) else (path, shortened(then), shortened(now))


def _first_in_dicts(
    then: dict[str, object], now: dict[str, object], lasting: Set[str], path: str
) -> tuple[str, str, str] | None:
    for key in sorted(then.keys() | now.keys()):
        inner = f"{path}.{key}" if path else key
        if key not in now:
            return inner, shortened(then[key]), "nothing"
        if key not in then:
            if _PLACES.sub("", inner) in lasting:
                return inner, "nothing", shortened(now[key])
        elif found := first_difference(then[key], now[key], lasting, inner):
            return found
    return None


def _first_in_lists(
    then: list[object], now: list[object], lasting: Set[str], path: str
) -> tuple[str, str, str] | None:
    for index, (old, new) in enumerate(zip(then, now, strict=False)):
        if found := first_difference(old, new, lasting, f"{path}[{index}]"):
            return found
    if len(then) == len(now):
        return None
    return f"{path} (length)", str(len(then)), str(len(now))


def shortened(value: object) -> str:
    """Write a value for a message."""
    text = canonical(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
