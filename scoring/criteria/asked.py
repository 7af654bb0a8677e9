"""What the person asks for that is another's task, and how the officer answers it: shared by P2 and P11."""

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.criteria.common import Said, Talk
from scoring.criteria.words import find_meant
from scoring.model import Span
from scoring.policy import Errand


@dataclass(frozen=True, slots=True)
class Asked:
    """A line that asks for something, and the turns in which it can be answered."""

    said: Said
    errand: Errand
    window: range


def asked(talk: Talk, *, beyond: bool) -> tuple[Asked, ...]:
    """Return what was asked for, once each, inside or beyond a key worker's role.

    Asking again opens the window again, so the latest line of each errand counts too.
    """
    return tuple(_asked(talk, beyond=beyond))


def _asked(talk: Talk, *, beyond: bool) -> Iterator[Asked]:
    windows: dict[str, tuple[Said, range]] = {}
    for said in talk.said:
        errand = talk.pack.errands.get(said.line.asks)
        if errand is None or errand.beyond is not beyond or said.at >= talk.end:
            continue
        first, window = windows.get(errand.id, (said, range(said.at + 1, said.at + 1)))
        last = said.at + talk.limit("respond_within")
        windows[errand.id] = (first, talk.places(window.start, last))
    for name, (said, window) in windows.items():
        yield Asked(said, talk.pack.errands[name], window)


def names_right(talk: Talk, at: int, errand: Errand) -> Span | None:
    """Return where a turn names who deals with an errand."""
    return find_meant(talk.text(at), errand.right)


def names_wrong(talk: Talk, at: int, errand: Errand) -> Span | None:
    """Return where a turn names somebody who does not deal with it, and nobody who does."""
    if names_right(talk, at, errand):
        return None
    return find_meant(talk.text(at), errand.wrong)
