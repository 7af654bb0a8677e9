"""What differs between two scorecards of one record, in words and as JSON."""

import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from simulator.safe_text import clean

if TYPE_CHECKING:
    from scoring.model import Flag
    from simulator.records.remarking import CriterionShift, Remarking

_WIDTH = 100
_INDENT = " " * 8
_UNMARKED = "not marked"


def shift_lines(remarking: "Remarking") -> Iterator[str]:
    """Say it one difference after the other, each with the reason, or that there is none."""
    for shift in remarking.criteria:
        yield _wrapped(_shifted(shift), f"  {shift.criterion}  ")
        if shift.evidence or shift.against:
            yield _wrapped(_stands_on(shift), _INDENT)
        for reason in remarking.because(shift.criterion):
            yield _wrapped(f"because: {reason}", _INDENT)
    for flag in remarking.flags_added:
        yield _wrapped(f"flag added: {_flag(flag)}. {flag.text}", "  ")
    for flag in remarking.flags_removed:
        yield _wrapped(f"flag removed: {_flag(flag)}", "  ")
    if not remarking.differs:
        yield "  no mark changes"


def shift_fields(remarking: "Remarking") -> dict[str, object]:
    """Lay it out for JSON."""
    return {
        "record": remarking.record,
        "from": remarking.before.ruleset,
        "to": remarking.after.ruleset,
        "differs": remarking.differs,
        "criteria": [
            {
                "criterion": shift.criterion,
                "change": shift.shift.value,
                "from": shift.was,
                "to": shift.now,
                "why_not": shift.why_not,
                "evidence": list(shift.evidence),
                "against": list(shift.against),
                "because": list(remarking.because(shift.criterion)),
            }
            for shift in remarking.criteria
        ],
        "flags_added": [asdict(flag) for flag in remarking.flags_added],
        "flags_removed": [asdict(flag) for flag in remarking.flags_removed],
    }


def _shifted(shift: "CriterionShift") -> str:
    if shift.was is shift.now:
        return f"{shift.now}, on other words"
    levels = f"{shift.was or _UNMARKED} -> {shift.now or _UNMARKED}"
    return f"{levels}: {shift.why_not}" if shift.why_not else levels


def _stands_on(shift: "CriterionShift") -> str:
    against = f"; against it {', '.join(shift.against)}" if shift.against else ""
    return f"stands on {', '.join(shift.evidence) or 'nothing'}{against}"


def _flag(flag: "Flag") -> str:
    return f'turn {flag.turn}, {flag.marker.replace("_", " ")}: "{flag.quote}"'


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(
        " ".join(clean(text, keep_newlines=False).split()),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=_INDENT,
        break_on_hyphens=False,
    )
