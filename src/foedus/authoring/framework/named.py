"""What a definition file names must exist: states, places, facts, frameworks and their parts."""

from collections.abc import Iterable, Iterator

from foedus.authoring.framework.shape import RoleEntry, SeatEntry
from foedus.authoring.instruments import PartyEntry
from foedus.catalogue.definitions import Definitions
from foedus.documents.entry import interval
from foedus.documents.problems import Problem
from foedus.documents.source import Location, Source
from foedus.errors import did_you_mean, nearest
from foedus.language.leaf import Reference
from foedus.language.tree import references
from foedus.model.conditions import Condition
from foedus.model.time import Interval


class Named:
    """Finds the names of one file that nothing in all definitions is called."""

    def __init__(self, source: Source, known: Definitions) -> None:
        self.source, self.known = source, known
        self.bodies = {b.id for f in known.frameworks.values() for b in f.bodies}
        self.weights = {w.id for f in known.frameworks.values() for w in f.weights}
        self.provisions = {
            p.id for f in known.frameworks.values() for i in f.instruments for p in i.provisions
        }

    def problem(self, path: Location, message: str) -> Problem:
        """A problem at a place of the file."""
        return self.source.problem(path, message)

    def voting_rule(self, slug: str, path: Location) -> Iterator[Problem]:
        """A voting rule that is named is one of the shorthands."""
        known = self.known.voting_rules
        if slug not in known:
            yield self.problem(
                path,
                f"unknown voting rule {slug!r}; the rules are {', '.join(sorted(known))}"
                f"{did_you_mean(nearest(slug, known))}",
            )

    def local(self, ids: Iterable[str], local: set[str], path: Location) -> Iterator[Problem]:
        """Each provision is one of the instrument."""
        for identifier in ids:
            if identifier not in local:
                yield self.problem(
                    path,
                    f"this instrument has no provision {identifier!r}"
                    f"{did_you_mean(nearest(identifier, local))}",
                )

    def condition(self, condition: Condition, path: Location) -> Iterator[Problem]:
        """All that a condition names."""
        for reference in dict.fromkeys(references(condition)):
            yield from self.reference(reference, path)

    def reference(self, reference: Reference, path: Location) -> Iterator[Problem]:
        """What one test of a condition names."""
        identifier = reference.id
        match reference.to:
            case "who":
                if identifier not in self.known.states and identifier not in self.known.actors:
                    yield from self.state(identifier, path)
            case "area":
                if identifier not in self.known.areas and identifier not in self.known.territories:
                    places = {*self.known.areas, *self.known.territories}
                    yield self.problem(
                        path,
                        f"unknown area or territory {identifier!r}"
                        f"{did_you_mean(nearest(identifier, places))}",
                    )
            case "fact":
                if identifier not in self.known.facts:
                    yield self.problem(
                        path,
                        f"unknown fact {identifier!r}; every fact needs its question in a facts "
                        f"file{did_you_mean(nearest(identifier, self.known.facts))}",
                    )
            case kind:
                yield from self.of_kind(kind, identifier, path)

    def of_kind(self, kind: str, identifier: str, path: Location) -> Iterator[Problem]:
        """A framework, body, provision or table of weights, by its id."""
        pool: Iterable[str] = {
            "framework": self.known.frameworks.keys(),
            "body": self.bodies,
            "provision": self.provisions,
            "weights": self.weights,
        }[kind]
        if identifier not in pool:
            yield self.problem(
                path, f"unknown {kind} {identifier!r}{did_you_mean(nearest(identifier, pool))}"
            )

    def state(self, state: str, path: Location) -> Iterator[Problem]:
        """A state, by its id."""
        if state not in self.known.states:
            yield self.problem(
                path, f"unknown state {state!r}{did_you_mean(nearest(state, self.known.states))}"
            )

    def groups(
        self, groups: Iterable[PartyEntry | RoleEntry | SeatEntry], path: Location
    ) -> Iterator[Problem]:
        """States known and alive, and no state twice in the same role at the same time.

        A seat may be older than the state: the Ukrainian SSR sat in the Security Council.
        """
        held: dict[tuple[str, str], list[Interval]] = {}
        for index, group in enumerate(groups):
            here = (*path, index, "states")
            span = interval(group)
            role = getattr(group, "role", getattr(group, "seat", ""))
            for state in group.states:
                if state not in self.known.states:
                    yield from self.state(state, here)
                    continue
                if not isinstance(group, SeatEntry):
                    yield from self._alive(state, span, here)
                others = held.setdefault((state, role), [])
                clash = next((other for other in others if other.overlaps(span)), None)
                if clash:
                    yield self.problem(
                        here, f"{state} is listed twice at once: {clash} overlaps {span}"
                    )
                others.append(span)

    def _alive(self, state: str, span: Interval, path: Location) -> Iterator[Problem]:
        lives = self.known.states[state].lives
        if not any(life.overlaps(span) for life in lives):
            told = " and ".join(str(life) for life in lives)
            yield self.problem(path, f"{state} did not exist then (it existed {told})")
        elif span.end > (last := max(life.end for life in lives)):
            yield self.problem(path, f"{state} ended on {last}; give a `to` no later than that")
