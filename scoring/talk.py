"""The person's talk of change over time, and what came before each: the point of motivational interviewing.

Change talk and sustain talk carry the kinds of DARN-CAT (desire, ability, reason, need; commitment, activation,
taking steps), where the author tagged them; discord is talk against the officer (Miller and Rollnick, 2013).
"""

from collections.abc import Sequence

from scoring.effects import acting, plain
from scoring.model import PersonLine, TalkMoment, Turn

_TOLD = ("change", "sustain", "discord")


def moments(turns: Sequence[Turn]) -> tuple[TalkMoment, ...]:
    """Return every line of change talk, sustain talk or discord, in order."""
    lines: list[tuple[int, PersonLine, str]] = []
    if turns:
        lines.append((0, turns[0].answered, ""))
    lines += [(turn.number, turn.reply, _before(turn)) for turn in turns]
    return tuple(
        TalkMoment(number, line.talk_kind, line.talk.partition("-")[2], line.text, after)
        for number, line, after in lines
        if line.talk_kind in _TOLD
    )


def _before(turn: Turn) -> str:
    """What the officer did, in words: the acts that move somebody, else what was asked or said."""
    acts = acting(turn.reading) or tuple(finding.label for finding in turn.reading.behaviours)
    return ", ".join(plain(act) for act in acts[:2])
