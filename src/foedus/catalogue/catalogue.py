"""The catalogue: immutable definitions and how to look things up in them."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from foedus.catalogue.articles import denoted
from foedus.catalogue.clause import Clause
from foedus.catalogue.definitions import Definitions
from foedus.catalogue.listed import Incomplete, Lists
from foedus.catalogue.named import Named, UnknownIdError
from foedus.catalogue.sites import Sites
from foedus.catalogue.standing import (
    NOBODY,
    Spell,
    Standing,
    by_role,
    holds_role,
    kin_of,
    members_of,
    resolve_parties,
    standing_on,
)
from foedus.catalogue.under import Under
from foedus.errors import nearest, quoted
from foedus.model.events import Fact, Point
from foedus.model.frameworks import Body, Framework, Role
from foedus.model.instruments import Instrument, Party
from foedus.model.lists import ROLE
from foedus.model.places import Site
from foedus.model.provisions import Duty
from foedus.model.verdicts import Verdict
from foedus.model.wording import short, some

T = TypeVar("T")
MEMBER = "member"


@dataclass(frozen=True)
class Catalogue(Named):
    """Definitions with their indexes. `key` is the hash of what they were made from.

    Catalogues are values: a scenario is another catalogue that shares every framework it does not
    change. The indexes are computed when first asked for. `settled` are the facts of every event
    that a scenario settles, or (None) makes uncertain.
    """

    definitions: Definitions
    key: str
    settled: Mapping[str, Fact | None] = field(default_factory=dict)
    _under: Under | None = field(default=None, repr=False, compare=False)
    _cache: dict[tuple[str, ...], object] = field(default_factory=dict, repr=False, compare=False)
    _named_as: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False, compare=False)
    _in_force: dict[date, tuple[Clause, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _standing: dict[tuple[str, date], Standing] = field(
        default_factory=dict, repr=False, compare=False
    )

    def __repr__(self) -> str:
        return f"Catalogue({self.key[:12]}, {len(self.frameworks)} frameworks)"

    def clauses(self) -> tuple[Clause, ...]:
        """Every provision with its context, in the order of the definitions."""
        return self._once(
            ("clauses",),
            lambda: tuple(c for f in self.frameworks.values() for c in self.clauses_of(f)),
        )

    def clauses_on(self, on: date) -> tuple[Clause, ...]:
        """The provisions in force on a day, in the order of the definitions."""
        found = self._in_force.get(on)
        if found is None:
            if len(self._in_force) > 5_000:
                self._in_force.clear()
            found = self._in_force[on] = self._clauses_on(on)
        return found

    def _clauses_on(self, on: date) -> tuple[Clause, ...]:
        if self._under is None:
            return tuple([clause for clause in self.clauses() if clause.in_force(on)])
        own = [
            clause
            for identifier in self._under.changed
            for clause in self.clauses_of(self.frameworks[identifier])
            if clause.in_force(on)
        ]
        shared = self._under.base.clauses_on(on)
        under = self._under
        return under.merged(shared, own, lambda clause: clause.framework.id, under.changed)

    def clauses_of(self, framework: Framework) -> tuple[Clause, ...]:
        """The provisions of one framework."""
        if self._under is not None and framework.id not in self._under.changed:
            return self._under.base.clauses_of(framework)
        return self._once(
            ("clauses", framework.id),
            lambda: tuple(
                Clause(p, i, framework) for i in framework.instruments for p in i.provisions
            ),
        )

    def matching(self, pattern: str) -> tuple[Clause, ...]:
        """The provisions that an id denotes.

        A framework denotes all its provisions; for what denotes one of them, see `denoted`. Raises
        UnknownIdError where there is none.
        """
        name, _, article = pattern.partition("/")
        framework = self.framework(name)
        clauses = self.clauses_of(framework)
        found = denoted(clauses, framework.id, article)
        if not found:
            ids = tuple(dict.fromkeys(c.provision.id for c in clauses))
            told = f"no provision {quoted(f'{framework.id}/{article}')}"
            raise UnknownIdError(
                f"{told}; {framework.id} has {short(some(ids)) or 'none'}",
                lambda: nearest(pattern, ids),
            )
        return found

    # -- parties and roles -------------------------------------------------------------------------

    def parties(self, framework: Framework, instrument: Instrument) -> tuple[Party, ...]:
        """The parties of an instrument over its whole life."""
        if self._under is not None and framework.id not in self._under.touched:
            return self._under.base.parties(framework, instrument)
        return self._once(
            ("parties", framework.id, instrument.id),
            lambda: resolve_parties(instrument, self.frameworks),
        )

    def members(self, framework: Framework) -> tuple[Party, ...]:
        """The members of a framework over its whole life."""
        if self._under is not None and framework.id not in self._under.touched:
            return self._under.base.members(framework)
        return self._once(("members", framework.id), lambda: members_of(framework, self.frameworks))

    def members_on(self, framework: Framework, on: date) -> dict[str, Verdict]:
        """The members of a framework on a day, by id; None where membership is contested."""
        if on not in framework.during:
            return {}
        found: dict[str, Verdict] = {}
        for party in self.members(framework):
            if on in party.during:
                found[party.state] = None if party.contested else True
        return dict(sorted(found.items()))

    def standing(self, clause: Clause, on: date) -> Standing:
        """Who is bound by the clause's instrument on a day."""
        if self._under is not None and clause.framework.id not in self._under.touched:
            return self._under.base.standing(clause, on)
        key = (clause.provision.instrument, on)
        found = self._standing.get(key)
        if found is None:
            if len(self._standing) > 50_000:
                self._standing.clear()
            found = self._standing[key] = self._standing_on(clause, on)
        return found

    def _standing_on(self, clause: Clause, on: date) -> Standing:
        instrument = clause.instrument
        if on not in instrument.during and not any(on in p.during for p in instrument.parties):
            return NOBODY
        parties = self.parties(clause.framework, instrument)
        return standing_on(
            instrument, parties, on, self.states, lambda f: self.members_on(self.framework(f), on)
        )

    def spells(self, framework: Framework, role: str) -> tuple[Spell, ...]:
        """The times in a role of all states over the life of the framework."""
        if role == MEMBER:
            return self.members(framework)
        return self._once(("roles", framework.id), lambda: by_role(framework)).get(role, ())

    def has_role(self, framework: str, state: str, role: str, on: date) -> Verdict:
        """Whether the state holds the role that day; None where contested, or not known."""
        found = self.framework(framework)
        spells = self.spells(found, role)
        if role != MEMBER or on in found.during:
            verdict = holds_role(spells, state, on)
            if verdict is not False:
                return verdict
        return None if self.unlisted(found, state, on, role) else False

    def unlisted(self, framework: Framework, state: str, on: date, role: str = MEMBER) -> bool:
        """Whether it is not known that a state holds a role, in which it does not stand that day.

        Only states are ever asked after in a list, and members only in the framework's life.
        """
        if state not in self.states or (role == MEMBER and on not in framework.during):
            return False
        spells = self.spells(framework, role)
        return not self.lists.knows(framework, f"{ROLE}{role}", spells, state, on)

    @functools.cached_property
    def lists(self) -> Lists:
        """What is said of every list: whether it is complete, when it was checked."""
        return Lists(self.frameworks, self.definitions.checked, self._under)

    @functools.cached_property
    def truths(self) -> frozenset[str]:
        """The facts that are true or false, as the provisions ask before whatever is supposed."""
        from foedus.catalogue.truths import truths_of  # to load needs no leaf

        if self._under is not None:
            return self.root.truths
        shared = self.definitions.readings.values()
        return truths_of(self.clauses(), (reading.condition for reading in shared))

    def not_complete(self, on: date, *, triggered: bool) -> tuple[Incomplete, ...]:
        """The lists of parties, of the instruments in force, that are not complete.

        Of those with duties; or, where `triggered`, of those with provisions that events trigger.
        """

        def bound() -> Iterator[tuple[Framework, Instrument, tuple[Party, ...]]]:
            for clause in clauses:
                provision = clause.provision
                if provision.trigger if triggered else isinstance(provision.effect, Duty):
                    framework, instrument = clause.framework, clause.instrument
                    yield framework, instrument, self.parties(framework, instrument)

        among, under = "triggered" if triggered else "duties", self._under
        clauses = self.clauses_on(on)
        if under is None:
            return self.lists.not_complete(on, among, bound)
        clauses = tuple([c for c in clauses if c.framework.id in under.touched])
        own = self.lists.not_complete(on, among, bound)
        shared = under.base.not_complete(on, triggered=triggered)
        return under.merged(shared, own, lambda found: found.framework, under.touched)

    def seated_in(self, body: Body, on: date) -> tuple[str, ...]:
        """The states seated in a body on a day; nobody where it is not on record who was."""
        return () if body.elected else self.eligible_for(body, on)

    def eligible_for(self, body: Body, on: date) -> tuple[str, ...]:
        """The states that sit in a body on a day, or may be elected to it."""
        framework = self.framework(body.id.split("/")[0])
        if on not in body.during or (body.composed_of == "member" and on not in framework.during):
            return ()
        return tuple(sorted({s.state for s in self.sitting(body) if on in s.during}))

    def sitting(self, body: Body) -> tuple[Party | Role, ...]:
        """Every party, or holder of a role or a seat, that a body is composed of, at any time."""
        framework = self.framework(body.id.split("/")[0])
        kind, _, instrument = body.composed_of.partition("/")
        if instrument:
            found = next(i for i in framework.instruments if i.id == instrument)
            return self.parties(framework, found)
        if kind == "member":
            return self.members(framework)
        if kind:
            return tuple(role for role in framework.roles if role.role == kind)
        return body.seats

    # -- places ------------------------------------------------------------------------------------

    @property
    def sites(self) -> Sites:
        """Places resolved against this catalogue's territories and areas."""
        return self._once(("sites",), lambda: Sites(self.definitions))

    def site(
        self, at: str | Point, on: date, attacked: Sequence[str] = (), *, land: bool = True
    ) -> Site:
        """A place as the rules see it on a day; by a name, what those attacked mean by it.

        That is a place of their own where their `land` was attacked; forces may be anywhere.
        """
        own = attacked if land else ()
        return self.sites.site(at, on, own, lambda: self._protected(attacked, on))

    def _protected(self, states: Sequence[str], on: date) -> frozenset[str]:
        """The areas that duties to help any of the states name."""
        from foedus.language.tree import references  # heavy, and asked for only where names collide

        return frozenset(
            reference.id
            for clause in self.clauses_on(on)
            if clause.provision.trigger is not None
            and isinstance(clause.provision.effect, Duty)
            and {"assist", "defend"}.intersection(clause.provision.effect.kinds)
            and not {*states}.isdisjoint(self.standing(clause, on).circle(clause.relation.to))
            for reference in references(clause.provision.trigger)
            if reference.to == "area"
        )

    # -- scenarios ---------------------------------------------------------------------------------

    def with_frameworks(self, changed: Iterable[Framework], key: str) -> "Catalogue":
        """Another catalogue in which these frameworks stand in for those of the same id."""
        new = {framework.id: framework for framework in changed}
        definitions = self.definitions.with_frameworks(new.values())
        named = all(i in self.frameworks and self.frameworks[i].name == f.name
                    for i, f in new.items())  # fmt: skip
        kept = {"names", "sites", "codes", *(["called"] if named else [])}
        shared = {k: v for k, v in self._cache.items() if k[0] in kept}
        return Catalogue(definitions, key, self.settled, Under.of(self, frozenset(new)), shared)

    def with_fact(self, fact: str, value: Fact | None, key: str) -> "Catalogue":
        """Another catalogue in which a fact of every event is settled; None where not known."""
        settled = {**self.settled, fact: value}
        return Catalogue(self.definitions, key, settled, self._under, self._cache)

    def facts(self, stated: Mapping[str, Fact]) -> Mapping[str, Fact]:
        """The facts of an event: those that are stated, but for what a scenario says of them."""
        if not self.settled:
            return stated
        facts = {**stated, **self.settled}
        return {name: value for name, value in facts.items() if value is not None}

    @property
    def root(self) -> "Catalogue":
        """The catalogue that no change was made in."""
        return self if self._under is None else self._under.base.root

    @property
    def touched(self) -> frozenset[str]:
        """The frameworks that changes touched, since the catalogue in which none was made."""
        return self._under.touched | self._under.base.touched if self._under else frozenset()

    # -- indexes -----------------------------------------------------------------------------------

    def _once(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        if key not in self._cache:
            self._cache[key] = make()
        return self._cache[key]  # type: ignore[return-value]

    def takers(self) -> Mapping[str, frozenset[str]]:
        """The frameworks that take parties, or those a clause protects, from a framework."""

        def find() -> Mapping[str, frozenset[str]]:
            if self._under is not None:  # one that takes them no longer does no harm
                looked = [self.frameworks[identifier] for identifier in self._under.changed]
                found = {k: set(takers) for k, takers in self._under.base.takers().items()}
            else:
                looked, found = list(self.frameworks.values()), {}
            for framework in looked:
                for instrument in framework.instruments:
                    sources = {instrument.parties_of.partition("/")[0]} - {""}
                    sources |= {kin.members_of for kin in kin_of(instrument) if kin.members_of}
                    for source in sources:
                        found.setdefault(source, set()).add(framework.id)
            return {source: frozenset(takers) for source, takers in found.items()}

        return self._once(("takers",), find)
