"""The first screen: what can be gone on with, what can be begun, and what has been done."""

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.engine.outcome import Mode
from simulator.errors import KeyworkError
from simulator.tui import words
from simulator.tui.desk import Desk
from simulator.tui.door import Session
from simulator.tui.screens.base import Command, KeyworkScreen
from simulator.tui.text import lines, one_line, plain, styled
from simulator.tui.when import moment
from simulator.tui.widgets.bars import Notice, TitleBar
from simulator.tui.widgets.facts import Facts
from simulator.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from simulator.practice import ScenarioCard
    from simulator.records.store import RecordSummary

Pairs = tuple[tuple[str, str], ...]
"""Names and values."""

_RESUME, _TALK, _PAST = "resume:", "talk:", "past:"


class HomeScreen(KeyworkScreen):
    """One list, most urgent first; beside it what is known about the chosen line."""

    HELP = (
        "Choose a conversation with the arrow keys and press Enter, or click it. You read the file first; "
        "nothing begins until you say so.\n\n"
        "Conversations you left stand at the top: Enter goes on where you stopped, with what you had typed. "
        "At the bottom are the ones that are over: Enter opens their results again, and N writes the note of one that "
        "has none. After an assessment the note comes first: Enter asks for it, and you can write it or skip it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "jump('talk:')", "Conversations"),
        Binding("r", "jump('past:')", "Records"),
        Binding("n", "note", "Write note"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._cards: dict[str, ScenarioCard] = {}
        self._unfinished: dict[str, RecordSummary] = {}
        self._past: dict[str, RecordSummary] = {}
        self._chosen = ""
        """Which line the cursor is on."""

    def compose(self) -> ComposeResult:
        """The list and the particulars."""
        yield TitleBar("keywork", "arrow keys choose, Enter opens")
        yield Notice()
        yield OptionList(id="choices")
        with VerticalScroll(id="particulars", can_focus=False):
            yield Static(id="about")
            yield Facts()
        yield KeyBar()

    def on_screen_resume(self) -> None:
        """Read the lists again: a conversation may have been added."""
        self.load()

    def commands(self) -> Iterable[Command]:
        """Every conversation by name."""
        for key, card in self._cards.items():
            yield Command(
                f"Talk: {one_line(card.title)}", "Read the file, then begin", partial(self._open, _TALK + key)
            )

    def action_jump(self, kind: str) -> None:
        """Go to the first line of that kind."""
        choices = self.query_one(OptionList)
        for index, option in enumerate(choices.options):
            if option.id and option.id.startswith(kind):
                choices.highlighted = index
                return

    @work(exclusive=True)
    async def load(self) -> None:
        """Fetch the lists and show them."""
        try:
            cards, unfinished, past = await self.desk.do(self._listed)
        except KeyworkError as error:
            self._explain(error)
            return
        self._cards = {card.id: card for card in cards}
        self._unfinished = {record.id: record for record in reversed(unfinished)}
        self._past = {record.id: record for record in reversed(past)}
        self._show()
        await self.desk.do(self.desk.practice.warm_up)

    def _listed(
        self,
    ) -> tuple[tuple["ScenarioCard", ...], tuple["RecordSummary", ...], tuple["RecordSummary", ...]]:
        practice = self.desk.practice
        return practice.cards(), practice.unfinished(), practice.past()

    def _explain(self, error: KeyworkError) -> None:
        """There is no list to show: say why in its place."""
        self.query_one(OptionList).set_options(())
        title = styled("The conversations cannot be listed.", "bold $error")
        self.query_one("#about", Static).update(lines(title, plain(str(error))))

    def _show(self) -> None:
        """Show the lists; the cursor stays where it was unless there is something new, which stands first."""
        choices = self.query_one(OptionList)
        was, at = [option.id for option in choices.options], choices.highlighted
        choices.set_options(self._options())
        now = [option.id for option in choices.options]
        first = next((index for index, name in enumerate(now) if name), None)
        choices.highlighted = at if was == now else first
        choices.focus()

    def _options(self) -> Iterable[Option]:
        sections: tuple[tuple[str, list[Option]], ...] = (
            ("Go on where you stopped", [_resumable(record) for record in self._unfinished.values()]),
            ("Conversations", [_conversation(card) for card in self._cards.values()]),
            ("Your records", [_record(record) for record in self._past.values()]),
        )
        first = True
        for title, options in sections:
            if options:
                yield Option(Content(title if first else f"\n{title}"), disabled=True)
                yield from options
                first = False

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what is known about the chosen line."""
        self._chosen = event.option_id or ""
        about, facts = self._about(self._chosen)
        self.query_one("#about", Static).update(about)
        self.query_one(Facts).show(facts)
        self.query_one("#particulars").scroll_home(animate=False)
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the chosen line."""
        self._open(event.option_id or "")

    def _open(self, choice: str) -> None:
        kind, _, name = choice.partition(":")
        {"talk": self.brief, "resume": self.resume, "past": self.review}[kind](name)

    @work(exclusive=True)
    async def brief(self, scenario_id: str) -> None:
        """Open the file of a conversation."""
        from simulator.tui.screens.briefing import BriefingScreen

        try:
            script = await self.desk.do(partial(self.desk.practice.briefing, scenario_id))
        except KeyworkError as error:
            self.trouble(error)
            return
        self.app.push_screen(BriefingScreen(self.desk, script))

    @work(exclusive=True)
    async def resume(self, record_id: str) -> None:
        """Go on with a conversation; one that turns out to be over goes on to what follows."""
        from simulator.tui.screens.note import after_the_end
        from simulator.tui.screens.session import SessionScreen

        self.query_one(Notice).say("Going through the conversation so far ...")
        try:
            session, draft = await self.desk.do(partial(self._resumed, record_id))
        except KeyworkError as error:
            self.trouble(error)
            return
        finally:
            self.query_one(Notice).hush()
        following = SessionScreen if session.ended is None else after_the_end
        self.app.push_screen(following(self.desk, session, draft))

    def _resumed(self, record_id: str) -> tuple[Session, str]:
        session = self.desk.practice.resume(record_id)
        return session, session.draft

    @work(exclusive=True)
    async def review(self, record_id: str) -> None:
        """Open the results of a conversation that is over; those of an assessment come after its note."""
        from simulator.tui.screens.note import NoteScreen
        from simulator.tui.screens.results import ResultsScreen

        self.query_one(Notice).say("Reading the record ...")
        try:
            writing = await self.desk.do(partial(self._note_first, self._past[record_id]))
            review = None if writing else await self.desk.do(partial(self.desk.practice.review, record_id))
        except KeyworkError as error:
            self.trouble(error)
            return
        finally:
            self.query_one(Notice).hush()
        if writing:
            self.app.push_screen(NoteScreen(self.desk, *writing))
        elif review:
            self.app.push_screen(ResultsScreen(self.desk, review))

    def _note_first(self, record: "RecordSummary") -> tuple[Session, str] | None:
        """The note of an assessment that has none; one that cannot be written any more stands in nobody's way."""
        if record.mode == Mode.ASSESSMENT and not record.noted:
            with suppress(KeyworkError):
                return self._noting(record.id)
        return None

    def action_note(self) -> None:
        """Write the note of the chosen record."""
        if record := self._without_note:
            self.note(record.id)

    @work(exclusive=True)
    async def note(self, record_id: str) -> None:
        """Go to the note of a conversation that is over."""
        from simulator.tui.screens.note import NoteScreen

        self.query_one(Notice).say("Going through the conversation ...")
        try:
            session, draft = await self.desk.do(partial(self._noting, record_id))
        except KeyworkError as error:
            self.trouble(error)
            return
        finally:
            self.query_one(Notice).hush()
        self.app.push_screen(NoteScreen(self.desk, session, draft))

    def _noting(self, record_id: str) -> tuple[Session, str]:
        session = self.desk.practice.noting(record_id)
        return session, session.draft

    @property
    def _without_note(self) -> "RecordSummary | None":
        """The chosen record, if it is over and has no note."""
        record = self._past.get(self._chosen.removeprefix(_PAST))
        return record if record and _takes_note(record) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A note can be written where one is missing."""
        if action == "note":
            return self._without_note is not None
        return super().check_action(action, parameters)

    def _about(self, choice: str) -> tuple[Content, Pairs]:
        kind, _, name = choice.partition(":")
        if kind == "talk":
            return _about_card(self._cards[name])
        record = self._unfinished.get(name) or self._past.get(name)
        return _about_record(record) if record else (Content(""), ())


def _conversation(card: "ScenarioCard") -> Option:
    past = (
        f"done {_times(card.sessions)}, last: {words.named(card.last_ending)}"
        if card.sessions
        else "new to you"
    )
    detail = f"{card.person}  ·  {_difficulty(card.difficulty)}  ·  {card.minutes} min  ·  {past}"
    return Option(
        lines(styled(one_line(card.title), "bold"), styled(one_line(detail), "$text-muted")),
        id=_TALK + card.id,
    )


def _resumable(record: "RecordSummary") -> Option:
    detail = f"{record.person}  ·  after turn {record.turns}  ·  {moment(record.started)}"
    return Option(
        lines(styled(one_line(record.title), "bold"), styled(one_line(detail), "$text-muted")),
        id=_RESUME + record.id,
    )


def _record(record: "RecordSummary") -> Option:
    if record.problem:
        result = "cannot be read"
    else:
        missing = ", no note" if _takes_note(record) else ""
        result = f"{words.counted(record.turns, 'turn')}, {words.named(record.ending)}{missing}"
    line = Content.assemble(
        f"{moment(record.started):<15} ",
        styled(one_line(record.title), ""),
        (f"  {one_line(result)}", "$text-muted"),
    )
    return Option(line, id=_PAST + record.id)


def _about_card(card: "ScenarioCard") -> tuple[Content, Pairs]:
    last = (
        f"{_times(card.sessions)}; the last one: {words.named(card.last_ending)}"
        if card.sessions
        else "not yet"
    )
    facts = (
        ("Practises", card.practises),
        ("Difficulty", f"{_difficulty(card.difficulty)} {card.difficulty} of 5"),
        ("Length", f"about {card.minutes} minutes"),
        ("Marked on", ", ".join(card.criteria)),
        ("Done", last),
    )
    return lines(styled(one_line(card.title), "bold"), styled(one_line(card.summary), "")), facts


def _about_record(record: "RecordSummary") -> tuple[Content, Pairs]:
    if record.problem:
        return lines(styled("This record cannot be read.", "bold $error"), plain(record.problem)), ()
    state = (
        f"{words.named(record.ending)} ({words.GRADES.get(record.grade, record.grade)})"
        if record.finished
        else "not finished; what you had typed is kept"
    )
    facts = (
        ("With", record.person),
        ("Begun", moment(record.started)),
        ("Turns", str(record.turns)),
        ("Mode", record.mode),
        ("Start", record.preset or "as they are"),
        ("Ending", state),
        *([("Note", "written" if record.noted else "none yet; N writes it")] if record.finished else []),
        ("Record", record.id),
    )
    return styled(one_line(record.title), "bold"), facts


def _takes_note(record: "RecordSummary") -> bool:
    return record.finished and not record.noted and not record.problem


def _difficulty(level: int) -> str:
    return "●" * level + "○" * (5 - level)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
