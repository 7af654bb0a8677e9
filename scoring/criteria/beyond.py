"""The ways to exceed a criterion that is met. The ruleset names the ones each criterion has."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from scoring.criteria.common import (
    FOLLOW_ACTS,
    OPEN_ACTS,
    Said,
    Talk,
    agrees,
    answered,
    follows,
    invites,
    officer,
    person,
    quoted,
)
from scoring.criteria.episodes import Episode
from scoring.criteria.note import in_note
from scoring.criteria.rules import Rules
from scoring.criteria.words import find
from scoring.model import Evidence

Beyond = Callable[[Talk, Rules, Episode], Evidence | None]
"""A way to exceed a criterion: what shows it, or None."""

TOPICS: Final = frozenset(
    {
        "reasons",
        "patterns",
        "circumstances",
        "victim_attitude",
        "victim_impact",
        "obstacles",
        "release",
        "supervision",
    }
)
"""The guide topics of P4, any two of which may be linked."""

_TWINS: Final = frozenset({"circumstances", "release"})

AREAS: Final = ("home", "money", "work", "family", "health", "substances")
"""The areas of someone's circumstances (P4.3); their words are in the ruleset."""

_COMMITTED: Final = frozenset({"change-commitment", "change-activation", "change-taking-steps"})


def areas_opened(talk: Talk, rules: Rules, *, with_answer: bool = False) -> set[str]:
    """Return the areas of each invitation: by its words, or, where it names none, by the line it answers.

    ``with_answer`` leaves out invitations that they did not answer on the topic.
    """
    opened: set[str] = set()
    for at in talk.places(1, talk.end):
        if invites(talk, at, rules.topic) and (not with_answer or answered(talk, at, rules.topic)):
            opened |= _areas(talk, talk.text(at)) or _areas(talk, talk.turn(at).answered.text)
    return opened


def areas_taken_up(talk: Talk, rules: Rules) -> set[str]:
    """Return the areas they raised themselves, where the officer took them up."""
    taken: set[str] = set()
    for said in talk.disclosures(rules.topic):
        after = talk.places(said.at + 1, said.at + talk.limit("follow_within"))
        if any(follows(talk, at, said) for at in after):
            taken |= _areas(talk, said.line.text)
    return taken


def _areas(talk: Talk, text: str) -> set[str]:
    return {area for area in AREAS if find(text, talk.words(area))}


def _hidden(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """Something hidden came out: here, or in answer to the follow-up."""
    for said in talk.disclosures(rules.topic, tier=3):
        if episode.said.at <= said.at <= episode.followed:
            return person(talk, said, f"{rules.criterion}/hidden", "says what was hidden until then")
    return None


def _change_talk(
    talk: Talk, rules: Rules, episode: Episode, kinds: frozenset[str] | None = None
) -> Evidence | None:
    """Change talk comes right after the follow-up."""
    reply = talk.said[episode.followed]
    if reply.line.talk_kind != "change" or (kinds and reply.line.talk not in kinds):
        return None
    return person(talk, reply, f"{rules.criterion}/change-talk", "speaks for change")


def _link(talk: Talk, rules: Rules, episode: Episode, others: frozenset[str] = TOPICS) -> Evidence | None:
    """The follow-up ties the disclosure to another topic the person had not joined it to; they go along.

    Home, money and work are circumstances and release plans at once, so joining these two is no feat
    unless the ruleset asks for it by name.
    """
    joined = (talk.topics(episode.followed) & others) - episode.said.line.topics - {rules.topic}
    if others is TOPICS and rules.topic in _TWINS:
        joined -= _TWINS
    if not joined or not agrees(talk, talk.said[episode.followed].line):
        return None
    note = "links it to another topic, and they go along"
    return officer(talk, episode.followed, f"{rules.criterion}/link", note, FOLLOW_ACTS)


def _feeling(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P4.1: the follow-up ties the reason to a feeling, and the person agrees."""
    if "name_feeling" not in talk.acts(episode.followed) or not agrees(
        talk, talk.said[episode.followed].line
    ):
        return None
    note = "links the reason to a feeling, and they agree"
    return officer(talk, episode.followed, f"{rules.criterion}/feeling", note, ("name_feeling",))


def _four_areas(talk: Talk, rules: Rules, _: Episode) -> Evidence | None:
    """P4.3: four areas or more were opened up."""
    if len(areas_opened(talk, rules, with_answer=True)) < 4:
        return None
    at = next(at for at in reversed(talk.places(1, talk.end)) if invites(talk, at, rules.topic))
    return officer(talk, at, f"{rules.criterion}/areas", "covers four areas or more", OPEN_ACTS)


def _deeper(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P4.4: the stance moves: they go deeper than before within three turns of the follow-up."""
    for topic in ("victim_attitude", "victim_impact"):
        for said in talk.disclosures(topic, tier=max(2, episode.said.line.tier + 1)):
            if episode.followed <= said.at <= episode.followed + talk.limit("follow_within"):
                return person(talk, said, f"{rules.criterion}/deeper", "goes further than before")
    return None


def _liaison(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P4.5: the officer explains whose task contact with victims is."""
    for at in talk.places(episode.followed, episode.followed + talk.limit("follow_within")):
        span = find(talk.text(at), talk.words("liaison"))
        if span and talk.acts(at) & {"give_information", "explain_process"}:
            return quoted(talk, at, f"{rules.criterion}/liaison", "explains who deals with victims", span)
    return None


def _permission(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P4.6: the officer asks before offering ideas."""
    for at in talk.places(episode.followed, episode.followed + talk.limit("follow_within")):
        if "persuade_with_permission" in talk.acts(at):
            acts = ("ask_permission", "persuade_with_permission")
            return officer(talk, at, f"{rules.criterion}/permission", "asks before offering ideas", acts)
    return None


def _elicit_provide_elicit(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P4.8: what they know was asked, the rule told, and what they make of it asked."""
    for at in talk.places(episode.said.at, episode.said.at + talk.limit("follow_within")):
        told = "give_information" in talk.acts(at) and talk.on(at, rules.topic)
        before = any(invites(talk, n, rules.topic) for n in talk.places(at - 2, at - 1))
        checks = {"question_open", "check_understanding"}
        if told and before and any(talk.acts(n) & checks for n in talk.places(at, at + 1)):
            note = "asks, tells, and asks again"
            return officer(talk, at, f"{rules.criterion}/elicit", note, ("give_information",))
    return None


def _later_reply(talk: Talk, episode: Episode, name: str, talks: frozenset[str]) -> Said | None:
    """What they say within three turns of the follow-up, with such a phrase and speaking for change."""
    for at in talk.places(episode.followed, episode.followed + talk.limit("follow_within")):
        said = talk.said[at]
        if said.line.talk_kind in talks and find(said.line.text, talk.words(name)):
            return said
    return None


def _exception(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P4.2: they tell when it did not happen, and what broke the pattern."""
    said = _later_reply(talk, episode, "exception", frozenset({"change", "neutral"}))
    return (
        person(talk, said, f"{rules.criterion}/exception", "tells what breaks the pattern") if said else None
    )


def _way_round(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P4.6: they find a way round of their own, before the officer offers any."""
    said = _later_reply(talk, episode, "plan", frozenset({"change"}))
    offered = talk.places(episode.followed, said.at) if said else ()
    if said is None or any("righting_reflex" in talk.acts(at) for at in offered):
        return None
    return person(talk, said, f"{rules.criterion}/way-round", "finds a way round of their own")


def _own_action(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P4.5: they speak of doing something, and the officer says whose task contact with victims is."""
    said = _later_reply(talk, episode, "own_action", frozenset({"change", "neutral"}))
    return _liaison(talk, rules, episode) if said else None


def _dated_step(talk: Talk, rules: Rules, _: Episode) -> Evidence | None:
    """P4.7: a step of their own has a time and names an agency."""
    for said in talk.disclosures(rules.topic):
        text = said.line.text
        own = said.line.talk_kind == "change" or find(text, talk.words("plan"))
        if own and find(text, talk.words("times")) and find(text, talk.words("agencies")):
            return person(
                talk, said, f"{rules.criterion}/dated-step", "a step of their own, dated, with an agency"
            )
    return None


def _referral(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P7: the officer says plainly, and not as a threat, whom they will tell, or records it."""
    route = talk.pack.routes.get("security")
    words = route.right if route else frozenset[str]()
    for at in talk.places(episode.followed, talk.end):
        span = find(talk.text(at), words)
        if (
            span
            and talk.says(at, "will_act")
            and not talk.acts(at) & {"threat_or_ultimatum", "threatened_sanction"}
        ):
            return quoted(talk, at, f"{rules.criterion}/referral", "says who will be told", span)
    span = find(talk.note, words)
    return in_note(talk, f"{rules.criterion}/referral", "notes who is told", span) if span else None


BEYOND: Final[Mapping[str, Beyond]] = {
    "hidden": _hidden,
    "link": _link,
    "link_to_release": partial(_link, others=frozenset({"release"})),
    "change_talk": _change_talk,
    "commitment": partial(_change_talk, kinds=_COMMITTED),
    "feeling": _feeling,
    "areas": _four_areas,
    "deeper": _deeper,
    "liaison": _liaison,
    "permission": _permission,
    "elicit_provide_elicit": _elicit_provide_elicit,
    "exception": _exception,
    "way_round": _way_round,
    "own_action": _own_action,
    "dated_step": _dated_step,
    "referral": _referral,
}
