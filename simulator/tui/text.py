"""Text from people and files on its way to the screen: never markup, never a control character.

Everything a person typed or an author wrote passes through ``plain`` or ``styled``; strings of
keywork's own may be written as they are. Nothing here parses markup.
"""

from textual.content import Content

from simulator.safe_text import clean


def plain(text: str) -> Content:
    """The text as it may be shown, letter for letter, without style."""
    return Content(clean(text))


def styled(text: str, style: str) -> Content:
    """The text as it may be shown, in one style such as ``bold $accent``."""
    return Content.styled(clean(text), style)


def one_line(text: str) -> str:
    """The text as it may be shown where there is room for one line."""
    return " ".join(clean(text, keep_newlines=False).split())


def lines(*parts: Content | str) -> Content:
    """The parts under each other; empty ones are left out."""
    return Content("\n").join(
        part if isinstance(part, Content) else Content(part) for part in parts if len(part)
    )


def shortened(text: str, width: int) -> str:
    """One line of at most ``width`` characters, with an ellipsis after the last word that fits."""
    line = one_line(text)
    if len(line) <= width:
        return line
    cut = line[: max(0, width - 1)]
    whole = cut if line[len(cut)] == " " else cut.rpartition(" ")[0]
    return (whole or cut).rstrip() + "…"


def first_name(name: str) -> str:
    """What the person is called while one talks: ``Darren Pike`` is Darren."""
    return one_line(name).partition(" ")[0]
