"""Who speaks: the names that stand before the lines of a transcript, and whether each is officer or person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from simulator.errors import UsageError
from simulator.transcripts.transcript import Speaker

OFFICER: Final = frozenset({"officer", "keyworker", "key worker", "staff", "po", "o"})
PERSON: Final = frozenset({"prisoner", "resident", "person", "p"})
"""What officer and person are called in any transcript, in any case of letters."""


@dataclass(frozen=True, slots=True)
class Voices:
    """The names that the user gave for the two who speak; empty for none."""

    officer: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of a transcript, told apart."""

    roles: Mapping[str, Speaker] = field(default_factory=dict)
    officer: str = ""
    """The officer's own name, where the transcript has it."""
    person: str = ""
    unclear: tuple[str, ...] = ()
    """Names of which it is not clear who they are, as written."""

    def of(self, name: str) -> Speaker | None:
        """Who speaks under that name; None where it is not clear."""
        return self.roles.get(plain(name))


def plain(name: str) -> str:
    """A name as it is compared: without capitals, points and doubled spaces."""
    return " ".join(name.casefold().replace(".", "").replace("-", " ").replace("_", " ").split())


def told(name: str, voices: Voices) -> Speaker | None:
    """Who speaks under that name, as far as the name itself tells: ``Officer``, ``Officer Shaw``."""
    compared = plain(name)
    if not compared:
        return None
    for role, given in (("officer", voices.officer), ("person", voices.person)):
        if compared == plain(given):
            return _ROLES[role]
    for role, names in (("officer", OFFICER), ("person", PERSON)):
        if compared in names or _titled(name, names):
            return _ROLES[role]
    return None


_ROLES: Final[Mapping[str, Speaker]] = {"officer": "officer", "person": "person"}


def _titled(name: str, titles: Iterable[str]) -> bool:
    """Whether a name is a title with a name behind it; "staff told me" is none, for lack of capitals."""
    words = name.split()
    return all(word[0].isupper() or word[0].isdigit() for word in words) and any(
        plain(name).startswith(f"{title} ") for title in titles if len(title) > 1
    )


def cast_of(names: Iterable[str], voices: Voices, file: str) -> Cast:
    """Tell the names apart: a single unknown one is whoever is missing.

    UsageError when the user gave the name of somebody who never speaks.
    """
    written: dict[str, str] = {}
    for name in names:
        written.setdefault(plain(name), name)
    _expect(voices, written, file)
    roles = {name: role for name, label in written.items() if (role := told(label, voices))}
    rest = [name for name in written if name not in roles]
    heard = set(roles.values())
    if len(rest) == 1 and len(heard) == 1:
        roles[rest[0]] = "person" if "officer" in heard else "officer"
        rest = []
    return Cast(
        roles,
        voices.officer or _own_name(roles, written, "officer", OFFICER),
        voices.person or _own_name(roles, written, "person", PERSON),
        tuple(written[name] for name in rest),
    )


def _expect(voices: Voices, written: Mapping[str, str], file: str) -> None:
    if voices.officer and plain(voices.officer) == plain(voices.person):
        raise UsageError(
            "The officer and the person cannot be the same.", "Give --officer and --person apart."
        )
    for given in (voices.officer, voices.person):
        if given and plain(given) not in written:
            heard = ", ".join(f'"{name}"' for name in list(written.values())[:10]) or "nobody"
            raise UsageError(
                f'Nobody called "{given}" speaks in {file}; who does: {heard}.',
                "Give the name as it stands before the lines.",
            )


def _own_name(
    roles: Mapping[str, Speaker], written: Mapping[str, str], role: Speaker, bare: frozenset[str]
) -> str:
    """The first name under which somebody speaks that is more than ``Officer`` or ``Prisoner``."""
    return next((written[name] for name, one in roles.items() if one == role and name not in bare), "")
