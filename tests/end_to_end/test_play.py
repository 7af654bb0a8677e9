"""``keywork play`` line by line: what is typed, what is shown, what is kept."""

import json
from pathlib import Path

import pytest

from tests.end_to_end.running import Keywork

SKILLED = """\
Morning Sam, I'm Alex, your key worker. What would you like to talk about?
Where will you be living when you get out?
It sounds like losing the flat took the ground from under you.
"""


def test_a_piped_conversation_reads_as_a_transcript_and_ends_with_marks(keywork: Keywork, sam: str) -> None:
    done = keywork("play", sam, "--seed", 1, said=SKILLED)
    assert done.code == 0
    assert done.err == ""
    lines = done.out.splitlines()
    assert lines[0] == "A talk"
    assert "Setting: An office." in lines
    assert lines.index("Scene: He sits down.") < lines.index("Sam: What's this about?")
    assert [line for line in lines if line.startswith("You: ")] == [
        f"You: {line}" for line in SKILLED.splitlines()
    ]
    assert any(line.startswith("keywork: The conversation is over") for line in lines)
    assert "keywork suggests; an assessor decides." in done.out


def test_json_tells_all_of_it(keywork: Keywork, sam: str) -> None:
    done = keywork(
        "play", sam, "--json", "--seed", 5, "--preset", "guarded", "--trainee", "Kim", said=SKILLED
    )
    assert done.code == 0
    assert [event["type"] for event in done.events] == [
        "opened",
        "turn",
        "turn",
        "turn",
        "ended",
        "scorecard",
    ]
    [opened], turns, [ended], [card] = (done.of(kind) for kind in ("opened", "turn", "ended", "scorecard"))
    assert (opened["seed"], opened["preset"], opened["trainee"]) == (5, "guarded", "Kim")
    assert [turn["officer"] for turn in turns] == SKILLED.splitlines()
    assert all(turn["reply"]["line"] for turn in turns)
    assert turns[-1]["mood"].keys() == {"trust", "agitation", "readiness"}
    assert (ended["ending"], ended["turns"], ended["record"]) == ("closed", 3, opened["record"])
    assert {
        "criterion",
        "title",
        "level",
        "evidence",
        "against",
        "why_not",
        "nearest",
        "try_next",
        "unjudged",
    } == card["criteria"][0].keys()
    assert {"ruleset", "measures", "profile", "flags", "went_well", "to_try"} < card.keys()


def test_every_mark_points_at_the_words_it_quotes(keywork: Keywork, sam: str) -> None:
    done = keywork("play", sam, "--json", "--seed", 5, said=SKILLED)
    said = {turn["number"]: turn["officer"] for turn in done.of("turn")}
    [card] = done.of("scorecard")
    proofs = [
        proof for result in card["criteria"] for proof in result["evidence"] if proof["speaker"] == "officer"
    ]
    assert proofs
    assert all(said[proof["turn"]][proof["start"] : proof["end"]] == proof["quote"] for proof in proofs)
    unmet = [
        result for result in card["criteria"] if result["level"] in {"not evidenced", "attempted", "met"}
    ]
    assert all(result["why_not"] for result in unmet)


def test_the_same_seed_and_words_give_the_same_conversation(keywork: Keywork, sam: str) -> None:
    first, second = (keywork("play", sam, "--json", "--seed", 9, said=SKILLED) for _ in range(2))
    assert first.events[1:-2] == second.events[1:-2]
    assert first.of("scorecard") == second.of("scorecard")


def test_an_assessment_shows_only_what_an_officer_sees(keywork: Keywork, sam: str) -> None:
    done = keywork("play", sam, "--json", "--mode", "assessment", said="Hello Sam.\n/mood\n/why\n/score\n")
    assert "mood" not in done.of("opened")[0]
    assert done.of("turn")[0].keys() == {"type", "number", "officer", "reply"}
    assert [note["text"] for note in done.of("note")] == [
        f"{command} is for practice mode; this is an assessment." for command in ("/mood", "/why", "/score")
    ]
    assert len(done.of("scorecard")) == 1


def test_commands_answer_and_are_not_said(keywork: Keywork, sam: str) -> None:
    said = "/why\nWhere will you be living when you get out?\n/help\n/briefing\n/transcript\n/mood\n/why\n/score\n/x[1m\n"
    done = keywork("play", sam, "--json", said=said)
    assert len(done.of("turn")) == 1
    before, *notes = [note["text"] for note in done.of("note")]
    assert before == "You have not said anything yet."
    told = dict(
        zip(("help", "briefing", "transcript", "mood", "why", "score", "unknown"), notes, strict=True)
    )
    assert "/quit" in told["help"]
    assert "Your task: Listen." in told["briefing"]
    assert told["transcript"].splitlines()[1:3] == [
        "Sam: What's this about?",
        "You: Where will you be living when you get out?",
    ]
    assert told["mood"].startswith("Sam: trust ")
    assert "  question " in told["why"]
    assert told["score"].startswith("How it went")
    assert told["unknown"].startswith("There is no /x[1m; /help")


def test_two_slashes_say_one_and_a_backslash_goes_on(keywork: Keywork, sam: str) -> None:
    done = keywork(
        "play", sam, "--json", said="//end is what it says here\nfirst \\\nsecond\\\n//third\nlast\\\n"
    )
    assert [turn["officer"] for turn in done.of("turn")] == [
        "/end is what it says here",
        "first \nsecond\n/third",
        "last",
    ]


def test_drop_forgets_an_unsaid_turn(keywork: Keywork, sam: str) -> None:
    done = keywork("play", sam, "--json", said="You useless\\\n/drop\nGood morning.\n")
    assert [turn["officer"] for turn in done.of("turn")] == ["Good morning."]


def test_end_ends_and_what_follows_is_not_said(keywork: Keywork, sam: str) -> None:
    done = keywork("play", sam, "--json", said="Hello.\n/end\n/skip\nStill here?\n")
    assert [event["type"] for event in done.events] == ["opened", "turn", "ended", "scorecard"]
    assert done.of("ended")[0]["grade"] == "neutral"


def test_a_conversation_that_was_left_goes_on_with_its_draft(
    keywork: Keywork, sam: str, tmp_path: Path
) -> None:
    store = tmp_path / "my records.db"
    left = keywork(
        "play", sam, "--json", "--seed", 3, "--store", store, said="Hello.\nWhat I mean\\\n/quit\n"
    )
    assert left.code == 0
    assert left.events[-1] == {"type": "left", "record": left.record, "turns": 1}
    assert f"keywork play --plain --resume {left.record} --store '{store}'" in left.err
    again = keywork("play", "--json", "--resume", left.record, "--store", store, said="How are you?\n")
    assert (again.of("opened")[0]["resumed"], again.of("opened")[0]["draft"]) == (1, "What I mean")
    assert [turn["number"] for turn in again.of("turn")] == [1, 2]
    whole = keywork("play", sam, "--json", "--seed", 3, said="Hello.\nHow are you?\n")
    assert again.of("turn") == whole.of("turn")
    assert again.of("scorecard") == whole.of("scorecard")


def test_taking_up_shows_the_last_words_again(keywork: Keywork, sam: str) -> None:
    left = keywork("play", sam, "--json", said="Hello.\nHow are you?\n/quit\n")
    lines = keywork("play", "--resume", left.record, said="/quit\n").out.splitlines()
    assert "You have spoken 2 times; /transcript shows all of it." in lines
    assert "You: How are you?" in lines


BAD = {
    "nothing": "",
    "whitespace": "   \t ",
    "long": "well " * 20_000,
    "emoji": "😀 👩‍👩‍👧 🙃",
    "arabic": "كيف حالك اليوم؟",
    "controls": "\x1b]0;title\x07\x1b[31mred\x00\x08 \u202eevil\u2066",
    "markup": "[/x] [@click=app.quit]out[/]",
    "gibberish": "qwpoe zmxn alskd",
    "quotes": "\"; DROP TABLE events; -- {'a': 1} %s {0}",
}


@pytest.mark.parametrize("said", BAD.values(), ids=BAD)
def test_any_words_get_an_answer(keywork: Keywork, sam: str, said: str) -> None:
    done = keywork("play", sam, "--json", said=f"{said}\nHow are you?\n")
    assert done.code == 0
    assert done.err == ""
    first, second = done.of("turn")
    assert first["reply"]["line"].strip()
    assert second["officer"] == "How are you?"
    assert done.out.isascii()
    shown = keywork("play", sam, said=f"{said}\n")
    assert shown.code == 0
    assert not [c for c in shown.out if c != "\n" and not c.isprintable() and c != "\u200d"]


def test_bytes_that_are_no_text_get_an_answer(keywork: Keywork, sam: str) -> None:
    done = keywork("play", sam, "--json", said=b"\xff\xfe\x80 hello \xc3\n" + b"x" * (1 << 21) + b"\nBye.\n")
    assert done.code == 0
    assert [turn["officer"][-6:] for turn in done.of("turn")] == ["ello \ufffd", "xxxxxx", "Bye."]


def test_no_words_at_all_end_an_empty_conversation(keywork: Keywork, sam: str) -> None:
    done = keywork("play", sam, "--json")
    assert [event["type"] for event in done.events] == ["opened", "ended", "scorecard"]


def test_the_person_may_end_it_first(keywork: Keywork, sam: str) -> None:
    done = keywork(
        "play",
        sam,
        "--json",
        said="Shut up, you pathetic little thief. Calm down or you're on report!\n" * 12,
    )
    assert done.of("ended")[0]["grade"] == "poor"
    assert len(done.of("turn")) < 12
    assert json.loads(done.out.splitlines()[-1])["type"] == "scorecard"
