"""P7: support individuals to explain extreme views and attitudes.

The same ladder as P4, once a view has been voiced; only a reflection follows up, because the point
is the need behind the view and not the view.
"""

from scoring.criteria.common import REFLECTIONS, Talk, Verdict
from scoring.criteria.episodes import Ways
from scoring.criteria.explore import Ladder, climb
from scoring.criteria.gaps import named
from scoring.model import Level


def mark(talk: Talk) -> Verdict:
    """Mark P7: asked what the view means, explained in some depth, reflected without agreeing."""
    rules = talk.rules("P7")
    voiced = [said for said in talk.said if rules.topic in said.line.topics and said.at < talk.end]
    deepest = max((said.line.tier for said in voiced), default=0)
    if not voiced or max(deepest, talk.brief.reach.get(rules.topic, 0)) < rules.tier:
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    return named(talk, climb(talk, rules, Ladder(ways=Ways(follow_acts=REFLECTIONS))), rules)
