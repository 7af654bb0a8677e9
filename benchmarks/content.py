"""How long it takes to check a shelf of conversations."""

import shutil
import tempfile
from pathlib import Path

from benchmarks.measure import Benchmark, timed
from simulator import locations
from simulator.content.library import check_paths

SCENARIOS = 100


def check() -> list[float]:
    """Check 100 scenarios of the size of the shipped one, with their persons."""
    personas, scenarios = locations.content_dirs()
    original = scenarios / "darren-first-key-work.yaml"
    text = original.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        shelf = Path(name)
        shutil.copytree(personas, shelf / "personas")
        (shelf / "scenarios").mkdir()
        for number in range(SCENARIOS):
            copy = f"{original.stem}-{number}"
            changed = text.replace(f"id: {original.stem}", f"id: {copy}", 1)
            (shelf / "scenarios" / f"{copy}.yaml").write_text(changed, encoding="utf-8")
        return timed(lambda: check_paths([shelf]), 1)


BENCHMARKS = (Benchmark("check", "checking 100 scenarios", 2.0, check, "p50"),)
