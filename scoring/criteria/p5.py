"""P5: summarise information received."""

import re
from dataclasses import dataclass
from typing import Final

from scoring.criteria.common import REFLECTIONS, Said, Talk, Verdict, officer, quoted
from scoring.criteria.rules import Rules
from scoring.criteria.slips import against
from scoring.criteria.words import content_words, find, word_count, words_of
from scoring.model import Evidence, Level, Span

_SENTENCE: Final = re.compile(r"[^.?!\n]+[.?!]*")
_ASKS: Final = re.compile(
    r"\W*(?:(?:so|and|but|now|well|right|ok|okay|then)\W+)*"
    r"(?:what|how|who|whose|where|when|why|which|(?:do|did|are|were|have|had|can|could|would|will) (?:you|they|he|she)"
    r"|(?:is|was) (?:there|it|he|she|your)|(?:shall|should|can|could|may) (?:i|we)|does|tell)\b",
    re.IGNORECASE,
)
"""How a sentence begins that asks for something and gives nothing back."""
_TURNED: Final = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "am": "are", "was": "were",
    "im": "youre", "ive": "youve", "id": "youd", "ill": "youll",
}  # fmt: skip
"""Their words as an officer says them back."""
_OWN: Final = frozenset({"i", "im", "ive", "id", "ill", "me", "we", "weve"})
_THEIRS: Final = frozenset({"you", "youre", "youve", "youd", "youll", "your", "yourself"})


@dataclass(frozen=True, slots=True)
class Summary:
    """A turn that draws together what was said."""

    at: int
    facts: frozenset[str]
    """Known facts it speaks of."""
    topics: frozenset[str]
    """Their guide topics."""
    invented: Span | None
    """Words for something that had not come up, or None."""
    named: bool = False
    """Whether its words call it a summary."""


def mark(talk: Talk) -> Verdict:
    """Mark P5: the best of the turns that draw things together."""
    rules = talk.rules("P5")
    if len(talk.told_before(talk.end)) < 2:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    found = summaries(talk)
    if "told_back" in rules.also:
        found = tuple(sorted(found, key=lambda summary: (not summary.named, -len(summary.facts))))
    verdicts = [_of_summary(talk, rules, summary) for summary in found]
    empty = Verdict(Level.NOT_EVIDENCED, "summary", talk.end)
    return max(verdicts, key=lambda verdict: verdict.level.rank, default=empty)


def summaries(talk: Talk) -> tuple[Summary, ...]:
    """Return the officer's turns that give back two facts or more, or one under the name of a summary."""
    found = (_summary(talk, at) for at in talk.places(1, talk.end) if at not in talk.repeats)
    return tuple(summary for summary in found if summary)


def _summary(talk: Talk, at: int) -> Summary | None:
    reading = talk.turn(at).reading
    named = "summary" in talk.topics(at)
    if not named and not reading.acts & set(REFLECTIONS):
        return None
    text = _told_back(talk, at)
    known = (fact for fact in talk.told_before(at) if fact in talk.brief.facts)
    facts = frozenset(fact for fact in known if find(text, talk.brief.facts[fact].words))
    if len(facts) < (1 if named else 2):
        return None
    topics = frozenset(topic for fact in facts for topic in talk.brief.facts[fact].topics)
    return Summary(at, facts, topics, _invention(talk, at), named)


def _told_back(talk: Talk, at: int) -> str:
    """The officer's words with what they only ask blanked out, every other word in its place."""
    text = talk.text(at)
    if "told_back" not in talk.rules("P5").also:
        return text
    return _SENTENCE.sub(
        lambda found: _blank(found) if _only_asks(talk, found.group()) else found.group(), text
    )


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _only_asks(talk: Talk, sentence: str) -> bool:
    """Tell whether a sentence is a question about something, and not a summary put as a check."""
    return sentence.endswith("?") and bool(_ASKS.match(sentence)) and not find(sentence, talk.words("checks"))


def _invention(talk: Talk, at: int) -> Span | None:
    """Words for a fact that is not known yet, unless they also fit something the person has said."""
    told, text = talk.told_before(at), _told_back(talk, at)
    for name, fact in sorted(talk.brief.facts.items()):
        for word in () if name in told else fact.words:
            span = find(text, (word,))
            if span and not _came_up(talk, at, word):
                return span
    return None


def _came_up(talk: Talk, at: int, word: str) -> bool:
    """Tell whether a word was said by the person, or belongs to a fact that is known."""
    facts = (talk.brief.facts[fact] for fact in talk.told_before(at) if fact in talk.brief.facts)
    known = " . ".join(word for fact in facts for word in fact.words)
    return any(find(said.line.text, (word,)) for said in talk.said[:at]) or find(known, (word,)) is not None


def _of_summary(talk: Talk, rules: Rules, summary: Summary) -> Verdict:
    at = summary.at
    shown = officer(talk, at, "P5/summary", f"gives back {len(summary.facts)} things they told")
    if summary.invented and not talk.repaired(at):
        note = "speaks of something they have not told"
        if "told_back" in rules.also:
            note += f": “{summary.invented.of(talk.text(at))}”"
        invented = quoted(talk, at, "P5/invented", note, summary.invented)
        return Verdict(Level.NOT_EVIDENCED, "invented", at, (shown,), (invented,))
    caps = _caps(talk, rules, at)
    gap = _capped_by(rules, caps) if caps else _gap(talk, rules, summary)
    if gap:
        return Verdict(Level.ATTEMPTED, gap, at, (shown,), caps)
    beyond = _holds_both_sides(talk, rules, summary)
    if beyond:
        return Verdict(Level.EXCEEDED, evidence=(shown, beyond))
    return Verdict(Level.MET, "exceed", at, (shown,))


def _caps(talk: Talk, rules: Rules, at: int) -> tuple[Evidence, ...]:
    spoilt = against(talk, rules, (at,))
    most = talk.limit("summary_words")
    if word_count(talk.text(at)) > most:
        spoilt = (*spoilt, officer(talk, at, "P5/long", f"longer than {most} words"))
    parroted = _parroted(talk, at) if "own_words" in rules.also else None
    if parroted:
        spoilt = (*spoilt, quoted(talk, at, "P5/parroted", "says their words after them", parroted))
    return spoilt


def _capped_by(rules: Rules, caps: tuple[Evidence, ...]) -> str:
    """The gap named after what capped it, in a version that has words for it."""
    name = caps[0].rule.removeprefix("P5/")
    return name if name in rules.try_next else "clean"


def _parroted(talk: Talk, at: int) -> Span | None:
    """Words taken over as they stood but for "I" and "you": a long run, or short ones that make up the turn."""
    own = words_of(talk.text(at))
    said = [f" {' '.join(_turned(one.line.text))} " for one in talk.said[:at]]
    most, few = talk.limit("own_words") + 1, talk.limit("own_run")
    long = _taken_over(_turned(talk.text(at)), said, most)
    short = _taken_over(_turned(talk.text(at)), said, few)
    taken = {place for first in short for place in range(first, first + few)}
    if long:
        return Span(own[long[0]].start, own[long[0] + most - 1].end)
    if len(taken) * 100 > talk.limit("own_share") * len(own):
        return Span(own[min(taken)].start, own[max(taken)].end)
    return None


def _turned(text: str) -> list[str]:
    return [_TURNED.get(word.plain, word.plain) for word in words_of(text)]


def _taken_over(own: list[str], said: list[str], size: int) -> list[int]:
    """Where runs of that many words begin that stand in one of their lines."""
    runs = ((first, f" {' '.join(own[first : first + size])} ") for first in range(len(own) - size + 1))
    return [first for first, run in runs if any(run in line for line in said)]


def _gap(talk: Talk, rules: Rules, summary: Summary) -> str:
    known = talk.told_before(talk.end if "all_told" in rules.also else summary.at)
    if len(summary.facts) < min(talk.limit("summary_facts"), max(2, len(known))):
        return "facts"
    if len(summary.topics) < talk.limit("summary_topics") or (
        "told_back" in rules.also and _one_matter(talk, summary)
    ):
        return "topics"
    if not _feels_or_hopes(talk, summary):
        return "feeling"
    if "told_back" in rules.also and _only_lists(talk, summary):
        return "list"
    return "balance" if "balance" in rules.also and _only_negatives(talk, summary) else ""


def _one_matter(talk: Talk, summary: Summary) -> bool:
    """Tell whether one topic covers all that a summary holds, whatever else some of it belongs to."""
    return bool(frozenset.intersection(*(talk.brief.facts[fact].topics for fact in summary.facts)))


def _only_lists(talk: Talk, summary: Summary) -> bool:
    """Tell whether a summary names things and says next to nothing about them."""
    return word_count(_told_back(talk, summary.at)) < talk.limit("words_a_fact") * len(summary.facts)


def _only_negatives(talk: Talk, summary: Summary) -> bool:
    """Tell whether they spoke for change too, and the summary holds only what speaks against it."""
    before = [said for said in talk.said[: summary.at] if said.line.tells]
    held = [said.line for said in before if summary.facts & set(said.line.tells)]
    spoken_for = [said for said in before if said.line.talk_kind == "change"]
    spoken_for += _other_change_talk(talk, summary.at)
    praised = talk.acts(summary.at) & {"affirm", "specific_affirmation", "hope"}
    if not spoken_for or praised or any(talk.shares(summary.at, said) for said in spoken_for):
        return False
    return all(line.talk_kind in {"sustain", "discord"} for line in held)


def _other_change_talk(talk: Talk, before: int) -> list[Said]:
    """Change talk that says something, though no fact."""
    lines = [said for said in talk.said[:before] if said.line.talk_kind == "change" and not said.line.tells]
    return [said for said in lines if content_words(said.line.text)]


def _feels_or_hopes(talk: Talk, summary: Summary) -> bool:
    """Tell whether a summary holds a feeling, or something said for change."""
    text, acts = _told_back(talk, summary.at), talk.acts(summary.at)
    if "told_back" in talk.rules("P5").also:
        text = _about_them(text)
    told_as_change = any(
        said.line.talk_kind == "change" and summary.facts & set(said.line.tells)
        for said in talk.said
        if said.at < summary.at
    )
    return "name_feeling" in acts or told_as_change or find(text, talk.words("feelings")) is not None


def _about_them(text: str) -> str:
    """The words of a text without those the officer says of themselves: "I'm sorry" tells nothing of the person."""
    kept: list[str] = []
    for sentence in re.split(r"[.?!:;\n]+", text):
        own = False
        for word in words_of(sentence):
            quoted_words = sentence[word.start - 1 : word.start] in {'"', "'", "“", "‘"}  # noqa: RUF001
            own = (own or word.plain in _OWN) and word.plain not in _THEIRS and not quoted_words
            kept += [] if own else [word.plain]
        kept.append(".")
    return " ".join(kept)


def _holds_both_sides(talk: Talk, rules: Rules, summary: Summary) -> Evidence | None:
    """Both sides of an ambivalence, and a question that leads on."""
    at, text = summary.at, _told_back(talk, summary.at)
    span = find(text, talk.words("both_sides"))
    if "sides" in rules.also:
        span = _both_sides(talk, summary, span)
    leads_on = {"question_open", "seek_collaboration", "open_invitation", "identify_wants"}
    if span and talk.acts(at) & leads_on and ("sides" not in rules.also or _asks_more(talk, at)):
        return quoted(talk, at, "P5/both-sides", "holds both sides and leads to what is next", span)
    return None


def _both_sides(talk: Talk, summary: Summary, phrase: Span | None) -> Span | None:
    """Where both sides stand: in so many words, or joined by "but" where they spoke for it and against it.

    Where it is known which way they spoke, the words alone are not enough.
    """
    spoken = [said for said in talk.said[: summary.at] if said.line.talk_kind in {"change", "sustain"}]
    held = {said.line.talk_kind for said in spoken if _takes_up(talk, summary, said)}
    if phrase and (held or not spoken):
        return phrase
    return find(_told_back(talk, summary.at), talk.words("contrasts")) if len(held) == 2 else None


def _takes_up(talk: Talk, summary: Summary, said: Said) -> bool:
    return bool(summary.facts & set(said.line.tells)) or talk.shares(summary.at, said)


def _asks_more(talk: Talk, at: int) -> bool:
    """Tell whether a turn asks more than whether the summary is right."""
    said = [one for _, one in sentences(talk.text(at))]
    rest = [one for one in said if not find(one, talk.words("checks")) and not only_a_tag(talk, one)]
    return len(rest) == len(said) or any(one.endswith("?") for one in rest)


def sentences(text: str) -> list[tuple[int, str]]:
    """Return the sentences of a text, each with where it begins."""
    return [(found.start(), found.group()) for found in _SENTENCE.finditer(text) if found.group().strip()]


def only_a_tag(talk: Talk, sentence: str) -> bool:
    """Tell whether the last words of a question ask for no more than a yes."""
    last = re.split(r"[,;–—-]", sentence.rstrip(" ?"))[-1]  # noqa: RUF001
    return sentence.endswith("?") and " ".join(word.plain for word in words_of(last)) in talk.words("tags")
