"""A transcript as scoring takes a conversation: turns as read, what was on offer, where the person began.

What nobody told is never made up: it is in ``Brief.unknown``, and scoring says what cannot be judged without
it. Only where an officer could not be followed at all are topics and facts taken from the words themselves.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from scoring.criteria.words import content_words, words_of
from scoring.labels import KNOWABLE
from scoring.model import Brief, Context, Fact, Mood, PersonLine, Reading, Turn
from scoring.reading import read
from simulator.transcripts.transcript import Spoken, Transcript, united

_NO_MOOD: Final = Mood(0, 0, 0)
_NOBODY: Final = PersonLine("", "")
_SOMETHING = 3
"""Content words from which a line is taken to say something, where nobody told how deep it goes."""
_REAL = 2
"""The tier such a line is given."""
_SHORT = 80
"""Characters of a line that stand for it as a fact."""


@dataclass(frozen=True, slots=True)
class _Exchange:
    """What the officer said and what came back, None where nothing did."""

    officer: Spoken
    reply: Spoken | None


def turns_of(transcript: Transcript) -> tuple[tuple[Turn, ...], Brief, Mood]:
    """The turns of a transcript, what scoring must know about them, and the mood before the first."""
    unknown = untold(transcript)
    teller = _Teller(transcript, unknown)
    opening, exchanges = _exchanges(united(transcript.lines))
    answered = teller.line(opening, frozenset()) if opening else _NOBODY
    start = mood = _start(transcript, opening, unknown)
    turns: list[Turn] = []
    readings: list[Reading] = []
    for number, exchange in enumerate(exchanges, start=1):
        context = Context(answered.text, mood.agitation, teller.topics(answered), tuple(readings))
        reading = read(exchange.officer.text, context)
        said = exchange.reply
        reply = teller.line(said, reading.topic_labels) if said else _NOBODY
        after = said.mood if said and said.mood else mood
        turns.append(Turn(number, reading, answered, reply, mood, after))
        readings.append(reading)
        answered, mood = reply, after
    return tuple(turns), teller.brief(), start


def untold(transcript: Transcript) -> frozenset[str]:
    """What nobody told about a conversation, from ``labels.KNOWABLE``."""
    lines = transcript.lines
    told = {
        "depth": any(line.tier is not None for line in lines),
        "facts": bool(transcript.facts),
        "conduct": any(line.conduct for line in lines),
        "alerts": any(line.alert for line in lines),
        "errands": any(line.asks for line in lines),
        "cues": any(line.cue for line in lines),
        "talk": any(line.talk for line in lines),
    }
    if transcript.complete:
        told = dict.fromkeys(told, True)
    told["mood"] = any(line.mood for line in lines)
    return frozenset(name for name in KNOWABLE if not told[name])


class _Teller:
    """Makes lines of the person, and keeps what is known because of them."""

    def __init__(self, transcript: Transcript, unknown: frozenset[str]) -> None:
        self._transcript = transcript
        self._unknown = unknown
        self._facts = dict(transcript.facts)
        self._reach: dict[str, int] = {}
        self._lines = Counter[int]()
        self._tagged: dict[str, frozenset[str]] = {}

    def line(self, said: Spoken, asked: frozenset[str]) -> PersonLine:
        """The person's line with its tags, in answer to an officer who was on these topics."""
        name = self._name(said)
        topics, tier = said.topics, said.tier
        says_something = len(content_words(said.text)) >= _SOMETHING
        if "depth" in self._unknown:
            topics = topics or read(said.text).topic_labels | asked
            tier = _REAL if says_something else 0
        elif tier is None:
            tier = int(bool(topics))
        tells = said.tells
        if "facts" in self._unknown and says_something:
            self._facts[name] = _fact(name, said.text, topics)
            tells = (name,)
        for topic in topics:
            self._reach[topic] = max(self._reach.get(topic, 0), tier)
        self._tagged[name] = said.topics
        return PersonLine(
            name,
            said.text,
            cue=said.cue,
            topics=topics,
            tier=tier,
            talk=said.talk or "neutral",
            tells=tells,
            conduct=said.conduct,
            alert=said.alert,
            asks=said.asks,
        )

    def _name(self, said: Spoken) -> str:
        """An id that says where the line stands; several may stand on one line of a file."""
        again = self._lines[said.where]
        self._lines[said.where] += 1
        return f"L{said.where}-{again + 1}" if again else f"L{said.where}"

    def topics(self, line: PersonLine) -> frozenset[str]:
        """The topics that the transcript itself tells of a line: what its reader may rely on."""
        return self._tagged.get(line.id, frozenset())

    def brief(self) -> Brief:
        """What the conversation offered, once every line is made."""
        return Brief(
            criteria=self._transcript.criteria,
            facts=self._facts,
            reach=self._reach,
            called=self._transcript.called,
            needs=self._transcript.needs,
            unconvicted=self._transcript.unconvicted,
            unknown=self._unknown,
        )


def _fact(name: str, text: str, topics: frozenset[str]) -> Fact:
    """A line as a fact of its own: its content words show that it is being spoken of."""
    line = " ".join(text.split())
    short = line if len(line) <= _SHORT else f"{line[: _SHORT - 4].rstrip()} ..."
    return Fact(name, short, tuple(_content(text)), topics, _REAL)


def _content(text: str) -> Iterator[str]:
    """The content words of a text as typed, each once."""
    stems = set(content_words(text))
    for word in words_of(text):
        if word.stem in stems and word.end - word.start >= _SOMETHING:
            stems.remove(word.stem)
            yield text[word.start : word.end]


def _exchanges(lines: Iterable[Spoken]) -> tuple[Spoken | None, tuple[_Exchange, ...]]:
    """What the person said before the officer did, then officer and answer in turn."""
    opening: Spoken | None = None
    exchanges: list[_Exchange] = []
    for line in lines:
        if line.speaker == "officer":
            exchanges.append(_Exchange(line, None))
        elif exchanges:
            exchanges[-1] = _Exchange(exchanges[-1].officer, line)
        else:
            opening = line
    return opening, tuple(exchanges)


def _start(transcript: Transcript, opening: Spoken | None, unknown: frozenset[str]) -> Mood:
    """The mood the officer meets: after the opening, as the head tells it, or else the first one told."""
    if "mood" in unknown:
        return _NO_MOOD
    if opening and opening.mood:
        return opening.mood
    first = next((line.mood for line in transcript.lines if line.mood), _NO_MOOD)
    return transcript.start or first
