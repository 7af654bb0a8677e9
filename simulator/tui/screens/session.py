"""The conversation: what is said, what can be seen, and a place to type.

Invariant: what the officer typed is at every moment in the prompt, in the record, or on its way from the
one to the other with a copy kept here.
"""

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import ClassVar, Final

from textual import on, work
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Button, Static, TextArea

from simulator.engine.outcome import Mode, TurnOutcome
from simulator.errors import KeyworkError
from simulator.tui import voices
from simulator.tui.desk import Desk
from simulator.tui.door import Session
from simulator.tui.screens.base import Command, KeyworkScreen
from simulator.tui.screens.confirm import ConfirmScreen
from simulator.tui.screens.results import ResultsScreen
from simulator.tui.text import one_line, plain
from simulator.tui.widgets.bars import Notice, TitleBar
from simulator.tui.widgets.keybar import KeyBar
from simulator.tui.widgets.mood import Glimpse, MoodPanel, MoodStrip
from simulator.tui.widgets.prompt import LIMIT, Prompt
from simulator.tui.widgets.transcript import Transcript

_DRAFT_DELAY: Final = 0.4
"""Seconds the kept draft may lag behind the typing."""


class SessionScreen(KeyworkScreen):
    """One conversation, from wherever it stands to its end."""

    AUTO_FOCUS = "Prompt"
    HELP = (
        "Type what you would say, in your own words, and press Enter. Ctrl+J begins a new line. Words in brackets "
        "and slanted are what you see: body language, or something on the landing. To say nothing and wait, press "
        "Enter twice on an empty line.\n\n"
        "A long answer appears at the pace of reading; any key shows it at once. Page Up and Page Down go through "
        "what was said.\n\n"
        "Esc leaves at any time: every turn is recorded, what you have typed is kept, and you can go on later. "
        "Ctrl+E ends the interview for good and shows how it went.\n\n"
        "In practice F2 shows or hides how the person is and what was heard in your last words. In assessment "
        "there are only words and body language."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", key_display="Esc"),
        Binding("ctrl+e", "end", "End", priority=True),
        Binding("f2", "panel", "Panel"),
        Binding("pageup", "scroll_talk('page_up')", "Earlier", show=False, priority=True),
        Binding("pagedown", "scroll_talk('page_down')", "Later", show=False, priority=True),
        Binding("ctrl+up", "scroll_talk('scroll_up')", "A little earlier", show=False, priority=True),
        Binding("ctrl+down", "scroll_talk('scroll_down')", "A little later", show=False, priority=True),
    ]

    def __init__(self, desk: Desk, session: Session, draft: str = "") -> None:
        super().__init__(desk)
        self._session = session
        self._person = one_line(session.conversation.script.person.name)
        self._first_name = self._person.partition(" ")[0]
        self._kept = draft
        self._busy = False
        self._skipped = False
        self._silence_offered = False
        self._draft_timer: Timer | None = None
        self._leaving_without_draft = False

    # What is on it

    def compose(self) -> ComposeResult:
        """The talk, and beside it the panel."""
        session = self._session
        said = voices.conversation(session.opened, session.outcomes, self._first_name)
        yield TitleBar(one_line(f"{self._person} · {session.conversation.script.title}"), self._clock)
        with Horizontal(id="stage"):
            with Vertical(id="talk"):
                yield Transcript(said, pace=self.desk.pace)
                yield MoodStrip()
                yield Notice()
                yield Prompt(self._kept, still=self.desk.pace.still)
                with Horizontal(id="over"):
                    yield Static(id="verdict")
                    yield Button("See how it went", id="results")
            yield MoodPanel()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show where things stand."""
        self.set_class(self._session.opened.mode is Mode.ASSESSMENT, "-assessment")
        prompt = self.query_one(Prompt)
        prompt.border_title = plain(f"You, to {self._first_name}")
        prompt.border_subtitle = "Enter says it · Ctrl+J new line"
        self._show_mood()
        if self._kept:
            self.query_one(Notice).say("What you had typed is back.")

    @property
    def _clock(self) -> str:
        return f"turn {len(self._session.outcomes)} of {self._session.conversation.script.turns}"

    def _show_mood(self) -> None:
        last = self._session.outcomes[-1] if self._session.outcomes else None
        glimpse = Glimpse(self._first_name, self._session.conversation.mood, last)
        self.query_one(MoodPanel).show(glimpse)
        self.query_one(MoodStrip).show(glimpse)

    def commands(self) -> Iterable[Command]:
        """What can be done in a conversation."""
        yield Command("End the interview", "Close it and see how it went", self.action_end)
        yield Command("Leave for now", "It is recorded; go on later from the first screen", self.action_leave)
        if self._session.opened.mode is Mode.PRACTICE:
            yield Command("Show or hide the panel", "How the person is, what was heard", self.action_panel)

    # Saying something

    @on(Prompt.Stirred)
    def on_key(self) -> None:
        """Any key shows at once what is still appearing, wherever the focus is."""
        self._skipped = self.query_one(Transcript).skip()

    @on(Prompt.Submitted)
    def _submitted(self, event: Prompt.Submitted) -> None:
        if self._session.ended is not None:
            return
        if self._busy:
            self.query_one(Notice).say(f"{self._first_name} has not answered yet. Your words stay here.")
            return
        if not event.text.strip() and not self._silence_is_meant():
            return
        self._busy = True
        self._silence_offered = False
        self.query_one(Prompt).load_text("")
        self.query_one(Transcript).add(voices.officer(event.text, len(self._session.outcomes) + 1))
        self.hear(event.text)

    def _silence_is_meant(self) -> bool:
        """Saying nothing is a turn too, but not one to take by accident."""
        if self._silence_offered:
            return True
        if not self._skipped:
            self._silence_offered = True
            self.query_one(Notice).say(f"Press Enter again to say nothing and let {self._first_name} speak.")
        return False

    @work
    async def hear(self, text: str) -> None:
        """Let the turn happen, and show what came of it; if it could not be recorded, give the words back."""
        try:
            outcome = await self.desk.do(partial(self._session.hear, text))
        except KeyworkError as error:
            self.query_one(Transcript).take_back()
            self.query_one(Prompt).put_back(text)
            self.query_one(Notice).say(f"This was not said; your words are back below. {error}", serious=True)
        else:
            self._kept = ""
            self._show(outcome)
        finally:
            self._busy = False
            self._arm_draft()

    def _show(self, outcome: TurnOutcome) -> None:
        transcript = self.query_one(Transcript)
        transcript.correct(voices.officer(outcome.officer, outcome.number))
        transcript.say(*voices.answer(outcome, self._first_name))
        self.query_one(Notice).hush()
        self.query_one(TitleBar).show(right=self._clock)

    @on(Transcript.Settled)
    def _settled(self) -> None:
        """The person has finished speaking: only now is it seen what the turn did to them."""
        self._show_mood()
        if self._session.ended is not None:
            self._close()

    @on(Prompt.Refused)
    def _refused(self, event: Prompt.Refused) -> None:
        if event.given == 1:
            text = f"The prompt holds {LIMIT:,} characters and is full. Say this first, or shorten it."
        else:
            text = (
                f"That was {event.given:,} characters; the first {event.kept:,} are here and the rest is not. "
                f"The prompt holds {LIMIT:,}."
            )
        self.query_one(Notice).say(text, serious=True)

    # The draft

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self.query_one(Prompt).text:
            self._silence_offered = False
            self.query_one(Notice).fade()
        self._arm_draft()

    def _arm_draft(self) -> None:
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(_DRAFT_DELAY, self.save_draft)

    @work(exclusive=True, group="draft")
    async def save_draft(self) -> None:
        """Keep what is typed so far."""
        self._draft_timer = None
        try:
            await self.keep()
        except KeyworkError as error:
            notice = self.query_one(Notice)
            if not notice.has_class("-serious"):
                notice.say(f"What you are typing could not be kept. {error}", serious=True)

    async def keep(self) -> None:
        """Keep the draft now, unless it is kept already or on its way to being said."""
        text = self.query_one(Prompt).text
        if self._busy or text == self._kept or self._session.ended is not None:
            return
        await self.desk.do(partial(self._session.save_draft, text))
        self._kept = text

    # Ending and leaving

    async def action_leave(self) -> None:
        """Go back to the first screen; the conversation can be gone on with."""
        if self._busy:
            self.query_one(Notice).say(f"One moment: {self._first_name} is about to answer.")
            return
        try:
            await self.keep()
        except KeyworkError as error:
            if not self._leaving_without_draft:
                self._leaving_without_draft = True
                note = f"What you typed could not be kept: Esc again leaves without it. {error}"
                self.query_one(Notice).say(note, serious=True)
                return
        self.app.pop_screen()

    def action_end(self) -> None:
        """Ask, then end the interview."""
        if self._session.ended is not None or self._busy:
            return
        unsaid = " What you have typed is not said." if self.query_one(Prompt).text.strip() else ""
        question = ConfirmScreen(
            "End the interview?",
            f"{self._first_name} hears that you are finishing. The conversation is then marked and cannot go on.{unsaid}",
            yes="End it",
            no="Keep talking",
        )
        self.app.push_screen(question, self._end_answered)

    def _end_answered(self, end: bool | None) -> None:
        if end:
            self._busy = True
            self.finish()

    @work
    async def finish(self) -> None:
        """End the interview and show how it closed."""
        try:
            closed = await self.desk.do(self._session.finish)
        except KeyworkError as error:
            self.trouble(error)
        else:
            transcript = self.query_one(Transcript)
            transcript.skip()
            transcript.say(*voices.ending(closed.ended, self._first_name, len(self._session.outcomes)))
        finally:
            self._busy = False

    def _close(self) -> None:
        """Nothing more can be said: offer the results instead of the prompt."""
        self.add_class("-over")
        self.query_one("#verdict", Static).update(plain(f"You and {self._first_name} are done."))
        self.query_one("#results", Button).focus()
        self.refresh_bindings()

    @on(Button.Pressed, "#results")
    def _results(self) -> None:
        self.app.switch_screen(ResultsScreen(self.desk, self._session))

    # Looking around

    def action_panel(self) -> None:
        """Show the panel, or hide it."""
        shown = self.query_one(MoodPanel).display
        self.set_class(shown, "-panel-off")
        self.set_class(not shown, "-panel-on")

    def action_scroll_talk(self, how: str) -> None:
        """Scroll what was said while the prompt keeps the focus."""
        with suppress(SkipAction):  # there is nothing to scroll yet
            getattr(self.query_one(Transcript), f"action_{how}")()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no panel in an assessment, and no end after the end."""
        if action == "panel":
            return self._session.opened.mode is Mode.PRACTICE
        if action == "end":
            return self._session.ended is None
        return super().check_action(action, parameters)
