"""One utterance and what was heard in it: what its behaviours are decided from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from scoring.reading.cues.book import Match
from scoring.reading.text import Text
from scoring.reading.utterances import Utterance
from scoring.reading.words import load


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

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the utterance."""
        return self.text.words[self.utterance.first : self.utterance.after]

    def marked(self, *labels: str) -> bool:
        """Whether one of these markers is here."""
        return any(match.cue.label in labels for match in self.markers)
