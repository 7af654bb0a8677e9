"""Names, sex, ethnicity and religion are made neutral before anything is weighed."""

import pytest

from scoring.reading.people import neutral
from scoring.reading.text import parse

KNOWN = frozenset("morning so what did say to the officer is on wing definitely sit down".split())


@pytest.mark.parametrize(
    ("typed", "weighed"),
    [
        ("Morning Darren", "morning Name"),
        ("morning darren", "morning Name"),
        ("Mr Okonkwo is on the wing", "mister Name is on the wing"),
        ("What did Xzibbo say", "what did Name say"),
        ("Xzibbo, sit down", "Name sit down"),
        ("Definitley sit down", "definitley sit down"),
        ("what did he say to her", "what did they say to them"),
        ("what did she say to him", "what did they say to them"),
        ("so what did the Muslim man say", "so what did the foreign person say"),
        ("so what did the jewish woman say", "so what did the foreign person say"),
    ],
)
def test_people_are_neutral(typed: str, weighed: str) -> None:
    assert " ".join(neutral(parse(typed), KNOWN)) == weighed
