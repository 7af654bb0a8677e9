"""``keywork check``: every problem in the content files, at once."""

import argparse
import sys
from pathlib import Path

from simulator.errors import Exit


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("check", help="check persona and scenario files", description=__doc__)
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="files or folders; without any, what keywork ships",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each problem; fail when any of them is an error."""
    from simulator import locations
    from simulator.content.diagnostics import Severity
    from simulator.content.library import check_paths

    found = check_paths(arguments.paths or locations.content_dirs())
    for diagnostic in found:
        print(diagnostic)
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in found)
    warnings = len(found) - errors
    print(f"{errors} errors, {warnings} warnings" if found else "no problems found", file=sys.stderr)
    return Exit.FAILED if errors else Exit.OK
