"""The bytes a record is made of, and the chain that ties each event to the one before.

Equal values have equal canonical JSON on every machine, so records can be compared byte for byte.
"""

import json
from collections.abc import Mapping, Set
from typing import Final

from simulator.digest import text_digest

GENESIS: Final = "0" * 64
"""What the first event of every record follows."""


def canonical(value: object) -> str:
    """``value`` as JSON with sorted keys, no spaces, real characters and no NaN."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_as_json
    )


def _as_json(value: object) -> object:
    if isinstance(value, Set):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be part of a record")


def chain_digest(previous: str, *event: str | int) -> str:
    """SHA-256 over the digest before and an event's record, number, kind, time and body.

    They are framed as one canonical JSON list, so that no two events share the same bytes.
    """
    return text_digest(canonical([previous, *event]))
