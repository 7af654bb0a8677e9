"""Persona and scenario models -> a ``Script``: resolves every reference and notes each one that fails."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scoring import labels
from scoring.effects import Effect
from scoring.model import Brief, Fact, Mood, PersonLine
from simulator.content import model
from simulator.content.conditions import Condition, ConditionError, parse_condition
from simulator.content.diagnostics import Severity, did_you_mean
from simulator.content.script import (
    Answer,
    Ending,
    Kind,
    Move,
    Person,
    Script,
    ScriptLine,
    ScriptTest,
    State,
    Subject,
)
from simulator.content.tree import Path, Tree
from simulator.digest import text_digest

CRITERIA = frozenset(
    "P1 P1.1 P2 P3 P4.1 P4.2 P4.3 P4.4 P4.5 P4.6 P4.7 P4.8 P5 P5.1 P6 P7 P8 P8.1 P10 P10.1 P11 P12".split()
)

EXPECTATIONS = (
    "state", "ending", "heard", "not_heard", "topic", "told", "not_told", "trust", "agitation", "readiness",
)  # fmt: skip
"""What a scenario's tests may expect; ``simulator.engine.rehearse`` compares them."""

_CODES = {
    "topic": "KW201",
    "state": "KW202",
    "act": "KW203",
    "fact": "KW204",
    "ending": "KW206",
    "criterion": "KW207",
}


@dataclass(slots=True)
class Names:
    """Every name that may be referred to."""

    subjects: Mapping[str, frozenset[str]]
    """Scenario topic -> guide topics."""
    states: frozenset[str]
    facts: frozenset[str]
    endings: frozenset[str]
    answers: set[str] = field(default_factory=set)

    _by_kind: dict[str, frozenset[str]] = field(default_factory=dict)

    def known(self, kind: str) -> frozenset[str]:
        """The names of a kind of reference."""
        if not self._by_kind:
            self._by_kind |= {
                "topic": frozenset(self.subjects) | frozenset(labels.TOPICS),
                "state": self.states,
                "act": labels.ACTS,
                "fact": self.facts,
                "ending": self.endings,
                "criterion": CRITERIA,
            }
        return self._by_kind[kind]

    def guide(self, topics: Iterable[str]) -> frozenset[str]:
        """The guide topics that the given topics stand for."""
        found: set[str] = set()
        for topic in topics:
            found |= self.subjects.get(topic, frozenset({topic} & set(labels.TOPICS)))
        return frozenset(found)


class Builder:
    """Builds the parts that came from one file, noting problems at their places in its tree."""

    def __init__(self, tree: Tree, names: Names, prefix: str) -> None:
        self.tree = tree
        self.names = names
        self._prefix = prefix

    def refer(self, kind: str, name: str, path: Path) -> str:
        """``name``, noted as a problem when nothing of that kind has it."""
        known = self.names.known(kind)
        if name not in known:
            message = f'there is no {kind} "{name}"{did_you_mean(name, known)}'
            self.tree.problem(path, _CODES[kind], message)
        return name

    def refer_all(self, kind: str, names: Iterable[str], path: Path) -> frozenset[str]:
        """The same for several."""
        return frozenset(self.refer(kind, name, path) for name in names)

    def condition(self, source: str | None, path: Path) -> Condition | None:
        """The parsed condition, its references checked."""
        if source is None:
            return None
        try:
            condition = parse_condition(source)
        except ConditionError as error:
            self.tree.problem(path, "KW210", f'the condition "{source[:60]}" {error}.')
            return None
        for reference in condition.references:
            self.refer(reference.kind, reference.name, path)
        return condition

    def lines(
        self, pool: Iterable[model.Line], path: Path, shared: model.Tags | None = None
    ) -> tuple[ScriptLine, ...]:
        """A pool of lines with the tags they share."""
        return tuple(
            self._line(line, (*path, index), shared or model.Tags()) for index, line in enumerate(pool)
        )

    def _line(self, line: model.Line, path: Path, shared: model.Tags) -> ScriptLine:
        topics = tuple(line.topic or shared.topic)
        self.refer_all("topic", topics, path)
        tells = line.tells or shared.tells
        self.refer_all("fact", tells, path)
        talk = line.talk or shared.talk or "neutral"
        if talk not in model.TALKS:
            self.tree.problem(path, "KW208", f'"{talk}" is no kind of talk{did_you_mean(talk, model.TALKS)}')
        tier = line.tier if line.tier is not None else shared.tier
        spoken = PersonLine(
            id=line.id or f"{self._prefix}.{text_digest(line.say)[:8]}",
            text=line.say,
            cue=line.cue or shared.cue or "",
            topics=self.names.guide(topics),
            tier=tier if tier is not None else int(bool(topics)),
            talk=talk,
            tells=tuple(tells),
            conduct=line.conduct or shared.conduct or "",
            alert=line.alert or shared.alert or "",
            asks=line.asks or shared.asks or "",
        )
        return ScriptLine(spoken, topics, self.condition(line.if_, path))

    def answer(self, entry: model.AnswerEntry, kind: Kind, path: Path) -> Answer:
        """A reaction, expected answer, disclosure, gambit or interrupt."""
        hears = self.refer_all("act", entry.hears, (*path, "hears"))
        needs = getattr(entry, "needs", None) or getattr(entry, "when", None)
        where = "needs" if hasattr(entry, "needs") else "when" if hasattr(entry, "when") else "if"
        source = f"({entry.if_}) and ({needs})" if entry.if_ and needs else needs or entry.if_
        if entry.go:
            self.refer("state", entry.go, (*path, "go"))
        if entry.ends:
            self.refer("ending", entry.ends, (*path, "ends"))
        return Answer(
            id=self._answer_id(entry, kind, path),
            kind=kind,
            lines=self.lines(entry.say, (*path, "say"), entry),
            hears=hears,
            topics=self.refer_all("topic", entry.topic, (*path, "topic")),
            condition=self.condition(source, (*path, where)),
            examples=tuple(getattr(entry, "examples", ())),
            go=entry.go or "",
            effect=effect_of(entry.effects),
            once=entry.once,
            ends=entry.ends or "",
            narration=entry.narration or "",
        )

    def answers(self, entries: Iterable[model.AnswerEntry], kind: Kind, path: Path) -> tuple[Answer, ...]:
        """Several answers."""
        return tuple(self.answer(entry, kind, (*path, index)) for index, entry in enumerate(entries))

    def _answer_id(self, entry: model.AnswerEntry, kind: Kind, path: Path) -> str:
        if entry.id:
            if entry.id in self.names.answers:
                self.tree.problem((*path, "id"), "KW211", f'the id "{entry.id}" is used twice.')
            self.names.answers.add(entry.id)
            return entry.id
        key = "|".join([kind.value, *entry.hears, entry.if_ or "", *(line.say for line in entry.say)])
        return f"{self._prefix}.{text_digest(key)[:8]}"


def effect_of(effects: model.Effects) -> Effect:
    """The effect written in a file."""
    return Effect(trust=effects.trust, agitation=effects.agitation, readiness=effects.readiness)


def build_script(persona: model.Persona, persona_tree: Tree, scenario: model.Scenario, scenario_tree: Tree,
                 texts: tuple[str, str, str], core: Mapping[str, Answer]) -> Script:  # fmt: skip
    """The script of a scenario with its persona; problems go to the trees.

    ``texts`` are the sources of the scenario, the persona and the core pack; ``core`` is that pack built.
    """
    names = Names(
        subjects={name: frozenset(entry.of) for name, entry in scenario.topics.items()},
        states=frozenset(scenario.states),
        facts=frozenset(persona.facts),
        endings=frozenset(scenario.endings),
    )
    mine = Builder(persona_tree, names, persona.id)
    here = Builder(scenario_tree, names, scenario.id)
    states = _states(here, scenario)
    reactions = here.answers(scenario.reactions, Kind.REACTION, ("reactions",)) + mine.answers(
        persona.reactions, Kind.REACTION, ("reactions",)
    )
    disclosures = mine.answers(persona.disclosures, Kind.DISCLOSURE, ("disclosures",))
    gambits = mine.answers(persona.gambits, Kind.GAMBIT, ("gambits",))
    own_lines = own_lines_of(mine, persona.lines, Kind.LINES)
    _check_persona(mine, persona)
    _check_scenario(here, scenario)
    answers = [*reactions, *disclosures, *gambits, *own_lines.values()]
    answers += [answer for state in states.values() for answer in state.expects + state.reactions]
    start = Mood(persona.start.trust, persona.start.agitation, persona.start.readiness)
    return Script(
        id=scenario.id,
        title=scenario.title,
        summary=scenario.summary,
        practises=scenario.practises,
        difficulty=scenario.difficulty,
        minutes=scenario.minutes,
        setting=scenario.setting,
        task=scenario.task,
        briefing=persona.briefing,
        person=Person(
            persona.id, persona.name, persona.about.age, persona.about.sentence, persona.about.offence
        ),
        criteria=tuple(scenario.criteria),
        turns=scenario.turns,
        start=start,
        presets={name: _overlay(start, overlay) for name, overlay in persona.presets.items()},
        temperament={
            mine.refer("act", act, ("temperament", act)): effect_of(e)
            for act, e in persona.temperament.items()
        },
        cues={band: tuple(cues) for band, cues in persona.cues.items()},
        opening=here.lines(scenario.opening.say or [], ("opening", "say")),
        opening_narration=scenario.opening.narration or "",
        starts=here.refer("state", scenario.starts, ("starts",)),
        subjects=_subjects(scenario),
        states=states,
        reactions=reactions,
        disclosures=disclosures,
        gambits=gambits,
        interrupts=here.answers(scenario.interrupts, Kind.INTERRUPT, ("interrupts",)),
        own_lines=own_lines,
        core_lines=core,
        moves=_moves(here, scenario),
        endings=_endings(here, scenario),
        brief=_brief(names, persona, scenario, answers),
        tests=_tests(scenario),
        scenario_text=texts[0],
        persona_text=texts[1],
        core_text=texts[2],
        scenario_digest=text_digest(texts[0]),
        persona_digest=text_digest(texts[1]),
        core_digest=text_digest(texts[2]),
    )


def own_lines_of(builder: Builder, pools: Mapping[str, list[model.Line]], kind: Kind) -> dict[str, Answer]:
    """Act or situation -> its pool."""
    known = labels.ACTS | frozenset(model.SITUATIONS)
    answers = {}
    for name, pool in pools.items():
        if name not in known:
            message = f'"{name}" is neither an act nor a situation{did_you_mean(name, known)}'
            builder.tree.problem(("lines", name), "KW203", message)
        answers[name] = Answer(id=f"lines.{name}", kind=kind, lines=builder.lines(pool, ("lines", name)))
    return answers


def _states(here: Builder, scenario: model.Scenario) -> dict[str, State]:
    return {
        name: State(
            name,
            entry.goal,
            here.answers(entry.expects, Kind.EXPECT, ("states", name, "expects")),
            here.answers(entry.reactions, Kind.REACTION, ("states", name, "reactions")),
        )
        for name, entry in scenario.states.items()
    }


def _subjects(scenario: model.Scenario) -> dict[str, Subject]:
    return {
        name: Subject(
            name,
            entry.title or name.replace("_", " "),
            frozenset(entry.of),
            tuple(entry.words),
            tuple(entry.examples),
        )
        for name, entry in scenario.topics.items()
    }


def _moves(here: Builder, scenario: model.Scenario) -> tuple[Move, ...]:
    moves = []
    for index, entry in enumerate(scenario.moves):
        path: Path = ("moves", index)
        condition = here.condition(entry.when, (*path, "when"))
        sources = here.refer_all("state", entry.from_, (*path, "from"))
        to = here.refer("state", entry.to, (*path, "to"))
        if condition is not None:
            moves.append(Move(sources - {to}, to, condition))
    return tuple(moves)


def _endings(here: Builder, scenario: model.Scenario) -> tuple[Ending, ...]:
    return tuple(
        Ending(
            id=name,
            grade=entry.grade,
            condition=here.condition(entry.when, ("endings", name, "when")),
            on=entry.on or "",
            lines=here.lines(entry.say or [], ("endings", name, "say")),
            narration=entry.narration or "",
        )
        for name, entry in scenario.endings.items()
    )


def _tests(scenario: model.Scenario) -> tuple[ScriptTest, ...]:
    return tuple(
        ScriptTest(entry.name or f"test {index + 1}", entry.preset or "", tuple(entry.say), entry.expect)
        for index, entry in enumerate(scenario.tests)
    )


def _overlay(start: Mood, overlay: model.Overlay) -> Mood:
    return Mood(
        trust=start.trust if overlay.trust is None else overlay.trust,
        agitation=start.agitation if overlay.agitation is None else overlay.agitation,
        readiness=start.readiness if overlay.readiness is None else overlay.readiness,
    )


def _brief(
    names: Names, persona: model.Persona, scenario: model.Scenario, answers: Iterable[Answer]
) -> Brief:
    facts = {
        name: Fact(name, entry.text, tuple(entry.words), names.guide(entry.topic), entry.tier)
        for name, entry in persona.facts.items()
    }
    reach: dict[str, int] = {}
    for answer in answers:
        for line in answer.lines:
            for topic in line.spoken.topics:
                reach[topic] = max(reach.get(topic, 0), line.spoken.tier)
    return Brief(
        criteria=frozenset(scenario.criteria),
        facts=facts,
        reach=reach,
        called=tuple(persona.called) or (persona.name.split()[0],),
        needs=frozenset(persona.needs),
        unconvicted=persona.unconvicted,
    )


def _check_persona(mine: Builder, persona: model.Persona) -> None:
    for preset in model.PRESETS:
        if preset not in persona.presets:
            mine.tree.problem(("presets",), "KW220", f'the preset "{preset}" is missing.')
    for band in persona.cues:
        if band not in model.BANDS:
            mine.tree.problem(
                ("cues", band), "KW209", f'"{band}" is no band{did_you_mean(band, model.BANDS)}'
            )
    for name, fact in persona.facts.items():
        mine.refer_all("topic", fact.topic, ("facts", name, "topic"))


def _check_scenario(here: Builder, scenario: model.Scenario) -> None:
    for index, criterion in enumerate(scenario.criteria):
        here.refer("criterion", criterion, ("criteria", index))
    if scenario.persona and not any(entry.on == "timeout" for entry in scenario.endings.values()):
        here.tree.problem(
            ("endings",), "KW221", "no ending has `on: timeout`, so the clock cannot end the conversation."
        )
    if not any(entry.on == "officer" for entry in scenario.endings.values()):
        here.tree.problem(
            ("endings",), "KW222", "no ending has `on: officer`, so the officer cannot end the interview."
        )
    for index, test in enumerate(scenario.tests):
        for key in test.expect:
            if key not in EXPECTATIONS:
                message = f'a test cannot expect "{key}"{did_you_mean(key, EXPECTATIONS)}'
                here.tree.problem(("tests", index, "expect", key), "KW224", message)
    for name, topic in scenario.topics.items():
        if not topic.words and not topic.examples:
            message = f'the topic "{name}" has neither words nor examples, so it is never recognised.'
            here.tree.problem(("topics", name), "KW223", message, Severity.WARNING)
