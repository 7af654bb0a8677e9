"""The officer's note held against the conversation: facts, quotations, opinions and actions."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.criteria.common import Talk
from scoring.criteria.note import check_note
from scoring.criteria.rules import ruleset
from scoring.criteria.sentences import sentences
from scoring.model import Brief, Fact, NoteCheck, PersonLine
from tests.unit.exchanges import officer, person, turns

FACTS = (
    Fact("flat", "lost his flat in May", ("flat", "locks", "evicted"), frozenset({"circumstances"}), 2),
    Fact("debt", "owes six hundred to a man", ("debt", "owe*", "two", "find"), frozenset({"obstacles"}), 2),
    Fact("gym", "goes to the gym", ("gym",), frozenset({"circumstances"}), 1),
    Fact("bike", "sold the bike he bought for his son", ("bike",), frozenset({"reasons"}), 3),
    Fact("two", "broke into two garages", ("garages", "two"), frozenset({"risk"}), 3),
    Fact("tablets", "has been saving his tablets", ("tablets", "saving"), frozenset({"risk"}), 3),
)
TOLD = (
    person("Lost the flat in May. They changed the locks on me.", tells=["flat"]),
    person("And I owe a man six hundred. I go to the gym, mind.", tells=["debt", "gym"]),
    person("I don't want to die. I'm done hiding from it, I'm just tired."),
    PersonLine("risk", "I've been saving my tablets.", "", tells=("tablets",), alert="harm_to_self"),
)


def checked(note: str) -> NoteCheck:
    asked = officer("What would help you sleep tonight, Sam?", "question_open")
    conversation = turns(person("All right."), *((asked, line) for line in TOLD), (asked, person("Aye.")))
    scene = Brief(facts={fact.id: fact for fact in FACTS}, called=("Sam",))
    found = check_note(Talk.of(conversation, scene, ruleset(), note))
    assert found is not None
    return found


def whats(note: str, field: str) -> list[str]:
    return [finding.what for finding in getattr(checked(note), field)]


def test_without_a_note_there_is_nothing_to_check() -> None:
    blank = Talk.of(turns(person("All right.")), Brief(), ruleset(), "  \n ")
    assert check_note(blank) is None


# Facts

FLAT, DEBT, GYM, TABLETS = (FACTS[at].text for at in (0, 1, 2, 5))


@pytest.mark.parametrize(
    ("note", "kept", "missing"),
    [
        ("He lost his flat.", {FLAT}, {DEBT, TABLETS}),
        ("Evicted in May, owes money.", {FLAT, DEBT}, {TABLETS}),
        ("He goes to the gym.", {GYM}, {FLAT, DEBT, TABLETS}),
        ("He is fine.", set(), {FLAT, DEBT, TABLETS}),
        ("Flat, debt, gym.", set(), {FLAT, DEBT, TABLETS}),
        ("Flat gone, debt of £600, gym most days.", {FLAT, DEBT, GYM}, {TABLETS}),
        ('"Lost the flat in May."', {FLAT}, {DEBT, TABLETS}),
        ("He has been saving his tablets.", {TABLETS}, {FLAT, DEBT}),
        ("He is not saving tablets.", set(), {FLAT, DEBT, TABLETS}),
        ("Denied saving any tablets.", set(), {FLAT, DEBT, TABLETS}),
        ("Not in trouble. Saving his tablets this week.", {TABLETS}, {FLAT, DEBT}),
        ("No flat now.", {FLAT}, {DEBT, TABLETS}),
        ("He has two weeks left.", set(), {FLAT, DEBT, TABLETS}),
        ("He is short of six hundred.", {DEBT}, {FLAT, TABLETS}),
        ("He has two days to find it.", {DEBT}, {FLAT, TABLETS}),
    ],
)
def test_what_is_kept_and_what_is_missing(note: str, kept: set[str], missing: set[str]) -> None:
    assert set(whats(note, "kept")) == kept
    assert set(whats(note, "missing")) == missing


@pytest.mark.parametrize(
    "note",
    [
        "He sold the bike he bought for his son.",
        "He told me of two garages he broke into.",
        "He lost the flat.\nHe broke into two garages.",
    ],
)
def test_what_nobody_told_is_invented(note: str) -> None:
    assert len(checked(note).invented) == 1


@pytest.mark.parametrize(
    "note",
    [
        "See him again in two weeks.",
        "He did not sell the bike for his son.",
        "My view: he sold the bike he bought for his son.",
        "I will ask him on Friday about the bike he bought his son.",
        "He lost his flat and the man he owes money to.",
        "He likes a bike.",
    ],
)
def test_what_only_sounds_like_a_fact_is_not_invented(note: str) -> None:
    assert checked(note).invented == ()


# Quotations


@pytest.mark.parametrize(
    "note",
    [
        'He said "I\'m done hiding from it".',
        'He said "i\'m done hiding from it."',
        "He said “I’m done hiding from it”.",
        "He said 'I'm done hiding from it'.",
        "He said ‘I’m done hiding from it’.",
        'He said "I\'m done\nhiding from it".',
        'He said "I\'m done ... from it".',
        'He said "I\'m done … from it".',
        'He said "I\'m done hiding from [the man]".',
        "He said \"I don't want to die. I'm done hiding.\"",
        'He said "I go to the gym, mind. I don\'t want to die."',
        'He said: "just tired" and "I owe a man six hundred".',
    ],
)
def test_their_own_words_word_for_word(note: str) -> None:
    assert len(checked(note).quotes) == 1
    assert checked(note).invented == ()


@pytest.mark.parametrize(
    "note",
    [
        'He said "I blame my landlord".',
        "He said ‘I blame my landlord’.",
        'He said "I ... want to die".',
        'He said "I do want to die".',
        'He said "from it ... done hiding I\'m".',
        'He said "I\'m done hiding from the police".',
    ],
)
def test_words_nobody_said_are_invented(note: str) -> None:
    (invented,) = checked(note).invented
    assert invented.what.startswith("nobody said “")
    assert checked(note).quotes == ()


@pytest.mark.parametrize(
    "note",
    [
        'He said "I am done with hiding from it".',
        'He said "I\'m so done hiding from it now".',
        'I asked "What would help you sleep tonight?"',
        'He is on the "Thinking Skills Programme" on Friday.',
        'He is "done hiding".',
        "Keep the lads' cell quiet 'til Friday and the others' too.",
        "He is 6'2\" and the bed is 5'11\" long, he says.",
        'He said "I\'m done. Ring the "safer custody" line.',
    ],
)
def test_a_slip_a_title_and_a_stray_mark_are_neither(note: str) -> None:
    assert checked(note).quotes == ()
    assert checked(note).invented == ()


# Opinions


@pytest.mark.parametrize(
    ("note", "opinions"),
    [
        ("Typical lad, cocky and no remorse.", ["Typical", "cocky", "no remorse"]),
        ("He is lazy.", ["lazy"]),
        ("He said he is sorry, clearly lying.", ["clearly", "lying"]),
        ("In my view he is a waste of space.", ["waste of space"]),
        ("My view: he is scum.", ["scum"]),
        ("He said little of the offence when I asked him, and is making\nexcuses.", ["making excuses"]),
        ("My view: he is tired. \nFacts: he is lazy.", ["lazy"]),
    ],
)
def test_opinions_given_as_facts(note: str, opinions: list[str]) -> None:
    assert sorted(whats(note, "opinions")) == sorted(f"“{one}” is an opinion" for one in opinions)


@pytest.mark.parametrize(
    "note",
    [
        "In my view he is lazy.",
        "He is lazy in my opinion.",
        "I think he is making excuses.",
        "My view: he is lazy. He is making excuses.",
        "My view (opinion): he is clearly frightened.",
        "He said he is lazy.",
        "Sam says he was a waste of space then.",
        'He said "I\'m lazy, typical me".',
        "On a typical day he is up at five.",
        "He was lying on his bed.",
        "He finds it difficult to ask for help.",
        "I clearly explained the limits.",
        "It kicked off on the landing at ten.",
        "He is not lazy.",
        "He put the tablets in his place at the table.",
    ],
)
def test_what_is_owned_or_no_opinion(note: str) -> None:
    assert checked(note).opinions == ()


# Actions


@pytest.mark.parametrize(
    "note",
    [
        "I ring housing on Friday.",
        "I will ring housing by 16.00 today.",
        "I'll ring housing tomorrow.",
        "I’ll ring housing tomorrow.",
        "Will email his offender manager this week.",
        "Sam will ring his sister tonight.",
        "Brennan to see him Thursday at 10.00.",
        "Wing manager to open an ACCT straight away.",
        "Night staff to look in and offer a Listener (wing manager, tonight).",
        "Security to be told at 2pm (me).",
        "Security to be told by me at 10 a.m. today.",
        "ACCT opened by me at 10:20.",
        "I rang the visits hall at 14.40: session closed.",
        "Told the wing manager at 10.20.",
        "Chair reported to the senior officer (me, 16.00).",
        "See again in two weeks.",
        "Next session Thursday: saying no to Ryan.",
        "Actions: intelligence report to security, me, today before 12:00.",
        "Actions:\n- Chase the complaint (wing office, Monday)",
        "Actions\nChase the complaint (me, Monday)",
        "Plan: Marsh, safer custody before 12.00 about the man.",
        "Actions: Solicitor rung and asked to call him; no advice given (me, by Friday).",
        "Actions: Ask the programmes team about one to one work and the family worker about\nrebooking (me, by 17.00 today).",
        "Nair to see him at the greenhouse near the far gate, by the old visits hall\ntomorrow at 10.00.",
        "Mr. Shaw to ring him on 14 June.",
    ],
)
def test_actions_with_owner_and_time(note: str) -> None:
    assert len(checked(note).actions) == 1
    assert checked(note).loose_ends == ()


@pytest.mark.parametrize(
    ("note", "lacks"),
    [
        ("I will ring housing.", "when"),
        ("I'll ring housing.", "when"),
        ("Will let resettlement know about housing.", "when"),
        ("Said little, will mention it to the SO.", "when"),
        ("To chase the complaint.", "who or when"),
        ("To chase the complaint on Friday.", "who"),
        ("Security to be told.", "who or when"),
        ("He said little so ACCT to be opened and SO told.", "who or when"),
        ("Healthcare to look at his meds.", "when"),
        ("Next session to be arranged.", "who or when"),
        ("Actions: ACCT opened, SO told.", "who or when"),
        ("Actions: letter.", "who or when"),
        ("Actions: I ring housing.", "when"),
        ("Actions: I ring housing on Friday. Chase the complaint.", "who or when"),
    ],
)
def test_actions_that_lack_something(note: str, lacks: str) -> None:
    (loose,) = checked(note).loose_ends
    assert loose.what.startswith(f"does not say {lacks}: ")


@pytest.mark.parametrize(
    "note",
    [
        "He wants to ring his sister on Friday.",
        "He finds it hard to ask for help.",
        "He came to see me at 10.00.",
        "At 10:40 he told me he stays in.",
        "What happened: at about 10.20 he asked me to find out where she lives.",
        "What I saw: at about 9.35 he stood up with his hands on his head.",
        "My view: he was calm and open by the end.",
        "My opinion: the view seems to meet a need.",
        "He takes responsibility for his actions.",
        "He apologised and agreed to use the bell.",
        "They have said they will come into his cell at unlock on Friday.",
        'He said "I\'ll take my dinner and hold my tongue on Friday."',
        "I stepped out and asked him to tell me to stop instead.",
        "He asked for his son Jake, 11, to go at the top of his reasons.",
        "He is ill. He will not ring anybody.",
        "If he will see the nurse is not known.",
        "Told him to put an app in on Friday.",
        "Spoke to Sam at 10.00.",
        "Actions: none.",
        "No further action.",
        "He said no. It was quiet.",
        "Has a daughter, encouraged to write.",
    ],
)
def test_what_is_no_action(note: str) -> None:
    assert checked(note).actions == ()
    assert checked(note).loose_ends == ()


# Sentences


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("At 10.20 he sat. I waited.", 2),
        ("Mrs. Barton rang, e.g. at 10 p.m. on Friday. Then she left.", 2),
        ("He waited... and left.", 1),
        ("Told him.He left.", 2),
        ("ACCT opened\nwing manager told", 2),
        ("I explained the note and what I would have to pass on to\nthe wing manager.", 1),
        ("The wing manager was rung from the office and came at once before he was\nlocked up.", 1),
        ("Ring housing\n(me, Friday)", 1),
        ("One; two; three", 3),
        ("\n\n . ! ;;", 0),
    ],
)
def test_sentences(text: str, number: int) -> None:
    assert len(list(sentences(text))) == number


# Any text

PIECES = st.sampled_from(
    [
        *(
            '"',
            "“",
            "”",
            "'",
            "’",
            "‘",
            "...",
            ".",
            ";",
            "\n",
            ", ",
            ": ",
            "(",
            ")",
            " - ",
            "[x]",
            "10.20",
            "a.m.",
        ),
        *(
            "Actions:",
            "My view:",
            "Sam",
            "he",
            "will",
            "I'll",
            "to",
            "be",
            "told",
            "ring",
            "not",
            "tablets",
            "saving",
        ),
        *(
            "flat",
            "debt",
            "bike",
            "sold",
            "son",
            "two",
            "garages",
            "lazy",
            "typical",
            "in my view",
            "by me",
            "today",
        ),
        *("I'm done hiding from it", "Lost the flat in May", "\u200b", "ſ", "İ", "🙂", "\x00", "\r"),
    ]
)
NOTES = (
    st.text(max_size=300)
    | st.lists(PIECES, max_size=40).map(" ".join)
    | st.lists(PIECES, max_size=40).map("".join)
)
FIELDS = ("kept", "invented", "opinions", "actions", "loose_ends", "quotes")


@settings(max_examples=500, deadline=None)
@given(NOTES.filter(str.strip))
def test_any_note_can_be_checked_and_every_span_lies_in_it(note: str) -> None:
    found = checked(note)
    assert found.text == note.strip()
    for field in FIELDS:
        for finding in getattr(found, field):
            assert finding.what
            assert 0 <= finding.span.start < finding.span.end <= len(found.text)
    assert all(finding.span is None for finding in found.missing)
    assert checked(note) == found


@settings(max_examples=300, deadline=None)
@given(NOTES)
def test_sentences_of_any_text_are_in_order_and_apart(text: str) -> None:
    found = list(sentences(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= following.start for one, following in pairwise(found))


@given(st.lists(st.sampled_from([fact.text for fact in FACTS]), max_size=6))
def test_a_fact_is_kept_or_missing_and_never_both(facts: list[str]) -> None:
    found = checked("He is well. " + " ".join(f"He says he {fact}." for fact in facts))
    kept, missing = ({finding.what for finding in field} for field in (found.kept, found.missing))
    assert not kept & missing
    assert {FLAT, DEBT, TABLETS} <= kept | missing
