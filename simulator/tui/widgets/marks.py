"""The criteria: a list of levels, and beside it what the chosen one stands on."""

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
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

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "to_list", "Back", key_display="Esc")]

    def __init__(self, results: Iterable[CriterionResult]) -> None:
        super().__init__()
        self._results = {result.criterion: result for result in results}

    def compose(self) -> ComposeResult:
        """The list, and an empty page."""
        yield OptionList(*_options(self._results.values()), id="levels")
        yield VerticalScroll(id="reasons")

    def on_mount(self) -> None:
        """Begin with the first one."""
        criteria = self.query_one("#levels", OptionList)
        criteria.highlighted = next(
            (n for n, option in enumerate(criteria.options) if not option.disabled), None
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show why that one has its level."""
        event.stop()
        self.show(self._results[event.option_id or ""])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go over to the evidence."""
        event.stop()
        quotes = self.query(Quote)
        (quotes.first() if quotes else self.query_one("#reasons")).focus()

    def action_to_list(self) -> None:
        """Return from the evidence to the list."""
        self.query_one("#levels").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One can only return from the evidence."""
        if action == "to_list":
            return self.query_one("#reasons").has_focus_within
        return super().check_action(action, parameters)

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


def _options(results: Iterable[CriterionResult]) -> Iterable[Option]:
    """In the order of the standard; what the conversation gave no opening for comes last."""
    marked: list[Option] = []
    unmarked: list[Option] = []
    for result in results:
        (unmarked if result.level is Level.NO_OPPORTUNITY else marked).append(_option(result))
    yield from marked
    if unmarked:
        gap = "\n" if marked else ""
        yield Option(Content(f"{gap}Not part of this conversation"), disabled=True)
    yield from unmarked


def _title(result: CriterionResult) -> str:
    title = one_line(result.title)
    return title[:1].upper() + title[1:]


def _option(result: CriterionResult) -> Option:
    head = Content.assemble(
        (f"{words.LEVEL_GLYPHS[result.level]} ", words.LEVEL_STYLES[result.level]),
        styled(f"{one_line(result.criterion):<5}", "bold"),
        result.level.value,
    )
    return Option(lines(head, styled(f"  {_title(result)}", "$text-muted")), id=result.criterion)


def _page(result: CriterionResult) -> list[Widget]:
    title = styled(f"{one_line(result.criterion)}  {_title(result)}", "bold")
    asks = styled(words.criterion_in_short(result.criterion), "$text-muted")
    page: list[Widget] = [Static(lines(title, asks, level_sign(result.level)), classes="block")]
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
