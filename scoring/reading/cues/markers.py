"""Markers of de-escalation and escalation: cues, and what follows from the form of the turn."""

from collections.abc import Iterable, Sequence
from typing import Final

from scoring.model import Context, Finding
from scoring.reading.cues.book import Match
from scoring.reading.cues.findings import finding, give_way, once
from scoring.reading.cues.shelf import book
from scoring.reading.text import Text
from scoring.reading.utterances import Utterance
from scoring.reading.words import load

_TENSE: Final = 4
"""Agitation (0-10) from which a joke is mistimed: above the "guarded" band's middle."""

_STACKED: Final = 3
"""Questions in one turn that make a stack (the question-answer trap)."""

_DISRESPECT: Final = frozenset({"accusing_why", "sarcasm", "abuse", "graphic_probe", "argue_facts", "blame",
                                "moralise", "label_person", "stereotype", "debate_ideology", "ordering",
                                "threatened_sanction", "threat_or_ultimatum", "brush_off"})  # fmt: skip


def heard(text: Text, context: Context) -> list[Match]:
    """Every marker cue in the turn that applies in this context, meant or only mentioned."""
    matches = book("markers").listen(text)
    if context.agitation < _TENSE:
        matches = [match for match in matches if match.cue.label != "mistimed_joke"]
    return matches


def read_markers(
    text: Text, matches: Iterable[Match], utterances: Sequence[Utterance], behaviours: Iterable[Finding]
) -> tuple[Finding, ...]:
    """The marker findings of a turn, each label once, in the order of the words."""
    found = give_way([finding(text, match) for match in matches], load("markers")["gives_way"])
    if any(one.label == "persuade_with_permission" for one in behaviours):
        found = [one for one in found if one.label != "righting_reflex"]
    labels = {one.label for one in found}
    found.extend(_stacked(text, utterances))
    if not labels & _DISRESPECT:
        found.extend(_invitations(text, utterances, labels))
    return once(found)


def _stacked(text: Text, utterances: Sequence[Utterance]) -> list[Finding]:
    asking = [u for u in utterances if u.form != "statement"]
    if len(asking) < _STACKED:
        return []
    span = text.span(asking[0].first, asking[-1].after)
    why = f"{len(asking)} questions in one turn"
    return [Finding("stacked_or_forced_questions", span, 0.8, why, "stacked_or_forced_questions/count")]


def _invitations(text: Text, utterances: Sequence[Utterance], labels: set[str]) -> list[Finding]:
    """An open question in a respectful tone is an invitation, unless it only asks what is wanted."""
    found: list[Finding] = []
    for said in utterances:
        if said.form == "open":
            span = text.span(said.first, said.after)
            why = f"an open question or prompt: {said.why}"
            if labels & {"identify_wants", "ask_permission", "introduce_name", "check_understanding"}:
                continue
            found.append(Finding("open_invitation", span, 0.75, why, "open_invitation/open-question"))
    return found[:1]
