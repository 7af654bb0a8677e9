"""A transcript as a tree of values -> a ``Transcript``: types, ranges and references, every problem at its place."""

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from scoring import labels
from scoring.model import Fact, Mood
from simulator.content import model
from simulator.content.build import CRITERIA
from simulator.content.diagnostics import Diagnostic, did_you_mean
from simulator.content.shape import shape
from simulator.content.tree import Path, Tree, parse
from simulator.errors import ContentError
from simulator.safe_text import clean, clean_content
from simulator.transcripts.brackets import MAX_CUE, body_language
from simulator.transcripts.transcript import MAX_LINES, MAX_TURN, Speaker, Spoken, Transcript

_SHOWN = 30
"""Problems of one file that are told at once."""


def _said(value: Any) -> Any:
    """A text without what steers a terminal, empty lines and spaces around its lines."""
    if not isinstance(value, str):
        return value
    lines = (line.strip() for line in clean(value).split("\n"))
    return "\n".join(line for line in lines if line)


def _without_brackets(value: Any) -> Any:
    return clean_content(value).strip("[]() ") if isinstance(value, str) else value


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


_Said = Annotated[str, BeforeValidator(_said)]
_Cue = Annotated[str, BeforeValidator(_without_brackets), StringConstraints(max_length=MAX_CUE)]
_Texts = Annotated[list[model.Text], BeforeValidator(_as_list)]


class _Part(BaseModel):
    """Numbers are not taken for text. Unknown keys are looked for apart, each among those of its place."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class Entry(_Part):
    """A line that was said, with what is told about it."""

    officer: _Said | None = None
    person: _Said | None = None
    topic: model.Names = []
    tier: model.Tier | None = None
    tells: model.Names = []
    talk: str = ""
    cue: _Cue | None = None
    conduct: str = ""
    alert: str = ""
    asks: str = ""
    mood: model.Start | None = None


class Sheet(_Part):
    """The whole of a transcript."""

    schema_: Literal["transcript/1"] = Field(alias="schema")
    title: model.Text | None = None
    skill: Any = None
    """How the author meant the officer to be; nothing is marked by it."""
    person: model.Text | None = None
    officer: model.Text | None = None
    called: _Texts = []
    needs: _Texts = []
    unconvicted: bool = False
    criteria: _Texts = []
    facts: dict[model.Name, model.FactEntry] = {}
    start: model.Start | None = None
    tags: Literal["complete"] | None = None
    turns: list[Entry]
    note: _Said | None = None


_TAGS: Final = tuple(name for name in Entry.model_fields if name not in {"officer", "person"})


def read_yaml(text: str, file: str) -> Tree:
    """Parse a YAML transcript; what was not understood is in the tree's problems."""
    return parse(text, file)


def transcript_of(tree: Tree, title: str) -> Transcript:
    """Make a transcript of a tree; ``title`` is for one that has none.

    ContentError names every problem when there is any.
    """
    _check_length(tree)
    _check_keys(tree)
    sheet = shape(tree, Sheet)
    lines = () if sheet is None else _lines(tree, sheet)
    if sheet is not None:
        _check_head(tree, sheet)
        _check_talk(tree, lines)
    if sheet is None or tree.problems:
        raise refusal(tree.problems)
    return Transcript(
        title=sheet.title or title,
        lines=lines,
        person=sheet.person or "",
        officer=sheet.officer or "",
        called=tuple(sheet.called),
        needs=frozenset(sheet.needs),
        unconvicted=sheet.unconvicted,
        criteria=frozenset(sheet.criteria),
        facts={
            name: Fact(name, fact.text, tuple(fact.words), frozenset(fact.topic), fact.tier)
            for name, fact in sheet.facts.items()
        },
        start=_mood(sheet.start),
        note=sheet.note or "",
        complete=sheet.tags == "complete",
    )


def refusal(problems: Iterable[Diagnostic]) -> ContentError:
    """An error that names every problem, in the order of the file."""
    found = sorted(set(problems))
    listing = "\n".join(map(str, found[:_SHOWN]))
    more = f"\n... and {len(found) - _SHOWN} more." if len(found) > _SHOWN else ""
    count = f"{len(found)} problem{'s' * (len(found) != 1)}"
    message = f"The transcript cannot be marked ({count}):\n{listing}{more}\n"
    return ContentError(message, "Mend this and try again.")


def _check_length(tree: Tree) -> None:
    """Refuse what is far too long before any of it is looked at."""
    turns = tree.value.get("turns") if isinstance(tree.value, dict) else None
    if isinstance(turns, list) and len(turns) > MAX_LINES:
        message = f"the conversation has {len(turns):,} lines; at most {MAX_LINES:,} are read. Split it."
        tree.problem(("turns",), "KW340", message)
        raise refusal(tree.problems)


def _check_keys(tree: Tree) -> None:
    if not isinstance(tree.value, dict):
        return
    _known_keys(tree, tree.value, (), Sheet)
    turns = tree.value.get("turns")
    for index, entry in enumerate(turns if isinstance(turns, list) else ()):
        if isinstance(entry, dict):
            _known_keys(tree, entry, ("turns", index), Entry)


def _known_keys(tree: Tree, given: Mapping[str, Any], path: Path, kind: type[BaseModel]) -> None:
    known = [field.alias or name for name, field in kind.model_fields.items()]
    for key in given:
        if key not in known:
            hint = did_you_mean(key, known) or f"; the keys are {', '.join(known)}."
            tree.problem((*path, key), "KW101", f'"{key}" is not a key here{hint}')


def _check_head(tree: Tree, sheet: Sheet) -> None:
    _check_names(tree, ("needs",), "communication need", sheet.needs, labels.NEEDS)
    _check_names(tree, ("criteria",), "criterion", sheet.criteria, CRITERIA)
    for name, fact in sheet.facts.items():
        _check_names(tree, ("facts", name, "topic"), "topic", fact.topic, labels.TOPICS)


def _lines(tree: Tree, sheet: Sheet) -> tuple[Spoken, ...]:
    lines = []
    for index, entry in enumerate(sheet.turns):
        path: Path = ("turns", index)
        line = tree.at(path).line
        if (entry.officer is None) == (entry.person is None):
            message = 'a turn has either "officer" or "person", with what was said in quotes.'
            tree.problem(path, "KW330", message)
        elif entry.officer is not None:
            _check_untagged(tree, path, entry)
            lines.append(Spoken("officer", entry.officer, line))
        else:
            _check_tags(tree, path, entry, sheet.facts)
            lines.append(_of_person(entry, line))
    return tuple(lines)


def _of_person(entry: Entry, line: int) -> Spoken:
    words, seen = body_language(entry.person or "")
    return Spoken(
        "person",
        words,
        line,
        topics=frozenset(entry.topic),
        tier=entry.tier,
        tells=tuple(entry.tells),
        talk=entry.talk,
        cue="; ".join((entry.cue, *seen) if entry.cue else seen),
        conduct=entry.conduct,
        alert=entry.alert,
        asks=entry.asks,
        mood=_mood(entry.mood),
    )


def _check_untagged(tree: Tree, path: Path, entry: Entry) -> None:
    for tag in sorted(entry.model_fields_set & set(_TAGS)):
        if getattr(entry, tag) not in (None, "", []):
            message = f'"{tag}" belongs to a line of the person, not of the officer. Move it to the answer.'
            tree.problem((*path, tag), "KW331", message)


def _check_tags(tree: Tree, path: Path, entry: Entry, facts: Mapping[str, Any]) -> None:
    _check_names(tree, (*path, "topic"), "topic", entry.topic, labels.TOPICS)
    _check_names(tree, (*path, "talk"), "kind of talk", [entry.talk], model.TALKS)
    _check_names(tree, (*path, "conduct"), "conduct", [entry.conduct], labels.CONDUCTS)
    _check_names(tree, (*path, "alert"), "alert", [entry.alert], labels.ALERTS)
    _check_names(tree, (*path, "asks"), "errand", [entry.asks], labels.ERRANDS)
    for fact in entry.tells:
        if fact not in facts:
            hint = did_you_mean(fact, facts) or '. List it under "facts" in the head (YAML or JSON Lines).'
            tree.problem((*path, "tells"), "KW204", f'there is no fact "{fact}"{hint}')


def _check_names(tree: Tree, path: Path, kind: str, names: Iterable[str], known: Collection[str]) -> None:
    for name in names:
        if name and name not in known:
            hint = did_you_mean(name, known) or f"; known are {', '.join(sorted(known))}."
            tree.problem(path, "KW332", f'there is no {kind} "{name[:60]}"{hint}')


def _check_talk(tree: Tree, lines: tuple[Spoken, ...]) -> None:
    """Both must speak, and neither without end."""
    if not tree.problems:
        for speaker, advice in _SILENT.items():
            if not any(line.speaker == speaker for line in lines):
                tree.problem((), "KW341", f"no line is said by {advice}")
    for speaker, run in groupby(lines, key=lambda line: line.speaker):
        said = list(run)
        size = sum(len(line.text) for line in said)
        if size > MAX_TURN:
            message = (
                f"the {speaker} says {size:,} characters running; at most {MAX_TURN:,} are read. "
                "Is the name of who answers missing somewhere?"
            )
            index = next(at for at, line in enumerate(lines) if line is said[0])
            tree.problem(("turns", index), "KW342", message)


_SILENT: Final[Mapping[Speaker, str]] = {
    "officer": 'the officer, so there is nothing to mark. Begin their lines with "Officer:" (or name "officer" as who speaks).',
    "person": 'the person. Begin their lines with "Prisoner:" (or name "person" as who speaks).',
}


def _mood(start: model.Start | None) -> Mood | None:
    return Mood(start.trust, start.agitation, start.readiness) if start else None
