"""A hand-made conversation with marks of every kind, so that the page is tested without the rules."""

from dataclasses import replace
from typing import Literal

from scoring.model import (
    CriterionResult,
    Evidence,
    Finding,
    Flag,
    Level,
    Measures,
    Mood,
    NoteCheck,
    NoteFinding,
    PersonLine,
    Profile,
    ProfilePoint,
    Reading,
    Scorecard,
    Span,
    TalkMoment,
    Turn,
    TurningPoint,
)
from simulator.reports.page import Scene, Subject

OPENING = PersonLine("o", "What's this about?", cue="looks at the door")
FIRST = "Morning. How have things been since we last spoke?"
SECOND = "Keep it between us. You sound worn out by it."
TOLD = PersonLine("r1", "Not great. I lost the flat.", cue="rubs his arm")
CHANGE = PersonLine("r2", "I'd like to get it back, if I'm honest.")
NOTE = "He lost his flat. He is manipulative. Housing to ring him."

_HEARD = Reading(
    FIRST,
    (Finding("question_open", Span(9, 50), 0.9, "", "cue"),),
    (Finding("open_invitation", Span(9, 50), 0.9, "", "cue"),),
)
_WRONG = Reading(
    SECOND,
    (Finding("reflection_complex", Span(20, 45), 0.9, "", "cue"),),
    (
        Finding("promise_of_secrecy", Span(0, 19), 0.9, "", "cue"),
        Finding("name_feeling", Span(20, 45), 0.9, "", "cue"),
    ),
)
TURNS = (
    Turn(1, _HEARD, OPENING, TOLD, Mood(4, 2, 4), Mood(5, 2, 4)),
    Turn(2, _WRONG, TOLD, CHANGE, Mood(5, 2, 4), Mood(5, 0, 5)),
    Turn(3, Reading(""), CHANGE, PersonLine("r3", "", cue="waits"), Mood(5, 0, 5), Mood(5, 0, 5)),
)


def said(
    rule: str, turn: int, quote: str, note: str, *, by: Literal["officer", "person", "note"] = "officer"
) -> Evidence:
    """Evidence on these words of that turn."""
    if turn == 0:
        text, answers = NOTE if by == "note" else OPENING.text, ""
    elif by == "officer":
        text, answers = TURNS[turn - 1].reading.text, TURNS[turn - 1].answered.text
    else:
        text, answers = TURNS[turn - 1].reply.text, TURNS[turn - 1].reading.text
    start = text.index(quote)
    return Evidence(rule, turn, Span(start, start + len(quote)), quote, by, answers, note)


RESULTS = (
    CriterionResult(
        "P4.3",
        "issues relating to their personal circumstances",
        Level.MET,
        (
            said("P4.3/raised", 0, OPENING.text, "says something on the surface", by="person"),
            said("P4.3/invite", 1, "How have things been", "invites their circumstances"),
            said("P4.3/disclose", 1, TOLD.text, "says something real", by="person"),
            said("P4.3/follow", 2, "You sound worn out by it.", "takes up what they said"),
        ),
        why_not="Only one area was opened. Nearest: turn 2, “Keep it between us.”.",
        try_next="Open a second area.",
        nearest=2,
    ),
    CriterionResult(
        "P6",
        "observe individuals' behaviour",
        Level.ATTEMPTED,
        (
            said("P6/noticed", 2, "sound worn out", "notices it"),
            replace(said("P6/noticed", 3, "", "leaves room"), effect="agitation -1"),
            said("P6/noted", 0, "He lost his flat.", "records it", by="note"),
        ),
        (said("P6/secret", 2, "between us. You sound", "promises secrecy"),),
        "Something worked against it.",
        unjudged="Whether the body language meant anything.",
    ),
    CriterionResult("P7", "extreme views", Level.NO_OPPORTUNITY, why_not="There was no opening."),
    CriterionResult("P8", "behaviours", Level.NOT_EVIDENCED, why_not="Nothing was said."),
)
MEASURES = Measures(3, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1.0, 100.0, 100.0, 60.0, 0, 0,
                    "too few turns", "too few turns", 0.5, 2, 1)  # fmt: skip
CARD = Scorecard(
    ruleset="test-1",
    results=RESULTS,
    measures=MEASURES,
    profile=Profile(
        points=(
            ProfilePoint(0, Mood(4, 2, 4)),
            ProfilePoint(1, Mood(5, 2, 4), ("open_invitation",)),
            ProfilePoint(2, Mood(5, 0, 5), ("name_feeling",), ("promise_of_secrecy",)),
            ProfilePoint(3, Mood(5, 0, 5)),
        ),
        turning_points=(TurningPoint(2, "Agitation fell 2 after you named the feeling."),),
        markers={"name_feeling": 1, "open_invitation": 1, "promise_of_secrecy": 1},
    ),
    flags=(
        Flag("promise_of_secrecy", 2, "Keep it between us.", "You promised secrecy."),
        Flag("missed_risk", 1, "I lost the flat.", "It went by."),
    ),
    went_well=("Turn 1 opened it up.",),
    to_try=("Leave the secret out.",),
    talk=(
        TalkMoment(0, "discord", "", OPENING.text, ""),
        TalkMoment(2, "change", "desire", CHANGE.text, "named the feeling"),
    ),
    note=NoteCheck(
        NOTE,
        kept=(NoteFinding("lost the flat", Span(0, 17)),),
        missing=(NoteFinding("wants it back"),),
        invented=(),
        opinions=(NoteFinding("a label", Span(18, 37)),),
        actions=(),
        loose_ends=(NoteFinding("no time", Span(38, 58)),),
        quotes=(),
    ),
    policy="uk-2026.1",
)
SUBJECT = Subject("A talk", "Sam Reed", "Zoë", "2026-11-22", "practice", ("depth", "the weather"))
SCENES = (Scene(0, "An office."), Scene(3, "He leaves.", after=True))
