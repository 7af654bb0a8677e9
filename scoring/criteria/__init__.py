"""The criteria of SFJ FI2 that one conversation can show, in the order of the standard.

Each module states one family. Which of them a version of the rules marks stands in its files.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from scoring.criteria import p1, p2, p3, p4, p5, p5_1, p6, p7, p8, p8_1, p10, p11, p12
from scoring.criteria.common import Talk, Verdict

MARKS: Final[Mapping[str, Callable[[Talk], Verdict]]] = {
    "P1": partial(p1.mark, criterion="P1"),
    "P1.1": partial(p1.mark, criterion="P1.1"),
    "P2": p2.mark,
    "P3": p3.mark,
    **{f"P4.{number}": partial(p4.mark, criterion=f"P4.{number}") for number in range(1, 9)},
    "P5": p5.mark,
    "P5.1": p5_1.mark,
    "P6": p6.mark,
    "P7": p7.mark,
    "P8": p8.mark,
    "P8.1": p8_1.mark,
    "P10": p10.mark_risk,
    "P10.1": p10.mark_offence,
    "P11": p11.mark,
    "P12": p12.mark,
}
"""Criterion -> how it is marked."""
