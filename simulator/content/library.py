"""Finds content files, and makes scripts of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from simulator import locations
from simulator.content import model
from simulator.content.build import Builder, Names, build_script, own_lines_of
from simulator.content.diagnostics import Diagnostic, Position, Severity, did_you_mean
from simulator.content.script import Answer, Kind, Script
from simulator.content.shape import shape
from simulator.content.tree import MAX_BYTES, Tree, parse
from simulator.errors import ContentError, UsageError


class Library:
    """The personas and scenarios in two folders."""

    def __init__(self, personas: Path, scenarios: Path) -> None:
        self.personas = personas
        self.scenarios = scenarios
        self._scripts: dict[str, Script] = {}
        self._personas: dict[str, _PersonaFile] = {}

    @classmethod
    def default(cls) -> "Library":
        """What keywork ships: from the wheel, or from a checkout."""
        folders = locations.content_dirs()
        return cls(folders.personas, folders.scenarios)

    def ids(self) -> tuple[str, ...]:
        """Every scenario's id, sorted: the names of the files."""
        if not self.scenarios.is_dir():
            raise ContentError(
                f"No scenarios: the folder {self.scenarios} does not exist.", "Install keywork again."
            )
        return tuple(sorted(path.stem for path in self.scenarios.glob("*.yaml")))

    def script(self, scenario_id: str) -> Script:
        """The script of that scenario.

        Raises UsageError when there is none, ContentError (naming every problem) when it cannot be used.
        """
        if scenario_id not in self._scripts:
            known = self.ids()
            if scenario_id not in known:
                hint = did_you_mean(scenario_id, known) or "."
                raise UsageError(
                    f'There is no scenario "{scenario_id}"{hint}', "`keywork list` shows them all."
                )
            self._scripts[scenario_id] = self._load(self.scenarios / f"{scenario_id}.yaml")
        return self._scripts[scenario_id]

    def overview(self) -> tuple[Script, ...]:
        """Every script, easiest first."""
        return tuple(
            sorted((self.script(name) for name in self.ids()), key=lambda s: (s.difficulty, s.title))
        )

    def check(self, scenario: Path) -> tuple[Diagnostic, ...]:
        """Every problem of a scenario and the persona it names."""
        text, problems = read_text(scenario)
        return problems if text is None else self.check_tree(parse(text, shown(scenario)), text)

    def check_tree(self, tree: Tree, text: str) -> tuple[Diagnostic, ...]:
        """The same for a scenario that was parsed already."""
        return self._compile(tree, text)[1]

    def _load(self, scenario: Path) -> Script:
        text, problems = read_text(scenario)
        if text is None:
            return _usable(None, problems)
        return _usable(*self._compile(parse(text, shown(scenario)), text))

    def _compile(self, tree: Tree, text: str) -> tuple[Script | None, tuple[Diagnostic, ...]]:
        named = tree.value.get("persona") if isinstance(tree.value, dict) else None
        known = [path.stem for path in self.personas.glob("*.yaml")]
        if not isinstance(named, str) or named not in known:
            if isinstance(named, str):
                message = f'there is no persona "{named}"{did_you_mean(named, known)}'
                tree.problem(("persona",), "KW205", message)
            shape(tree, model.Scenario)
            return None, tuple(sorted(tree.problems))
        persona = self._persona(named)
        if persona.text is None:
            return None, tuple(sorted((*tree.problems, *persona.tree.problems)))
        return _compile_trees(tree, persona.tree.again(), text, persona.text)

    def _persona(self, name: str) -> "_PersonaFile":
        """A persona file, read and parsed once however many scenarios name it."""
        if name not in self._personas:
            path = self.personas / f"{name}.yaml"
            text, problems = read_text(path)
            tree = (
                parse(text, shown(path)) if text is not None else Tree(shown(path), problems=list(problems))
            )
            self._personas[name] = _PersonaFile(text, tree)
        return self._personas[name]


@dataclass(frozen=True, slots=True)
class _PersonaFile:
    text: str | None
    tree: Tree


def compile_script(scenario_text: str, persona_text: str, core_text: str | None = None) -> Script:
    """The script of a scenario, its persona and a core pack (the shipped one when None is given).

    Raises ContentError naming every problem when they cannot be used.
    """
    trees = parse(scenario_text, "scenario.yaml"), parse(persona_text, "persona.yaml")
    return _usable(*_compile_trees(*trees, scenario_text, persona_text, core_text))


def check_paths(paths: Iterable[Path]) -> tuple[Diagnostic, ...]:
    """Every problem in the given files and folders, in order of place.

    A scenario is checked together with its persona, found in a ``personas`` folder beside the scenario's own folder,
    else among the shipped ones. A persona that no given scenario names is checked by itself.
    """
    files = [file for path in paths for file in _yaml_files(path)]
    problems: set[Diagnostic] = set()
    lone: dict[str, Tree] = {}
    played: set[str] = set()
    libraries: dict[Path, Library] = {}
    for file in files:
        text, unreadable = read_text(file)
        problems.update(unreadable)
        if text is None:
            continue
        tree = parse(text, shown(file))
        if _is_persona(tree):
            lone[file.stem] = tree
            continue
        library = libraries.setdefault(file.parent, Library(_personas_for(file), file.parent))
        problems.update(library.check_tree(tree, text))
        if isinstance(tree.value, dict):
            played.add(str(tree.value.get("persona")))
    for name, tree in lone.items():
        if name not in played:
            shape(tree, model.Persona)
            problems.update(tree.problems)
    return tuple(sorted(problems))


def read_text(path: Path) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file, or None with what is wrong with it."""
    at = Position(shown(path))
    try:
        if path.stat().st_size > MAX_BYTES:
            message = f"the file is {path.stat().st_size:,} bytes; at most {MAX_BYTES:,} are read. Split it."
            return None, (Diagnostic(at, "KW001", message),)
        return path.read_bytes().decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        data = error.object[: error.start]
        place = Position(at.file, data.count(b"\n") + 1, error.start - data.rfind(b"\n"))
        return None, (Diagnostic(place, "KW004", "this is not UTF-8 text. Save the file as UTF-8."),)
    except OSError as error:
        return None, (Diagnostic(at, "KW005", f"the file cannot be read: {error.strerror}."),)


def shown(path: Path) -> str:
    """A path as messages show it: relative to the working folder where that is shorter."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def _compile_trees(
    scenario_tree: Tree,
    persona_tree: Tree,
    scenario_text: str,
    persona_text: str,
    core_text: str | None = None,
) -> tuple[Script | None, tuple[Diagnostic, ...]]:
    scenario = shape(scenario_tree, model.Scenario)
    persona = shape(persona_tree, model.Persona)
    script = None
    if scenario is not None and persona is not None:
        core = shipped_core() if core_text is None else core_text
        texts = (scenario_text, persona_text, core)
        script = build_script(persona, persona_tree, scenario, scenario_tree, texts, core_lines(core))
    return script, tuple(sorted((*scenario_tree.problems, *persona_tree.problems)))


def _usable(script: Script | None, problems: tuple[Diagnostic, ...]) -> Script:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if script is None or errors:
        listing = "\n".join(map(str, errors))
        raise ContentError(
            f"The content cannot be used ({len(errors)} problem{'s' * (len(errors) != 1)}):\n{listing}\n",
            "Mend these and try again.",
        )
    return script


@cache
def shipped_core() -> str:
    """The text of the core pack that ships."""
    return resources.files("simulator.content").joinpath("core.yaml").read_text("utf-8")


@cache
def core_lines(text: str) -> dict[str, Answer]:
    """The lines of a core pack: situation -> pool."""
    tree = parse(text, "core.yaml")
    names = Names({}, frozenset(), frozenset(), frozenset())
    pools = {name: [model.Line(say=say) for say in lines] for name, lines in tree.value["lines"].items()}
    return own_lines_of(Builder(tree, names, "core"), pools, Kind.CORE)


def _is_persona(tree: Tree) -> bool:
    return isinstance(tree.value, dict) and str(tree.value.get("schema", "")).startswith("persona")


def _yaml_files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.yaml")) if path.is_dir() else [path]


def _personas_for(scenario: Path) -> Path:
    beside = scenario.resolve().parent.parent / "personas"
    return beside if beside.is_dir() else locations.content_dirs().personas
