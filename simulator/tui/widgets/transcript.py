"""The conversation so far, as a scrolling column.

Invariant: at most about ``2 * WINDOW`` entries are mounted, whatever the length of the conversation;
the others are mounted when they are scrolled to.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from textual.containers import VerticalScroll
from textual.message import Message
from textual.timer import Timer

from scoring.model import Span
from simulator.tui.pace import Pace
from simulator.tui.voices import Entry, Voice
from simulator.tui.widgets.utterance import Utterance

WINDOW: Final = 60
_STEP: Final = 30
_NEAR: Final = 2
"""Rows from an edge at which more is mounted."""


class Transcript(VerticalScroll):
    """What was said, with the newest at the bottom."""

    @dataclass
    class Settled(Message):
        """Everything that was to be said has appeared."""

    def __init__(self, entries: Iterable[Entry] = (), *, pace: Pace | None = None) -> None:
        super().__init__()
        self.entries = list(entries)
        self._pace = pace or Pace.at_once()
        self._first = max(0, len(self.entries) - WINDOW)
        self._last = len(self.entries)
        self._shown: list[Utterance] = []
        self._queue: deque[Entry] = deque()
        self._speaking: Utterance | None = None
        self._let_out = 0
        self._timer: Timer | None = None
        self._moving = False

    def compose(self) -> Iterable[Utterance]:
        """The newest entries."""
        self._shown = [Utterance(entry) for entry in self.entries[self._first : self._last]]
        yield from self._shown

    def on_mount(self) -> None:
        """Begin at the newest entry and stay there."""
        self.anchor()

    # What is added

    def add(self, *entries: Entry) -> None:
        """Show these at once, below the rest, and go there."""
        self._to_the_end()
        for entry in entries:
            self._append(entry)
        self.anchor()

    def say(self, *entries: Entry) -> None:
        """Let these appear at the pace of reading, one after the other."""
        self._queue.extend(entries)
        if self._speaking is None:
            self._next()

    def skip(self) -> bool:
        """Show at once whatever is still appearing; whether there was anything."""
        if self._speaking is None:
            return False
        self._stop_timer()
        self._speaking.let_out(len(self._speaking.entry.text))
        self._speaking = None
        while self._queue:
            self._append(self._queue.popleft())
        self.post_message(self.Settled())
        return True

    def take_back(self) -> None:
        """Remove the newest entry: it was not said after all."""
        if self.entries:
            self.entries.pop()
            self._last = min(self._last, len(self.entries))
            self._shown.pop().remove()

    def correct(self, entry: Entry) -> None:
        """Put ``entry`` in the place of the newest one."""
        self.entries[-1] = entry
        self._shown[-1].become(entry)

    # What is pointed at

    async def point(self, turn: int, voice: Voice, span: Span, quote: str) -> bool:
        """Bring those words into view and mark them; whether they were found."""
        place = self._find(turn, voice, quote)
        if place is None:
            return False
        await self._show_window(place - WINDOW // 2)
        index = place - self._first
        target = self._shown[index]
        target.mark(_within(target.entry.text, span, quote))
        self.call_after_refresh(self.scroll_to_widget, target, animate=False, center=True)
        return True

    def _find(self, turn: int, voice: Voice, quote: str) -> int | None:
        """Where that turn's words are; a person's words may also be the line that was being answered."""
        of_voice = [
            (n, e) for n, e in enumerate(self.entries) if e.voice is voice and turn - 1 <= e.turn <= turn
        ]
        of_turn = [n for n, e in of_voice if e.turn == turn]
        exact = [n for n, e in of_voice if quote and quote in e.text]
        wanted = [n for n in of_turn if n in exact] or exact or of_turn
        return wanted[0] if wanted else None

    # What is mounted

    def _append(self, entry: Entry) -> Utterance:
        self.entries.append(entry)
        self._last = len(self.entries)
        utterance = Utterance(entry)
        self._shown.append(utterance)
        self.mount(utterance)
        if len(self._shown) > 2 * WINDOW and self.is_vertical_scroll_end:
            self.remove_children(self._shown[:_STEP])
            del self._shown[:_STEP]
            self._first += _STEP
        return utterance

    def _to_the_end(self) -> None:
        """Mount the newest entries where the reader had gone far up."""
        if self._last < len(self.entries):
            self.run_worker(self._show_window(len(self.entries)), exclusive=True)

    async def _show_window(self, first: int) -> None:
        """Mount the window that begins at that entry, and nothing else."""
        self._first = max(0, min(first, len(self.entries) - WINDOW))
        self._last = min(len(self.entries), self._first + WINDOW)
        self._moving = True
        self._shown = [Utterance(entry) for entry in self.entries[self._first : self._last]]
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(self._shown)
        self._moving = False

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Mount more where the reader comes near an edge of what is mounted."""
        super().watch_scroll_y(old, new)
        if self._moving or not self.is_mounted:
            return
        if new <= _NEAR and new < old and self._first > 0:
            self.run_worker(self._reach_up(), exclusive=True)
        elif new >= self.max_scroll_y - _NEAR and new > old and self._last < len(self.entries):
            self.run_worker(self._reach_down(), exclusive=True)

    async def _reach_up(self) -> None:
        """Mount earlier entries above, without moving what is being read."""
        fresh = [Utterance(entry) for entry in self.entries[max(0, self._first - _STEP) : self._first]]
        keep = 2 * WINDOW - len(fresh)
        kept, surplus = self._shown[:keep], self._shown[keep:]
        self._first -= len(fresh)
        self._last -= len(surplus)
        await self._exchange([*fresh, *kept], fresh, surplus, kept[0])

    async def _reach_down(self) -> None:
        """Mount later entries below."""
        fresh = [Utterance(entry) for entry in self.entries[self._last : self._last + _STEP]]
        gone = max(0, len(self._shown) + len(fresh) - 2 * WINDOW)
        surplus, kept = self._shown[:gone], self._shown[gone:]
        self._first += len(surplus)
        self._last += len(fresh)
        await self._exchange([*kept, *fresh], fresh, surplus, kept[-1])

    async def _exchange(
        self, shown: list[Utterance], fresh: list[Utterance], surplus: list[Utterance], fixed: Utterance
    ) -> None:
        """Mount some and remove others, keeping the row of ``fixed`` where it is."""
        self._moving = True
        row = fixed.virtual_region.y - self.scroll_y
        self._shown = shown
        with self.app.batch_update():
            await self.mount_all(fresh, before=0 if fresh and shown[0] is fresh[0] else None)
            await self.remove_children(surplus)
        self.call_after_refresh(self._settle, fixed, row)

    def _settle(self, fixed: Utterance, row: float) -> None:
        self.scroll_to(y=fixed.virtual_region.y - row, animate=False, immediate=True)
        self._moving = False

    # The pace

    def _next(self) -> None:
        while self._queue:
            utterance = self._append(self._queue.popleft())
            if utterance.entry.voice is Voice.PERSON and not self._pace.immediate(utterance.entry.text):
                self._speaking, self._let_out = utterance, 0
                utterance.let_out(0)
                self._timer = self.set_timer(self._pace.pause(utterance.entry.text), self._begin)
                return
        self.post_message(self.Settled())

    def _begin(self) -> None:
        self._timer = self.set_interval(1 / self._pace.words_a_second, self._tick)

    def _tick(self) -> None:
        if self._speaking is None:
            return
        self._let_out += 1
        if not self._speaking.let_out(self._let_out):
            self._stop_timer()
            self._speaking = None
            self._next()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None


def _within(text: str, span: Span, quote: str) -> Span:
    """The place of ``quote`` in ``text``: the span where it holds, else wherever the words are."""
    if not quote or span.of(text) == quote:
        return span
    start = text.find(quote)
    return Span(start, start + len(quote)) if start >= 0 else Span(0, len(text))
