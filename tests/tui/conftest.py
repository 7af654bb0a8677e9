from collections.abc import Iterator
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


@pytest.fixture(autouse=True, scope="session")
def _style_sheets_are_parsed_once() -> Iterator[None]:
    """Textual parses every style sheet anew for every app and theme; that was half of these tests' time."""
    parse = Stylesheet._parse_rules
    parsed: dict[Any, list[RuleSet]] = {}

    def parse_once(self: Stylesheet, css: str, read_from: Any, *args: Any, **options: Any) -> list[RuleSet]:
        key = (css, read_from, args, *options.items(), *self._variables.items())
        if key not in parsed:
            parsed[key] = parse(self, css, read_from, *args, **options)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield
