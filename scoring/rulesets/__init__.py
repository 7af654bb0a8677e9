"""Versioned rules as data: what each act does to a person, how each criterion is marked.

A change to any file here that can change a mark or a gauge needs a new ``RULESET``.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

RULESET: Final = "fi2-2026.2"
"""Version of the rules; every scorecard carries it."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> Mapping[str, Any]:
    """Return the content of ``scoring/rulesets/<name>.yaml``, read once, on first use."""
    file = resources.files("scoring.rulesets").joinpath(f"{name}.yaml")
    loaded: Mapping[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    return loaded
