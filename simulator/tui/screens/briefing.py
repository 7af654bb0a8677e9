"""The file view: what the officer may know beforehand, and how the conversation is to start."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from simulator.engine.outcome import Mode
from simulator.errors import KeyworkError
from simulator.tui import words
from simulator.tui.desk import Desk
from simulator.tui.screens.base import KeyworkScreen
from simulator.tui.screens.session import SessionScreen
from simulator.tui.text import first_name, lines, one_line, plain, styled
from simulator.tui.widgets.bars import TitleBar
from simulator.tui.widgets.choice import Choice, Offer
from simulator.tui.widgets.facts import Facts
from simulator.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from simulator.content.script import Script

_MODES = (
    Offer(Mode.PRACTICE, "Practice", "gauges are shown"),
    Offer(Mode.ASSESSMENT, "Assessment", "gauges are hidden"),
)


class BriefingScreen(KeyworkScreen):
    """Read the file, choose the start, begin."""

    HELP = (
        "This is what you would know before the door opens. Scroll it with the arrow keys or Page Up and Page Down.\n\n"
        "Tab goes to the choices: how the person comes in, and whether you practise (their trust and agitation are "
        "shown while you talk) or are assessed (you see what a real officer would see). S begins."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "start", "Start"),
        Binding("enter", "start", "Start", show=False),
        Binding("tab", "app.focus_next", "Choices", key_display="Tab"),
        Binding("escape", "app.pop_screen", "Back", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, script: "Script") -> None:
        super().__init__(desk)
        self._script = script
        self._wanted = desk.beginning

    def compose(self) -> ComposeResult:
        """The file at the left, the choices at the right."""
        script = self._script
        yield TitleBar(one_line(f"{script.title} · {script.person.name}"), f"about {script.minutes} minutes")
        with Horizontal(id="desk"):
            with VerticalScroll(id="file"):
                yield Static(_file(script))
                yield Static("What is marked", classes="marked")
                yield Facts((name, words.criterion_in_short(name)) for name in script.marked)
            with VerticalScroll(id="choices", can_focus=False):
                yield Static(plain(f"How {first_name(script.person.name)} comes in"), classes="label")
                yield Choice(self._presets(), self._wanted.preset, classes="preset")
                yield Static("What this is", classes="label")
                yield Choice(_MODES, self._wanted.mode, classes="mode")
                yield Button("Start the conversation", id="start")
        yield KeyBar()

    def _presets(self) -> list[Offer]:
        names = ["", *(name for name in words.PRESETS if name in self._script.presets)]
        return [Offer(name, (name or "own start").capitalize(), words.PRESETS[name]) for name in names]

    def on_mount(self) -> None:
        """Begin with reading."""
        self.query_one("#file").focus()

    def on_button_pressed(self) -> None:
        """Begin."""
        self.action_start()

    def action_start(self) -> None:
        """Begin the conversation as chosen."""
        self.start(self.query_one(".preset", Choice).value, Mode(self.query_one(".mode", Choice).value))

    @work(exclusive=True)
    async def start(self, preset: str, mode: Mode) -> None:
        """Open a record and go to the conversation."""
        begin = partial(
            self.desk.practice.start, self._script.id, seed=self._wanted.seed, mode=mode, preset=preset
        )
        try:
            session = await self.desk.do(begin)
        except KeyworkError as error:
            self.trouble(error)
            return
        self.app.switch_screen(SessionScreen(self.desk, session))


def _file(script: "Script") -> Content:
    person = script.person
    facts = [f"{person.name}, {person.age}", person.sentence, person.offence]
    parts = [
        lines(*(styled(one_line(fact), "bold" if not n else "") for n, fact in enumerate(facts))),
        *_section("On file", script.briefing),
        *_section("Where and when", script.setting),
        *_section("What you are asked to do", script.task),
    ]
    return Content("\n\n").join(parts)


def _section(title: str, text: str) -> list[Content]:
    if not text.strip():
        return []
    return [lines(styled(title, "bold $accent"), plain(_unfolded(text)))]


def _unfolded(text: str) -> str:
    """Paragraphs as long lines, so that they wrap at the width of the screen and not of the file."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
