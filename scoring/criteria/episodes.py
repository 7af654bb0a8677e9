"""Episodes: a disclosure, the invitation before it and the follow-up after it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from scoring.criteria.common import (
    FOLLOW_ACTS,
    Said,
    Talk,
    asks_closed,
    follows,
    invites,
)


@dataclass(frozen=True, slots=True)
class Ways:
    """How a topic may be invited and followed up, where a criterion differs from the usual."""

    follow_acts: tuple[str, ...] = FOLLOW_ACTS
    also_invites: Callable[[Talk, int], bool] | None = None
    """Another way of inviting the topic, told from the talk and a place."""


USUAL: Final = Ways()


@dataclass(frozen=True, slots=True)
class Episode:
    """One disclosure with the invitation before it and the follow-up after it."""

    said: Said
    invited: int
    """Place of the invitation; 0 when the person raised it unasked."""
    weak: int
    """Place of the closed question that was all that asked for it; 0 for none."""
    followed: int
    """Place of the follow-up; 0 for none."""

    @property
    def volunteered(self) -> bool:
        """Whether the person raised it unasked."""
        return not self.invited and not self.weak

    def stretch(self, talk: Talk) -> range:
        """The places that must be clean: from the invitation to three turns after the disclosure."""
        first = self.invited or self.weak or self.said.at + 1
        return range(first, self.said.at + talk.limit("follow_within") + 1)


def episodes(talk: Talk, topic: str, ways: Ways) -> list[Episode]:
    """Return every disclosure on a topic with what led to it and what came of it."""
    found: list[Episode] = []
    for said in talk.disclosures(topic):
        found.append(_episode(talk, topic, ways, said, found))
    return found


def _episode(talk: Talk, topic: str, ways: Ways, said: Said, earlier: list[Episode]) -> Episode:
    """Find what led to a disclosure. Following up one disclosure well is an invitation to the next."""
    asked = talk.places(said.at - talk.limit("answer_within"), said.at)
    after = talk.places(said.at + 1, said.at + talk.limit("follow_within"))
    invited = next((at for at in asked if opens_up(talk, topic, ways, at)), 0)
    weak = next((at for at in asked if asks_closed(talk, at, topic)), 0)
    drawn_by = next((one for one in reversed(earlier) if one.followed in asked and not one.weak), None)
    if drawn_by and not invited:
        invited, weak = drawn_by.invited, 0
    followed = next((at for at in after if follows(talk, at, said, ways.follow_acts)), 0)
    return Episode(said, invited, 0 if invited else weak, followed)


def opens_up(talk: Talk, topic: str, ways: Ways, at: int) -> bool:
    """Tell whether a turn invites the topic in one of these ways."""
    also = ways.also_invites
    return invites(talk, at, topic) or bool(also and talk.focused(at) and also(talk, at))
