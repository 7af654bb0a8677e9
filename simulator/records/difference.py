"""Where two JSON values first differ."""

from typing import Final

from simulator.records.chain import canonical

_SHOWN: Final = 60
"""Characters of a differing value that are shown."""


def first_difference(then: object, now: object, path: str = "") -> tuple[str, str, str] | None:
    """Find the first place where two JSON values differ: its path and both values, shortened."""
    if isinstance(then, dict) and isinstance(now, dict):
        for key in sorted(then.keys() | now.keys()):
            inner = f"{path}.{key}" if path else key
            if key not in then or key not in now:
                return inner, _shown(then, key), _shown(now, key)
            if found := first_difference(then[key], now[key], inner):
                return found
        return None
    if isinstance(then, list) and isinstance(now, list):
        return _first_in_lists(then, now, path)
    return None if canonical(then) == canonical(now) else (path, _short(then), _short(now))


def _first_in_lists(then: list[object], now: list[object], path: str) -> tuple[str, str, str] | None:
    for index, (old, new) in enumerate(zip(then, now, strict=False)):
        if found := first_difference(old, new, f"{path}[{index}]"):
            return found
    if len(then) == len(now):
        return None
    return f"{path} (length)", str(len(then)), str(len(now))


def _shown(values: dict[str, object], key: str) -> str:
    return _short(values[key]) if key in values else "nothing"


def _short(value: object) -> str:
    text = canonical(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
