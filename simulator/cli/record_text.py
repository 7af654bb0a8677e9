"""A record laid out for an assessor: what was said and seen, what was read in it, where it left the person."""

import json
import textwrap
from collections.abc import Iterator

from scoring.model import Finding, Mood
from simulator.cli.plain_text import scorecard_text
from simulator.cli.remark_text import shift_lines
from simulator.cli.text_view import entry_line, first_name, note_block
from simulator.engine.outcome import Mode, TurnOutcome
from simulator.errors import UsageError
from simulator.practice import Review
from simulator.records.remarking import compared
from simulator.safe_text import clean
from simulator.tui import voices, words

_WIDTH = 100
_INDENT = " " * 6


def record_text(review: Review) -> str:
    """Lay out a whole record."""
    person = first_name(review.conversation.script.person.name)
    last = review.outcomes[-1] if review.outcomes else None
    blocks = ["\n".join(_head(review)), "\n".join(_said(voices.opening(review.opened, person)))]
    blocks += [
        "\n".join(_turn(outcome, person, inside=_may_see_inside(review))) for outcome in review.outcomes
    ]
    if review.ended is not None and (last is None or last.ended is None):
        blocks.append("\n".join(_said(voices.ending(review.ended, person, 0))))
    if review.noted is not None and review.noted.scorecard.note is None:  # else it stands with the marks
        blocks.append(note_block(review.noted.text))
    if review.marked:
        blocks.append(clean(scorecard_text(review.scorecard())).rstrip())
        blocks += ["\n".join(lines) for lines in _marked_again(review)]
    else:
        blocks.append("This conversation is not finished.")
    return "\n\n".join(block for block in blocks if block) + "\n"


def record_fields(review: Review) -> dict[str, object]:
    """Lay out a whole record for JSON: every event as it was written."""
    if not _may_see_inside(review):
        raise UsageError(
            "This assessment is not finished, and its events hold what was read.", "Finish it first."
        )
    return {
        "record": review.record_id,
        "title": review.conversation.script.title,
        "person": review.conversation.script.person.name,
        "note": review.conversation.record.note,
        "events": [
            {
                "number": event.number,
                "kind": event.kind,
                "at": event.at,
                "body": json.loads(event.body),
                "previous": event.previous,
                "digest": event.digest,
            }
            for event in review.conversation.record.events
        ],
    }


def _may_see_inside(review: Review) -> bool:
    """Nobody looks inside an assessment while it goes on."""
    return review.marked or review.opened.mode is Mode.PRACTICE


def _marked_again(review: Review) -> Iterator[list[str]]:
    """What is marked differently under rules the record was marked with again."""
    record, given = review.conversation.record, review.scorecard()
    for remarked in record.remarked:
        title = f"Marked again under {remarked.ruleset}"
        shifts = shift_lines(compared(record.id, given, remarked.scorecard))
        yield [clean(title, keep_newlines=False), "-" * len(title), "", *shifts]


def _head(review: Review) -> Iterator[str]:
    opened, script = review.opened, review.conversation.script
    started = review.conversation.record.events[0].at
    title = f"Record {review.record_id}"
    yield f"{title}\n{'=' * len(title)}"
    yield _wrapped(f"{script.title}: {script.person.name} ({opened.scenario})")
    how = f"{opened.mode}, {opened.preset or 'usual'} start, seed {opened.seed}, rules {opened.ruleset}"
    yield _wrapped(f"Trainee {opened.trainee}; begun {started[:16].replace('T', ' ')} UTC; {how}")
    if _may_see_inside(review):
        yield f"At the start: {_mood(opened.mood, opened.state)}"


def _turn(outcome: TurnOutcome, person: str, *, inside: bool) -> Iterator[str]:
    reading = outcome.turn.reading
    yield _wrapped(f"[{outcome.number}] Officer: {outcome.officer or '(says nothing)'}")
    if inside:
        found = reading.behaviours + reading.markers + reading.topics
        yield from (_finding(finding, reading.text) for finding in found)
    yield from _said(voices.answer(outcome, person))
    if inside:
        yield _wrapped(f"Now: {_mood(outcome.turn.after, outcome.turn.state)}", _INDENT)


def _said(entries: list[voices.Entry]) -> Iterator[str]:
    return (_wrapped(entry_line(entry)) for entry in entries)


def _finding(finding: Finding, text: str) -> str:
    return _wrapped(f'{words.named(finding.label)}: "{finding.span.of(text)}" ({finding.why})', _INDENT)


def _mood(mood: Mood, state: str) -> str:
    gauges = ", ".join(f"{name} {words.gauge(mood, name)}" for name in words.GAUGES)
    return f"{gauges}; {words.named(state)}"


def _wrapped(text: str, indent: str = "") -> str:
    """Break a line of a transcript, cleaned, with what goes over set in."""
    return textwrap.fill(
        " ".join(clean(text).split()),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_on_hyphens=False,
    )
