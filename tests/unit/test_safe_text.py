import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.safe_text import clean, clean_content


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link", "link"),
        ("\x1b]unfinished words", "unfinished words"),
        ("a\x07b\x00c", "abc"),
        ("a\u202eb\u2066c\u200f", "abc"),
        ("a\tb\r\nc\u2028d", "a b\nc\nd"),
        ("e\u0301", "\u00e9"),
        ("\ud800x", "x"),
        ("👍🏽 مرحبا", "👍🏽 مرحبا"),
        ("[/x] [@click=app.quit]", "[/x] [@click=app.quit]"),
    ],
)
def test_what_steers_a_terminal_goes_and_words_stay(text: str, kept: str) -> None:
    assert clean(text) == kept


@given(st.text())
def test_clean_is_safe_and_settled(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert all(
        c == "\n" or c in "\u200c\u200d" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"} for c in once
    )


def test_one_line_content_loses_doubled_spaces() -> None:
    assert clean_content("a  b \n") == "a b"
