"""Behaviours after MITI 4.2.1, utterance by utterance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from scoring.model import Context, Finding
from scoring.reading.books import book
from scoring.reading.cues import Match
from scoring.reading.findings import finding
from scoring.reading.rules import load, word_class
from scoring.reading.text import Text, parse
from scoring.reading.utterances import Utterance

_SHORT: Final = 4
"""Words under which a plain statement tells nothing."""

_NOVEL: Final = 5
"""Words of its own from which a reflection adds to what was said."""


_PLEASANTRIES: Final = frozenset(
    {"no", "good", "thank", "thanks", "hello", "hi", "sorry", "morning", "nice", "yes"}
)
_NOT_OF_THE_PERSON: Final = frozenset(
    {"i", "we", "my", "our", "me", "us", "will", "if", "can", "pom", "com", "please", "see"}
)
_RULES: Final = frozenset(
    {
        ("have", "to"),
        ("need", "to"),
        ("got", "to"),
        ("you", "sign"),
        ("your", "licence"),
        ("of", "you"),
        ("thank", "you"),
    }
)
"""Word pairs that tell a rule."""

_NO_INFORMATION: Final = (
    "collusion", "brush_off", "promise_cannot_keep", "promise_of_secrecy", "mistimed_joke",
)  # fmt: skip
"""Markers whose bare words tell the person nothing that is neutral."""


@cache
def told_by() -> Mapping[str, str]:
    """Marker -> the behaviour its words are."""
    told: Mapping[str, str] = load("behaviours")["told_by"]
    return told


@dataclass(frozen=True, slots=True)
class Said:
    """What is known about one utterance when its behaviours are decided."""

    text: Text
    utterance: Utterance
    markers: tuple[Match, ...]
    cues: tuple[Match, ...]

    def heard(self, behaviour: str) -> Match | None:
        """The first marker or cue here that tells this behaviour."""
        for match in self.markers:
            if told_by().get(match.cue.id, told_by().get(match.cue.label)) == behaviour:
                return match
        return next((match for match in self.cues if match.cue.label == behaviour), None)

    def marked(self, *labels: str) -> bool:
        """Whether one of these markers is here."""
        return any(match.cue.label in labels for match in self.markers)


def read_utterances(
    text: Text, utterances: Sequence[Utterance], markers: Sequence[Match], context: Context
) -> list[Finding]:
    """Every behaviour of every utterance; the rules of the volley come after."""
    cues = book("behaviours").matches(text)
    known = _stems(parse(context.prisoner).words)
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
        found.extend(_reflection(here, known) if not labels & {"emphasise_autonomy"} else [])
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


def _reflection(here: Said, known: frozenset[str]) -> list[Finding]:
    match = here.heard("reflection") or here.heard("reflection_simple")
    said = here.utterance
    words = here.text.words[said.first : said.after]
    if match is None and not _echo(words, known) and not _about_person(here, words):
        return []
    added = _adds(here, words, known)
    label = "reflection_complex" if added else "reflection_simple"
    why = added or "gives back what the person said"
    rule = match.cue.id if match else "reflection_simple/echo"
    return [Finding(label, here.text.span(said.first, said.after), 0.7, why, rule)]


def _adds(here: Said, words: Sequence[str], known: frozenset[str]) -> str:
    """What a reflection adds to the person's words, plain words; empty when it adds little."""
    if here.marked("name_feeling", "tactical_agreement"):
        return "adds or names a feeling or its meaning"
    if set(words) & {"but", "yet", "though", "hand"} or ("part" in words and "you" in words):
        return "holds two sides"
    if any(word in word_class("feeling").words and word[:5] not in known for word in words):
        return "names a feeling"
    new = [word for word in words if _content(word) and word[:5] not in known]
    if len(new) >= _NOVEL:
        return f"adds meaning of its own ({', '.join(new[:4])})"
    return ""


def _asks_of_the_person(here: Said) -> bool:
    """Whether words with a question mark ask the person, and do not take up a question ("Me?")."""
    words = here.text.words[here.utterance.first : here.utterance.after]
    return len(words) > 2 and not {"me", "my"} & set(words)


def _about_person(here: Said, words: Sequence[str]) -> bool:
    """Whether a statement speaks of the person only, and tells no rule or plan ("your trust was broken")."""
    spoken = set(words)
    return (
        bool(spoken & {"you", "your", "yourself"})
        and not spoken & _NOT_OF_THE_PERSON
        and not here.marked("explain_process", "honest_limit_and_offer", "limit_with_reason", "safety_action")
        and not any(pair in _RULES for pair in pairwise(words))
    )


def _echo(words: Sequence[str], known: frozenset[str]) -> bool:
    """Whether most content words are the person's own."""
    if len(words) < 3 or words[0] in _PLEASANTRIES:
        return False
    content = [word for word in words if _content(word)]
    own = sum(word[:5] in known for word in content)
    return bool(content) and own * 2 > len(content) and "i" not in words[:2]


def _information(here: Said) -> list[Finding]:
    match = here.heard("give_information")
    said = here.utterance
    if match is None or said.after - said.first < _SHORT or here.marked(*_NO_INFORMATION):
        return []
    return [finding(here.text, match, "give_information")]


def _content(word: str) -> bool:
    return word not in word_class("stop").words and len(word) > 2


def _stems(words: Sequence[str]) -> frozenset[str]:
    """The first letters of each content word: enough to know it again in another form."""
    return frozenset(word[:5] for word in words if _content(word))
