"""The conversation: what is said, what can be seen, and a place to type."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static, TextArea

from simulator.engine.outcome import Mode, TurnOutcome
from simulator.errors import KeyworkError
from simulator.tui import voices
from simulator.tui.desk import Desk
from simulator.tui.door import Session
from simulator.tui.screens.base import Command
from simulator.tui.screens.confirm import ConfirmScreen
from simulator.tui.screens.note import after_the_end
from simulator.tui.screens.writing import LOOKING_BACK, WritingScreen
from simulator.tui.text import one_line, plain
from simulator.tui.widgets.bars import Notice, TitleBar
from simulator.tui.widgets.keybar import KeyBar
from simulator.tui.widgets.mood import Glimpse, MoodPanel, MoodStrip
from simulator.tui.widgets.prompt import Prompt
from simulator.tui.widgets.transcript import Transcript


class SessionScreen(WritingScreen):
    """One conversation, from wherever it stands to its end."""

    AUTO_FOCUS = "Prompt"
    FIELD = "prompt"
    HELP = (
        "Type what you would say, in your own words, and press Enter. Ctrl+J begins a new line. Words in brackets "
        "and slanted are what you see: body language, or something on the landing. To say nothing and wait, press "
        "Enter twice on an empty line.\n\n"
        "A long answer appears at the pace of reading; any key shows it at once. Page Up and Page Down go through "
        "what was said.\n\n"
        "Esc leaves at any time: every turn is recorded, what you have typed is kept, and you can go on later. "
        "Ctrl+E ends the interview for good; then come your note and how it went.\n\n"
        "In practice F2 shows or hides how the person is and what was heard in your last words. In assessment "
        "there are only words and body language."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", key_display="Esc"),
        Binding("ctrl+e", "end", "End", priority=True),
        Binding("f2", "panel", "Panel"),
        *LOOKING_BACK,
    ]

    def __init__(self, desk: Desk, session: Session, draft: str = "") -> None:
        super().__init__(desk, session, draft)
        self._skipped = False
        self._silence_offered = False

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
                    yield Button(id="next")
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
            self._not_recorded(text, error)
        else:
            self._kept = ""
            self._show(outcome)
        finally:
            self._busy = False
            self.arm_draft()

    def _not_recorded(self, text: str, error: KeyworkError) -> None:
        if (
            self._session.ended is not None
        ):  # the turn is recorded, only its end is not: that is made up for later
            self._show(self._session.outcomes[-1])
            self.query_one(Notice).say(f"The end is not recorded yet. {error}", serious=True)
            return
        self.query_one(Transcript).take_back()
        self.query_one(Prompt).put_back(text)
        self.query_one(Notice).say(f"This was not said; your words are back below. {error}", serious=True)

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

    @on(TextArea.Changed)
    def _withdraw_silence(self) -> None:
        if self.query_one(Prompt).text:
            self._silence_offered = False

    @property
    def takes_draft(self) -> bool:
        """Until the end: what is kept after it is the note's."""
        return self._session.ended is None

    # Ending and leaving

    async def action_leave(self) -> None:
        """Go back to the first screen; the conversation can be gone on with."""
        if self._busy:
            self.query_one(Notice).say(f"One moment: {self._first_name} is about to answer.")
            return
        if await self.kept_or_told():
            self.app.pop_screen()

    def action_end(self) -> None:
        """Ask, then end the interview."""
        if self._session.ended is not None or self._busy:
            return
        unsaid = " What you have typed is not said." if self.query_one(Prompt).text.strip() else ""
        question = ConfirmScreen(
            "End the interview?",
            f"{self._first_name} hears that you are finishing. The conversation is then marked and cannot go on.{unsaid}",
            {"": "Keep talking", "end": "End it"},
        )
        self.app.push_screen(question, self._end_answered)

    def _end_answered(self, end: str | None) -> None:
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
        """Nothing more can be said: offer what comes next instead of the prompt."""
        self.add_class("-over")
        self.query_one("#verdict", Static).update(plain(f"You and {self._first_name} are done."))
        onwards = self.query_one("#next", Button)
        onwards.label = "Write your note" if self._session.takes_note else "See how it went"
        onwards.focus()
        self.refresh_bindings()

    @on(Button.Pressed, "#next")
    def _onwards(self) -> None:
        self.go_on()

    @work(exclusive=True, group="next")
    async def go_on(self) -> None:
        """To the note, or to the results where none is taken."""
        try:
            draft = await self.desk.do(lambda: self._session.draft)
        except KeyworkError as error:
            self.trouble(error)
        else:
            self.app.switch_screen(after_the_end(self.desk, self._session, draft))

    # Looking around

    def action_panel(self) -> None:
        """Show the panel, or hide it."""
        shown = self.query_one(MoodPanel).display
        self.set_class(shown, "-panel-off")
        self.set_class(not shown, "-panel-on")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no panel in an assessment, and no end after the end."""
        if action == "panel":
            return self._session.opened.mode is Mode.PRACTICE
        if action == "end":
            return self._session.ended is None
        return super().check_action(action, parameters)
