"""Tokens: one spelling for every way of typing, and offsets into the text as typed."""

import pytest

from scoring.reading.text import MAX_CHARS, parse


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Don't", "do not"),
        ("dont", "do not"),
        ("don\u2019t", "do not"),
        ("youve u ur", "you have you your"),
        ("your gutted", "you are gutted"),
        ("ur gutted", "you are gutted"),
        ("I'm im IM", "i am i am i am"),
        ("should of", "should have"),
        ("we're were", "we are were"),
        ("well we'll", "well we will"),
        ("mum's flat", "mum flat"),
        ("gonna wanna", "going to want to"),
        ("i feel ill", "i feel ill"),
        ("ill ring them", "i will ring them"),
        ("self-harm", "self harm"),
        ("so\u00adft zero\u200bwidth", "soft zerowidth"),
        (
            "caf\u00e9 \u0645\u0631\u062d\u0628\u0627 \U0001f600 ok",
            "caf\u00e9 \u0645\u0631\u062d\u0628\u0627 ok",
        ),
        ("\x00\x1b[31mhi\ud800there", "31mhi there"),
        ("\uff48\uff49", "hi"),
        ("", ""),
    ],
)
def test_words(typed: str, words: str) -> None:
    assert " ".join(parse(typed).words) == words


def test_every_token_keeps_its_place_in_the_text_as_typed() -> None:
    typed = "  I can\u2019t \U0001f600 promise, ok"
    text = parse(typed)
    assert [typed[token.start : token.end] for token in text.tokens] == [
        "I", "can\u2019t", "can\u2019t", "promise", "ok",
    ]  # fmt: skip


def test_sentences_pauses_and_questions() -> None:
    text = parse("So, how are you? Fine, thanks.")
    assert text.ends == (4, 4, 4, 4, 6, 6)
    assert text.begins == (0, 0, 0, 0, 4, 4)
    assert text.asked == {4}
    assert text.opens == (True, True, False, False, True, True)
    assert text.closes == (True, False, False, True, True, True)


def test_what_is_beyond_the_limit_is_not_read() -> None:
    text = parse("a " * MAX_CHARS + "idiot")
    assert text.tokens[-1].end <= MAX_CHARS
    assert "idiot" not in text.words
