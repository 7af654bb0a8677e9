"""Reading an officer's turn: typed words in, ``Reading`` out. Deterministic and offline."""

from scoring.model import Context, Reading
from scoring.reading.behaviours import read_utterances
from scoring.reading.markers import heard, read_markers
from scoring.reading.text import MAX_CHARS, parse
from scoring.reading.topics import read_topics
from scoring.reading.utterances import cut
from scoring.reading.volley import primary, settle

__all__ = ["MAX_CHARS", "read"]

_NOTHING = Context()


def read(text: str, context: Context = _NOTHING) -> Reading:
    """Read one officer turn: behaviours (MITI 4.2.1), markers and topics, each label at most once.

    Never raises on any string. Text beyond ``MAX_CHARS`` characters is not read.
    """
    parsed = parse(text)
    utterances = cut(parsed)
    matches = heard(parsed, context)
    behaviours = settle(parsed, read_utterances(parsed, utterances, matches, context), context)
    markers = read_markers(parsed, matches, utterances, behaviours)
    topics = read_topics(parsed, utterances, context, behaviours)
    return Reading(text, behaviours, markers, topics, primary(behaviours))
