"""P4: support individuals to explore their views on their offending behaviour.

All eight climb the same ladder (``explore``); what each adds to "met" stands here, its topic,
counter-indicators and ways to exceed it in ``rulesets/criteria.yaml``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from scoring.criteria.areas import areas_opened, areas_taken_up
from scoring.criteria.common import OPEN_ACTS, REFLECTIONS, Said, Talk, Verdict, follows, invites
from scoring.criteria.episodes import Episode, Ways
from scoring.criteria.explore import Ladder, climb, opportunity
from scoring.criteria.gaps import named
from scoring.criteria.p3 import asks_about_offence
from scoring.criteria.plans import is_concern, is_concrete, is_plan
from scoring.criteria.rules import Rules
from scoring.criteria.words import find
from scoring.labels import NEGATIVE_MARKERS
from scoring.model import Level, PersonLine

ABOUT_THE_OFFENCE: Final = frozenset({"P4.1", "P4.2", "P4.4", "P4.5"})
"""What is not explored with somebody who has not been convicted."""


def mark(talk: Talk, criterion: str) -> Verdict:
    """Mark one of P4.1 to P4.8; KeyError for any other name."""
    rules, ladder = talk.rules(criterion), _LADDERS[criterion]
    if talk.brief.unconvicted and criterion in ABOUT_THE_OFFENCE and "unconvicted" in rules.missing:
        asked = (asks_about_offence(talk, at) for at in talk.places(1, talk.end))
        return Verdict(Level.NO_OPPORTUNITY, "unconvicted", against=tuple(item for item in asked if item))
    if not (opportunity(talk, rules) or _took_a_stance(talk, rules)):
        return Verdict(Level.NO_OPPORTUNITY, "no_opportunity")
    return _both_halves(talk, rules, _pointed(talk, rules, named(talk, climb(talk, rules, ladder), rules)))


def _both_halves(talk: Talk, rules: Rules, verdict: Verdict) -> Verdict:
    """P4.5 is about what those harmed feel and about the release: to exceed it, both have come up."""
    if verdict.level is not Level.EXCEEDED or "both_halves" not in rules.also:
        return verdict
    asked = (talk.text(at) for at in talk.places(1, talk.end) if rules.topic in talk.topics(at))
    told = (said.line.text for said in talk.disclosures(rules.topic))
    if any(find(text, talk.words("coming_home")) for text in (*asked, *told)):
        return verdict
    return Verdict(Level.MET, "release", evidence=verdict.evidence[:-1])


def _took_a_stance(talk: Talk, rules: Rules) -> bool:
    """P4.4: a stance is enough to work with, even where the script holds nothing deeper."""
    return "stance" in rules.also and bool(talk.disclosures(rules.topic, rules.tier))


def _names_a_pattern(talk: Talk, rules: Rules, episode: Episode) -> str:
    """P4.2: two episodes or a chain came out, and the follow-up names what they have in common."""
    told = talk.disclosures(rules.topic)
    if len({said.line.id or said.line.text for said in told}) < 2 and not _is_chain(talk, rules, episode):
        return "episodes"
    if "given_back" in rules.also:
        return "" if any(_names_it(talk, rules, said) for said in told) else "name_pattern"
    named = rules.topic in talk.topics(episode.followed)
    return "" if named or find(talk.text(episode.followed), talk.words("pattern")) else "name_pattern"


def _is_chain(talk: Talk, rules: Rules, episode: Episode) -> bool:
    """Tell whether one line holds more than one time: two facts of it, or words for what recurs."""
    line = episode.said.line
    recurs = "told_pattern" in rules.also and find(line.text, talk.words("pattern"))
    return len(line.tells) >= 2 or bool(recurs)


def _names_it(talk: Talk, rules: Rules, said: Said) -> bool:
    """Tell whether a follow-up gives the pattern back. A question alone gives nothing back."""
    return any(
        rules.topic in talk.topics(at) or find(talk.text(at), talk.words("pattern"))
        for at in talk.places(said.at + 1, said.at + talk.limit("follow_within"))
        if follows(talk, at, said, REFLECTIONS)
    )


def _two_areas(talk: Talk, rules: Rules) -> str:
    """P4.3: at least two areas were opened up."""
    opened = areas_opened(talk, rules)
    if "volunteered_areas" in rules.also:
        opened |= areas_taken_up(talk, rules)
    return "" if len(opened) >= 2 else "areas"


def _no_checklist(talk: Talk, rules: Rules) -> str:
    """P4.3: no four closed questions running and nothing else."""
    return "checklist" if _checklist(talk, rules) else ""


def _pointed(talk: Talk, rules: Rules, verdict: Verdict) -> Verdict:
    """Point at the checklist itself, where that is what is wrong."""
    if verdict.gap != "checklist" or "stacked" not in rules.also:
        return verdict
    return replace(verdict, near=_checklist(talk, rules))


def _checklist(talk: Talk, rules: Rules) -> int:
    """The place where closed questions running made a checklist; 0 for none."""
    asked, run = 0, list[int]()
    for at in talk.places(1, talk.end):
        acts = talk.acts(at)
        if "stacked" in rules.also and find(talk.text(at), talk.words("asks_safety")):
            continue  # whether somebody is safe is asked straight out
        if acts & {*OPEN_ACTS, *REFLECTIONS} or not acts & _ending_no_list(rules):
            asked, run = 0, []
        elif "question_closed" in acts:
            asked, run = asked + _questions(talk, rules, at), [*run, at]
        if asked >= talk.limit("checklist") and any(talk.on(n, rules.topic) for n in run):
            return at
    return 0


def _ending_no_list(rules: Rules) -> frozenset[str]:
    """What does not end a run of closed questions: one more, or something worse."""
    worse = {*NEGATIVE_MARKERS, "confront", "persuade"} if "stacked" in rules.also else set[str]()
    return frozenset({"question_closed", *worse})


def _questions(talk: Talk, rules: Rules, at: int) -> int:
    """How many questions a closed turn asks."""
    return max(1, talk.text(at).count("?")) if "stacked" in rules.also else 1


def _widens(talk: Talk, rules: Rules, episode: Episode) -> str:
    """P4.4: having reflected the stance, the officer asks one question that widens it."""
    given = _given_back(talk, rules, episode)
    if not given:
        return "agreed"
    after = [
        *_beside(talk, rules, episode, given),
        *talk.places(given, given + talk.limit("follow_within")),
    ]
    widened = any(invites(talk, at, topic) for at in after for topic in ("victim_attitude", "victim_impact"))
    return "" if widened else "widen"


def _beside(talk: Talk, rules: Rules, episode: Episode, given: int) -> list[int]:
    """Turns before the follow-up that reflect and ask at once; a bare question before it widens nothing."""
    if "beside" not in rules.also:
        return []
    before = talk.places(episode.said.at + 1, given - 1)
    return [at for at in before if talk.acts(at) & set(REFLECTIONS)]


def _given_back(talk: Talk, rules: Rules, episode: Episode) -> int:
    """The place where a stance was given back as theirs; agreeing, however tactfully, is something else."""
    if "without_agreeing" not in rules.also:
        return episode.followed
    said, acts = episode.said, set(REFLECTIONS) - {"tactical_agreement"}
    after = talk.places(said.at + 1, said.at + talk.limit("follow_within"))
    return next((at for at in after if follows(talk, at, said, acts)), 0)


def _both_sides(talk: Talk, rules: Rules) -> str:
    """P4.7: a worry and an element of a plan both came out, and each was followed up."""
    followed = [
        said.line
        for said in talk.disclosures(rules.topic)
        if any(
            follows(talk, at, said) for at in talk.places(said.at + 1, said.at + talk.limit("follow_within"))
        )
    ]
    if "plan_meant" in rules.also:
        return _sides_meant(talk, followed)
    plans = [line for line in followed if _is_plan(talk, line)]
    if not plans:
        return "plan"
    return "" if any(_is_concern(talk, line) for line in followed) else "concern"


def _sides_meant(talk: Talk, followed: Sequence[PersonLine]) -> str:
    """P4.7: the plan is meant as one and says when, where or with whom; the worry is one."""
    planned = [line for line in followed if is_plan(talk, line)]
    if not planned:
        return "plan"
    if not any(is_concrete(talk, line) for line in planned):
        return "concrete"
    return "" if any(is_concern(talk, line) for line in followed) else "concern"


def _is_plan(talk: Talk, line: PersonLine) -> bool:
    return line.talk_kind == "change" or find(line.text, talk.words("plan")) is not None


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
