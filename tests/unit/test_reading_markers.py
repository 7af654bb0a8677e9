"""Marker cues: each heard in several wordings, and not heard where its words are only mentioned."""

import pytest

from scoring.labels import CRITICAL_MARKERS, MARKERS
from scoring.model import Context
from scoring.reading import read
from tests.support import by_cues

TENSE = Context(agitation=6)

HEARD = {
    "introduce_name": (
        "I'm Officer Hale. What would you like to be called?",
        "My name is Sam, I'm your key worker",
        "hiya im Mr Doyle im one of the officers on this spur",
        "We haven't met. Miss Khan, resettlement team. How do you like to be addressed?",
        "most people call me Baz",
        "is it ok to call you Tony or do you prefer Anthony",
    ),
    "name_feeling": (
        "You sound really let down about the visit",
        "That must have been hard",
        "you seem pretty fed up today",
        "sounds like youre worried sick about her",
        "I can hear how frustrated you are with all this waiting",
        "you must be gutted mate",
        "that's left you feeling ashamed",
        "it was a frightening time for you",
        "ur angry about how it was handled",
    ),
    "open_invitation": (
        "What was going on for you that week?",
        "Tell me a bit about how it started",
        "how did that come about",
        "talk me through what a day looks like for you",
        "help me understand what it's been like",
        "What's it been like since you came back?",
    ),
    "identify_wants": (
        "What would help right now?",
        "What do you want to happen with the flat?",
        "what matters to you most in all of this",
        "is there anything you need from me",
        "How can I help with that?",
        "what would make today easier",
    ),
    "tactical_agreement": (
        "I can see why you'd be angry about a cancelled visit",
        "Fair point, nobody told you",
        "anyone would be fed up after waiting that long",
        "It makes sense that you don't trust us",
        "no wonder you're upset",
        "I'd be annoyed too if that happened to me",
        "you've got every right to be cross about it",
    ),
    "offer_choice": (
        "Would you rather sit here or use the quiet room?",
        "We can carry on now or come back after lunch",
        "do you want to start with housing or the job stuff",
        "I could ring them now or we can do it together tomorrow. Which suits you?",
        "you can sit or stand whichever suits",
    ),
    "emphasise_autonomy": (
        "It's up to you what we start with",
        "You don't have to answer that",
        "totally your call mate",
        "you decide how much you want to say",
        "Nobody can make that decision for you, only you can decide",
        "feel free to say no",
    ),
    "ask_permission": (
        "Is it OK if I ask about the night itself?",
        "Can I share what other people have tried?",
        "would you mind if I took a few notes",
        "alright if i sit down",
        "Would it be alright to talk about your licence?",
        "may I say what I've noticed",
    ),
    "specific_affirmation": (
        "You've stuck with the course for eight weeks",
        "That took guts to say",
        "it shows how much you care about your kids",
        "you kept your cool on the landing this morning when he was winding you up, thats not easy",
        "I really appreciate you being so straight with me",
        "You've worked hard to stay clean",
        "you managed to walk away from that fight",
    ),
    "time_and_space": (
        "Take your time, no rush",
        "I'll step back and give you some space",
        "we can stop for a bit if you need",
        "lets take five",
        "There's no hurry, we've got all morning",
        "shall we leave that one for another day",
    ),
    "limit_with_reason": (
        "I want to hear this and I need the shouting to stop first",
        "I need you to sit down so we can both be safe",
        "im happy to carry on once youve put the chair down",
        "Could you lower your voice please, so the others aren't listening in?",
        "I can't pass that on for you because it would put us both in trouble",
        "when you swear at staff people stop helping, so I'm asking you to leave it out",
    ),
    "explain_process": (
        "The reason I'm asking is so your release plan is yours",
        "If you tell me someone is at risk I'd have to pass it on",
        "what happens next is I write this up and your POM gets a copy",
        "i only ask because it helps me plan with you",
        "This goes in your case notes and the offender manager can read it",
        "I'll speak to healthcare this afternoon and let you know",
    ),
    "honest_limit_and_offer": (
        "I can't promise a place, but I can ring housing today",
        "I don't know but I'll find out by Friday",
        "that's not my decision. What I can do is put your side in writing",
        "i cant change the date but ill ask them to explain it",
        "I won't be able to get you the call tonight, but I can book one for the morning",
    ),
    "repair": (
        "I got that wrong, let me start again",
        "I'm sorry nobody told you about the visit",
        "my fault, i shouldnt have said that",
        "sorry, that came out wrong",
        "I apologise for keeping you waiting",
        "can we start over, I was too quick there",
    ),
    "hope": (
        "You've done it before, you got eight months clean",
        "I think you can do this",
        "ive seen lads turn it round from worse than this",
        "I believe you've got what it takes",
        "you coped with it last time so you can again",
    ),
    "check_understanding": (
        "Have I got that right?",
        "Is there anything I've missed?",
        "correct me if im wrong",
        "so just to check i've understood, the flat is the main thing?",
        "can you tell me in your own words what we agreed",
        "does that sound about right",
    ),
    "safety_action": (
        "I'm going to stop this here and come back this afternoon",
        "I'll ask a colleague to join us",
        "lets call it a day for now",
        "I'm going to step outside for a minute",
        "im going to open an ACCT so we can keep you safe",
        "I want to get the nurse to see you now",
    ),
    "threat_or_ultimatum": (
        "Sit down or else",
        "If you don't stop, you'll regret it",
        "this is your last warning",
        "one more word out of you and we're done",
        "dont push me",
    ),
    "threatened_sanction": (
        "I'll put you on report for that",
        "You'll lose your visits",
        "carry on and youre down the block",
        "do you want to end up on basic",
        "I'll have you nicked for that",
        "say that again and you'll be straight back behind your door",
    ),
    "order_to_calm": (
        "Just calm down",
        "Don't get angry with me",
        "chill out will you",
        "stop getting so worked up",
        "You need to relax mate",
        "lower your voice",
    ),
    "ordering": (
        "Sit down",
        "Do as you're told",
        "answer the question",
        "stop messing about and listen to me",
        "You will sit there until I say so",
        "be quiet",
    ),
    "sarcasm": (
        "Yeah right, heard it all before",
        "Oh poor you",
        "my heart bleeds for you",
        "oh well done, genius",
        "Sure you did, and pigs might fly",
        "what do you want, a medal?",
    ),
    "blame": (
        "You've only got yourself to blame",
        "It's your own fault",
        "you brought this on yourself",
        "nobody else to blame but you",
        "well you should have thought about that before you did it",
        "You put yourself in here",
    ),
    "argue_facts": (
        "That's not what happened",
        "Your file says you planned it, so don't give me that",
        "no thats a lie",
        "Rubbish, you were there on camera",
        "the report says you started it",
        "you know full well that isn't true",
    ),
    "moralise": (
        "You should be ashamed of yourself",
        "How could you do that to a family?",
        "thats disgusting behaviour",
        "what sort of father does that",
        "A decent person would never do that",
        "have you no shame",
    ),
    "stacked_or_forced_questions": (
        "Did you do it, yes or no",
        "Where were you? Who was there? What time?",
        "who was it what did they say and did you tell anyone",
        "simple question, yes or no?",
    ),
    "minimise": (
        "It could be worse",
        "You'll be fine",
        "dont worry about it",
        "everyone goes through that",
        "its not the end of the world",
        "just get over it",
        "I'm sure it'll all work out",
    ),
    "label_person": (
        "You're just a junkie",
        "Once a thief always a thief",
        "youre nothing but a bully",
        "you are an addict, face it",
        "typical gangster",
        "You're a dangerous man, you're an abuser",
    ),
    "mistimed_joke": (
        "Cheer up, might never happen",
        "haha only joking",
        "lol sounds like a soap opera",
        "oh lighten up, just kidding",
    ),
    "promise_cannot_keep": (
        "I promise you'll get the flat",
        "I'll make sure you get tagged",
        "i guarantee the board will let you out",
        "trust me, I'll get you moved to that wing",
        "you have my word you'll get the job",
    ),
    "promise_of_secrecy": (
        "This stays in this room",
        "Off the record, what happened?",
        "i wont tell anyone, promise",
        "its just between you and me",
        "You can tell me, I won't write any of it down",
        "nobody else needs to know",
        "it'll go no further than me",
        "this conversation never happened",
        "Everything you say in here is confidential",
        "I'll keep your name out of it",
        "I won't breathe a word",
    ),
    "righting_reflex": (
        "You need to stop taking drugs",
        "Why don't you just get a job",
        "you should speak to the chaplain",
        "if I were you I'd stay away from him",
        "have you thought about joining the gym",
        "My advice is keep your head down",
        "youve got to start engaging",
    ),
    "accusing_why": (
        "Why did you hit her?",
        "Why would you do that?",
        "why the hell didnt you ring",
        "Why do you always do this?",
        "what on earth were you thinking",
    ),
    "brush_off": (
        "Not my problem, put in an app",
        "There's nothing I can do",
        "i dont have time for this",
        "ask someone else",
        "Tough. Talk to your solicitor",
    ),
    "collusion": (
        "I'd have done the same",
        "She sounds like a nightmare",
        "he had it coming if you ask me",
        "to be honest I don't blame you for hitting him",
        "they can afford it, its only a supermarket",
    ),
    "abuse": (
        "Piss off then",
        "You idiot",
        "fuck off",
        "youre a pathetic little man",
        "you stupid prick",
        "shut your mouth you muppet",
        "Are you thick?",
        "sit the fuck down",
        "dont be a dick",
        "you dirty nonce",
    ),
    "know_it_all": (
        "I know exactly how you feel",
        "Trust me, I know",
        "i know what your type is like",
        "I've seen it all before, believe me I know",
        "I know better than you what works",
    ),
    "graphic_probe": (
        "What exactly did you do to her?",
        "Describe the assault",
        "where on her body did you hit her",
        "tell me in detail how you hurt him",
        "how many times did you stab him",
    ),
    "debate_ideology": (
        "That's just racist",
        "You've been brainwashed",
        "your beliefs are wrong and dangerous",
        "you cant really believe that rubbish",
        "that's a conspiracy theory, look at the facts",
    ),
    "stereotype": (
        "People like you always say that",
        "Where are you really from?",
        "you lot are all the same",
        "typical of your culture",
        "thats how your kind behave",
        "you speak well for a foreigner",
        "what do you expect from a gypsy",
        "go back to your own country",
        "all Muslims are the same",
        "they're all like that where you come from",
    ),
}

NOT_HEARD = {
    "introduce_name": (
        "I'm not interested in your name",
        "What do they call you on the wing, then, big man",
        "who introduced you to him",
        "what was the name of the hostel",
    ),
    "name_feeling": (
        "You look fine to me",
        "Don't be angry",
        "are you angry about it?",
        "how did she feel when she was scared",
        "there is no need to be upset",
    ),
    "open_invitation": (
        "What the hell were you thinking?",
        "How dare you speak to me like that?",
        "did you go",
        "how many were there",
        "I told him about it",
    ),
    "identify_wants": (
        "What do you want now?",
        "What do you expect me to do about it?",
        "what did you want from her flat",
        "you want too much",
    ),
    "tactical_agreement": (
        "You're right that she deserved it",
        "I can't see why you're moaning",
        "that makes no sense",
        "is that right",
    ),
    "offer_choice": (
        "You can do as you're told or go behind your door",
        "Would you shut up",
        "was it monday or tuesday",
        "sit down or else",
    ),
    "emphasise_autonomy": (
        "It's your choice: behave or get nicked",
        "It's your fault",
        "that was a bad choice",
        "you have to answer me",
    ),
    "ask_permission": (
        "Can I finish?",
        "Is it OK to burgle people?",
        "can i go now",
        "are you ok",
    ),
    "specific_affirmation": (
        "You've managed to upset everyone again",
        "Well done for nothing",
        "good",
        "have you kept your appointments",
    ),
    "time_and_space": ("Hurry up", "You're taking up my time", "what time is it", "how long did it take"),
    "limit_with_reason": (
        "You need to do what I say because I said so",
        "I need a coffee",
        "sit down because I said so",
        "i want to hear about your plans",
    ),
    "explain_process": (
        "I don't have to explain myself to you",
        "There's no reason for this",
        "what happened next",
        "did you report it",
    ),
    "honest_limit_and_offer": (
        "I promise you'll get the flat",
        "I can't help you",
        "I can't believe you said that",
        "i can do that",
    ),
    "repair": (
        "I'm sorry but you're being ridiculous",
        "Sorry not sorry",
        "did you say sorry to her",
        "no need to say sorry",
    ),
    "hope": (
        "I don't think you can do this",
        "Is it possible you're lying?",
        "what makes you think you can do it",
        "have you done it before",
    ),
    "check_understanding": (
        "Is that all?",
        "You got that right",
        "did you understand the question",
        "i get it",
    ),
    "safety_action": (
        "I'm not going to stop asking",
        "Stop it now",
        "did you ask a nurse",
        "when did you stop drinking",
    ),
    "threat_or_ultimatum": (
        "If you don't want to answer, that's fine",
        "What would it look like if you don't get the flat?",
        "he said do it or else",
        "did someone threaten you",
    ),
    "threatened_sanction": (
        "What worries you about being recalled?",
        "You were on basic last month, how was that?",
        "so the SO said he would put you on report",
        "nobody is getting nicked for this",
        "have you been recalled before",
    ),
    "order_to_calm": (
        "What helps you calm down when it gets like this?",
        "I'm not going to tell you to calm down",
        "they told you to calm down and it made it worse",
        "how do you relax in here",
    ),
    "ordering": (
        "Would you like to sit down?",
        "I'll listen first",
        "he told you to sit down and be quiet",
        "you can sit down if you want",
        "please sit down",
    ),
    "sarcasm": (
        "Right, yeah, that makes sense",
        "Of course you can have a break",
        "is that right",
        "you did well there",
    ),
    "blame": (
        "It sounds like you blame yourself",
        "Whose fault do people say it was?",
        "it is not your fault",
        "you feel like you brought it on yourself",
    ),
    "argue_facts": (
        "People see it differently. How do you see it?",
        "Is that not what happened?",
        "what does your file say",
        "you said that's not what happened",
    ),
    "moralise": (
        "You said you feel ashamed",
        "How could you let people know you need help?",
        "what would your mum like to happen",
        "do you feel guilty about it",
    ),
    "stacked_or_forced_questions": (
        "What happened next?",
        "How was that for you? Take your time.",
        "is that a yes",
    ),
    "minimise": (
        "What would make it less bad?",
        "What worries you about it?",
        "people keep telling you it could be worse",
        "I can't say it'll be fine",
    ),
    "label_person": (
        "Someone called you a junkie. How did that land?",
        "You were a chef before",
        "you said people call you a junkie",
        "you're not just an offender to me",
        "do you think you are an addict",
    ),
    "mistimed_joke": ("You like a laugh, you said", "You told him you were joking", "was he joking"),
    "promise_cannot_keep": (
        "I can't promise that",
        "I won't make promises",
        "did they promise you a flat",
        "no guarantees but I'll ask",
    ),
    "promise_of_secrecy": (
        "I can't keep that to myself",
        "Nothing here is off the record",
        "I can't keep this between us",
        "did he ask you to keep it secret",
        "things between you and your dad have been hard",
        "who else have you told",
        "this isn't confidential",
        "it stays between us unless someone is at risk",
        "I won't tell you what to do",
    ),
    "righting_reflex": (
        "What do you need to feel safe?",
        "You said you need to see your kids",
        "you feel like you should have stayed",
        "you don't need to decide today",
    ),
    "accusing_why": (
        "Why did you say six and not three?",
        "What led up to it?",
        "Why might someone worry about the licence?",
        "I wonder why that is",
    ),
    "brush_off": (
        "I can't do that, but I can ask the OMU today",
        "Have you put an application in already?",
        "shall we put an app in together",
        "who cares for you at home",
    ),
    "collusion": (
        "You feel she deserved it",
        "Do you think anyone blames you?",
        "did she deserve that",
        "you think he had it coming",
    ),
    "abuse": (
        "You said he called you an idiot",
        "You felt stupid",
        "they treated you like an idiot",
        "it is not a stupid question",
        "he called me a prick",
        "that was a stupid thing to do",
        "you're not thick",
    ),
    "know_it_all": (
        "I don't know what that was like for you",
        "You know yourself best",
        "I can't know exactly how you feel",
    ),
    "graphic_probe": (
        "What was happening in your life then?",
        "How do you think it affected her?",
        "we don't need to go into the details of the assault",
    ),
    "debate_ideology": (
        "What does that group give you?",
        "Some people hearing that would feel threatened. What do you make of that?",
        "they said you had been brainwashed, how do you see it",
    ),
    "stereotype": (
        "Where would you like to live?",
        "What matters to your family about faith?",
        "you feel people like you never get a chance",
        "what sort of job would suit you",
        "do you lot want some tea",
        "there are groups where other people like you can share",
    ),
}


def markers(text: str, context: Context = TENSE) -> set[str]:
    return {found.label for found in by_cues(text, context).markers}


def read_markers(text: str, context: Context = TENSE) -> set[str]:
    return {found.label for found in read(text, context).markers}


def cases(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(marker, text) for marker, texts in table.items() for text in texts]


def test_every_marker_has_cases_both_ways() -> None:
    assert set(HEARD) == set(NOT_HEARD) == set(MARKERS)


@pytest.mark.parametrize(("marker", "text"), cases(HEARD))
def test_heard(marker: str, text: str) -> None:
    assert marker in markers(text)


@pytest.mark.parametrize(("marker", "text"), cases(NOT_HEARD))
def test_not_heard(marker: str, text: str) -> None:
    assert marker not in markers(text)


def test_the_weights_keep_what_the_cues_know() -> None:
    """One wording in twenty may be weighed otherwise: the weights see more than the wording.

    Near misses that stand alone, with no line before them, are harder: one in eight is taken for the act.
    """
    missed = [case for case in cases(HEARD) if case[0] not in read_markers(case[1])]
    invented = [case for case in cases(NOT_HEARD) if case[0] in read_markers(case[1])]
    assert len(missed) <= 0.05 * len(cases(HEARD)), missed
    assert len(invented) <= 0.125 * len(cases(NOT_HEARD)), invented


@pytest.mark.parametrize(
    ("marker", "text"),
    [case for case in cases(HEARD) if case[0] in CRITICAL_MARKERS | {"threatened_sanction"}],
)
def test_what_is_grave_is_heard_without_punctuation_and_in_capitals(marker: str, text: str) -> None:
    bare = "".join(char for char in text if char.isalnum() or char == " ")
    assert marker in read_markers(bare.lower())
    assert marker in read_markers(text.upper())


def test_a_joke_is_mistimed_only_when_the_person_is_agitated() -> None:
    assert "mistimed_joke" not in markers("haha only joking", Context(agitation=1))


def test_each_label_comes_once_however_often_it_is_said() -> None:
    stuffed = "You sound upset. You seem angry. You must be gutted. " * 20
    labels = [found.label for found in read(stuffed).markers]
    assert len(labels) == len(set(labels))


def test_advice_with_permission_is_no_righting_reflex() -> None:
    asked = Context(prisoner="What would you do about it?")
    assert "righting_reflex" not in read_markers("If I were you I'd write to the council first", asked)


def test_a_finding_says_why_in_the_words_that_were_typed() -> None:
    found = read("you sound gutted mate").finding("name_feeling")
    assert found is not None
    assert "you sound gutted" in found.why
    assert found.rule.startswith("name_feeling/")
