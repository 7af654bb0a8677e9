"""A conversation as JSON Lines; docs/cli.md is the contract.

In assessment mode the events hold only what a real officer would see.
"""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from scoring.model import CriterionResult, Evidence, Scorecard
from simulator.cli.read import reading_fields
from simulator.engine.outcome import Mode, Noted, TurnOutcome

if TYPE_CHECKING:
    from simulator.practice import Session


class JsonView:
    """Writes one JSON object a line to standard output."""

    def __init__(self, mode: Mode) -> None:
        self._mode = mode

    def opened(self, session: "Session") -> None:
        """The conversation begins, or is taken up again: then its turns so far follow."""
        opened, script = session.opened, session.conversation.script
        fields: dict[str, object] = {
            "record": session.record_id,
            "resumed": len(session.outcomes),
            "draft": session.draft,
            "scenario": script.id,
            "title": script.title,
            "person": script.person.name,
            "seed": opened.seed,
            "mode": opened.mode,
            "preset": opened.preset,
            "trainee": opened.trainee,
            "ruleset": opened.ruleset,
            "scenario_digest": opened.scenario_digest,
            "persona_digest": opened.persona_digest,
            "core_digest": opened.core_digest,
            "setting": script.setting,
            "task": script.task,
            "briefing": script.briefing,
            "narration": opened.narration,
            "cue": opened.cue,
            "line": opened.line,
        }
        if self._mode is Mode.PRACTICE:
            fields |= {"state": opened.state, "mood": asdict(opened.mood)}
        _write("opened", fields)
        for outcome in session.outcomes:
            self.turn(outcome)

    def turn(self, outcome: TurnOutcome) -> None:
        """One exchange."""
        reply = outcome.reply
        fields: dict[str, object] = {
            "number": outcome.number,
            "officer": outcome.officer,
            "reply": {"line": reply.text, "cue": reply.cue, "narration": reply.narration},
        }
        if outcome.ended is not None:
            fields["over"] = True  # who drives it through a pipe must know that the note comes next
        if self._mode is Mode.PRACTICE:
            fields |= _inside(outcome)
        _write("turn", fields)

    def note(self, command: str, text: str) -> None:
        """The answer to a command, in words."""
        _write("note", {"command": command, "text": text})

    def over(self, session: "Session") -> None:
        """How it ended is told with the marks, after the note."""

    def noted(self, noted: Noted) -> None:
        """The officer's note."""
        _write("noted", {"text": noted.text})

    def closed(self, session: "Session", scorecard: Scorecard) -> None:
        """How it ended, and everything keywork suggests about it."""
        if session.ended is not None:
            _write(
                "ended",
                {"record": session.record_id, "turns": len(session.outcomes), **asdict(session.ended)},
            )
        _write("scorecard", scorecard_fields(scorecard))

    def left(self, record_id: str, turns: int) -> None:
        """The conversation was left unfinished."""
        _write("left", {"record": record_id, "turns": turns})


def scorecard_fields(scorecard: Scorecard) -> dict[str, object]:
    """Lay out a scorecard for JSON."""
    return {
        "ruleset": scorecard.ruleset,
        "policy": scorecard.policy,
        "criteria": [_criterion(result) for result in scorecard.results],
        "measures": asdict(scorecard.measures),
        "talk": [asdict(moment) for moment in scorecard.talk],
        "profile": {
            "points": [_flat(asdict(point)) for point in scorecard.profile.points],
            "turning_points": [asdict(point) for point in scorecard.profile.turning_points],
            "markers": dict(scorecard.profile.markers),
        },
        "note": asdict(scorecard.note) if scorecard.note else None,
        "flags": [asdict(flag) for flag in scorecard.flags],
        "went_well": list(scorecard.went_well),
        "to_try": list(scorecard.to_try),
    }


def _inside(outcome: TurnOutcome) -> dict[str, object]:
    """What only a trainee in practice mode may see."""
    return {
        "reading": reading_fields(outcome.turn.reading),
        "subjects": list(outcome.subjects),
        "changes": [asdict(change) for change in outcome.changes],
        "mood": asdict(outcome.turn.after),
        "state": outcome.turn.state,
        "moved_from": outcome.moved_from,
        "rung": outcome.reply.rung,
        "why": outcome.reply.why,
    }


def _criterion(result: CriterionResult) -> dict[str, object]:
    return {
        "criterion": result.criterion,
        "title": result.title,
        "level": result.level.value,
        "evidence": [_evidence(evidence) for evidence in result.evidence],
        "against": [_evidence(evidence) for evidence in result.against],
        "why_not": result.why_not,
        "nearest": result.nearest,
        "try_next": result.try_next,
        "unjudged": result.unjudged,
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        "rule": evidence.rule,
        "turn": evidence.turn,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "quote": evidence.quote,
        "speaker": evidence.speaker,
        "answers": evidence.answers,
        "line": evidence.line,
        "note": evidence.note,
        "effect": evidence.effect,
    }


def _flat(point: dict[str, object]) -> dict[str, object]:
    """Put the gauges of a profile point beside its turn."""
    mood = point.pop("mood")
    return {"turn": point.pop("turn"), **(mood if isinstance(mood, dict) else {}), **point}


def _write(kind: str, fields: dict[str, object]) -> None:
    print(json.dumps({"type": kind, **fields}), flush=True)
