"""What holds for every text whatever: the reader never fails and never points outside the words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.labels import BEHAVIOURS, MARKERS, TOPICS
from scoring.model import Context, Reading
from scoring.reading import read

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=400)
"""Every code point, lone surrogates and control characters included."""

WORDS = st.lists(
    st.sampled_from(
        "you i u ur dont can't what how why do did is it sorry calm down sit promise not ok idiot part of so , . ? ! \n"
        " tell me said called junkie feel gutted if or else want up to your decision between us".split(" ")
    ),
    max_size=60,
).map(" ".join)

CONTEXTS = st.builds(
    Context,
    prisoner=st.one_of(ANY_TEXT, WORDS),
    agitation=st.integers(0, 10),
    topics=st.frozensets(st.sampled_from(TOPICS), max_size=3),
)


def holds(reading: Reading, text: str) -> None:
    for layer, labels in (
        (reading.behaviours, BEHAVIOURS),
        (reading.markers, MARKERS),
        (reading.topics, TOPICS),
    ):
        names = [found.label for found in layer]
        assert len(names) == len(set(names))
        assert set(names) <= set(labels)
        for found in layer:
            assert 0 <= found.span.start <= found.span.end <= len(text)
            assert 0 < found.confidence <= 1
            assert found.why
            assert found.rule
    behaviours = {found.label for found in reading.behaviours}
    assert behaviours
    assert "other" not in behaviours or behaviours == {"other"}
    assert not {"reflection_simple", "reflection_complex"} <= behaviours


@given(text=ANY_TEXT, context=CONTEXTS)
@settings(deadline=None)
def test_any_text_is_read(text: str, context: Context) -> None:
    holds(read(text, context), text)


@given(text=WORDS, context=CONTEXTS)
@settings(deadline=None, max_examples=200)
def test_any_string_of_telling_words_is_read(text: str, context: Context) -> None:
    holds(read(text, context), text)


@given(text=WORDS, context=CONTEXTS)
@settings(deadline=None)
def test_the_same_words_are_read_the_same(text: str, context: Context) -> None:
    assert read(text, context) == read(text, context)


def test_a_long_paste_is_read_to_the_limit() -> None:
    text = "you sound gutted and i can not promise but " * 2000
    holds(read(text), text)
