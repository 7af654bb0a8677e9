"""Measuring, and laying out what was measured."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Measure = Callable[[], list[float]]
"""Returns what single runs took, in seconds."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Something people wait for."""

    name: str
    """What it is called on the command line."""
    what: str
    goal: float
    """Seconds."""
    measure: Measure
    counts: Literal["p50", "p95"] = "p95"
    """Which figure the goal is about."""


def timed(action: Callable[[], object], times: int) -> list[float]:
    """Run something several times; how long each took."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        taken.append(time.perf_counter() - started)
    return taken


def row(benchmark: Benchmark) -> str:
    """Run a benchmark and lay out its line of the table."""
    taken = benchmark.measure()
    figures = {"p50": statistics.median(taken), "p95": quantile(taken, 0.95)}
    verdict = "ok" if figures[benchmark.counts] <= benchmark.goal else "OVER"
    cells = (benchmark.name, benchmark.what, figures["p50"], figures["p95"], benchmark.goal, benchmark.counts)
    return "{:<10}{:<42}{}{}{}  {}  {}".format(*cells[:2], *map(shown, cells[2:5]), cells[5], verdict)


def head() -> str:
    """Lay out the table's first line."""
    return f"{'name':<10}{'what':<42}{'p50':>11}{'p95':>11}{'goal':>11}  of"


def quantile(values: list[float], share: float) -> float:
    """Return the smallest value that at least that share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def shown(seconds: float) -> str:
    """Write a time in milliseconds."""
    return f"{seconds * 1000:>8.1f} ms"
