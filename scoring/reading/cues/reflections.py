"""Reflections: statements that give back what the person said or meant, simple or complex."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from scoring.model import Finding
from scoring.reading.cues.said import Said
from scoring.reading.words import word_class

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

_FEW: Final = 4
"""Content words under which a reflection is too short to go beyond what was said."""

_PURPOSE: Final = frozenset({"you", "we", "i", "they", "everyone", "nobody", "he", "she"})
"""What follows "so that" where it tells a purpose."""

_MAY_TELL: Final = frozenset({"there", "a", "the", "your", "today"})
"""What begins facts as often as it gives back: only words of the person's own decide."""

_TOLD: Final = (
    "explain_process", "honest_limit_and_offer", "limit_with_reason", "safety_action", "introduce_name",
    "time_and_space", "offer_choice", "repair", "hope", "promise_cannot_keep", "promise_of_secrecy",
    "collusion", "brush_off", "mistimed_joke", "check_understanding",
)  # fmt: skip
"""Markers of a statement that is the officer's own."""


def reflection(here: Said, known: frozenset[str]) -> list[Finding]:
    """The reflection this utterance is, if it is one. ``known``: stems of the person's last line."""
    match = here.heard("reflection") or here.heard("reflection_simple")
    said, words = here.utterance, here.words
    contrast = _contrast(here, known)
    led = _led_by_so(here, known)
    if not (match or contrast or led or _echo(words, known) or _about_person(here, words)):
        return []
    added = contrast or _adds(here, words, known) or (led and _mostly_new(words, known))
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


def _contrast(here: Said, known: frozenset[str]) -> str:
    """What shows that it sets what matters to the person against what does not; empty when it does not."""
    words = here.words
    match = here.heard("reflection_complex")
    past = "was" in words and "i" not in words
    if match is None or not (past or ("you", "can") in pairwise(words) or _overlaps(words, known)):
        return ""
    return match.cue.why


def _led_by_so(here: Said, known: frozenset[str]) -> bool:
    """Whether a statement that begins with "so" gives back, as most such statements do.

    Left out: the officer's own doings, plans and rules; instructions; "so" before an adjective.
    """
    words = here.words
    at = words.index("so") if "so" in words[:3] else -1
    if at < 0 or not set(words[:at]) <= word_class("lead_in").words or len(words) - at < 4:
        return False
    said = words[at + 1 :]
    if said[0] == "that" and said[1] in _PURPOSE:
        return False
    if said[0] in word_class("after_so").words or here.marked(*_TOLD):
        return False
    if not _NOT_OF_THE_PERSON.isdisjoint(said) or said[0] in _MAY_TELL:
        return _overlaps(said, known)
    return not any(pair in _RULES for pair in pairwise(said)) or _overlaps(said, known)


def _overlaps(words: Sequence[str], known: frozenset[str]) -> bool:
    return any(_content(word) and word[:5] in known for word in words)


def _mostly_new(words: Sequence[str], known: frozenset[str]) -> str:
    """What shows that most of its matter is new, where the person's line is known; empty when it is not."""
    content = {word[:5] for word in words if _content(word)}
    if not known or len(content) < _FEW or len(content & known) * 2 > len(content):
        return ""
    return "goes beyond the person's words"


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


def _content(word: str) -> bool:
    return word not in word_class("stop").words and len(word) > 2


def stems(words: Sequence[str]) -> frozenset[str]:
    """The first letters of each content word: enough to know it again in another form."""
    return frozenset(word[:5] for word in words if _content(word))
