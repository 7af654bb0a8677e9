"""The ladder of a criterion that asks the officer to support someone in exploring a topic.

Attempted: an invitation or a follow-up, or not clean. Met: invited (or volunteered), disclosed deep
enough, followed up, clean, and the criterion's own conditions. Exceeded: one of its ways beyond that.
"""

from collections.abc import Callable
from dataclasses import dataclass

from scoring.criteria.beyond import BEYOND
from scoring.criteria.common import (
    OPEN_ACTS,
    Talk,
    Verdict,
    answered,
    asks_closed,
    counters,
    officer,
    person,
    stopped,
)
from scoring.criteria.episodes import USUAL, Episode, Ways, episodes, opens_up
from scoring.criteria.rules import Rules
from scoring.model import Evidence, Level

Condition = Callable[[Talk, Rules, Episode], str]
"""A criterion's own condition for ``met``: the gap, or "" when it holds."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """What a criterion adds to the common ladder."""

    conditions: tuple[Condition, ...] = ()
    ways: Ways = USUAL
    clean_throughout: bool = False
    """Whether a slip around any disclosure on the topic counts, not only around the best one."""


def opportunity(talk: Talk, rules: Rules) -> bool:
    """Tell whether the conversation offered the topic at depth, by its script or in fact."""
    deepest = max((said.line.tier for said in talk.disclosures(rules.topic)), default=0)
    offered = rules.criterion in talk.brief.criteria or deepest > 0
    return offered and max(deepest, talk.brief.reach.get(rules.topic, 0)) >= 2


def climb(talk: Talk, rules: Rules, ladder: Ladder) -> Verdict:
    """Mark a criterion: the best that any one disclosure earns, else what was attempted."""
    found = episodes(talk, rules.topic, ladder.ways)
    everywhere = {at for episode in found for at in episode.stretch} if ladder.clean_throughout else set()
    verdicts = [_of_episode(talk, rules, ladder, episode, everywhere) for episode in found]
    best = max(verdicts, key=lambda verdict: (verdict.level.rank, len(verdict.evidence)), default=None)
    if best is None or best.level.rank < Level.ATTEMPTED.rank:
        best = _without_disclosure(talk, rules, ladder) or best or Verdict(Level.NOT_EVIDENCED, "invite")
    anywhere = counters(talk, rules, (), 0)
    if stopped(rules, anywhere):
        return Verdict(Level.NOT_EVIDENCED, "clean", _place(talk, anywhere[0]), best.evidence, anywhere)
    return best


def _of_episode(talk: Talk, rules: Rules, ladder: Ladder, episode: Episode, stretch: set[int]) -> Verdict:
    evidence = _evidence(talk, rules, ladder, episode)
    before = episode.invited or episode.followed or episode.said.at
    against = counters(talk, rules, stretch | set(episode.stretch), before)
    gap = _gap(talk, rules, ladder, episode)
    tried = episode.invited or episode.weak or episode.followed
    if gap:
        level = Level.ATTEMPTED if tried else Level.NOT_EVIDENCED
        near = tried if gap in {"invite", "disclose"} and tried else min(episode.said.at + 1, talk.end)
        return Verdict(level, gap, near, evidence, against)
    if against:
        return Verdict(Level.ATTEMPTED, "clean", _place(talk, against[0]), evidence, against)
    for name in rules.exceeded_by:
        shown = BEYOND[name](talk, rules, episode)
        if shown:
            return Verdict(Level.EXCEEDED, evidence=(*evidence, shown))
    return Verdict(Level.MET, "exceed", episode.followed, evidence)


def _gap(talk: Talk, rules: Rules, ladder: Ladder, episode: Episode) -> str:
    """The first thing an episode lacks for ``met``."""
    if episode.said.line.tier < rules.tier:
        return "disclose"
    if not episode.followed:
        return "follow"
    if episode.weak:
        return "invite"
    return next((gap for condition in ladder.conditions if (gap := condition(talk, rules, episode))), "")


def _evidence(talk: Talk, rules: Rules, ladder: Ladder, episode: Episode) -> tuple[Evidence, ...]:
    name, topic = rules.criterion, rules.topic_name
    shown = [person(talk, episode.said, f"{name}/disclose", _depth(episode.said.line.tier))]
    if episode.invited:
        shown.insert(0, officer(talk, episode.invited, f"{name}/invite", f"invites {topic}", OPEN_ACTS))
    elif episode.weak:
        note = f"asks about {topic}, but closed"
        shown.insert(0, officer(talk, episode.weak, f"{name}/invite", note, ("question_closed",)))
    if episode.followed:
        note = "follows up what was said"
        shown.append(officer(talk, episode.followed, f"{name}/follow", note, ladder.ways.follow_acts))
    return tuple(shown)


def _depth(tier: int) -> str:
    return {1: "says something on the surface", 2: "says something real"}.get(tier, "says what was hidden")


def _without_disclosure(talk: Talk, rules: Rules, ladder: Ladder) -> Verdict | None:
    """An attempt that nothing came of: an invitation on the topic, open or closed."""
    for at in talk.places(1, talk.end):
        named = rules.topic in talk.turn(at).reading.topic_labels or answered(talk, at, rules.topic)
        if named and opens_up(talk, rules.topic, ladder.ways, at):
            note = f"invites {rules.topic_name}"
            shown = officer(talk, at, f"{rules.criterion}/invite", note, OPEN_ACTS)
            return Verdict(Level.ATTEMPTED, "disclose", at, (shown,))
    for at in talk.places(1, talk.end):
        named = rules.topic in talk.turn(at).reading.topic_labels
        if named and talk.focused(at) and asks_closed(talk, at, rules.topic):
            note = f"asks about {rules.topic_name}, but closed"
            shown = officer(talk, at, f"{rules.criterion}/invite", note, ("question_closed",))
            return Verdict(Level.ATTEMPTED, "invite", at, (shown,))
    return None


def _place(talk: Talk, evidence: Evidence) -> int:
    """The place an officer's evidence was taken from."""
    return next((at for at in talk.places(1, talk.end) if talk.turn(at).number == evidence.turn), 0)
