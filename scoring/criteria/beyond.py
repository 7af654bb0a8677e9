"""The ways to exceed a criterion that is met. The ruleset names the ones each criterion has."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from scoring.criteria.areas import areas_opened
from scoring.criteria.common import (
    FOLLOW_ACTS,
    OPEN_ACTS,
    Said,
    Talk,
    agrees,
    follows,
    invites,
    officer,
    person,
    quoted,
)
from scoring.criteria.episodes import Episode
from scoring.criteria.note import in_note
from scoring.criteria.plans import is_dated_step
from scoring.criteria.rules import Rules
from scoring.criteria.words import find, find_meant, places, sentence
from scoring.model import Evidence, Span

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

_WILLING: Final = frozenset({"change", "neutral"})
"""How they speak when they neither hold on to how it is nor turn against you."""

_COMMITTED: Final = frozenset({"change-commitment", "change-activation", "change-taking-steps"})


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


def _joined(talk: Talk, rules: Rules, episode: Episode, others: frozenset[str] = TOPICS) -> Evidence | None:
    """A link in any follow-up. A summary names one matter after another and joins none."""
    for at in _follow_ups(talk, episode):
        shown = _link(talk, rules, replace(episode, followed=at), others)
        if shown and "summary" not in talk.topics(at):
            return shown
    return None


def _follow_ups(talk: Talk, episode: Episode) -> list[int]:
    """Every place within reach that takes the disclosure up, not only the first."""
    after = talk.places(episode.followed, episode.said.at + talk.limit("follow_within"))
    return [at for at in after if follows(talk, at, episode.said)]


def _feeling(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P4.1: a follow-up ties the reason to a feeling, and the person agrees."""
    new = "new_feeling" in rules.also
    for at in _follow_ups(talk, episode) if new else [episode.followed]:
        if (
            "name_feeling" in talk.acts(at)
            and agrees(talk, talk.said[at].line)
            and not (new and _only_echoes(talk, at, episode.said))
        ):
            note = "links the reason to a feeling, and they agree"
            return officer(talk, at, f"{rules.criterion}/feeling", note, ("name_feeling",))
    return None


def _only_echoes(talk: Talk, at: int, said: Said) -> bool:
    """Tell whether the feelings that are named are all ones they had just named themselves."""
    named = [word for word in talk.words("feelings") if find(talk.text(at), [word])]
    return bool(named) and all(find(said.line.text, [word]) for word in named)


def _need(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P4.1: a reflection ties the reason to what they needed or held dear, and the person agrees."""
    for at in _follow_ups(talk, episode):
        span = find(talk.text(at), talk.words("needs_and_values"))
        if (
            span
            and "reflection_complex" in talk.acts(at)
            and not find(episode.said.line.text, talk.words("needs_and_values"))
            and agrees(talk, talk.said[at].line)
        ):
            note = "links the reason to a need, and they agree"
            return quoted(talk, at, f"{rules.criterion}/need", note, span)
    return None


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
    after = talk.places(episode.followed, episode.followed + talk.limit("follow_within"))
    return _explains_liaison(talk, rules, after)


def _explains_liaison(talk: Talk, rules: Rules, places: Iterable[int]) -> Evidence | None:
    for at in places:
        span = find(talk.text(at), talk.words("liaison"))
        if span and talk.acts(at) & {"give_information", "explain_process"}:
            return quoted(talk, at, f"{rules.criterion}/liaison", "explains who deals with victims", span)
    return None


def _permission(
    talk: Talk, rules: Rules, episode: Episode, *, must_be_given: bool = False
) -> Evidence | None:
    """P4.6: the officer asks before offering ideas, and where leave must be given, was not told to leave it."""
    for at in talk.places(episode.followed, episode.followed + talk.limit("follow_within")):
        if "persuade_with_permission" in talk.acts(at) and not (must_be_given and _declined(talk, at)):
            acts = ("ask_permission", "persuade_with_permission")
            return officer(talk, at, f"{rules.criterion}/permission", "asks before offering ideas", acts)
    return None


def _declined(talk: Talk, at: int) -> bool:
    """Tell whether they had said no the last time they were asked about ideas."""
    asks = {"ask_permission", "seek_collaboration"}
    if talk.acts(at) & asks:
        return False
    asked = [n for n in talk.places(at - talk.limit("follow_within"), at - 1) if talk.acts(n) & asks]
    text = talk.said[asked[-1]].line.text if asked else ""
    said_no = find(" ".join(text.split()[:4]), talk.words("declines"))
    return said_no is not None and find(text, talk.words("go_ahead")) is None


def _elicit_provide_elicit(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P4.8: what they know was asked, the rule told, and what they make of it asked."""
    for at in talk.places(episode.said.at, episode.said.at + talk.limit("follow_within")):
        told = "give_information" in talk.acts(at) and talk.on(at, rules.topic)
        before = any(invites(talk, n, rules.topic) for n in talk.places(at - 2, at - 1))
        checks = {"question_open", "check_understanding"}
        asked_again = (n for n in talk.places(at, at + 1) if talk.acts(n) & checks)
        if told and before and any(_asks_of_it(talk, rules, n) for n in asked_again):
            note = "asks, tells, and asks again"
            return officer(talk, at, f"{rules.criterion}/elicit", note, ("give_information",))
    return None


def _asks_of_it(talk: Talk, rules: Rules, at: int) -> bool:
    """Tell whether a question after the rule was told is about the rule, and not about another matter."""
    own = talk.topics(at)
    return "asks_of_it" not in rules.also or (talk.focused(at) and (not own or rules.topic in own))


def _later_reply(talk: Talk, episode: Episode, name: str, talks: frozenset[str]) -> Said | None:
    """What they say within three turns of the follow-up, with such a phrase and speaking for change."""
    for at in talk.places(episode.followed, episode.followed + talk.limit("follow_within")):
        said = talk.said[at]
        if said.line.talk_kind in talks and find(said.line.text, talk.words(name)):
            return said
    return None


def _exception(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P4.2: they tell when it did not happen, and what broke the pattern."""
    for at in talk.places(episode.followed, episode.followed + talk.limit("follow_within")):
        said = talk.said[at]
        about_it = rules.topic in said.line.topics or said.line.talk_kind == "change"
        told = find_meant(said.line.text, talk.words("exception"))
        if about_it and told and said.line.talk_kind in _WILLING:
            return person(talk, said, f"{rules.criterion}/exception", "tells what breaks the pattern")
    return None


def _ambivalence(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P4.4: they come to see two sides of it within three turns of the follow-up."""
    for at in talk.places(episode.followed, episode.followed + talk.limit("follow_within")):
        line = talk.said[at].line
        on_it = line.topics & {"victim_attitude", "victim_impact"}
        if on_it and line.talk_kind in _WILLING and find(line.text, talk.words("two_minds")):
            return person(talk, talk.said[at], f"{rules.criterion}/two-minds", "sees two sides of it")
    return None


def _way_round(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P4.6: they find a way round of their own, before the officer offers any."""
    said = _later_reply(talk, episode, "plan", frozenset({"change"}))
    offered = talk.places(episode.followed, said.at) if said else ()
    if said is None or any("righting_reflex" in talk.acts(at) for at in offered):
        return None
    return person(talk, said, f"{rules.criterion}/way-round", "finds a way round of their own")


def _own_action(talk: Talk, rules: Rules, episode: Episode) -> Evidence | None:
    """P4.5: they speak of doing something; then the officer says whose task contact with victims is."""
    within = talk.limit("follow_within")
    for said in talk.said[episode.said.at : episode.followed + within + 1]:
        if said.line.talk_kind in _WILLING and find_meant(said.line.text, talk.words("own_action")):
            after = talk.places(said.at + 1, said.at + within)
            shown = _explains_liaison(talk, rules, (at for at in after if talk.focused(at)))
            if shown:
                return shown
    return None


def _own_change_talk(
    talk: Talk, rules: Rules, episode: Episode, kinds: frozenset[str] | None = None
) -> Evidence | None:
    """Change talk comes right after a follow-up that did not tell them what to do."""
    return _change_talk(talk, rules, episode, kinds) if _unasked(talk, episode.followed) else None


def _unasked(talk: Talk, at: int) -> bool:
    """Tell whether what they said at a place was no answer to a fix."""
    return at == 0 or "righting_reflex" not in talk.acts(at)


def _dated_step(talk: Talk, rules: Rules, _: Episode) -> Evidence | None:
    """P4.7: a step of their own, and no yes to the officer's, has a time and names an agency."""
    for said in talk.disclosures(rules.topic):
        if is_dated_step(talk, said.line) and _unasked(talk, said.at):
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
    noted = _noted_referral(talk, words)
    return in_note(talk, f"{rules.criterion}/referral", "notes who is told", noted) if noted else None


def _noted_referral(talk: Talk, words: frozenset[str]) -> Span | None:
    """Return where the note says that one of these was told; naming them in passing is not telling them."""
    for span in places(talk.note, words):
        text = sentence(talk.note, span).of(talk.note)
        if find_meant(text, talk.words("reported")) and not find(text, talk.words("not_reported")):
            return span
    return None


BEYOND: Final[Mapping[str, Beyond]] = {
    "hidden": _hidden,
    "link": _link,
    "joined": _joined,
    "joined_to_release": partial(_joined, others=frozenset({"release"})),
    "link_to_release": partial(_link, others=frozenset({"release"})),
    "change_talk": _change_talk,
    "commitment": partial(_change_talk, kinds=_COMMITTED),
    "feeling": _feeling,
    "need": _need,
    "areas": _four_areas,
    "deeper": _deeper,
    "ambivalence": _ambivalence,
    "liaison": _liaison,
    "permission": _permission,
    "leave_given": partial(_permission, must_be_given=True),
    "own_change_talk": _own_change_talk,
    "own_commitment": partial(_own_change_talk, kinds=_COMMITTED),
    "elicit_provide_elicit": _elicit_provide_elicit,
    "exception": _exception,
    "way_round": _way_round,
    "own_action": _own_action,
    "dated_step": _dated_step,
    "referral": _referral,
}
