"""Which matters of this conversation the officer's words are about, and which anticipated line they are.

The only module that knows ``rapidfuzz``. It recognises topics and anticipated lines, never MI behaviours:
``token_set_ratio`` is not used at all, since it scores 100 for "it is / is not your fault".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from scoring.model import Span
from scoring.reading.text import Token, parse
from simulator.content.script import Answer, Subject

EXAMPLE_CUTOFF = 84.0
"""``token_sort_ratio`` (0-100) from which a sentence counts as an example; chosen so that one changed word in
six still matches and two in six do not."""
MARGIN = 4.0
"""How much the best anticipated line must beat the next line of another answer."""
TYPO_CUTOFF = 84.0
TYPO_MIN_LENGTH = 6
"""Shorter words have too many neighbours: "bail" and "mail"."""
MAX_EXAMPLE_WORDS = 40
PREFIX_KEY = 2
"""Letters by which words with a wildcard are looked up; a wildcard needs at least so many before it."""

NEGATIONS = frozenset({"not", "no", "never", "nothing", "none", "nobody", "without", "neither"})
QUESTION_WORDS = frozenset({"what", "how", "why", "where", "when", "who", "which", "whose"})


@dataclass(frozen=True, slots=True)
class SubjectHit:
    """A scenario topic found in the officer's words."""

    subject: str
    span: Span
    weight: float
    """More for more and longer words, and for what is said later, where the question usually stands."""
    why: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    subject: str
    words: tuple[str, ...]


class SubjectIndex:
    """The words and examples of a script's topics, indexed by first word."""

    def __init__(self, subjects: Mapping[str, Subject]) -> None:
        self._exact: dict[str, list[_Phrase]] = {}
        self._prefixes: dict[str, list[_Phrase]] = {}
        self._examples: list[tuple[str, str]] = []
        for subject in subjects.values():
            for phrase in subject.words:
                self._add(subject.id, phrase)
            self._examples += [(_plain(example), subject.id) for example in subject.examples]
        self._vocabulary = [word for word in self._exact if len(word) >= TYPO_MIN_LENGTH and word.isalpha()]

    def find(self, text: str) -> tuple[SubjectHit, ...]:
        """The topics the text is about, weightiest first."""
        tokens = parse(text).tokens
        best: dict[str, SubjectHit] = {}
        for hit in (*self._word_hits(tokens), *self._example_hits(text, tokens)):
            old = best.get(hit.subject)
            best[hit.subject] = hit if old is None else _merged(old, hit)
        return tuple(sorted(best.values(), key=lambda hit: (-hit.weight, hit.subject)))

    def _add(self, subject: str, phrase: str) -> None:
        words = tuple(token.word if not starred else f"{token.word}*" for token, starred in _starred(phrase))
        if not words:
            return
        entry = _Phrase(subject, words)
        if words[0].endswith("*"):
            self._prefixes.setdefault(words[0][:PREFIX_KEY], []).append(entry)
        else:
            self._exact.setdefault(words[0], []).append(entry)

    def _word_hits(self, tokens: Sequence[Token]) -> Iterable[SubjectHit]:
        for start, token in enumerate(tokens):
            phrases = self._exact.get(token.word) or self._corrected(token.word)
            for phrase in (*phrases, *self._prefixes.get(token.word[:PREFIX_KEY], ())):
                if _fits(phrase.words, tokens, start, corrected=bool(phrases)):
                    last = tokens[start + len(phrase.words) - 1]
                    late = 1.0 + start / max(1, len(tokens))
                    weight = late * (1.0 + 0.5 * (len(phrase.words) - 1))
                    words = " ".join(t.word for t in tokens[start : start + len(phrase.words)])
                    yield SubjectHit(phrase.subject, Span(token.start, last.end), weight, f'heard "{words}"')

    def _corrected(self, word: str) -> list[_Phrase]:
        if len(word) < TYPO_MIN_LENGTH or not word.isalpha():
            return []
        found = process.extractOne(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=TYPO_CUTOFF)
        if found is None or found[0][0] != word[0]:
            return []
        return [phrase for phrase in self._exact[found[0]] if len(phrase.words) == 1]

    def _example_hits(self, text: str, tokens: Sequence[Token]) -> Iterable[SubjectHit]:
        if not tokens or len(tokens) > MAX_EXAMPLE_WORDS:
            return
        plain = _plain(text)
        choices = [example for example, _ in self._examples]
        span = Span(tokens[0].start, tokens[-1].end)
        for example, score, index in process.extract(
            plain, choices, scorer=fuzz.token_sort_ratio, score_cutoff=EXAMPLE_CUTOFF, limit=2
        ):
            if same_sense(plain, example):
                yield SubjectHit(self._examples[index][1], span, score / 40, f'close to "{example}"')


@dataclass(frozen=True, slots=True)
class Expected:
    """An anticipated line the officer's words match."""

    answer: Answer
    example: str
    score: float


def expected(text: str, answers: Sequence[Answer]) -> Expected | None:
    """The anticipated answer whose example the text is closest to, if clearly so."""
    plain = _plain(text)
    words = plain.split()
    if not words or len(words) > MAX_EXAMPLE_WORDS:
        return None
    best: list[Expected] = []
    for answer in answers:
        scored = ((_likeness(plain, _plain(example)), example) for example in answer.examples)
        score, example = max(scored, default=(0.0, ""))
        if score >= EXAMPLE_CUTOFF:
            best.append(Expected(answer, example, score))
    best.sort(key=lambda found: -found.score)
    if len(best) > 1 and best[0].score - best[1].score < MARGIN:
        return None
    return best[0] if best else None


def same_sense(first: str, second: str) -> bool:
    """Whether two plain sentences agree in polarity and in being a question with a question word."""
    one, two = set(first.split()), set(second.split())
    return bool(one & NEGATIONS) == bool(two & NEGATIONS) and (one & QUESTION_WORDS) == (two & QUESTION_WORDS)


def _likeness(text: str, example: str) -> float:
    if len(text.split()) <= 2 or len(example.split()) <= 2:
        return 100.0 if text == example else 0.0
    return fuzz.token_sort_ratio(text, example) if same_sense(text, example) else 0.0


def _merged(old: SubjectHit, new: SubjectHit) -> SubjectHit:
    heavier = new if new.weight > old.weight else old
    return SubjectHit(heavier.subject, heavier.span, max(old.weight, new.weight) + 0.3, heavier.why)


def _fits(words: tuple[str, ...], tokens: Sequence[Token], start: int, *, corrected: bool) -> bool:
    if start + len(words) > len(tokens):
        return False
    pairs = zip(words, tokens[start : start + len(words)], strict=True)
    return all(
        _same_word(word, token.word) or (corrected and index == 0 and not word.endswith("*"))
        for index, (word, token) in enumerate(pairs)
    )


def _same_word(word: str, heard: str) -> bool:
    return heard.startswith(word[:-1]) if word.endswith("*") else word == heard


def _starred(phrase: str) -> Iterable[tuple[Token, bool]]:
    for token in parse(phrase).tokens:
        yield token, phrase[token.end : token.end + 1] == "*"


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return " ".join(token.word for token in parse(text).tokens)
