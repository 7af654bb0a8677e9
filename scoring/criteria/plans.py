"""What somebody means to do on release, and what worries them about it (P4.7).

Plans and worries share their words: "I'll ring housing on Monday" is a plan, "I'll be back by Monday" none.
"""

import re
from typing import Final

from scoring.criteria.common import Talk
from scoring.criteria.words import find, find_meant
from scoring.model import PersonLine

_PART: Final = re.compile(r"[.!?;\n]+|\b(?:but|except|though|although)\b", re.IGNORECASE)
_CONCRETE: Final = ("times", "agencies", "family")


def is_plan(talk: Talk, line: PersonLine) -> bool:
    """Tell whether a line speaks for change or says what they mean to do."""
    return line.talk_kind == "change" or bool(_planned(talk, line))


def is_concrete(talk: Talk, line: PersonLine) -> bool:
    """Tell whether a plan says when, where or with whom, in the same breath."""
    parts = [line.text] if line.talk_kind == "change" else _planned(talk, line)
    return any(find(part, talk.words(name)) for part in parts for name in _CONCRETE)


def is_dated_step(talk: Talk, line: PersonLine) -> bool:
    """Tell whether a plan has a time and names an agency."""
    parts = [line.text] if line.talk_kind == "change" else _planned(talk, line)
    return any(all(find(part, talk.words(name)) for name in ("times", "agencies")) for part in parts)


def is_concern(talk: Talk, line: PersonLine) -> bool:
    """Tell whether a line says what worries them: in so many words, or in earnest and without a plan or a hope."""
    if line.talk_kind == "sustain" or any(_worries(talk, clause) for clause in _clauses(line.text)):
        return True
    earnest = line.talk_kind == "neutral" and line.tier >= 2
    return earnest and not is_plan(talk, line) and not find_meant(line.text, talk.words("no_concern"))


def _planned(talk: Talk, line: PersonLine) -> list[str]:
    """The parts of a line that say what they mean to do."""
    if line.talk_kind != "neutral":
        return []
    return [part for part in _PART.split(line.text) if any(_means(talk, one) for one in part.split(","))]


def _means(talk: Talk, clause: str) -> bool:
    return bool(find_meant(clause, talk.words("plan"))) and not find(clause, talk.words("no_plan"))


def _worries(talk: Talk, clause: str) -> bool:
    return bool(find_meant(clause, talk.words("concern"))) and not find_meant(
        clause, talk.words("no_concern")
    )


def _clauses(text: str) -> list[str]:
    return [clause for part in _PART.split(text) for clause in part.split(",")]
