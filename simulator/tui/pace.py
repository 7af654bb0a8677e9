"""How fast the person's words appear: at the pace of reading, or at once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

_SHORT = 12
"""Lines of up to this many words are taken in at a glance; making anyone wait for them is a nuisance."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How the words of a reply are let out."""

    words_a_second: float = 25.0
    """0 shows every reply at once."""
    longest_pause: float = 0.9
    """Seconds of "about to speak" before the longest replies."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Pace":
        """The usual pace, or none where ``KEYWORK_PACE`` or ``TEXTUAL_ANIMATIONS`` asks for stillness."""
        still = environ.get("KEYWORK_PACE", "").lower() in {"off", "none", "0"}
        return cls.at_once() if still or environ.get("TEXTUAL_ANIMATIONS", "").lower() == "none" else cls()

    @classmethod
    def at_once(cls) -> "Pace":
        """No movement at all."""
        return cls(words_a_second=0.0, longest_pause=0.0)

    @property
    def still(self) -> bool:
        """Whether nothing on the screen should move by itself."""
        return self.words_a_second <= 0

    def immediate(self, text: str) -> bool:
        """Whether the text is shown whole at once."""
        return self.still or len(text.split()) <= _SHORT

    def pause(self, text: str) -> float:
        """Seconds to wait before the first word: a little longer before a longer reply."""
        return max(0.01, min(self.longest_pause, 0.3 + 0.01 * len(text.split())))
