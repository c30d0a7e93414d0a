"""Cross-references of the ways to change an instrument: who acts, by which rule, on which fact."""

from collections.abc import Iterator

from foedus.authoring.framework.named import Named
from foedus.authoring.ways import WAYS, named_in
from foedus.documents.problems import Problem
from foedus.documents.source import Location
from foedus.language.leaf import Reference
from foedus.model.instruments import Instrument
from foedus.model.ways import Way


def way_problems(instrument: Instrument, path: Location, named: Named) -> Iterator[Problem]:
    """Bodies, states, rules and facts that exist, and no two ways at the same time."""
    for name in WAYS:
        ways: tuple[Way, ...] = getattr(instrument, name)
        for place, kind, identifier in named_in(ways, name):
            here = (*path, *place)
            match kind:
                case "state":
                    yield from named.state(identifier, here)
                case "rule":
                    yield from named.voting_rule(identifier, here)
                case "fact" | "area":
                    yield from named.reference(Reference(kind, identifier), here)
                case _:
                    yield from named.of_kind(kind, identifier, here)
        for index, one in enumerate(ways):
            if any(one.during.overlaps(other.during) for other in ways[:index]):
                yield named.problem(
                    (*path, name, index),
                    "two ways apply at the same time; versions of a way need disjoint `from` and "
                    "`to`",
                )
