"""How long it takes to check a shelf of conversations."""

import tempfile
from pathlib import Path

from benchmarks.measure import Benchmark, timed
from scoring.labels import TOPICS
from simulator import locations
from simulator.content.library import check_paths

SCENARIOS = 100
REACTIONS = 75


def check() -> list[float]:
    """Check 100 scenarios of about 600 lines, the size of a first conversation, with one person."""
    with tempfile.TemporaryDirectory() as name:
        shelf = Path(name)
        (shelf / "personas").mkdir()
        (shelf / "personas" / "sam.yaml").write_text(PERSONA, encoding="utf-8")
        (shelf / "scenarios").mkdir()
        for number in range(SCENARIOS):
            (shelf / "scenarios" / f"talk-{number}.yaml").write_text(_scenario(number), encoding="utf-8")
        return timed(lambda: check_paths([shelf / "scenarios"]), 1)


def shipped() -> list[float]:
    """Check what ships."""
    folders = locations.content_dirs()
    return timed(lambda: check_paths([folders.personas, folders.scenarios]), 5)


def _scenario(number: int) -> str:
    """A conversation of about 600 lines."""
    reactions = "".join(
        f"""
  - id: answer_{at}
    hears: [question_open, reflection_complex]
    topic: matter_{at % 15}
    if: trust >= {at % 8}
    say:
      - {{say: "First answer number {at}, and what it is about.", talk: change-reason, tier: 2}}
      - "Second answer number {at}."
"""
        for at in range(REACTIONS)
    )
    topics = "".join(
        f"  matter_{at}: {{of: {at_guide}, words: [word{at}]}}\n" for at, at_guide in enumerate(TOPICS)
    )
    topics += f"  matter_{len(TOPICS)}: {{of: change, words: [word]}}\n"
    return HEAD.format(number=number) + f"topics:\n{topics}reactions:{reactions}"


PERSONA = """\
schema: persona/1
id: sam
name: Sam Reed
about: {age: 30, sentence: 12 months, offence: theft}
briefing: He has asked to see you.
start: {trust: 4, agitation: 2, readiness: 4}
presets: {settled: {trust: 5}, guarded: {trust: 2}, agitated: {agitation: 5}}
lines:
  other: ["Right.", "Okay.", "Fair enough."]
  probe: ["How do you mean?", "Go on."]
"""

HEAD = """\
schema: scenario/1
id: talk-{number}
persona: sam
title: A talk
summary: One of many.
practises: Listening
difficulty: 1
minutes: 10
setting: An office.
task: Listen.
criteria: [P4.1]
starts: wary
turns: 20
states:
  wary: {{goal: He waits.}}
endings:
  time: {{grade: neutral, on: timeout}}
  closed: {{grade: neutral, on: officer}}
"""

BENCHMARKS = (
    Benchmark("check", "checking 100 scenarios of 600 lines", 2.0, check, "p50"),
    Benchmark("shipped", "checking what ships", 0.5, shipped, "p50"),
)
