"""``keywork check``: every problem in the content files, at once."""

import argparse
import sys

from simulator.errors import Exit


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("check", help="check persona and scenario files", description=__doc__)
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files or folders; without any, what keywork ships",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each problem; fail when any of them is an error."""
    from pathlib import Path

    from simulator import locations
    from simulator.content.diagnostics import Severity
    from simulator.content.library import check_paths
    from simulator.safe_text import clean

    found = check_paths(map(Path, arguments.paths) if arguments.paths else locations.content_dirs())
    for diagnostic in found:
        print(clean(str(diagnostic), keep_newlines=False))
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in found)
    print(f"errors: {errors}, warnings: {len(found) - errors}", file=sys.stderr)
    return Exit.FAILED if errors else Exit.OK
