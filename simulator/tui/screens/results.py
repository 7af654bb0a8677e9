"""How it went: the marks with the words they stand on, the measures, the course, and the conversation itself."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static, TabbedContent, TabPane

from scoring.model import Scorecard, Span
from simulator.errors import KeyworkError
from simulator.tui import voices
from simulator.tui.desk import Desk
from simulator.tui.door import Review
from simulator.tui.screens.base import Command, KeyworkScreen
from simulator.tui.text import one_line
from simulator.tui.voices import Voice
from simulator.tui.widgets.bars import Notice, TitleBar
from simulator.tui.widgets.chart import MoodChart
from simulator.tui.widgets.course import Course
from simulator.tui.widgets.keybar import KeyBar
from simulator.tui.widgets.listening import Listening
from simulator.tui.widgets.marks import Marks
from simulator.tui.widgets.quote import Quote, Source
from simulator.tui.widgets.summary import Summary
from simulator.tui.widgets.transcript import Transcript

_TABS = {
    "summary": "In short",
    "criteria": "Criteria",
    "listening": "Listening",
    "course": "Course",
    "words": "Transcript",
}


class ResultsScreen(KeyworkScreen):
    """Five pages; every mark leads to the words and back."""

    HELP = (
        "keywork suggests; an assessor decides. Each level stands on words you said: choose a criterion, press Enter, "
        "choose a quotation and press Enter again to see it in the conversation. B returns to the mark.\n\n"
        "The numbers 1 to 5 change the page. On the page Course, the arrow keys walk along the turns and Enter opens "
        "the turn in the conversation.\n\n"
        "○ not evidenced, ◐ attempted, ● met, ◆ exceeded, \N{EN DASH} the conversation gave no opportunity for it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"page('{page}')", title, show=False)
            for number, (page, title) in enumerate(_TABS.items(), 1)
        ),
        Binding("b", "back", "Back to the mark"),
        Binding("escape", "leave", "Leave", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, review: Review) -> None:
        super().__init__(desk)
        self._review = review
        self._came_from: tuple[str, Widget] | None = None

    def compose(self) -> ComposeResult:
        """The pages' frame; what is on them comes when it is marked."""
        script = self._review.conversation.script
        name = one_line(script.person.name)
        yield TitleBar(
            one_line(f"Results · {name} · {script.title}"), "keywork suggests; an assessor decides"
        )
        yield Notice()
        with TabbedContent(id="pages"):
            for number, (page, title) in enumerate(_TABS.items(), 1):
                yield TabPane(f"{number} {title}", Static(classes="unmarked"), id=page)
        yield KeyBar()

    def on_mount(self) -> None:
        """Mark the conversation."""
        self.query_one(Notice).say("Marking ...")
        self.mark()

    @work(exclusive=True)
    async def mark(self) -> None:
        """Fetch the scorecard and fill the pages."""
        try:
            card = await self.desk.do(self._review.scorecard)
        except KeyworkError as error:
            self.query_one(Notice).say(str(error), serious=True)
            return
        self.query_one(Notice).hush()
        for page, widget in self._pages(card).items():
            await self.query_one(f"#{page}", TabPane).mount(widget)
        self.query_one(Summary).focus()

    def _pages(self, card: Scorecard) -> dict[str, Widget]:
        review = self._review
        name = one_line(review.conversation.script.person.name).partition(" ")[0]
        said = voices.conversation(review.opened, review.outcomes, name, review.ended)
        return {
            "summary": Summary(card, review.ended),
            "criteria": Marks(card.results),
            "listening": Listening(card.measures),
            "course": Course(card.profile),
            "words": Transcript(said),
        }

    def commands(self) -> Iterable[Command]:
        """The pages by name."""
        for page, title in _TABS.items():
            yield Command(title, "A page of the results", partial(self.action_page, page))

    # Moving about

    def action_page(self, page: str) -> None:
        """Show that page and put the focus on it."""
        if self._came_from is not None:
            self._came_from = None
            self.query_one(Notice).hush()
        self._turn_to(page)
        self._focus_on(self.query_one(f"#{page}"))
        self.refresh_bindings()

    def _turn_to(self, page: str) -> None:
        """Show that page. The focus goes first: left on what is hidden, it would pull its own page back."""
        self.set_focus(None)
        self.query_one(TabbedContent).active = page

    def _focus_on(self, pane: Widget) -> None:
        """Put the focus on the first part of a page that takes keys."""
        for widget in pane.query(Widget):
            if widget.can_focus:
                self.call_after_refresh(widget.focus)
                return

    @on(Quote.Followed)
    def _followed(self, event: Quote.Followed) -> None:
        self.show_words(event.source, event.quote)

    @on(MoodChart.Chosen)
    def _turn_chosen(self, event: MoodChart.Chosen) -> None:
        self.show_words(Source(event.turn, Voice.OFFICER, Span(0, 0), ""), self.query_one(MoodChart))

    @work(exclusive=True, group="words")
    async def show_words(self, source: Source, mark: Widget) -> None:
        """Go to the words, and remember the way back."""
        pages = self.query_one(TabbedContent)
        self._came_from = (pages.active, mark)
        transcript = self.query_one(Transcript)
        self._turn_to("words")
        found = await transcript.point(source.turn, source.voice, source.span, source.quote)
        transcript.focus()
        where = f"Turn {source.turn}. B returns to the mark."
        self.query_one(Notice).say(
            where if found else "These words are not in the transcript. B returns to the mark."
        )
        self.refresh_bindings()

    def action_back(self) -> None:
        """Return from the words to the mark that led to them."""
        if self._came_from is None:
            return
        page, mark = self._came_from
        self._came_from = None
        self.query_one(Notice).hush()
        self._turn_to(page)
        self.call_after_refresh(mark.focus)
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Back to the mark where one came from there, else to the first screen."""
        if self._came_from is not None:
            self.action_back()
        else:
            self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a way back only from words that were gone to."""
        if action == "back":
            return self._came_from is not None
        return super().check_action(action, parameters)
