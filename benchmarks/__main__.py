"""Run the benchmarks that were asked for, or all of them."""

import os
import sys

from benchmarks import commands, content, marking, reading, screens, skill, talk
from benchmarks.measure import head, row

ALL = {
    benchmark.name: benchmark
    for module in (commands, talk, marking, content, screens)
    for benchmark in module.BENCHMARKS
}


def main(names: list[str]) -> int:
    """Print a table of the benchmarks, or of how well words are read or skill is told apart."""
    if names[:1] == ["reading"]:
        return reading.main(names[1:])
    if names[:1] == ["skill"]:
        return skill.main()
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are: {', '.join(ALL)}", file=sys.stderr)
        return 2
    print(head())
    if os.name == "posix" and os.getloadavg()[0] > (os.cpu_count() or 1):
        print(
            "This machine is busy with other things: expect figures well above what they should be.",
            file=sys.stderr,
        )
    code = 0
    for name in names or ALL:
        try:
            print(row(ALL[name]), flush=True)
        except Exception as error:  # one that cannot be measured must not hide the others
            print(f"{name:<10}could not be measured: {type(error).__name__}: {error}", flush=True)
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
