"""One of several: the row under the cursor is the one chosen, and carries a sign that needs no colour."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.tui.text import styled


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be chosen."""

    value: str
    name: str
    about: str
    """What it means, in a few words."""


class Choice(OptionList):
    """A short list of which exactly one is chosen."""

    def __init__(self, offers: Iterable[Offer], chosen: str, *, classes: str = "") -> None:
        self._offers = tuple(offers)
        self._chosen = next((n for n, offer in enumerate(self._offers) if offer.value == chosen), 0)
        super().__init__(*(Option(self._line(n)) for n in range(len(self._offers))), classes=classes)

    @property
    def value(self) -> str:
        """What is chosen."""
        return self._offers[self._chosen].value

    def on_mount(self) -> None:
        """Put the cursor on the chosen row."""
        self.highlighted = self._chosen

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Choose the row under the cursor."""
        event.stop()
        previous, self._chosen = self._chosen, event.option_index
        for number in {previous, self._chosen}:
            self.replace_option_prompt_at_index(number, self._line(number))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter goes on to what is next."""
        event.stop()
        self.screen.focus_next()

    def _line(self, number: int) -> Content:
        offer = self._offers[number]
        sign = "◉" if number == self._chosen else "○"
        return Content.assemble(
            f"{sign} ", styled(f"{offer.name:<11}", "bold"), styled(offer.about, "$text-muted")
        )
