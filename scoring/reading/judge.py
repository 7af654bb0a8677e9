"""From chances to labels: which are given, after the rules that hold between them.

Behaviours follow MITI 4.2.1: one reflection a volley, complex or simple; advice is Persuade or Persuade
with Permission, not both; ``other`` only where nothing else is found.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from scoring.labels import BEHAVIOURS, CRITICAL_MARKERS, MARKERS, NEGATIVE_MARKERS
from scoring.model import Finding, Primary
from scoring.reading.features import Seen
from scoring.reading.weights import Weighed

_SAME: Final = (
    ("behaviours/affirm", "markers/specific_affirmation"),
    ("behaviours/emphasise_autonomy", "markers/emphasise_autonomy"),
)
"""Heads for one and the same act, which are decided together."""

_EITHER: Final = (("reflection_simple", "reflection_complex"), ("persuade", "persuade_with_permission"))
"""Behaviours of which a volley has one at most."""

_TRUMPED: Final = tuple(
    ("confront", label)
    for label in (
        "affirm", "emphasise_autonomy", "give_information", "persuade", "persuade_with_permission",
        "reflection_simple", "reflection_complex",
    )
)  # fmt: skip
"""Confront trumps these for the same words. Where weights find both, raters find one: the likelier stands."""

_TRANSCRIBED: Final = 0.4
"""The chance from which a turn counts as transcribed talk and not as typed."""

_IN_SPITE_OF_MENTION: Final = 0.8
"""The chance from which a harmful marker is given although its wording was only mentioned."""

_HARMFUL: Final = frozenset(NEGATIVE_MARKERS)

_BLATANT: Final = 0.85
"""Confidence of a cue that is enough for a critical flag unless the weights rule it out."""

_NOT_RULED_OUT: Final = 0.1
"""The chance under which the weights see another meaning in blatant words; below it no such flag was right."""

_BESIDE: Final = 0.45
"""The chance a reflection in transcribed talk needs beside another main act."""

PRIMARIES: Final[tuple[Primary, ...]] = ("question", "reflection", "input", "other")


class Odds(NamedTuple):
    """How likely a label is, and how likely it must be to be given; both 0-1."""

    chance: float
    needed: float

    @property
    def margin(self) -> float:
        """1 where it is just likely enough."""
        return self.chance / self.needed

    @property
    def given(self) -> bool:
        """Whether the label is likely enough."""
        return self.chance >= self.needed


_NEVER: Final = Odds(0.0, 1.0)
_LEAST: Final = 0.001


def transcribed(weighed: Weighed) -> bool:
    """Whether the turn reads like transcribed counselling rather than typed custody talk.

    The two are annotated differently (AnnoMI's "open" is looser than the manual's), so questions and
    reflections of transcripts are decided by heads of their own.
    """
    return weighed.chance("register/spoken") >= _TRANSCRIBED


def odds(weighed: Weighed) -> dict[str, Odds]:
    """The odds of every head, heads of the same act brought together."""
    columns, needed = weighed.weights.columns, weighed.weights.threshold
    found = dict(zip(columns, map(Odds, weighed.chances.tolist(), needed.tolist()), strict=True))
    for first, second in _SAME:
        mean = round((found[first].chance + found[second].chance) / 2, 3)
        found[first] = found[second] = Odds(mean, found[first].needed)
    if transcribed(weighed):
        found.update(_transcribed(found, primary(weighed)))
    return found


def behaviours(found: Mapping[str, Odds], seen: Seen) -> list[str]:
    """The behaviours of a turn; at least one. Asking leave is seeking collaboration, and no question beside it."""
    of = {label: found[f"behaviours/{label}"] for label in BEHAVIOURS}
    given = {label for label in BEHAVIOURS if of[label].given and label != "other"}
    for pair in (*_EITHER, *_TRUMPED):
        if given.issuperset(pair):
            given.remove(min(pair, key=lambda label: of[label].margin))
    asks = sum(said.form != "statement" for said in seen.utterances)
    if "seek_collaboration" in given and found["markers/ask_permission"].given and asks <= 1:
        given.discard("question_closed")
    if not given:
        given = {max(BEHAVIOURS, key=lambda label: of[label].margin)}
    return [label for label in BEHAVIOURS if label in given]


def markers(found: Mapping[str, Odds], seen: Seen, behaviours: Iterable[Finding]) -> list[str]:
    """The markers of a turn. What is blatant and critical is given unless the weights rule it out."""
    given = {label for label in MARKERS if found[f"markers/{label}"].given}
    given -= {
        label
        for label in seen.heard.mentioned & _HARMFUL
        if found[f"markers/{label}"].chance < _IN_SPITE_OF_MENTION
    }
    for label in CRITICAL_MARKERS:
        heard = seen.heard.finding(label)
        likely = found[f"markers/{label}"].chance >= _NOT_RULED_OUT
        if heard is not None and heard.confidence >= _BLATANT and likely:
            given.add(label)
    if any(one.label == "persuade_with_permission" for one in behaviours):
        given.discard("righting_reflex")
    return [label for label in MARKERS if label in given]


def primary(weighed: Weighed) -> Primary:
    """The main behaviour of transcribed talk."""
    return max(PRIMARIES, key=lambda name: weighed.scores[weighed.weights.columns[f"primary/{name}"]])


def _transcribed(found: Mapping[str, Odds], main: Primary) -> dict[str, Odds]:
    """Questions and reflections as the heads for transcripts see them: of each, one kind at most.

    A turn that mainly reflects holds a reflection; beside something else it must be likelier.
    """
    reflected = found["spoken/reflection"]
    reflected = Odds(
        reflected.chance, min(_BESIDE, max(reflected.chance, _LEAST)) if main == "reflection" else _BESIDE
    )
    asked = {kind: found[f"spoken/question_{kind}"] for kind in ("open", "closed")}
    if all(one.given for one in asked.values()):
        asked[min(asked, key=lambda kind: asked[kind].chance)] = _NEVER
    simple, deep = (found[f"behaviours/reflection_{kind}"] for kind in ("simple", "complex"))
    return {
        **{f"behaviours/question_{kind}": one for kind, one in asked.items()},
        "behaviours/reflection_simple": reflected if simple.margin > deep.margin else _NEVER,
        "behaviours/reflection_complex": _NEVER if simple.margin > deep.margin else reflected,
    }
