"""From what a user names to the store they mean."""

from pathlib import Path

from simulator.errors import RecordError, UsageError
from simulator.locations import default_store_path
from simulator.records.sqlite import SqliteStore
from simulator.records.store import Store

_SQLITE = "sqlite:///"


def open_store(url: str | None = None) -> Store:
    """Open the store at ``url``: a path or ``sqlite:///path``; None for the user's own."""
    return SqliteStore(store_path(url))


def store_path(url: str | None = None) -> Path:
    """Return the file ``url`` means; ``UsageError`` for anything keywork cannot keep records in.

    As in other programs, ``sqlite:///records.db`` is beside you and ``sqlite:////srv/records.db`` absolute.
    """
    if url is None:
        return _default_path()
    name = url.removeprefix(_SQLITE)
    scheme, separator, _ = name.partition("://")
    if separator:
        # Only the scheme is repeated: the rest may hold a password.
        raise UsageError(
            f"keywork cannot keep records in a {scheme} store.", "Give a file, or sqlite:///file."
        )
    if not name or "\0" in name:
        raise UsageError("The name of the record store is missing.", "Give a file, or sqlite:///file.")
    return Path(name).expanduser().absolute()


def _default_path() -> Path:
    try:
        return default_store_path()
    except OSError as error:
        raise RecordError(
            f"The folder for your records cannot be made: {error.strerror or error}.",
            "Name a file of your own with --store.",
        ) from error
