"""A record as a page for an assessor: the conversation, its suggested marks, and the words behind each."""

from collections.abc import Iterator

from scoring.labels import KNOWABLE
from simulator.engine.outcome import Ended, Mode
from simulator.errors import UsageError
from simulator.practice import Review
from simulator.reports.page import Scene, Subject, page
from simulator.tui import words


def record_page(review: Review) -> str:
    """Lay out a whole record as HTML; the marks so far where the conversation goes on."""
    if not review.marked and review.opened.mode is not Mode.PRACTICE:
        raise UsageError(
            "This assessment is not finished, and its marks show what was read.", "Finish it first."
        )
    turns = review.conversation.record.turns
    return page(_subject(review), turns, review.scorecard(), review.opened.line, tuple(_scenes(review)))


def _subject(review: Review) -> Subject:
    script, opened = review.conversation.script, review.opened
    started = review.conversation.record.events[0].at
    return Subject(
        title=script.title,
        person=script.person.name,
        officer=opened.trainee,
        when=f"{started[:16].replace('T', ' ')} UTC",
        how="; ".join(_how(review)),
        unknown=tuple(name for name in KNOWABLE if name in script.brief.unknown),
    )


def _how(review: Review) -> Iterator[str]:
    opened, ended = review.opened, review.ended
    yield f"{opened.mode}, {opened.preset or 'usual'} start, seed {opened.seed}"
    if ended is not None:
        yield f"{words.named(ended.ending)} ({words.GRADES[ended.grade]})"
    if not review.marked:
        yield "not finished, so these are the marks so far"
    yield f"record {review.record_id}"


def _scenes(review: Review) -> Iterator[Scene]:
    person = review.conversation.script.person.name
    yield Scene(0, review.opened.narration)
    for outcome in review.outcomes:
        yield Scene(outcome.number, outcome.reply.narration)
    if review.ended is not None:
        yield from _ending(review.ended, review.outcomes[-1].number if review.outcomes else 0, person)


def _ending(ended: Ended, turn: int, person: str) -> Iterator[Scene]:
    yield Scene(turn, ended.line, after=True, who=person)
    yield Scene(turn, ended.narration, after=True)
    yield Scene(turn, f"{words.named(ended.ending)} ({words.GRADES[ended.grade]})", after=True, who="End")
