"""The criteria of SFJ FI2 that one conversation can show, in the order of the standard.

Each module states one family. P1 to P3 and P10 to P12 have their place in ``MARKS`` when they come.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from scoring.criteria import p4, p5, p6, p7, p8
from scoring.criteria.common import Talk, Verdict

MARKS: Final[Mapping[str, Callable[[Talk], Verdict]]] = {
    **{f"P4.{number}": partial(p4.mark, criterion=f"P4.{number}") for number in range(1, 9)},
    "P5": p5.mark_summary,
    "P5.1": p5.mark_check,
    "P6": p6.mark,
    "P7": p7.mark,
    "P8": p8.mark_explain,
    "P8.1": p8.mark_challenge,
}
"""Criterion -> how it is marked."""
