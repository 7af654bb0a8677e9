"""Reads a page as a browser and a screen reader would, and remembers what a test asks about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "wbr", "br", "link", "img", "input", "hr"})
Attributes = dict[str, str | None]


@dataclass
class Element:
    """A part of the page."""

    tag: str
    attributes: Attributes = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def __iter__(self) -> Iterator["Element"]:
        """Everything in it, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    def all(self, *tags: str) -> list["Element"]:
        return [element for element in self if element.tag in tags]

    def one(self, made_id: str) -> "Element":
        [found] = [element for element in self if element.attributes.get("id") == made_id]
        return found

    def classed(self, name: str) -> list["Element"]:
        return [element for element in self if name in (element.attributes.get("class") or "").split()]

    def text(self, without: str = "") -> str:
        return "".join(
            child if isinstance(child, str) else child.text(without) if child.tag != without else ""
            for child in self.children
        )

    def links(self) -> list[str]:
        return [element.attributes.get("href") or "" for element in self.all("a")]

    def marked(self) -> str:
        """The marked words, put together."""
        return "".join(element.text() for element in self.all("mark"))


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"{tag} has an attribute twice"
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"{tag} is closed where another is open"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(page: str) -> Element:
    """The page as a tree; fails where an element is not closed in its place."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    assert builder.open == [builder.root]
    return builder.root
