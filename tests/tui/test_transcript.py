"""The transcript alone, in an app of its own: long conversations, scrolling, pointing at words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot

from scoring.model import Span
from simulator.engine.outcome import Ended
from simulator.tui import voices
from simulator.tui.pace import Pace
from simulator.tui.themes import THEMES
from simulator.tui.voices import Entry, Voice
from simulator.tui.widgets.transcript import WINDOW, Transcript
from simulator.tui.widgets.utterance import Utterance
from tests.tui.doubles import opened, outcome

LONG_TALK = voices.conversation(
    opened(), (outcome(n, f"question {n}", f"answer {n}") for n in range(1, 501)), "Marek"
)


class Host(App[None]):
    CSS = "Transcript { layout: stream; } Utterance { margin-bottom: 1; }"

    def __init__(self, transcript: Transcript) -> None:
        super().__init__()
        self.transcript = transcript
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        yield self.transcript


@asynccontextmanager
async def hosted(transcript: Transcript) -> AsyncIterator[Pilot[None]]:
    async with Host(transcript).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield pilot


def seen(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


def mounted(transcript: Transcript) -> list[Utterance]:
    return list(transcript.query(Utterance))


async def test_five_hundred_turns_open_at_the_end_with_few_mounted() -> None:
    transcript = Transcript(LONG_TALK)
    async with hosted(transcript) as pilot:
        assert len(LONG_TALK) == 1002
        assert len(mounted(transcript)) == WINDOW
        assert "answer 500" in seen(pilot)


async def test_going_up_reaches_the_beginning_without_mounting_it_all_and_down_again() -> None:
    transcript = Transcript(LONG_TALK[:182])
    async with hosted(transcript) as pilot:
        for _ in range(9):
            transcript.scroll_home(animate=False)
            await pilot.pause()
            assert len(mounted(transcript)) <= 2 * WINDOW
        assert "The wing office" in seen(pilot)
        for _ in range(9):
            transcript.scroll_end(animate=False)
            await pilot.pause()
            assert len(mounted(transcript)) <= 2 * WINDOW
        assert "answer 90" in seen(pilot)


async def test_what_is_read_stays_where_it_is_when_more_is_mounted_above() -> None:
    transcript = Transcript(LONG_TALK)
    async with hosted(transcript) as pilot:
        transcript.scroll_to(y=3, animate=False)
        await pilot.pause()
        read = mounted(transcript)[2]
        row = read.region.y
        transcript.scroll_to(y=1, animate=False)
        await pilot.pause()
        assert mounted(transcript)[0].entry.turn < LONG_TALK[-WINDOW].turn
        assert read.region.y == row + 2


async def test_adding_returns_to_the_end_from_far_above() -> None:
    transcript = Transcript(LONG_TALK)
    async with hosted(transcript) as pilot:
        assert await transcript.point(20, Voice.OFFICER, Span(0, 8), "question")
        await pilot.pause()
        transcript.add(Entry(Voice.OFFICER, "the newest words", "You", turn=501))
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "the newest words" in seen(pilot)
        assert mounted(transcript)[-1].entry.text == "the newest words"


@pytest.mark.parametrize(
    ("turn", "voice", "span", "quote", "words"),
    [
        (250, Voice.OFFICER, Span(0, 8), "question", "question"),
        (250, Voice.PERSON, Span(0, 10), "answer 250", "answer 250"),
        (3, Voice.OFFICER, Span(0, 0), "", ""),
        (0, Voice.PERSON, Span(5, 9), "said", "said"),
        (7, Voice.OFFICER, Span(90, 99), "question 7", "question 7"),
    ],
)
async def test_pointing_brings_words_into_view_and_marks_them(
    turn: int, voice: Voice, span: Span, quote: str, words: str
) -> None:
    transcript = Transcript(LONG_TALK)
    async with hosted(transcript) as pilot:
        assert await transcript.point(turn, voice, span, quote)
        await pilot.pause()
        await pilot.pause()
        target = next(u for u in mounted(transcript) if u.entry.turn == turn and u.entry.voice is voice)
        assert target.entry.text in seen(pilot)
        content = target.render()
        assert isinstance(content, Content)
        marked = [content.plain[s.start : s.end] for s in content.spans if "kw-mark" in str(s.style)]
        assert marked == ([words] if words else [])


async def test_words_that_are_not_there_are_not_found() -> None:
    transcript = Transcript(LONG_TALK[:20])
    async with hosted(transcript):
        assert not await transcript.point(400, Voice.OFFICER, Span(0, 3), "x")


async def test_an_answer_can_be_taken_back_and_corrected() -> None:
    transcript = Transcript(LONG_TALK[:5])
    async with hosted(transcript) as pilot:
        transcript.add(Entry(Voice.OFFICER, "as typed", "You", turn=3))
        transcript.correct(Entry(Voice.OFFICER, "as recorded", "You", turn=3))
        await pilot.pause()
        assert "as recorded" in seen(pilot)
        transcript.take_back()
        await pilot.pause()
        assert "as recorded" not in seen(pilot)
        assert len(transcript.entries) == 5


async def test_several_answers_follow_each_other_and_skipping_shows_them_all() -> None:
    transcript = Transcript(pace=Pace(words_a_second=1.0, longest_pause=60.0))
    async with hosted(transcript) as pilot:
        long = " ".join(f"word{n}" for n in range(40))
        transcript.say(
            Entry(Voice.SCENE, "A bell."), Entry(Voice.PERSON, long, "Marek"), Entry(Voice.NOTE, "Over.")
        )
        await pilot.pause()
        assert "A bell." in seen(pilot)
        assert "word0" not in seen(pilot)
        assert "Over." not in seen(pilot)
        assert transcript.skip()
        await pilot.pause()
        assert "word39" in seen(pilot)
        assert "Over." in seen(pilot)
        assert not transcript.skip()


def test_a_conversation_that_ended_by_itself_tells_its_ending_once() -> None:
    over = Ended("walked_out", "poor", "The door bangs.", "I'm done.")
    entries = voices.conversation(opened(), [outcome(1, "Calm down.", "No.", ended=over)], "Marek", over)
    assert [e.text for e in entries if e.voice is Voice.SCENE][-1] == "The door bangs."
    assert [e.voice for e in entries].count(Voice.NOTE) == 1
    assert "walked out (a poor ending)" in entries[-1].text
