"""How long a command takes from the shell."""

import subprocess
import sys

from benchmarks.measure import Benchmark, timed


def _command(*arguments: str, times: int = 15) -> list[float]:
    command = [sys.executable, "-m", "simulator", *arguments]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)  # compiles what has changed
    return timed(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True), times)


BENCHMARKS = (
    Benchmark("help", "keywork --help", 0.150, lambda: _command("--help"), "p50"),
    Benchmark("list", "keywork list", 1.0, lambda: _command("list", times=8), "p50"),
)
