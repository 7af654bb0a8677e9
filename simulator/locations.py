"""Every path the program uses."""

from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class ContentDirs:
    """Where content is read from."""

    personas: Path
    scenarios: Path


def content_dirs() -> ContentDirs:
    """The content that came with this program: inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "_content"
    root = installed if installed.is_dir() else _PACKAGE.parent
    return ContentDirs(root / "personas", root / "scenarios")


def default_store_path() -> Path:
    """Where records are kept unless the user names a file; the folder is made private on first use."""
    folder = user_data_path("keywork", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / "records.db"
