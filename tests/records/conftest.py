"""A small library in a folder, and a practice that keeps its records in memory."""

import os

import pytest

from simulator.content.library import Library
from simulator.practice import Practice
from simulator.records.memory import MemoryStore
from tests.records.samples import make_practice, write_library

collect_ignore = [] if os.name == "posix" else ["test_kill.py", "test_private_files.py"]
"""Signals, pipes with names and file modes are POSIX."""


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Made once, for it takes a while and keeps no state."""
    return write_library(tmp_path_factory.mktemp("content"))


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def practice(store: MemoryStore, library: Library) -> Practice:
    return make_practice(store, library)
