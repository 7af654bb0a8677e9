"""A turn cut into utterances (one thought each), and which of them ask.

Questions are found by their form (a question word with inversion, an auxiliary before its subject, an
invitation such as "tell me about"), so a turn typed without punctuation is read like any other; a
question mark only adds to that. Open and closed follow the split MITI 3 made; MITI 4.2.1 has one code.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from scoring.reading.text import Text
from scoring.reading.words import word_class

Form = Literal["open", "closed", "statement"]

_PRONOUNS: Final = frozenset({"you", "he", "she", "they", "i", "we", "anyone", "anybody"})
_THINGS: Final = frozenset({"that", "it", "the", "this", "your", "his", "her", "their", "these", "those"})
_AFTER_NO_QUESTION: Final = frozenset({"so", "nor", "neither", "than", "not", "if", "as", "to", "never"})
_MEASURES: Final = frozenset({"many", "much", "long", "old", "often", "far", "soon", "big", "tall", "likely"})
_FACTS: Final = frozenset({
    "time", "date", "day", "name", "number", "address", "age", "wing", "meds", "medication", "job", "course",
    "month", "year", "colour", "town", "school", "sort", "wage", "size", "area", "landing", "cell",
})  # fmt: skip
_INVITES: Final = (
    ("tell", "me"), ("talk", "me"), ("walk", "me"), ("take", "me"), ("help", "me"), ("talk", "to"), ("run", "me"),
    ("tell", "us"), ("fill", "me"), ("say", "more"), ("say", "a"), ("say", "back"), ("describe",), ("explain",), ("give", "me"),
    ("paint", "me"), ("share",), ("start", "wherever"), ("start", "where"),
)  # fmt: skip
_INVITED: Final = frozenset({
    "about", "more", "what", "how", "why", "through", "understand", "see", "bit", "back", "when", "where", "who",
    "a", "your", "it", "an", "that", "in", "from", "you", "which", "to",
})  # fmt: skip
_VIEWS: Final = frozenset(
    {"see", "think", "learn", "picture", "feel", "turn", "stand", "leave", "want", "trust", "hope"}
)
_WITHOUT_ARE: Final = frozenset(
    {"going", "doing", "feeling", "getting", "coping", "reckon", "managing", "finding"}
)
"""What follows "you" in a question whose auxiliary is left out ("where you going to live")."""

_GOES_ON: Final = frozenset({"and", "then", "so", "but", "because", "after", "next", "before", "that", "like", "such", "as",
                             "meaning", "what", "since"})  # fmt: skip
"""Words of a bare invitation to go on ("And then?", "Because?")."""

_STATED: Final = frozenset({"there", "here", "it", "he", "she", "they", "we", "i", "this"})
"""Subjects after which an auxiliary turns nothing round ("when there is something")."""

_TAG_WORDS: Final = frozenset({"you", "it", "he", "she", "they", "that", "i", "we", "there"})


@dataclass(frozen=True, slots=True)
class Utterance:
    """Tokens ``first`` to ``after`` (exclusive) of a turn."""

    first: int
    after: int
    form: Form
    asked: bool
    """Whether it ends in a question mark."""
    why: str = ""
    """What showed that it asks, plain words; empty for a statement."""


def cut(text: Text) -> tuple[Utterance, ...]:
    """Every utterance of a turn, in order."""
    found: list[Utterance] = []
    first = 0
    while first < len(text.words):
        end = text.ends[first]
        starts = [first, *(at for at in range(first + 1, end) if _turns_to_ask(text, at, first)), end]
        for begin, stop in pairwise(starts):
            found.append(_formed(text, begin, stop))
        first = end
    return tuple(found)


def _turns_to_ask(text: Text, at: int, first: int) -> bool:
    """Whether a question begins inside a sentence ("that is hard what would help")."""
    if text.opens[at] and all(text.opens[first:at]):
        return False
    if _question_word(text, at):
        return _inverted_after(text, at) is not None or (
            text.opens[at] and _asks_as_subject(text, at, text.ends[at])
        )
    if _inversion(text, at) and not _asks_before(text, first, at):
        return (
            text.opens[at]
            or text.words[at - 1] == "and"
            or (
                text.words[at + 1] in _PRONOUNS
                and text.words[at - 1] not in _AFTER_NO_QUESTION | word_class("subject").words
                and text.words[at - 1] not in word_class("wh").words | word_class("auxiliary").words
            )
        )
    return text.opens[at] and _invites(text, at)


def _asks_before(text: Text, first: int, at: int) -> bool:
    """Whether a question word just before governs the inversion ("what bits do you ...")."""
    near = text.words[max(first, at - 5) : at]
    return "and" not in near and any(word in word_class("wh").words for word in near)


def _formed(text: Text, first: int, after: int) -> Utterance:
    """The utterance with its form."""
    asked = text.ends[first] in text.asked and after == text.ends[first]
    lead = first
    while lead < after - 1 and text.words[lead] in word_class("lead_in").words and text.opens[lead]:
        lead += 1
    if _goes_on(text, first, after, asked):
        return Utterance(first, after, "open", asked, "invites the person to go on")
    form, why = _form(text, lead, after, asked)
    return Utterance(first, after, form, asked, why)


def _form(text: Text, lead: int, after: int, asked: bool) -> tuple[Form, str]:
    words = text.words
    if _question_word(text, lead):
        if asked or _inverted_after(text, lead) is not None or _asks_as_subject(text, lead, after):
            return _question_form(words[lead:after]), f"question word '{words[lead]}'"
        return "statement", ""
    if after - lead > 1 and (_inversion(text, lead) or _without_auxiliary(text, lead)):
        return _inverted_form(text, lead, after, asked)
    if _invites(text, lead):
        return "open", "invites the person to tell"
    if asked and after - lead > 1 and not _tagged(words[lead:after]) and not _gives_back(words[lead:after]):
        return "closed", "ends in a question mark"
    return "statement", ""


def _goes_on(text: Text, first: int, after: int, asked: bool) -> bool:
    """Whether a few bare words invite the person to go on ("And?", "And then?", "what then")."""
    said = text.words[first:after]
    if len(said) > 3 or not _GOES_ON.issuperset(said) or said in {("so",), ("so", "what"), ("what",)}:
        return False
    return asked or (len(said) == len(text.words) and said[-1] == "then" and len(said) > 1)


def _inverted_form(text: Text, lead: int, after: int, asked: bool) -> tuple[Form, str]:
    """The form of words that begin with an auxiliary and its subject."""
    words = text.words
    if any(_invites(text, at) for at in range(lead, min(lead + 5, after))):
        return "open", "asks the person to tell"
    if asked or words[lead + 1] not in _THINGS or words[lead] not in {"do", "have", "can"}:
        return "closed", f"'{words[lead]} {words[lead + 1]}' asks"
    return "statement", ""  # "do that and ..." is no question


def _question_word(text: Text, at: int) -> bool:
    return text.words[at] in word_class("wh").words


def _inversion(text: Text, at: int) -> bool:
    """An auxiliary before its subject: "do you", "is it", "have they not"; tags such as "is it not" left out."""
    words, end = text.words, text.ends[at]
    if at + 1 >= end or text.closes[at] or words[at] not in word_class("auxiliary").words:
        return False
    subject = at + 2 if words[at + 1] == "not" and at + 2 < end else at + 1
    tagged = at > text.begins[at] and words[at - 1] not in word_class("wh").words
    if tagged and (text.closes[subject] or end - subject <= 2) and words[subject] in _TAG_WORDS:
        return False
    if subject + 1 < end and words[subject + 1] in word_class("auxiliary").words - {"have", "do"}:
        return False
    return words[subject] in (word_class("subject").words if subject == at + 1 else _PRONOUNS | _TAG_WORDS)


def _without_auxiliary(text: Text, at: int) -> bool:
    """Whether "are" is left out of a question ("you thinking of hurting yourself")."""
    return text.words[at] == "you" and text.words[at + 1].endswith("ing")


def _inverted_after(text: Text, at: int) -> int | None:
    """Where an inversion follows a question word by up to five words, or None."""
    aux = word_class("auxiliary").words
    for place in range(at + 1, min(at + 7, text.ends[at])):
        if text.words[place] in _PRONOUNS:
            dropped = text.words[place + 1 : place + 2]
            return place if dropped and dropped[0] in _WITHOUT_ARE else None
        if text.words[place] in aux and text.words[place - 1] not in _STATED and _inversion(text, place):
            return place
    return None


def _asks_as_subject(text: Text, at: int, after: int) -> bool:
    """Whether the question word is the subject ("what happened", "who was there")."""
    if at + 1 >= after:
        return text.words[at] != "what"
    following = text.words[at + 1]
    if text.words[at] in {"when", "where", "which", "whose"}:
        return False
    return following not in word_class("subject").words | {"a", "an", "not", "my", "our", "about"} or (
        following == "about" and after - at < 8
    )


def _question_form(words: tuple[str, ...]) -> Form:
    """Open or closed, for words that begin with a question word."""
    lead, following = words[0], words[1] if len(words) > 1 else ""
    if lead == "how":
        return "closed" if following in _MEASURES else "open"
    if lead == "why":
        return "open"
    if lead == "what":
        fact = following in _FACTS or (following in {"is", "are"} and bool(set(words[2:5]) & _FACTS))
        return (
            "closed" if fact or "called" in words[2:7] or ("or" in words[2:] and len(words) < 7) else "open"
        )
    if lead in {"who", "where"} and (following == "else" or _VIEWS & set(words[2:5])):
        return "open"
    return "closed"


def _invites(text: Text, at: int) -> bool:
    """Whether it invites: "tell me about ...", "talk me through ...", "help me understand ..."."""
    words = text.words
    for start in _INVITES:
        size = len(start)
        if words[at : at + size] == start and at + size < text.ends[at] + (size == 1):
            return bool(set(words[at + size : at + size + 3]) & _INVITED)
    return False


def _tagged(words: tuple[str, ...]) -> bool:
    """Whether a statement ends in a tag ("isn't it", "were you", "yeah")."""
    if len(words) < 4:
        return False
    if words[-1] in {"yeah", "eh", "right", "no", "huh"}:
        return True
    aux = word_class("auxiliary").words
    return words[-1] in _TAG_WORDS and (words[-2] in aux or (words[-2] == "not" and words[-3] in aux))


def _gives_back(words: tuple[str, ...]) -> bool:
    """Whether words with a question mark give back rather than ask ("so they moved in with you?")."""
    return len(words) > 3 or (
        len(words) > 2 and words[0] in {"you", "it", "that", "they", "he", "she", "your"}
    )
