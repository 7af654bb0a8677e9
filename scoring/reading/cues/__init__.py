"""A first reading by cues: wordings a person wrote down as showing a label.

It stands on its own and every match can be quoted; the trained weights take what was heard here as
features beside the words themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.model import Context, Finding
from scoring.reading.cues.behaviours import read_utterances
from scoring.reading.cues.book import Match
from scoring.reading.cues.markers import heard, read_markers
from scoring.reading.cues.shelf import book
from scoring.reading.cues.topics import read_topics
from scoring.reading.text import Text
from scoring.reading.utterances import Utterance
from scoring.reading.volley import settle


@dataclass(frozen=True, slots=True)
class Heard:
    """What the cues heard in one turn."""

    matches: tuple[Match, ...]
    """Every cue of every layer that was heard and meant."""
    mentioned: frozenset[str]
    """Markers whose wording was heard and nowhere meant ("he called you an idiot")."""
    behaviours: tuple[Finding, ...]
    markers: tuple[Finding, ...]
    topics: tuple[Finding, ...]
    """What the cues alone would find."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every layer's findings."""
        return self.behaviours + self.markers + self.topics

    def finding(self, label: str) -> Finding | None:
        """The finding of that label."""
        return next((found for found in self.findings if found.label == label), None)


def hear(text: Text, utterances: Sequence[Utterance], context: Context) -> Heard:
    """Hear the cues of a turn."""
    all_acts, told, touched = (
        heard(text, context),
        book("behaviours").matches(text),
        book("topics").matches(text),
    )
    acts = [match for match in all_acts if match.meant]
    behaviours = settle(text, read_utterances(text, utterances, acts, told, context), context)
    markers = read_markers(text, acts, utterances, behaviours)
    topics = read_topics(text, touched, utterances, context, behaviours)
    mentioned = {match.cue.label for match in all_acts} - {match.cue.label for match in acts}
    return Heard((*acts, *told, *touched), frozenset(mentioned), behaviours, markers, topics)
