"""Names of records: when, with whom, and enough chance to tell two apart."""

import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

SUFFIX_BYTES: Final = 2
Randomness = Callable[[int], str]
"""Gives that many random bytes as hexadecimal digits."""


def new_record_id(moment: datetime, person: str, randomness: Randomness = secrets.token_hex) -> str:
    """Make an id such as ``20261122-0607-darren-3f9a``, in UTC, so that ids sort by time."""
    slug = re.sub(r"[^a-z0-9]+", "-", person.lower()).strip("-") or "person"
    return f"{moment.astimezone(UTC):%Y%m%d-%H%M}-{slug}-{randomness(SUFFIX_BYTES)}"
