"""The criteria: a list of levels, and beside it what the chosen one stands on."""

from collections.abc import Iterable, Sequence
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
from simulator.tui.widgets.quote import Quote, Shown, Source

_VOICES = {"officer": Voice.OFFICER, "person": Voice.PERSON, "note": Voice.RECORD}


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
        (marked if _counts(result) else unmarked).append(_option(result))
    yield from marked
    if unmarked:
        gap = "\n" if marked else ""
        yield Option(Content(f"{gap}Not part of this conversation"), disabled=True)
    yield from unmarked


def _counts(result: CriterionResult) -> bool:
    """What there was no opportunity for is still to be read where something speaks against it."""
    return result.level is not Level.NO_OPPORTUNITY or bool(result.against)


def _title(result: CriterionResult) -> str:
    title = one_line(result.title)
    return title[:1].upper() + title[1:]


def _option(result: CriterionResult) -> Option:
    head = Content.assemble(
        (f"{words.LEVEL_GLYPHS[result.level]} ", words.LEVEL_STYLES[result.level]),
        styled(f"{one_line(result.criterion):<6} ", "bold"),
        result.level.value,
    )
    return Option(lines(head, styled(f"  {_title(result)}", "$text-muted")), id=result.criterion)


def _page(result: CriterionResult) -> list[Widget]:
    title = styled(f"{one_line(result.criterion)}  {_title(result)}", "bold")
    asks = styled(words.criterion_in_short(result.criterion), "$text-muted")
    beyond = result.level.rank >= Level.MET.rank
    page: list[Widget] = [Static(lines(title, asks, level_sign(result.level)), classes="block")]
    page.extend(_quotes("The words that earned it", result.evidence))
    page.extend(_quotes("What speaks against it", result.against))
    page.extend(_text("Beyond it" if beyond else "What was missing", result.why_not))
    page.extend(_text("What cannot be judged", _sentence(result.unjudged)))
    page.extend(_text("What to try", result.try_next))
    return page


def _quotes(title: str, evidence: Iterable[Evidence]) -> list[Widget]:
    """Each stretch of words once, with everything it stands for."""
    same: dict[tuple[str, int, str], list[Evidence]] = {}
    for piece in evidence:
        same.setdefault((piece.speaker, piece.turn, piece.quote), []).append(piece)
    quotes: list[Widget] = [_quote(pieces) for pieces in same.values()]
    return [Static(title, classes="heading"), *quotes] if quotes else []


def _quote(pieces: Sequence[Evidence]) -> Quote:
    piece = pieces[0]
    effect = next((one.effect for one in pieces if one.effect), "")
    source = Source(piece.turn, _VOICES[piece.speaker], piece.span, piece.quote)
    return Quote(source, [Shown(one.note, one.rule) for one in pieces], piece.answers, effect)


def _sentence(text: str) -> str:
    text = one_line(text).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _text(title: str, text: str) -> list[Widget]:
    return [Static(title, classes="heading"), Static(plain(text), classes="item")] if text.strip() else []
