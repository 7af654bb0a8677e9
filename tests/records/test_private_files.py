"""What a store file is on a POSIX system."""

import os
import stat
from pathlib import Path

import pytest

from simulator import locations
from simulator.errors import RecordError
from simulator.records import open_store
from simulator.records.sqlite import SqliteStore
from simulator.records.store import EventKind
from tests.records.samples import AT, RECORD


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.db"


def test_every_file_is_private_to_its_owner(path: Path) -> None:
    with SqliteStore(path) as store:
        store.append(RECORD, EventKind.OPENED, "{}", AT)
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {"records.db": 0o600, "records.db-wal": 0o600, "records.db-shm": 0o600}


def test_a_pipe_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(RecordError, match=r"it is not a file\."):
        SqliteStore(path)


def test_the_folder_of_the_users_own_store_is_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "keywork"
    monkeypatch.setattr(locations, "user_data_path", lambda *_args, **_options: folder)
    with open_store():
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
