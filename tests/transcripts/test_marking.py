"""From a transcript to what scoring marks: turns, moods, what nobody told, and what stands in for it."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoring.criteria.rules import ruleset
from scoring.labels import ALERTS, CONDUCTS, ERRANDS, KNOWABLE, NEEDS, TOPICS
from scoring.model import Context, Level, Mood, PersonLine
from scoring.policy import policy_pack
from scoring.reading import read
from scoring.rulesets import versions
from scoring.scorecard import score
from simulator.cli.json_view import scorecard_fields
from simulator.transcripts.marking import turns_of, untold
from simulator.transcripts.sheet import Sheet
from simulator.transcripts.transcript import MAX_LINES
from tests.transcripts.samples import DIALOGUES, made, marked

CALM = Mood(5, 2, 4)
TENSE = Mood(3, 6, 2)


def yaml(*turns: str, head: str = "") -> str:
    """A YAML transcript of these turns, the first of them on line 11."""
    filled = f"schema: transcript/1\n{head}"
    return (
        filled + "\n" * (9 - filled.count("\n")) + "turns:\n" + "".join(f"  - {{{turn}}}\n" for turn in turns)
    )


def mood(of: Mood) -> str:
    """A mood tag."""
    return f"mood: {{trust: {of.trust}, agitation: {of.agitation}, readiness: {of.readiness}}}"


def test_each_officers_turn_answers_what_was_said_before() -> None:
    text = yaml(
        'person: "Same time next year?"', 'officer: "Morning."', 'person: "All right."', 'officer: "So?"'
    )
    (first, last), _, _ = turns_of(made("yaml", text))
    assert (first.number, first.answered.id, first.reading.text, first.reply.id) == (
        1,
        "L11",
        "Morning.",
        "L13",
    )
    assert first.answered.text == "Same time next year?"
    assert (last.number, last.answered, last.reply) == (2, first.reply, PersonLine("", ""))


def test_before_the_first_officers_turn_there_may_be_nothing() -> None:
    (turn,), _, _ = turns_of(made("txt", "Officer: Morning.\nPrisoner: Hi."))
    assert turn.answered == PersonLine("", "")


def test_what_one_says_running_is_one_turn_with_all_its_tags() -> None:
    text = yaml(
        'officer: "Morning."',
        'officer: "Sit down."',
        'person: "No.", cue: "stands", topic: role, tier: 1, talk: discord, tells: a, alert: security, conduct: refusal',
        'person: "He hit me.", cue: "points", topic: risk, tier: 3, talk: neutral, tells: [b, a], alert: harm_to_self, '
        + mood(TENSE),
        head="facts: {a: {text: a, words: [a], topic: risk}, b: {text: b, words: [b], topic: risk}}\n",
    )  # fmt: skip
    (turn,), _, _ = turns_of(made("yaml", text))
    assert turn.reading.text == "Morning.\nSit down."
    assert turn.reply == PersonLine(
        "L13",
        "No.\nHe hit me.",
        cue="stands; points",
        topics=frozenset({"role", "risk"}),
        tier=3,
        talk="discord",
        tells=("a", "b"),
        conduct="refusal",
        alert="harm_to_self",  # what is most pressing
    )
    assert turn.after == TENSE


def test_a_turn_is_read_with_what_came_before_it() -> None:
    text = yaml(
        'person: "I want my flat back."',
        'officer: "Would it be OK if I told you what I know?"',
        f'person: "Go on.", topic: release, {mood(TENSE)}',
        'officer: "You should ring the council. Calm down."',
        head="start: {trust: 5, agitation: 2, readiness: 4}\n",
    )
    (first, last), _, _ = turns_of(made("yaml", text))
    assert first.reading == read(first.reading.text, Context("I want my flat back.", 2))
    context = Context("Go on.", 6, frozenset({"release"}), (first.reading,))
    assert last.reading == read(last.reading.text, context)
    assert "persuade_with_permission" in last.reading.acts


def test_a_mood_holds_until_another_is_told() -> None:
    text = yaml(
        'officer: "One."', 'person: "a"', 'officer: "Two."', f'person: "b", {mood(TENSE)}', 'officer: "Three."',
        head="start: {trust: 5, agitation: 2, readiness: 4}\n",
    )  # fmt: skip
    turns, brief, start = turns_of(made("yaml", text))
    assert start == CALM
    assert [(turn.before, turn.after) for turn in turns] == [(CALM, CALM), (CALM, TENSE), (TENSE, TENSE)]
    assert "mood" not in brief.unknown


@pytest.mark.parametrize(
    ("head", "opening", "start"),
    [
        ("", f'person: "x", {mood(CALM)}', CALM),
        ("start: {trust: 1, agitation: 1, readiness: 1}\n", f'person: "x", {mood(CALM)}', CALM),
        ("start: {trust: 1, agitation: 1, readiness: 1}\n", 'person: "x"', Mood(1, 1, 1)),
        ("", 'person: "x"', TENSE),  # the first that is told
    ],
)
def test_the_mood_the_officer_meets(head: str, opening: str, start: Mood) -> None:
    text = yaml(opening, 'officer: "Hi."', f'person: "b", {mood(TENSE)}', head=head)
    (turn,), _, began = turns_of(made("yaml", text))
    assert (began, turn.before, turn.after) == (start, start, TENSE)


def test_without_any_mood_nothing_is_made_up() -> None:
    text = yaml('officer: "Hi."', 'person: "b"', head="start: {trust: 5, agitation: 2, readiness: 4}\n")
    (turn,), brief, start = turns_of(made("yaml", text))
    assert {start, turn.before, turn.after} == {Mood(0, 0, 0)}
    assert "mood" in brief.unknown


@pytest.mark.parametrize(
    ("tag", "known"),
    [
        ('cue: "nods"', "cues"),
        ("tier: 0", "depth"),
        ("conduct: abuse", "conduct"),
        ("alert: security", "alerts"),
        ("asks: housing", "errands"),
        (mood(CALM), "mood"),
    ],
)
def test_what_nobody_tells_is_unknown(tag: str, known: str) -> None:
    assert untold(made("yaml", yaml('officer: "Hi."', 'person: "b"'))) == set(KNOWABLE)
    assert untold(made("yaml", yaml('officer: "Hi."', f'person: "b", {tag}'))) == set(KNOWABLE) - {known}


def test_brackets_and_facts_tell_too() -> None:
    assert "cues" not in untold(made("txt", "Officer: Hi.\nPrisoner: [nods] Hi."))
    head = "facts: {a: {text: a, words: [a], topic: risk}}\n"
    assert "facts" not in untold(made("yaml", yaml('officer: "Hi."', 'person: "b"', head=head)))


def test_where_every_tag_was_given_a_missing_one_says_that_it_did_not_occur() -> None:
    transcript = made(
        "yaml", yaml('officer: "Hi."', 'person: "I lost the flat in May."', head="tags: complete\n")
    )
    assert untold(transcript) == {"mood"}
    (turn,), brief, _ = turns_of(transcript)
    assert (turn.reply.topics, turn.reply.tier, turn.reply.tells) == (frozenset(), 0, ())
    assert brief.facts == {}


def test_without_depth_topics_come_from_the_words_and_the_question() -> None:
    text = (
        "Officer: Where will you be living when you get out?\nPrisoner: My sister has a sofa in Leeds.\n"
        "Officer: Right.\nPrisoner: Yeah."
    )
    (first, last), brief, _ = turns_of(made("txt", text))
    own = read("My sister has a sofa in Leeds.").topic_labels
    assert first.reply.topics == own | first.reading.topic_labels
    assert "release" in first.reply.topics
    assert (first.reply.tier, last.reply.tier) == (2, 0)
    assert brief.reach["release"] == 2
    assert first.reading.text == text.splitlines()[0].removeprefix("Officer: ")
    [fact] = brief.facts.values()
    assert (fact.id, fact.text, fact.tier) == ("L2", "My sister has a sofa in Leeds.", 2)
    assert fact.words == ("sister", "sofa", "Leeds")
    assert fact.topics == first.reply.topics
    assert (first.reply.tells, last.reply.tells) == (("L2",), ())


def test_a_long_line_is_a_short_fact() -> None:
    _, brief, _ = turns_of(made("txt", f"Officer: Hi.\nPrisoner: {'burglary ' * 9}{'flat ' * 9}sister"))
    [fact] = brief.facts.values()
    assert len(fact.text) <= 80
    assert fact.text.endswith(" ...")
    assert fact.words == ("burglary", "flat", "sister")


def test_what_is_told_stands() -> None:
    text = yaml(
        'officer: "Where will you be living?"',
        'person: "My sister has a sofa in Leeds."',
        'officer: "How is she?"',
        'person: "Her back is bad, she cannot work.", topic: circumstances',
        'officer: "And you?"',
        'person: "I cannot sleep for worrying.", topic: release, tier: 3, tells: a',
        head="criteria: [P4.3]\ncalled: Daz\nneeds: hearing\nunconvicted: true\n"
        "facts: {a: {text: a, words: [a], topic: release, tier: 3}}\n",
    )
    turns, brief, _ = turns_of(made("yaml", text))
    assert [(set(turn.reply.topics), turn.reply.tier) for turn in turns] == [
        (set(), 0),
        ({"circumstances"}, 1),
        ({"release"}, 3),
    ]
    assert brief.reach == {"circumstances": 1, "release": 3}
    assert set(brief.facts) == {"a"}
    assert brief.criteria == {"P4.3"}
    assert brief.called == ("Daz",)
    assert brief.needs == {"hearing"}
    assert brief.unconvicted


def test_lines_on_one_line_of_a_file_keep_apart() -> None:
    text = '{schema: transcript/1, turns: [{person: "a"}, {officer: "b"}, {person: "c"}, {officer: "d"}, {person: "e"}]}'
    (first, last), _, _ = turns_of(made("yaml", text))
    assert [first.answered.id, first.reply.id, last.reply.id] == ["L1", "L1-2", "L1-3"]


@pytest.mark.parametrize("file", DIALOGUES, ids=lambda file: file.stem)
def test_a_marked_up_interview_leaves_no_depth_fact_or_mood_open(file: Path) -> None:
    transcript = made("yaml", file.read_text("utf-8"))
    turns, brief, start = turns_of(transcript)
    assert brief.unknown <= {"conduct", "alerts", "errands", "cues"}
    assert len(turns) >= 18
    assert start == transcript.start
    assert {fact for turn in turns for fact in turn.reply.tells} <= set(brief.facts)


Lines = list[tuple[str, str, dict[str, Any]]]

TALK: Lines = [
    ("officer", "Morning, Darren. I'm Officer Shaw; what would you like to talk about?", {}),
    (
        "person",
        "[half a smile] Losing the flat, I suppose. They changed the locks.",
        {"topic": ["circumstances"]},
    ),
    ("officer", 'It sounds like that came out of nowhere: "locked out" of your own home.', {}),
    ("person", "Yeah. (looks at the floor)", {"talk": "change-need"}),
    ("officer", "What matters most to you now?", {}),
]
TAGGED: Lines = [
    (
        who,
        text,
        {**tags, "tier": 2, "mood": dict(zip(("trust", "agitation", "readiness"), (5, 2, 4), strict=True))},
    )
    if who == "person"
    else (who, text, tags)
    for who, text, tags in TALK
]


def as_text(talk: Lines) -> str:
    """Plain text, which has no tags; a comment where other formats have their head."""
    return "# a talk\n" + "".join(f"{who.title()}: {text}\n" for who, text, _ in talk)


def as_table(talk: Lines) -> str:
    """CSV."""
    out = io.StringIO()
    names = ["topic", "talk", "tier", "mood"]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["speaker", "text", *names])
    for who, text, tags in talk:
        writer.writerow([who, text, *(cell(tags.get(name, "")) for name in names)])
    return out.getvalue()


def cell(value: Any) -> str:
    """A tag as a cell."""
    parts = list(value.values()) if isinstance(value, dict) else value
    return "; ".join(map(str, parts)) if isinstance(parts, list) else str(parts)


def as_json_lines(talk: Lines) -> str:
    """JSON Lines with a head."""
    lines = [{"title": "a talk"}, *({"speaker": who, "text": text, **tags} for who, text, tags in talk)]
    return "\n".join(map(json.dumps, lines))


def as_yaml(talk: Lines) -> str:
    """YAML with a turn a line; JSON is YAML."""
    turns = ",\n".join(json.dumps({who: text, **tags}) for who, text, tags in talk)
    return f'{{"schema": "transcript/1", "turns": [\n{turns}\n]}}'


@pytest.mark.parametrize(
    "talk", [[(who, text, {}) for who, text, _ in TALK], TALK, TAGGED], ids=["bare", "some", "all"]
)
def test_one_conversation_has_the_same_marks_in_every_format(
    talk: Lines,
) -> None:
    forms = {"csv": as_table(talk), "jsonl": as_json_lines(talk), "yaml": as_yaml(talk)}
    if not any(tags for _, _, tags in talk):
        forms["txt"] = as_text(talk)
    made_of = {form: made(form, text) for form, text in forms.items()}
    assert len({repr(transcript.lines) for transcript in made_of.values()}) == 1
    cards = {json.dumps(scorecard_fields(marked(transcript))).encode() for transcript in made_of.values()}
    assert len(cards) == 1


def test_the_same_transcript_has_the_same_marks() -> None:
    text = DIALOGUES[0].read_text("utf-8")
    assert marked(made("yaml", text)) == marked(made("yaml", text))


def test_a_skilled_interview_without_its_tags_is_never_marked_higher() -> None:
    [skilled] = [file for file in DIALOGUES if file.stem == "gate-skilled"]
    tagged = made("yaml", skilled.read_text("utf-8"))
    bare = "".join(f"{line.speaker}: {' '.join(line.text.split())}\n" for line in tagged.lines)
    card = marked(made("txt", bare))
    assert card.result("P4.3").level.rank <= Level.ATTEMPTED.rank
    assert any(result.unjudged for result in card.results)


def test_the_longest_transcript_is_marked() -> None:
    text = "".join(
        f"Officer: What happened on day {n}?\nPrisoner: I lost the flat that day.\n"
        for n in range(MAX_LINES // 2)
    )
    longest = made("txt", text)
    assert len(longest.lines) == MAX_LINES
    turns, brief, start = turns_of(replace(longest, lines=longest.lines[:800]))
    assert score(turns, brief, start).measures.officer_turns == len(turns) == 400


GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "transcripts.md").read_text("utf-8")


def test_every_example_of_the_guide_is_marked() -> None:
    examples = re.findall(r"```\w*\n(.*?)```", GUIDE, re.DOTALL)
    for form, example in zip(("txt", "csv", "yaml", "jsonl"), examples, strict=False):
        assert marked(made(form, example)).results


@pytest.mark.parametrize("names", [TOPICS, NEEDS, ALERTS, CONDUCTS, ERRANDS, tuple(Sheet.model_fields)[1:]])
def test_every_name_is_in_the_guide(names: tuple[str, ...]) -> None:
    assert [name for name in names if name not in {"skill"} and name not in GUIDE] == []


def test_the_errands_are_those_that_are_marked() -> None:
    names = {ruleset(version).policy for version in versions()} - {""}
    for pack in map(policy_pack, names):
        assert set(pack.errands) == set(ERRANDS)
        assert set(pack.routes) == set(ALERTS)
