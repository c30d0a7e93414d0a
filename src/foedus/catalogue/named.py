"""What the definitions are called: each thing by its id, its names or its code, and back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from foedus.catalogue.called import frameworks_called, plain, states_and_actors
from foedus.catalogue.codes import by_code, one_of, undotted
from foedus.catalogue.definitions import Definitions, fold
from foedus.errors import UnknownNameError, nearest, quoted
from foedus.model.actors import Actor, State
from foedus.model.forces import UnitType
from foedus.model.frameworks import Body, Framework
from foedus.model.wording import inline

T = TypeVar("T")


class UnknownIdError(UnknownNameError):
    """An id or a name that the catalogue does not know."""


class Named:
    """Definitions that are looked up by id and by name; the indexes are made when first needed."""

    definitions: Definitions
    _named_as: dict[str, tuple[str, str]]

    def _once(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """What is made, kept from the first time on."""
        raise NotImplementedError

    @property
    def states(self) -> Mapping[str, State]:
        """Every state by id."""
        return self.definitions.states

    @property
    def frameworks(self) -> Mapping[str, Framework]:
        """Every framework by id."""
        return self.definitions.frameworks

    def framework(self, identifier: str) -> Framework:
        """A framework by id, name or the title of its treaty. Raises UnknownIdError."""
        wanted = identifier.lower()
        found = self.frameworks.get(wanted)
        if found is None:
            called = self._once(("called",), lambda: frameworks_called(self.frameworks))
            found = self.frameworks.get(called.get(plain(identifier), ""))
        if found is None:
            told = f"no framework is called {quoted(identifier)}"
            names = (*self.frameworks, *(f.name for f in self.frameworks.values()))
            raise UnknownIdError(told, lambda: nearest(wanted, names))
        return found

    def state(self, name: str) -> State:
        """A state by id, name or alias. Raises UnknownIdError."""
        found = self.states.get(name)
        for text in (name, undotted(name)):
            found = found or self.states.get(self._names().get(fold(text), ""))
        if found is None:
            coded = self._coded(name)
            if not coded:
                every = self.states.values()
                raise _unknown("state", name, lambda: [n for s in every for n in (s.id, s.name)])
            return self.states[one_of(name, coded, self.name_of)]
        return found

    def actor(self, identifier: str) -> Actor | None:
        """The actor that is no state, or None."""
        return self.definitions.actors.get(identifier)

    def someone(self, name: str) -> str:
        """The id of a state or an actor given by id, name or alias. Raises UnknownIdError."""
        if name in self.states or name in self.definitions.actors:
            return name
        names = self._names()
        found = names.get(fold(name)) or names.get(fold(undotted(name)))
        coded = self._coded(name)
        if coded and found not in self.states:  # an actor may go by what is a state's code
            return one_of(name, (*coded, *([found] if found else ())), self.name_of)
        if found is None:
            raise _unknown(
                "state or actor",
                name,
                lambda: (*self.states, *self.definitions.actors, *self._names()),
            )
        return found

    def is_state(self, identifier: str) -> bool:
        """Whether the id is a state's."""
        return identifier in self.states

    def asks(self, fact: str) -> str:
        """The question that a fact answers."""
        return self.definitions.facts.get(fact, f"whether {fact.replace('-', ' ')}")

    def name_of(self, identifier: str) -> str:
        """The name of whatever has the id; the id itself where nothing has."""
        return self._called(identifier)[0]

    def inline(self, identifier: str) -> str:
        """The same name inside a sentence, where that of a state or place may take the article."""
        return self._called(identifier)[1]

    def _called(self, identifier: str) -> tuple[str, str]:
        known = self._named_as.get(identifier)
        if known is None:
            name, d = self._name_of(identifier), self.definitions
            is_land = any(identifier in pool for pool in (d.states, d.territories, d.areas))
            known = name, inline(name) if is_land else name
            if name != identifier:  # what nothing is called is without end
                self._named_as[identifier] = known
        return known

    def _name_of(self, identifier: str) -> str:
        d = self.definitions
        for pool in (d.states, d.actors, d.areas, d.territories, d.frameworks):
            found = pool.get(identifier)
            if found is not None:
                return str(found.name)
        body = self._bodies().get(identifier)
        return body.name if body else identifier

    def body(self, identifier: str) -> Body:
        """A body by id, or by its name alone where only one has it. Raises UnknownIdError."""
        bodies = self._bodies()
        if identifier in bodies:
            return bodies[identifier]
        same = [body for i, body in bodies.items() if i.rpartition("/")[2] == identifier]
        return same[0] if len(same) == 1 else _get("body", identifier, bodies)

    def unit_type(self, identifier: str) -> UnitType:
        """A type of unit by id. Raises UnknownIdError."""
        return _get("unit type", identifier, self.definitions.unit_types)

    # -- provisions --------------------------------------------------------------------------------

    def _names(self) -> Mapping[str, str]:
        return self._once(("names",), lambda: dict(states_and_actors(self.definitions)))

    def _coded(self, name: str) -> Sequence[str]:
        """The states that have a code of ISO 3166-1 alpha-2, or had it (ISO 3166-3)."""
        codes = self._once(
            ("codes",), lambda: by_code((s.alpha2, s.id) for s in self.states.values())
        )
        return codes.get(undotted(name).strip().upper(), ())

    def _bodies(self) -> Mapping[str, Body]:
        return self._once(
            ("bodies",), lambda: {b.id: b for f in self.frameworks.values() for b in f.bodies}
        )


def _get(kind: str, identifier: str, pool: Mapping[str, T]) -> T:
    found = pool.get(identifier)
    if found is None:
        raise _unknown(kind, identifier, lambda: pool)
    return found


def _unknown(kind: str, name: str, pool: Callable[[], Iterable[str]]) -> UnknownIdError:
    told = f"no {kind} is called {quoted(name)}"
    return UnknownIdError(told, lambda: nearest(name, pool()))
