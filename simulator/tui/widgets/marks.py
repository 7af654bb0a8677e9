"""The criteria: a list of levels, and beside it what the chosen one stands on."""

from collections.abc import Iterable

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scoring.model import CriterionResult, Evidence, Level
from simulator.tui import words
from simulator.tui.text import lines, one_line, plain, styled
from simulator.tui.voices import Voice
from simulator.tui.widgets.quote import Quote, Source


class Marks(Horizontal):
    """Choose a criterion at the left, read why at the right."""

    def __init__(self, results: Iterable[CriterionResult]) -> None:
        super().__init__()
        self._results = tuple(results)

    def compose(self) -> ComposeResult:
        """The list, and an empty page."""
        yield OptionList(*(_option(result) for result in self._results), id="criteria")
        yield VerticalScroll(id="reasons")

    def on_mount(self) -> None:
        """Begin with the first one."""
        if self._results:
            self.query_one("#criteria", OptionList).highlighted = 0

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show why that one has its level."""
        event.stop()
        self.show(self._results[event.option_index])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go over to the evidence."""
        event.stop()
        quotes = self.query(Quote)
        (quotes.first() if quotes else self.query_one("#reasons")).focus()

    @work(exclusive=True)
    async def show(self, result: CriterionResult) -> None:
        """Replace the page by that criterion's."""
        page = self.query_one("#reasons", VerticalScroll)
        with self.app.batch_update():
            await page.remove_children()
            await page.mount_all(_page(result))
        page.scroll_home(animate=False)


def level_sign(level: Level) -> Content:
    """The level as a sign and a word."""
    return Content.assemble(
        (f"{words.LEVEL_GLYPHS[level]} ", words.LEVEL_STYLES[level]), (level.value, "bold")
    )


def _option(result: CriterionResult) -> Option:
    head = Content.assemble(
        (f"{words.LEVEL_GLYPHS[result.level]} ", words.LEVEL_STYLES[result.level]),
        styled(f"{one_line(result.criterion):<5}", "bold"),
        result.level.value,
    )
    return Option(lines(head, styled(f"  {one_line(result.title)}", "$text-muted")))


def _page(result: CriterionResult) -> list[Widget]:
    title = styled(f"{one_line(result.criterion)}  {one_line(result.title)}", "bold")
    page: list[Widget] = [Static(lines(title, level_sign(result.level)), classes="block")]
    page.extend(_quotes("The words that earned it", result.evidence))
    page.extend(_quotes("What weakened it", result.against))
    page.extend(_text("What was missing", result.why_not))
    page.extend(_text("What to try", result.try_next))
    return page


def _quotes(title: str, evidence: Iterable[Evidence]) -> list[Widget]:
    quotes: list[Widget] = [_quote(piece) for piece in evidence]
    return [Static(title, classes="heading"), *quotes] if quotes else []


def _quote(piece: Evidence) -> Quote:
    voice = Voice.OFFICER if piece.speaker == "officer" else Voice.PERSON
    return Quote(Source(piece.turn, voice, piece.span, piece.quote), piece.note, piece.answers, piece.rule)


def _text(title: str, text: str) -> list[Widget]:
    return [Static(title, classes="heading"), Static(plain(text), classes="item")] if text.strip() else []
