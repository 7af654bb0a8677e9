"""The ladder of a criterion that asks the officer to support someone in exploring a topic.

Attempted: an invitation or a follow-up, or not clean. Met: invited (or volunteered), disclosed deep
enough, followed up, clean, and the criterion's own conditions. Exceeded: one of its ways beyond that.
"""

from collections.abc import Callable
from dataclasses import dataclass

from scoring.criteria.beyond import BEYOND
from scoring.criteria.common import (
    OPEN_ACTS,
    READS_WELL,
    Talk,
    Verdict,
    answered,
    asks_closed,
    officer,
    person,
)
from scoring.criteria.episodes import USUAL, Episode, Ways, episodes, opens_up
from scoring.criteria.rules import Rules
from scoring.criteria.slips import Slip, held_against, slips, words_behind
from scoring.model import Evidence, Level


@dataclass(frozen=True, slots=True)
class Ladder:
    """What a criterion adds to the common ladder. A condition gives the gap, or "" when it holds."""

    conditions: tuple[Callable[[Talk, Rules, Episode], str], ...] = ()
    """For ``met``, about one disclosure and its follow-up."""
    overall: tuple[Callable[[Talk, Rules], str], ...] = ()
    """For ``met``, about the whole conversation."""
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
    return _Climb.of(talk, rules, ladder).best()


@dataclass(frozen=True, slots=True)
class _Climb:
    """One criterion of one conversation, with what holds for all its disclosures worked out once."""

    talk: Talk
    rules: Rules
    ladder: Ladder
    episodes: tuple[Episode, ...]
    slips: tuple[Slip, ...]
    overall_gap: str
    stretch: frozenset[int]
    """Places that must be clean for every disclosure."""

    @classmethod
    def of(cls, talk: Talk, rules: Rules, ladder: Ladder) -> "_Climb":
        found = tuple(episodes(talk, rules.topic, ladder.ways))
        stretch = (
            {at for episode in found for at in episode.stretch(talk)} if ladder.clean_throughout else set()
        )
        gap = next((gap for condition in ladder.overall if (gap := condition(talk, rules))), "")
        return cls(talk, rules, ladder, found, slips(talk, rules), gap, frozenset(stretch))

    def best(self) -> Verdict:
        deepest_first = sorted(self.episodes, key=lambda one: -one.said.line.tier)
        episodes = deepest_first if READS_WELL in self.talk.book.also else self.episodes
        verdicts = [self.verdict(episode) for episode in episodes]
        best = max(verdicts, key=lambda one: (one.level.rank, len(one.evidence)), default=None)
        if best is None or best.level.rank < Level.ATTEMPTED.rank:
            best = self.unanswered() or best or Verdict(Level.NOT_EVIDENCED, "untouched")
        stops = [slip for slip in held_against(self.talk, self.rules, self.slips, ()) if slip.counter.stops]
        if stops:
            return Verdict(Level.NOT_EVIDENCED, "clean", stops[0].at, best.evidence, words_behind(stops))
        return best

    def verdict(self, episode: Episode) -> Verdict:
        """What one disclosure earns."""
        evidence, gap = self.evidence(episode), self.gap(episode)
        found = self.against(episode)
        against = words_behind(found)
        tried = episode.invited or episode.weak or episode.followed
        if gap:
            level = Level.ATTEMPTED if tried else Level.NOT_EVIDENCED
            near = (
                tried if gap in {"invite", "disclose"} and tried else min(episode.said.at + 1, self.talk.end)
            )
            return Verdict(level, gap, near, evidence, against)
        if found:
            return Verdict(Level.ATTEMPTED, "clean", found[0].at, evidence, against)
        for name in self.rules.exceeded_by:
            beyond = BEYOND[name](self.talk, self.rules, episode)
            if beyond:
                return Verdict(Level.EXCEEDED, evidence=(*evidence, beyond))
        return Verdict(Level.MET, "exceed", episode.followed, evidence)

    def gap(self, episode: Episode) -> str:
        """The first thing an episode lacks for ``met``."""
        if episode.said.line.tier < self.rules.tier:
            return "disclose"
        if not episode.followed:
            return "follow"
        if episode.weak:
            return "invite"
        own = (condition(self.talk, self.rules, episode) for condition in self.ladder.conditions)
        return next((gap for gap in own if gap), self.overall_gap)

    def against(self, episode: Episode) -> tuple[Slip, ...]:
        """The slips around a disclosure."""
        before = episode.invited or episode.followed or episode.said.at
        stretch = self.stretch | set(episode.stretch(self.talk))
        return held_against(self.talk, self.rules, self.slips, stretch, before)

    def evidence(self, episode: Episode) -> tuple[Evidence, ...]:
        """The words an episode stands on: invitation, disclosure, follow-up."""
        name, depth = self.rules.criterion, _depth(episode.said.line.tier)
        shown = [person(self.talk, episode.said, f"{name}/disclose", depth)]
        if episode.invited:
            shown.insert(0, self.invitation(episode.invited))
        elif episode.weak:
            shown.insert(0, self.closed_question(episode.weak))
        if episode.followed:
            note, acts = f"takes up what they said on {self.rules.topic_name}", self.ladder.ways.follow_acts
            shown.append(officer(self.talk, episode.followed, f"{name}/follow", note, acts))
        return tuple(shown)

    def invitation(self, at: int) -> Evidence:
        """The words of an invitation."""
        note = f"invites {self.rules.topic_name}"
        return officer(self.talk, at, f"{self.rules.criterion}/invite", note, OPEN_ACTS)

    def closed_question(self, at: int) -> Evidence:
        """The words of half an invitation."""
        note = f"asks about {self.rules.topic_name}, but closed"
        return officer(self.talk, at, f"{self.rules.criterion}/invite", note, ("question_closed",))

    def unanswered(self) -> Verdict | None:
        """An attempt that nothing came of: a question on the topic, open or closed.

        A question that names no topic counts only if they answered it on this one.
        """
        talk, topic = self.talk, self.rules.topic
        places = talk.places(1, talk.end)
        named = {at for at in places if topic in talk.topics(at)}
        for at in places:
            if (at in named or answered(talk, at, topic)) and opens_up(talk, topic, self.ladder.ways, at):
                return Verdict(Level.ATTEMPTED, "disclose", at, (self.invitation(at),))
        for at in sorted(named):
            if talk.focused(at) and asks_closed(talk, at, topic):
                return Verdict(Level.ATTEMPTED, "invite", at, (self.closed_question(at),))
        return None


def _depth(tier: int) -> str:
    return {1: "says something on the surface", 2: "says something real"}.get(tier, "says what was hidden")
