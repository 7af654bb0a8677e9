"""Behaviours after MITI 4.2.1, utterance by utterance."""

from collections.abc import Sequence
from typing import Final

from scoring.model import Context, Finding
from scoring.reading.cues.book import Match
from scoring.reading.cues.findings import finding
from scoring.reading.cues.reflections import reflection, stems
from scoring.reading.cues.said import Said
from scoring.reading.text import Text, parse
from scoring.reading.utterances import Utterance

_SHORT: Final = 4
"""Words under which a plain statement tells nothing."""

_NO_INFORMATION: Final = (
    "collusion", "brush_off", "promise_cannot_keep", "promise_of_secrecy", "mistimed_joke",
)  # fmt: skip
"""Markers whose bare words tell the person nothing that is neutral."""


def read_utterances(
    text: Text,
    utterances: Sequence[Utterance],
    markers: Sequence[Match],
    cues: Sequence[Match],
    context: Context,
) -> list[Finding]:
    """Every behaviour of every utterance, from the marker and behaviour cues heard; the volley's rules come after."""
    known = stems(parse(context.prisoner).words)
    found: list[Finding] = []
    for utterance in utterances:
        here = Said(text, utterance, _within(markers, utterance), _within(cues, utterance))
        found.extend(_behaviours(here, known))
    return found


def _within(matches: Sequence[Match], utterance: Utterance) -> tuple[Match, ...]:
    return tuple(m for m in matches if m.first < utterance.after and m.after > utterance.first)


def _behaviours(here: Said, known: frozenset[str]) -> list[Finding]:
    attack = here.heard("confront")
    if attack is not None:
        return [finding(here.text, attack, "confront")]
    found: list[Finding] = []
    for label in ("emphasise_autonomy", "seek_collaboration", "affirm"):
        match = here.heard(label)
        if match is not None:
            found.append(finding(here.text, match, label))
    labels = {one.label for one in found}
    advice = here.heard("persuade")
    if advice is not None and not (labels & {"seek_collaboration", "affirm"} and advice.cue.confidence < 0.8):
        return [*found, finding(here.text, advice, "persuade")]
    if here.utterance.form != "statement":
        return found if "seek_collaboration" in labels else [*found, _question(here)]
    if "affirm" not in labels or here.marked("name_feeling", "tactical_agreement"):
        found.extend(reflection(here, known) if not labels & {"emphasise_autonomy"} else [])
    if not found and here.utterance.asked and _asks_of_the_person(here):
        return [_question(here)]
    if not found or here.marked("explain_process", "honest_limit_and_offer", "limit_with_reason"):
        found.extend(_information(here))
    return found


def _question(here: Said) -> Finding:
    said = here.utterance
    label = "question_open" if said.form == "open" else "question_closed"
    why = said.why or "ends in a question mark"
    return Finding(label, here.text.span(said.first, said.after), 0.8, why, f"{label}/form")


def _asks_of_the_person(here: Said) -> bool:
    """Whether words with a question mark ask the person, and do not take up a question ("Me?")."""
    words = here.words
    return len(words) > 2 and not {"me", "my"} & set(words)


def _information(here: Said) -> list[Finding]:
    match = here.heard("give_information")
    said = here.utterance
    if match is None or said.after - said.first < _SHORT or here.marked(*_NO_INFORMATION):
        return []
    return [finding(here.text, match, "give_information")]
