"""What happened, to and from the canonical JSON of an event's body: nothing is lost on the way.

Each body carries ``format``. A field that is added later needs a default, so that older records are
still read; any other change of shape needs a new format number.
"""

import json
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from scoring.model import Scorecard
from simulator.engine.outcome import Closed, Ended, Noted, Opened, TurnOutcome
from simulator.errors import RecordError
from simulator.records.chain import canonical
from simulator.records.store import Event, EventKind

FORMAT: Final = 1
"""The shape of the bodies this program writes, and the newest it reads."""


@dataclass(frozen=True, slots=True)
class Remarked:
    """The marks of a finished conversation under another version of the rules; those given first stay."""

    ruleset: str
    scorecard: Scorecard


Happening = Opened | TurnOutcome | Closed | Noted | Remarked
"""What an event can tell."""

_KINDS: Final[dict[type[Happening], EventKind]] = {
    Opened: EventKind.OPENED,
    TurnOutcome: EventKind.HEARD,
    Closed: EventKind.CLOSED,
    Noted: EventKind.NOTED,
    Remarked: EventKind.REMARKED,
}

LASTING: Final = frozenset(
    {
        *(f"turn.reading.{key}" for key in ("behaviours", "markers", "topics", "primary")),
        *(
            f"turn.{line}.{key}"
            for line in ("answered", "reply")
            for key in ("topics", "tier", "talk", "tells")
        ),
        *(f"scorecard.{key}" for key in ("flags", "went_well", "to_try")),
        *(f"scorecard.results.{key}" for key in ("evidence", "against", "why_not", "try_next")),
        *(f"scorecard.profile.points.{key}" for key in ("calming", "escalating")),
    }
)
"""What has a default and yet was in every body ever written: one that lacks it was not written so."""

T = TypeVar("T")


def encode(happening: Happening) -> tuple[EventKind, str]:
    """Return the kind and body of the event that records it."""
    shape = type(happening)
    # pydantic warns about read-only mappings; ``canonical`` writes every mapping alike.
    fields = _adapter(shape).dump_python(happening, warnings="none")
    return _KINDS[shape], canonical({"format": FORMAT, **fields})


def decode_opened(event: Event) -> Opened:
    """Read how the conversation started."""
    return _decode(Opened, event)


def decode_heard(event: Event) -> TurnOutcome:
    """Read a turn."""
    return _decode(TurnOutcome, event)


def decode_closed(event: Event) -> Closed:
    """Read the end and the marks."""
    return _decode(Closed, event)


def decode_noted(event: Event) -> Noted:
    """Read the officer's note and the marks with it."""
    return _decode(Noted, event)


def decode_remarked(event: Event) -> Remarked:
    """Read the marks under another version of the rules."""
    return _decode(Remarked, event)


def decode_ended(event: Event) -> Ended | None:
    """Read how the conversation ended with that event, if it did, without reading the marks."""
    if event.kind not in (EventKind.HEARD, EventKind.CLOSED):
        return None
    fields = _fields(event)
    return _checked(Ended, event, fields["ended"]) if fields.get("ended") else None


def _decode(shape: type[T], event: Event) -> T:
    return _checked(shape, event, _fields(event))


def _fields(event: Event) -> dict[str, object]:
    try:
        fields = json.loads(event.body)
        number = fields.pop("format")
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise _unreadable(event) from error
    if number != FORMAT:
        raise RecordError(
            f"The record {event.record} is in format {number}; this program reads format {FORMAT}.",
            "Update keywork.",
        )
    return dict(fields)


def _checked(shape: type[T], event: Event, fields: object) -> T:
    try:
        return _adapter(shape).validate_json(canonical(fields), strict=True)
    except ValidationError as error:
        raise _unreadable(event) from error


def _unreadable(event: Event) -> RecordError:
    return RecordError(
        f"Event {event.number} of the record {event.record} cannot be read.",
        f"Run 'keywork records verify {event.record}' to see what is wrong with it.",
    )


_ADAPTERS: Final[dict[type, TypeAdapter[Any]]] = {}


def _adapter(shape: type[T]) -> TypeAdapter[T]:
    """Make the reader and writer of a shape on first use: it takes longer than hundreds of events."""
    if shape not in _ADAPTERS:
        _ADAPTERS[shape] = TypeAdapter(shape)
    return _ADAPTERS[shape]
