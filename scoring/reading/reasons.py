"""Why a label was given, in words a trainer understands, and which of the typed words it points at."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.model import Finding, Span
from scoring.reading.text import Text
from scoring.reading.weights import Weighed

_QUOTED: Final = 3
"""Phrases quoted for a finding at most."""

_LOOKED_AT: Final = 20
"""Phrases looked at, heaviest first, for some to quote."""

_ASKED: Final = {"question_open": "open", "question_closed": "closed", "open_invitation": "open"}
"""Labels that stand on an utterance of a certain form, where the turn has one."""

_PLACED: Final = ("words", "cues")
"""Families whose features show where in the turn a label is earned."""


def finding(weighed: Weighed, head: str, chance: float) -> Finding:
    """The finding of a head: its words, its reason, the rule behind it."""
    layer, _, label = head.partition("/")
    seen = weighed.seen
    heard = seen.heard.finding(label)
    if heard is not None and not heard.carried and label != "other":
        place = _around(weighed, heard.span) if layer == "behaviours" else heard.span
        why = f"{heard.why}; {_weighed_most(weighed, head, place)}"
        return Finding(label, place, chance, why, heard.rule)
    span = _words(weighed, head, label)
    if layer == "topics" and _followed(weighed, head):
        return Finding(label, span, chance, _follows(weighed, head), f"{label}/followed")
    return Finding(label, span, chance, _weighed_most(weighed, head, span), f"{label}/weighed")


def _around(weighed: Weighed, span: Span) -> Span:
    """The utterances that a span stands in."""
    text = weighed.seen.text
    places = (text.span(said.first, said.after) for said in weighed.seen.utterances)
    touched = [place for place in places if place.start < span.end and span.start < place.end]
    return Span(touched[0].start, touched[-1].end) if touched else span


def _words(weighed: Weighed, head: str, label: str) -> Span:
    """The utterance that earned a label: the one that weighed most, of the form the label asks for."""
    text, utterances = weighed.seen.text, weighed.seen.utterances
    if not utterances:
        return Span(0, 0)
    fitting = [said for said in utterances if said.form == _ASKED.get(label)] or list(utterances)
    if len(fitting) == 1:
        return text.span(fitting[0].first, fitting[0].after)
    if label in {"summary", "stacked_or_forced_questions"}:
        return text.whole
    worth = _by_word(weighed, head)
    best = max(fitting, key=lambda said: float(worth[said.first : said.after].sum()))
    return text.span(best.first, best.after)


def _by_word(weighed: Weighed, head: str) -> NDArray[np.float64]:
    """What each word of the turn adds to a head, what longer features add spread over their words."""
    steps = np.zeros(len(weighed.seen.words) + 1)
    for family in _PLACED:
        features, shares = weighed.shares(family, head)
        for (_, first, after), share in zip(features, shares.tolist(), strict=True):
            if after:
                each = share / (after - first)
                steps[first] += each
                steps[after] -= each
    worth: NDArray[np.float64] = weighed.word_shares(head) + steps.cumsum()[:-1]
    return worth


def _weighed_most(weighed: Weighed, head: str, span: Span) -> str:
    """The phrases of the turn that weighed most for a head, as typed."""
    text = weighed.seen.text
    features, shares = weighed.shares("words", head)
    taken: list[tuple[int, int]] = []
    heaviest = np.argsort(-shares, kind="stable")[:_LOOKED_AT]
    for at, share in zip(heaviest.tolist(), shares[heaviest].tolist(), strict=True):
        if share <= 0 or len(taken) == _QUOTED:
            break
        place = features[at][1:]
        apart = all(place[1] <= first or place[0] >= after for first, after in taken)
        if apart and _within(text, place, span):
            taken.append(place)
    if not taken:
        return "the turn as a whole reads so"
    quotes = (" ".join(text.span(*place).of(text.raw).split()) for place in taken)
    return f"weighed most: {_listed(quotes)}"


def _within(text: Text, place: tuple[int, int], span: Span) -> bool:
    first, after = place
    return span.start <= text.tokens[first].start and text.tokens[after - 1].end <= span.end


def _listed(quotes: Iterable[str]) -> str:
    return ", ".join(f'"{quote}"' for quote in dict.fromkeys(quotes))


def _followed(weighed: Weighed, head: str) -> bool:
    """Whether a topic comes from the person's line more than from the officer's own words."""
    own = float(weighed.word_shares(head).sum())
    for family in ("words", "frame", "cues"):
        features, shares = weighed.shares(family, head)
        own += sum(
            share
            for (name, _, _), share in zip(features, shares.tolist(), strict=True)
            if not name.startswith("=")
        )
    listed = sum(float(weighed.shares(family, head)[1].sum()) for family in ("before", "matter"))
    return own <= listed + weighed.line_share(head)


def _follows(weighed: Weighed, head: str) -> str:
    """The person's words that a followed topic comes from."""
    features, shares = weighed.shares("before", head)
    if not features:
        return "follows what the person just said"
    return f'follows what the person just said ("{features[int(shares.argmax())][0]}")'
