"""Versioned rules as data: what each act does to a person, how each criterion is marked, what the law says.

Every ``fi2-...`` folder is a version of the rules for marking, and stays as it was once records were marked
with it. The other files are shared by all versions: a change to one of them that can change a mark or a
gauge needs a new ``RULESET``.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

RULESET: Final = "fi2-2026.3"
"""The version that marks unless another is asked for; every scorecard names its own."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> Mapping[str, Any]:
    """Return the content of ``scoring/rulesets/<name>.yaml``, read once, on first use."""
    file = resources.files("scoring.rulesets").joinpath(f"{name}.yaml")
    loaded: Mapping[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    return loaded


@cache
def versions() -> tuple[str, ...]:
    """Return the versions of the rules that keywork can mark with, the oldest first."""
    folders = resources.files("scoring.rulesets").iterdir()
    return tuple(sorted(entry.name for entry in folders if entry.name.startswith("fi2-")))


@cache
def version_files(version: str) -> tuple[str, ...]:
    """Return the names, for ``load``, of the files that make a version."""
    files = resources.files("scoring.rulesets").joinpath(version).iterdir()
    return tuple(sorted(f"{version}/{one.name[:-5]}" for one in files if one.name.endswith(".yaml")))
