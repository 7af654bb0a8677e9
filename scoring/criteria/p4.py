"""P4: support individuals to explore their views on their offending behaviour.

All eight climb the same ladder (``explore``); what each adds to "met" stands here, its topic,
counter-indicators and ways to exceed it in ``rulesets/criteria.yaml``.
"""

from collections.abc import Mapping
from typing import Final

from scoring.criteria.beyond import areas_opened, areas_taken_up
from scoring.criteria.common import OPEN_ACTS, REFLECTIONS, Talk, Verdict, follows, invites
from scoring.criteria.episodes import Episode, Ways
from scoring.criteria.explore import Ladder, climb, opportunity
from scoring.criteria.p3 import asks_about_offence
from scoring.criteria.rules import Rules
from scoring.criteria.words import find
from scoring.model import Level, PersonLine

ABOUT_THE_OFFENCE: Final = frozenset({"P4.1", "P4.2", "P4.4", "P4.5"})
"""What is not explored with somebody who has not been convicted."""


def mark(talk: Talk, criterion: str) -> Verdict:
    """Mark one of P4.1 to P4.8; KeyError for any other name."""
    rules, ladder = talk.rules(criterion), _LADDERS[criterion]
    if talk.brief.unconvicted and criterion in ABOUT_THE_OFFENCE:
        asked = (asks_about_offence(talk, at) for at in talk.places(1, talk.end))
        return Verdict(Level.NO_OPPORTUNITY, "unconvicted", against=tuple(item for item in asked if item))
    if not opportunity(talk, rules):
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    return climb(talk, rules, ladder)


def _names_a_pattern(talk: Talk, rules: Rules, episode: Episode) -> str:
    """P4.2: two episodes or a chain came out, and the follow-up names what they have in common."""
    told = talk.disclosures(rules.topic)
    if len({said.line.id or said.line.text for said in told}) < 2 and len(episode.said.line.tells) < 2:
        return "episodes"
    named = rules.topic in talk.topics(episode.followed)
    return "" if named or find(talk.text(episode.followed), talk.words("pattern")) else "name_pattern"


def _two_areas(talk: Talk, rules: Rules) -> str:
    """P4.3: at least two areas were opened up."""
    opened = areas_opened(talk, rules)
    if "volunteered_areas" in rules.also:
        opened |= areas_taken_up(talk, rules)
    return "" if len(opened) >= 2 else "areas"


def _no_checklist(talk: Talk, rules: Rules) -> str:
    """P4.3: no four turns running held closed questions and nothing else."""
    run = 0
    for at in talk.places(1, talk.end):
        acts = talk.acts(at)
        closed = "question_closed" in acts and not acts & {*OPEN_ACTS, *REFLECTIONS}
        run = run + 1 if closed else 0
        if run >= talk.limit("checklist") and any(
            talk.on(n, rules.topic) for n in talk.places(at - run + 1, at)
        ):
            return "checklist"
    return ""


def _widens(talk: Talk, _: Rules, episode: Episode) -> str:
    """P4.4: having reflected the stance, the officer asks one question that widens it."""
    after = talk.places(episode.followed, episode.followed + talk.limit("follow_within"))
    widened = any(invites(talk, at, topic) for at in after for topic in ("victim_attitude", "victim_impact"))
    return "" if widened else "widen"


def _both_sides(talk: Talk, rules: Rules) -> str:
    """P4.7: a worry and an element of a plan both came out, and each was followed up."""
    followed = [
        said.line
        for said in talk.disclosures(rules.topic)
        if any(
            follows(talk, at, said) for at in talk.places(said.at + 1, said.at + talk.limit("follow_within"))
        )
    ]
    plans = [line for line in followed if _is_plan(talk, line)]
    if not plans:
        return "plan"
    if "concrete" in rules.also and not any(_is_concrete(talk, line) for line in plans):
        return "concrete"
    return "" if any(_is_concern(talk, line) for line in followed) else "concern"


def _is_plan(talk: Talk, line: PersonLine) -> bool:
    return line.talk_kind == "change" or find(line.text, talk.words("plan")) is not None


def _is_concrete(talk: Talk, line: PersonLine) -> bool:
    """Tell whether a plan says when, where or with whom."""
    return any(find(line.text, talk.words(name)) for name in ("times", "agencies", "family"))


def _is_concern(talk: Talk, line: PersonLine) -> bool:
    if line.talk_kind == "sustain" or find(line.text, talk.words("concern")):
        return True
    return line.talk_kind == "neutral" and not _is_plan(talk, line)


def _rules_out_of_ten(talk: Talk, at: int) -> bool:
    """P4.6: the readiness ruler ("why a 4 and not a 2?") asks what stands in the way."""
    open_question = "question_open" in talk.acts(at)
    return open_question and find(talk.text(at), talk.words("ruler")) is not None


_LADDERS: Final[Mapping[str, Ladder]] = {
    "P4.1": Ladder(),
    "P4.2": Ladder((_names_a_pattern,)),
    "P4.3": Ladder(overall=(_two_areas, _no_checklist)),
    "P4.4": Ladder((_widens,), ways=Ways(follow_acts=REFLECTIONS)),
    "P4.5": Ladder(),
    "P4.6": Ladder(ways=Ways(also_invites=_rules_out_of_ten)),
    "P4.7": Ladder(overall=(_both_sides,), clean_throughout=True),
    "P4.8": Ladder(ways=Ways(follow_acts=REFLECTIONS)),
}
