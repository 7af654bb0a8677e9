import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.content.tree import MAX_BYTES, MAX_NODES, parse


def problems(text: str) -> list[str]:
    return [str(problem) for problem in parse(text, "f.yaml").problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: on", "on"),
        ("a: yes", "yes"),
        ("a: no", "no"),
        ("a: off", "off"),
        ("a: true", True),
        ("a: False", False),
        ("a: ~", None),
        ("a: 12", 12),
        ("a: -3", -3),
        ("a: 1_000", "1_000"),
        ("a: 12:30", "12:30"),
        ("a: 2020-01-01", "2020-01-01"),
        ("a: 0o17", "0o17"),
        ("a: 2.5", 2.5),
        ("a: '12'", "12"),
        ("a: |\n  12\n", "12\n"),
    ],
)
def test_scalars_follow_yaml_1_2(text: str, value: object) -> None:
    tree = parse(text, "f.yaml")
    assert tree.problems == []
    assert tree.value == {"a": value}
    assert type(tree.value["a"]) is type(value)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: 2\na: 3", 'f.yaml:3:1 KW012 "a" is given twice; the first is on line 1.'),
        (
            "x: *foo",
            'f.yaml:1:4 KW015 "*foo" is not defined above. A text beginning with * must stand in quotes.',
        ),
        (
            "a: &x [*x]",
            'f.yaml:1:8 KW015 "*x" is not defined above. A text beginning with * must stand in quotes.',
        ),
        ("a: 'b", "f.yaml:1:6 KW010 a quote is opened and never closed."),
        ("a: b: c", "f.yaml:1:5 KW010 a colon stands where none may: put the text in quotes."),
        (
            "a: !!python/object:x y",
            'f.yaml:1:1 KW013 the tag "!!python/object:x" is not allowed. Put the text in quotes.',
        ),
        ("--- a\n--- b", "f.yaml:2:1 KW014 a second document (---) in one file. Split it."),
        ("? [a]\n: b", "f.yaml:1:3 KW011 a key must be one plain word. Put a text with [ or { in quotes."),
        ("", "f.yaml:1:1 KW003 the file is empty."),
        ("b: 1\n- \x07", "f.yaml:2:3 KW010 a character that YAML does not allow: delete it."),
        ("a: " + "[" * 100, "f.yaml:1:34 KW002 nested more than 30 deep. Flatten it."),
    ],
)
def test_each_fault_is_one_plain_line_at_its_place(text: str, line: str) -> None:
    assert problems(text) == [line]


def test_a_file_over_a_mebibyte_is_refused_unread() -> None:
    assert problems("a: " + "x" * MAX_BYTES)[0].startswith("f.yaml:1:1 KW001 the file is 1,048,579 bytes")


def test_an_alias_bomb_is_refused_without_being_built() -> None:
    levels = ["l0: &l0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 9)]
    found = problems("\n".join(levels))
    assert len(found) == 1
    assert f"more than {MAX_NODES:,} values" in found[0]


def test_an_honest_alias_is_allowed() -> None:
    assert parse("a: &x [1]\nb: *x", "f.yaml").value == {"a": [1], "b": [1]}


def test_duplicates_are_reported_together_with_later_ones() -> None:
    assert len(problems("a: 1\na: 2\nb: 1\nb: 2")) == 2


@given(st.text())
def test_any_text_gives_a_tree_or_a_problem(text: str) -> None:
    tree = parse(text, "f.yaml")
    assert tree.problems or tree.value is not None


@given(
    st.recursive(
        st.integers() | st.text("ab :#[]{}*&!|>'\"\n-?,", max_size=20), lambda s: st.lists(s, max_size=3)
    )
)
def test_yaml_special_characters_never_escape_as_errors(value: object) -> None:
    parse(f"a: {value}", "f.yaml")
