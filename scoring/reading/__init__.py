"""Reading an officer's turn: typed words in, ``Reading`` out. Deterministic and offline.

text -> utterances -> cues -> features -> weights -> judge -> reasons -> volley
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from scoring.labels import BEHAVIOURS, MARKERS, TOPICS
from scoring.model import Context, Finding, Reading
from scoring.reading import judge
from scoring.reading.cues.findings import in_order
from scoring.reading.features import see
from scoring.reading.reasons import finding
from scoring.reading.text import MAX_CHARS
from scoring.reading.volley import permitted, primary, settle
from scoring.reading.weights import Weighed, Weights, trained

__all__ = ["MAX_CHARS", "read"]

_NOTHING: Final = Context()

_NEARLY: Final = 0.2
"""The chance from which a label that was not given is named as nearly given."""


def read(text: str, context: Context = _NOTHING, weights: Weights | None = None) -> Reading:
    """Read one officer turn: behaviours (MITI 4.2.1), markers and topics, each label at most once.

    Never raises on any string. Text beyond ``MAX_CHARS`` characters is not read. ``weights``: others
    than the shipped ones, to measure them.
    """
    weights = weights or trained()
    seen = see(text, context, weights.senses)
    if not any(word in weights.senses for word in seen.words):  # nothing, or nothing but gibberish
        return Reading(text, settle(seen.text, (), context))
    weighed = weights.weigh(seen)
    odds = judge.odds(weighed)
    behaviours = permitted(
        [_found(weighed, odds, "behaviours", one) for one in judge.behaviours(odds, seen)], context
    )
    acts = [_found(weighed, odds, "markers", label) for label in judge.markers(odds, seen, behaviours)]
    topics = [_found(weighed, odds, "topics", label) for label in TOPICS if odds[f"topics/{label}"].given]
    return Reading(
        text,
        in_order(behaviours),
        in_order(acts),
        in_order(topics),
        judge.primary(weighed) if judge.transcribed(weighed) else primary(behaviours),
        tuple(_nearly(weighed, odds, (*behaviours, *acts, *topics))),
    )


def _found(weighed: Weighed, odds: Mapping[str, judge.Odds], layer: str, label: str) -> Finding:
    head = f"{layer}/{label}"
    return finding(weighed, head, odds[head].chance)


def _nearly(weighed: Weighed, odds: Mapping[str, judge.Odds], found: Iterable[Finding]) -> Iterator[Finding]:
    """The likeliest label of each layer that was not given, where it came near."""
    given = {one.label for one in found}
    for layer, labels in (("behaviours", BEHAVIOURS), ("markers", MARKERS), ("topics", TOPICS)):
        rest = [label for label in labels if label not in given]
        best = max(rest, key=lambda label: odds[f"{layer}/{label}"].chance, default="")
        if best and odds[f"{layer}/{best}"].chance >= _NEARLY:
            yield Finding(
                best,
                weighed.seen.text.whole,
                odds[f"{layer}/{best}"].chance,
                "likely, but not likely enough",
                f"{best}/near",
            )
