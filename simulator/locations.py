"""Every path the program uses."""

from pathlib import Path
from typing import NamedTuple

from platformdirs import user_data_path, user_state_path

_PACKAGE = Path(__file__).resolve().parent


class ContentDirs(NamedTuple):
    """Where content is read from."""

    personas: Path
    scenarios: Path


def content_dirs() -> ContentDirs:
    """Find the content that came with this program: in the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "_content"
    root = installed if installed.is_dir() else _PACKAGE.parent
    return ContentDirs(root / "personas", root / "scenarios")


def default_store_path() -> Path:
    """Return where records are kept unless the user names a file; the folder is made, private, if missing."""
    folder = user_data_path("keywork", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / "records.db"


def crash_dir() -> Path:
    """Return where reports of errors nobody foresaw are written; the folder is made with the first."""
    return user_state_path("keywork", appauthor=False) / "crashes"
