"""One conversation and its suggested marks as a page that stands alone, for an assessor who checks every mark.

The page holds no script and loads nothing. The same conversation and marks make the same bytes.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from scoring.model import Scorecard, Turn
from simulator.reports import names
from simulator.reports.curve import curve
from simulator.reports.measures import counts, measures
from simulator.reports.note import note
from simulator.reports.sections import place, sections
from simulator.reports.transcript import Scene, Sources, exchanges, flag_rows
from simulator.safe_text import clean

__all__ = ["Scene", "Subject", "page"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the page is about; what is empty is left out."""

    title: str
    person: str
    officer: str
    when: str
    how: str
    unknown: tuple[str, ...] = ()
    """What nobody has told about the conversation: names from ``labels.KNOWABLE``, or plain words."""


def page(
    subject: Subject,
    turns: Sequence[Turn],
    card: Scorecard,
    opening: str = "",
    scenes: Sequence[Scene] = (),
) -> str:
    """Lay out a conversation and its marks as HTML.

    ``opening`` is what the person said before the officer's first turn; without it, the line that the
    first turn answered. ``scenes`` is what else happened.
    """
    mood_known = "mood" not in subject.unknown
    marked = sections(card, turns, mood_known=mood_known)
    flags = flag_rows(card)
    sources = Sources(marked, flags, scenes, mood_known)
    known = frozenset(turn.number for turn in turns)
    templates = _templates()
    style = templates.get_template("page.css").render()
    written = templates.get_template("page.html.j2").render(
        subject=subject,
        card=card,
        policy=_policy(style),
        flags=flags,
        unknown=[names.UNKNOWN.get(name, name) for name in subject.unknown],
        sections=marked,
        measures=tuple(measures(card.measures)),
        counts=tuple(counts(card.measures, turns)),
        curve=curve(card.profile.points) if mood_known else None,
        mood_known=mood_known,
        note=note(card, marked),
        exchanges=tuple(exchanges(turns, opening, sources)),
        person=subject.person or "The person",
        place=lambda number: place(number, known),
        names=names,
    )
    return f"{written}\n"


def _policy(style: str) -> str:
    """Allow this stylesheet and nothing else: no script, image, font, frame, form or connection."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _templates() -> Environment:
    return Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        finalize=_cleaned,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _source(name: str) -> str:
    return resources.files("simulator.reports").joinpath(name).read_text(encoding="utf-8")


def _cleaned(value: object) -> object:
    """Clean every text on its way into the page; what the templates have made is clean."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
