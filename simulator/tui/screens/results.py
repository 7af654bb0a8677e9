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
from simulator.tui.text import first_name, one_line
from simulator.tui.voices import Voice
from simulator.tui.widgets.bars import Notice, TitleBar
from simulator.tui.widgets.chart import MoodChart
from simulator.tui.widgets.course import Course
from simulator.tui.widgets.keybar import KeyBar
from simulator.tui.widgets.listening import Listening
from simulator.tui.widgets.marks import Marks
from simulator.tui.widgets.note_page import NotePage
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
_NOTE = "note"
"""The page that is only there where the officer wrote a note."""


class ResultsScreen(KeyworkScreen):
    """Five pages, and the note where there is one; every mark leads to the words and back."""

    HELP = (
        "keywork suggests; an assessor decides. Each level stands on words you said: choose a criterion, press Enter, "
        "choose a quotation and press Enter again to see it in the conversation. B returns to the mark.\n\n"
        "The numbers 1 to 5 change the page. On the page Listening, Tab goes to the moments in which they spoke for "
        "change or against it, and Enter opens one. On the page Course, the arrow keys walk along the turns and Enter "
        "opens the turn in the conversation. If you wrote a note, page 6 shows it: choose a finding and its words are "
        "marked.\n\n"
        "○ not evidenced, ◐ attempted, ● met, ◆ exceeded, \N{EN DASH} the conversation gave no opportunity for it."
    )
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]  # noqa: RUF012 - Textual's own type
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"page('{page}')", title, show=False)
            for number, (page, title) in enumerate({**_TABS, _NOTE: "Your note"}.items(), 1)
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
        if card.note is not None:
            pane = TabPane(f"{len(_TABS) + 1} Note", NotePage(card.note), id=_NOTE)
            await self.query_one(TabbedContent).add_pane(pane)
        self.query_one(Summary).focus()

    def _pages(self, card: Scorecard) -> dict[str, Widget]:
        review = self._review
        name = first_name(review.conversation.script.person.name)
        said = voices.conversation(review.opened, review.outcomes, name, review.ended)
        return {
            "summary": Summary(card, review.ended, self._note_in_short()),
            "criteria": Marks(card.results),
            "listening": Listening(card),
            "course": Course(card.profile),
            "words": Transcript(said),
        }

    def _note_in_short(self) -> str:
        if self._review.noted is not None:
            return f"written, on page {len(_TABS) + 1}"
        return "none; N on the first screen writes it" if self._review.takes_note else ""

    def commands(self) -> Iterable[Command]:
        """The pages by name."""
        for page, title in _TABS.items():
            yield Command(title, "A page of the results", partial(self.action_page, page))
        if self._has_note:
            yield Command("Your note", "What was found in it", partial(self.action_page, _NOTE))

    @property
    def _has_note(self) -> bool:
        return bool(self.query(NotePage))

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
                self.call_after_refresh(self.set_focus, widget)
                return

    @on(Quote.Followed)
    def _followed(self, event: Quote.Followed) -> None:
        self.show_words(event.source, event.mark)

    @on(MoodChart.Chosen)
    def _turn_chosen(self, event: MoodChart.Chosen) -> None:
        self.show_words(Source(event.turn, Voice.OFFICER, Span(0, 0), ""), self.query_one(MoodChart))

    @work(exclusive=True, group="words")
    async def show_words(self, source: Source, mark: Widget) -> None:
        """Go to the words, and remember the way back."""
        self._came_from = (self.query_one(TabbedContent).active, mark)
        found = self._show_note(source) if source.voice is Voice.RECORD else await self._show_turn(source)
        where = source.place[:1].upper() + source.place[1:] if found else "These words are not to be found"
        self.query_one(Notice).say(f"{where}. B returns to the mark.")
        self.refresh_bindings()

    async def _show_turn(self, source: Source) -> bool:
        """Point at the words in the transcript; whether they are there."""
        transcript = self.query_one(Transcript)
        self._turn_to("words")
        found = await transcript.point(source.turn, source.voice, source.span, source.quote)
        self.set_focus(transcript)
        return found

    def _show_note(self, source: Source) -> bool:
        """Point at the words in the note; whether there is one."""
        for page in self.query(NotePage):
            self._turn_to(_NOTE)
            page.point(source.span)
            return True
        return False

    def action_back(self) -> None:
        """Return from the words to the mark that led to them."""
        if self._came_from is None:
            return
        page, mark = self._came_from
        self._came_from = None
        self.query_one(Notice).hush()
        self._turn_to(page)
        self.call_after_refresh(self.set_focus, mark)
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Back to the mark where one came from there, else to the first screen."""
        if self._came_from is not None:
            self.action_back()
        else:
            self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a way back only from words that were gone to, and a page for the note where there is one."""
        if action == "back":
            return self._came_from is not None
        if action == "page" and parameters == (_NOTE,):
            return self._has_note
        return super().check_action(action, parameters)
