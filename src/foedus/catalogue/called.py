"""What frameworks are called, beside their ids: their names, and the titles of their treaties."""

import re
from collections.abc import Iterator, Mapping

from foedus.catalogue.definitions import Definitions, fold
from foedus.model.frameworks import Framework


def frameworks_called(frameworks: Mapping[str, Framework]) -> Mapping[str, str]:
    """The ids of frameworks by what they are called, folded; nothing that two are called alike.

    The own names of frameworks come before the titles of what stands in them.
    """
    found: dict[str, str] = {}
    for naming in (_own, _titles):
        known: dict[str, set[str]] = {}
        for framework in frameworks.values():
            for name in naming(framework):
                known.setdefault(plain(name), set()).add(framework.id)
        for name, ids in known.items():
            if len(ids) == 1:
                found.setdefault(name, *ids)
    return found


def states_and_actors(definitions: Definitions) -> Iterator[tuple[str, str]]:
    """Each name of a state or an actor, folded, with the id; of two alike the last counts."""
    for actor in definitions.actors.values():
        for name in (actor.name, *actor.aliases):
            yield fold(name), actor.id
    for state in definitions.states.values():
        for name in (*(n.name for n in state.names), *state.aliases, state.name, state.id):
            yield fold(name), state.id


def plain(name: str) -> str:
    """A name as it is looked up: folded, without its article."""
    return fold(name).removeprefix("the ")


def _own(framework: Framework) -> Iterator[str]:
    """The name, what stands before and in its brackets, and the id in words."""
    yield framework.id
    yield framework.name
    yield from (part for part in re.split(r"[()]", framework.name) if part.strip())


def _titles(framework: Framework) -> Iterator[str]:
    for instrument in framework.instruments:
        yield instrument.title
        yield from (part for part in re.split(r"[()]", instrument.title) if part.strip())
        yield instrument.id
