"""What happens to an error nobody foresaw: the traceback goes to a file, the user gets one sentence.

The report holds the traceback and versions only: no arguments, no words anybody typed.
"""

import platform
import tempfile
import time
import traceback
from importlib.metadata import version
from pathlib import Path

from simulator import locations


def report(error: BaseException) -> str:
    """Write the crash report and say in one sentence where it is."""
    kind = type(error).__name__
    for folder in (locations.crash_dir(), Path(tempfile.gettempdir())):
        try:
            path = _write(folder, error)
        except OSError:
            continue
        return f"something went wrong that is not your fault ({kind}); please report it with {path}"
    return f"something went wrong that is not your fault ({kind}), and no crash report could be written"


def _write(folder: Path, error: BaseException) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    moment = time.strftime("%Y%m%dT%H%M%S")
    path = folder / f"keywork-crash-{moment}-{time.monotonic_ns() % 10**6:06}.txt"
    head = f"keywork {version('keywork')}, Python {platform.python_version()}, {platform.platform()}\n\n"
    path.write_text(head + "".join(traceback.format_exception(error)), encoding="utf-8")
    return path
