"""Compiling folders of YAML files into definitions, with every problem found in them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
from pydantic import BaseModel

from foedus.authoring import events, forces, readings, voting, world
from foedus.authoring.framework import build
from foedus.authoring.framework import shape as authoring
from foedus.authoring.framework.check import ReferenceCheck
from foedus.catalogue.definitions import Definitions, fold
from foedus.documents.entry import SLUG
from foedus.documents.problems import DefinitionError, Problem
from foedus.documents.source import Location, Source, read
from foedus.documents.validate import read_as
from foedus.model.actors import Actor, State
from foedus.model.citations import Citation
from foedus.model.events import Precedent
from foedus.model.forces import UnitType
from foedus.model.frameworks import Framework
from foedus.model.places import Area, Place, Sea, Territory
from foedus.model.readings import Shared
from foedus.model.voting import VotingRule
from foedus.reckoning.sharing.kinds import KINDS

E = TypeVar("E")
EMPTY = Definitions({}, {}, {}, {}, {}, {}, {})
FRAMEWORKS = "frameworks"

SHAPES: Final[tuple[type[BaseModel], ...]] = (
    authoring.FrameworkFile,
    world.StateEntry,
    world.ActorEntry,
    world.TerritoryEntry,
    world.AreaEntry,
    world.PlaceEntry,
    world.SeaEntry,
    world.FactEntry,
    forces.UnitTypeEntry,
    voting.VotingRuleEntry,
    readings.ReadingEntry,
    events.EventEntry,
    *KINDS.values(),
)
"""What is read from a file: a framework, and an entry of each kind of list."""

FORMS: Final = {
    SLUG: "lower-case letters and digits, joined by dashes",
    world.STATE: "three capitals, such as FRA, or C- and three capitals",
    "effect": "duty, right, procedure, release, apportionment, limit or notification",
    "kind": " or ".join((", ".join([*KINDS][:-1]), [*KINDS][-1])),
}
"""What the patterns of ids, and the keys that choose a kind, ask for in words."""


def compile_folders(folders: Iterable[Path], base: Definitions = EMPTY) -> Definitions:
    """Compile every definition under the folders, on top of `base`.

    A file that holds a mapping is a framework; one that holds a list is named after what it lists,
    or lies in a folder that is. Raises DefinitionError with all problems.
    """
    return _Compilation(base).compile(tuple(folders))


def compile_source(source: Source, base: Definitions) -> Framework:
    """The framework that one file defines, in the light of `base`. Raises DefinitionError."""
    return _Compilation(base).framework(source)


@dataclass
class _Made:
    """Definitions in the making."""

    states: dict[str, State]
    actors: dict[str, Actor]
    territories: dict[str, Territory]
    areas: dict[str, Area]
    places: dict[str, tuple[Place, ...]]
    facts: dict[str, str]
    frameworks: dict[str, Framework]
    unit_types: dict[str, UnitType]
    voting_rules: dict[str, VotingRule]
    seas: dict[str, Sea]
    checked: dict[str, date]
    readings: dict[str, Shared]
    events: dict[str, Precedent]


class _Compilation:
    def __init__(self, base: Definitions) -> None:
        self.problems: list[Problem] = []
        self.made = _Made(*(dict(getattr(base, f)) for f in base.__struct_fields__))
        self.known = Definitions(**vars(self.made))  # a view that grows with what is made
        self.sources: dict[str, list[Source]] = {}
        self.composed: dict[str, tuple[tuple[str, ...], Source, Location]] = {}
        # In this order each kind may name what came before it.
        self.lists: dict[str, tuple[type, Callable[[Any, Source, Location], None]]] = {
            "states": (world.StateEntry, self._state),
            "actors": (world.ActorEntry, self._actor),
            "territories": (world.TerritoryEntry, self._territory),
            "areas": (world.AreaEntry, self._area),
            "gazetteer": (world.PlaceEntry, self._places),
            "territorial-seas": (world.SeaEntry, self._sea),
            "facts": (world.FactEntry, self._fact),
            "unit-types": (forces.UnitTypeEntry, self._unit_type),
            "voting-rules": (voting.VotingRuleEntry, self._voting_rule),
            "readings": (readings.ReadingEntry, self._reading),
            "events": (events.EventEntry, self._event),
        }

    def compile(self, folders: tuple[Path, ...]) -> Definitions:
        for folder in folders:
            self._read(folder, named_alone=len(folders) == 1)
        for kind, (shape, take) in self.lists.items():
            for source in self.sources.get(kind, []):
                entries: list[Any] | None = read_as(list[shape], source, self.problems, FORMS)  # type: ignore[valid-type]
                for index, entry in enumerate(entries or []):
                    take(entry, source, (index,))
        self._compose_areas()
        world.lands_as_places(self.known.territories, self.known.states, self.made.places)
        built = [self._framework(source) for source in self.sources.get(FRAMEWORKS, [])]
        for item in built:
            if item is not None:
                self.problems += ReferenceCheck(*item, self.known).problems()
        if self.problems:
            raise DefinitionError(self.problems)
        return self.known

    def framework(self, source: Source) -> Framework:
        """The framework of a source alone."""
        built = self._framework(source)
        if built is not None:
            self.problems += ReferenceCheck(*built, self.known).problems()
        if built is None or self.problems:
            raise DefinitionError(self.problems)
        return built[1]

    def _read(self, folder: Path, *, named_alone: bool) -> None:
        files = [folder] if folder.is_file() else sorted(folder.rglob("*.yaml"))
        if not files:
            self.problems.append(Problem(str(folder), 1, "", "there is no .yaml definition here"))
        for path in files:
            shown = str(path.relative_to(folder)) if named_alone and path != folder else str(path)
            try:
                source = read(path, shown)
            except DefinitionError as error:
                self.problems += error.problems
                continue
            kind = self._kind(source, path)
            if kind is not None:
                self.sources.setdefault(kind, []).append(source)

    def _kind(self, source: Source, path: Path) -> str | None:
        if isinstance(source.data, dict):
            return FRAMEWORKS
        for name in (path.stem, path.parent.name):
            if name in self.lists and isinstance(source.data, list):
                return name
        self.problems.append(
            source.problem(
                (),
                "a definition file holds a framework (a mapping), or a list in a file or folder "
                f"named {', '.join(self.lists)}",
            )
        )
        return None

    def _framework(
        self, source: Source
    ) -> tuple[authoring.FrameworkFile, Framework, Source] | None:
        file = read_as(authoring.FrameworkFile, source, self.problems, FORMS)
        if file is None:
            return None
        framework = build.framework(file, source, self.problems)
        self._add(self.made.frameworks, framework.id, framework, source, ("id",))
        if framework.checked is not None:
            self.made.checked[framework.id] = framework.checked
        return file, framework, source

    def _add(self, into: dict[str, E], key: str, value: E, source: Source, path: Location) -> None:
        if key in into:
            self.problems.append(source.problem(path, f"{key!r} is already defined"))
        else:
            into[key] = value

    def _report(self, source: Source, path: Location = ()) -> Callable[[Location, str], None]:
        def report(at: Location, message: str) -> None:
            self.problems.append(source.problem((*path, *at), message))

        return report

    def _unknown(
        self, what: str, ids: Iterable[str], pool: Iterable[str], source: Source, path: Location
    ) -> None:
        for identifier in ids:
            if identifier not in pool:
                self.problems.append(source.problem(path, f"unknown {what} {identifier!r}"))

    def _state(self, entry: world.StateEntry, source: Source, path: Location) -> None:
        self._add(self.made.states, entry.id, world.state(entry), source, (*path, "id"))

    def _actor(self, entry: world.ActorEntry, source: Source, path: Location) -> None:
        self._unknown("state", entry.bases, self.known.states, source, (*path, "bases"))
        self._add(self.made.actors, entry.id, world.actor(entry), source, (*path, "id"))

    def _territory(self, entry: world.TerritoryEntry, source: Source, path: Location) -> None:
        holders = [tenure.state for tenure in entry.under] + entry.claimed_by
        self._unknown("state", holders, self.known.states, source, (*path, "under"))
        in_fact = [control.by for control in entry.control]
        known = {**self.known.states, **self.known.actors}
        self._unknown("state or actor", in_fact, known, source, (*path, "control"))
        built = world.territory(entry)
        self._add(self.made.territories, entry.id, built, source, (*path, "id"))

    def _area(self, entry: world.AreaEntry, source: Source, path: Location) -> None:
        area = world.area(entry)
        territories = (*path, "territories")
        self._unknown("territory", area.territories, self.known.territories, source, territories)
        self._add(self.made.areas, entry.id, area, source, (*path, "id"))
        if entry.areas:
            self.composed[entry.id] = (tuple(entry.areas), source, (*path, "areas"))

    def _compose_areas(self) -> None:
        """An area takes in the whole of the areas that it names."""
        for identifier, (parts, source, path) in self.composed.items():
            self._unknown("area", parts, self.known.areas, source, path)
            taken_in = [
                self.known.areas[part] for part in sorted(self._parts(identifier, source, path))
            ]
            area = self.known.areas[identifier]
            self.made.areas[identifier] = msgspec.structs.replace(
                area,
                territories=area.territories.union(*(part.territories for part in taken_in)),
                rings=area.rings + tuple(ring for part in taken_in for ring in part.rings),
            )

    def _parts(self, identifier: str, source: Source, path: Location) -> set[str]:
        """Every area inside an area, at any depth."""
        found, ahead = set[str](), [identifier]
        while ahead:
            for part in self.composed.get(ahead.pop(), ((),))[0]:
                if part == identifier:
                    self.problems.append(source.problem(path, "an area cannot include itself"))
                elif part in self.known.areas and part not in found:
                    found.add(part)
                    ahead.append(part)
        return found

    def _places(self, entry: world.PlaceEntry, source: Source, path: Location) -> None:
        if entry.territory:
            pool = self.known.territories
            self._unknown("territory", [entry.territory], pool, source, (*path, "territory"))
        for place in world.places(entry):
            named = self.made.places.get(fold(place.name), ())
            if place in named:
                told = f"{place.name!r} is already defined there"
                self.problems.append(source.problem((*path, "name"), told))
            self.made.places[fold(place.name)] = (*named, place)

    def _sea(self, entry: world.SeaEntry, source: Source, path: Location) -> None:
        states = [entry.state, *([entry.short_of] if entry.short_of else [])]
        self._unknown("state", states, self.known.states, source, (*path, "state"))
        pool = self.known.territories
        self._unknown("territory", entry.territories, pool, source, (*path, "territories"))
        self._add(self.made.seas, entry.id, world.sea(entry), source, (*path, "id"))

    def _fact(self, entry: world.FactEntry, source: Source, path: Location) -> None:
        self._add(self.made.facts, entry.id, entry.asks, source, (*path, "id"))

    def _unit_type(self, entry: forces.UnitTypeEntry, source: Source, path: Location) -> None:
        known = self.made.unit_types
        self._unknown("unit type", entry.stands_in_for, known, source, (*path, "stands_in_for"))
        self._add(known, entry.id, forces.unit_type(entry), source, (*path, "id"))

    def _voting_rule(self, entry: voting.VotingRuleEntry, source: Source, path: Location) -> None:
        known = self.made.voting_rules
        if entry.reinforced:
            self._unknown("voting rule", [entry.reinforced], known, source, (*path, "reinforced"))
        cite = Citation(entry.cite, confidence=entry.confidence)
        report = self._report(source)
        built = voting.voting_rule(entry, entry.id, cite, path, report, entry.note)
        if built is not None:
            self._add(known, entry.id, built, source, (*path, "id"))

    def _reading(self, entry: readings.ReadingEntry, source: Source, path: Location) -> None:
        built = readings.shared(entry, self.known, self._report(source, path))
        if built is not None:
            self._add(self.made.readings, entry.id, built, source, (*path, "id"))

    def _event(self, entry: events.EventEntry, source: Source, path: Location) -> None:
        events.check(entry, self.known, self._report(source, path))
        self._add(self.made.events, entry.id, events.event(entry), source, (*path, "id"))
