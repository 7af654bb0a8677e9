from pathlib import Path

import pytest

from simulator import locations
from simulator.errors import RecordError, UsageError
from simulator.records import open_store, store_path


def test_a_path_and_its_url_are_the_same_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    paths = {store_path(name) for name in ("my.db", "sqlite:///my.db", f"sqlite:///{tmp_path}/my.db")}
    assert paths == {tmp_path / "my.db"}
    with open_store("sqlite:///my.db"):
        assert (tmp_path / "my.db").is_file()


@pytest.mark.parametrize("url", ["postgresql://ann:secret@host/db", "http://host", "sqlite://host/x.db"])
def test_another_scheme_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(UsageError, match=r"cannot keep records in a \w+ store\. Give a file") as caught:
        open_store(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["", "sqlite:///", "a\0b"])
def test_a_name_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="name of the record store is missing"):
        open_store(url)


def test_the_users_own_store_is_made_where_user_data_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "keywork"
    monkeypatch.setattr(locations, "user_data_path", lambda *_args, **_options: folder)
    with open_store():
        assert (folder / "records.db").is_file()


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(locations, "user_data_path", lambda *_args, **_options: tmp_path / "file" / "keywork")
    with pytest.raises(
        RecordError, match=r"cannot be made: Not a directory\. Name a file of your own with --store"
    ):
        open_store()


def test_the_shipped_content_is_found() -> None:
    personas, scenarios = locations.content_dirs()
    assert list(personas.glob("*.yaml"))
    assert list(scenarios.glob("*.yaml"))
