"""Cross-references of a framework file: everything it names must exist, and no party life clash."""

from collections.abc import Iterable, Iterator

from foedus.authoring import arms_control
from foedus.authoring.framework.bodies import body_problems
from foedus.authoring.framework.named import Named
from foedus.authoring.framework.promised import commitment_problems
from foedus.authoring.framework.shape import FrameworkFile
from foedus.authoring.framework.ways import way_problems
from foedus.authoring.instruments import InstrumentEntry
from foedus.authoring.keys import key_problems
from foedus.authoring.levels import unknown_schemes
from foedus.authoring.lists import list_problems
from foedus.catalogue.definitions import Definitions
from foedus.documents.problems import Problem
from foedus.documents.source import Location, Source
from foedus.language.leaf import Reference
from foedus.language.tree import references
from foedus.model.clocks import Clock
from foedus.model.conditions import Condition
from foedus.model.frameworks import Framework
from foedus.model.provisions import Procedure
from foedus.model.time import Interval


class ReferenceCheck:
    """The problems of one framework file in the light of all definitions."""

    def __init__(
        self, file: FrameworkFile, built: Framework, source: Source, known: Definitions
    ) -> None:
        self.file, self.built, self.known = file, built, known
        self.named = Named(source, known)

    def problems(self) -> Iterator[Problem]:
        """Every reference to something unknown, and every clash."""
        yield from self._ids_once()
        for index, framework in enumerate(self.file.draws_on):
            yield from self.named.of_kind("framework", framework, ("draws_on", index))
        if self.file.within:
            yield from self.named.of_kind("framework", self.file.within, ("within",))
        for name, circle in self.file.circles.items():
            for part, states in (("states", circle.states), ("but_for", circle.but_for)):
                for state in states:
                    yield from self.named.state(state, ("circles", name, part))
            if circle.members_of:
                where = ("circles", name, "members_of")
                yield from self.named.of_kind("framework", circle.members_of, where)
        for index, instrument in enumerate(self.file.instruments):
            yield from self._instrument(instrument, ("instruments", index))
        yield from self.named.groups(self.file.roles, ("roles",))
        yield from body_problems(self.file, self.built, self.known, self.named)
        for index, table in enumerate(self.file.weights):
            for state in table.values:
                yield from self.named.state(state, ("weights", index, "values", state))
        for index, key in enumerate(self.built.keys):
            for inside, message in key_problems(key, self.known):
                yield self.named.problem(("keys", index, *inside), message)
        if self.file.counting:
            yield from arms_control.of_counting(
                self.file.counting, self.known.states, self.named.problem
            )
        yield from list_problems(
            self.file.lists, self.file.instruments, self.built, self.named.problem
        )
        yield from commitment_problems(self.built, self.known, self.named)
        for index, project in enumerate(self.file.projects):
            yield from self.named.groups(project.participants, ("projects", index, "participants"))
        for index, (entry, built) in enumerate(
            zip(self.file.invocations, self.built.invocations, strict=True)
        ):
            here = ("invocations", index)
            yield from self.named.of_kind("provision", built.provision, (*here, "provision"))
            for state in entry.attacked:
                yield from self.named.state(state, (*here, "attacked"))

    def _ids_once(self) -> Iterator[Problem]:
        lists: tuple[tuple[str, Iterable[str]], ...] = (
            ("instruments", (i.id for i in self.file.instruments)),
            ("bodies", (b.id for b in self.file.bodies)),
            ("keys", (k.id for k in self.file.keys)),
            ("tariffs", (t.id for t in self.file.tariffs)),
            ("projects", (p.id for p in self.file.projects)),
        )
        for name, ids in lists:
            seen = set[str]()
            for index, identifier in enumerate(ids):
                if identifier in seen:
                    yield self.named.problem(
                        (name, index, "id"), f"id {identifier!r} is listed twice"
                    )
                seen.add(identifier)
        stood: dict[str, list[Interval]] = {}
        promised: dict[str, list[Interval]] = {}
        for i, instrument in enumerate(self.file.instruments):
            built = self.built.instruments[i]
            for p, provision in enumerate(built.provisions):
                life = provision.during.clip(built.during)
                if any(life.overlaps(other) for other in stood.get(provision.id, [])):
                    yield self.named.problem(
                        ("instruments", i, "provisions", p, "id"),
                        f"provision {instrument.provisions[p].id!r} is listed twice at the "
                        f"same time; "
                        "versions of a provision need disjoint `from` and `to`",
                    )
                stood.setdefault(provision.id, []).append(life)
                number = provision.commitment
                others = promised.setdefault(number, []) if number else []
                if any(life.overlaps(other) for other in others):
                    yield self.named.problem(
                        ("instruments", i, "provisions", p, "commitment"),
                        f"commitment {number!r} is listed twice at the same time",
                    )
                others.append(life)

    def _instrument(self, entry: InstrumentEntry, path: Location) -> Iterator[Problem]:
        built = next(i for i in self.built.instruments if i.id == entry.id)
        if entry.depositary and entry.depositary.isupper():
            yield from self.named.state(entry.depositary, (*path, "depositary"))
        if entry.within:
            wanted = entry.within.framework
            yield from self.named.of_kind("framework", wanted, (*path, "within", "framework"))
        if entry.parties_of:
            yield from self._parties_of(entry.parties_of, (*path, "parties_of"))
            if self._copies_itself(entry.parties_of, f"{self.file.id}/{entry.id}"):
                yield self.named.problem(
                    (*path, "parties_of"),
                    "leads back to this instrument, which then has no parties",
                )
        yield from self.named.groups(entry.parties, (*path, "parties"))
        local = {provision.id for provision in entry.provisions}
        for index, suspension in enumerate(entry.suspensions):
            here = (*path, "suspensions", index)
            for state in suspension.states:
                yield from self.named.state(state, (*here, "states"))
            yield from self.named.local(suspension.provisions, local, (*here, "provisions"))
            touched = suspension.provisions or local
            if suspension.contested and any(
                p.effect == "duty" for p in entry.provisions if p.id in touched
            ):
                yield self.named.problem(
                    (*here, "contested"),
                    "a duty cannot be suspended on a contested ground; say on the party that it "
                    "is contested whether the state is bound",
                )
        for index, reservation in enumerate(entry.reservations):
            here = (*path, "reservations", index)
            yield from self.named.state(reservation.state, (*here, "state"))
            yield from self.named.local(reservation.provisions, local, (*here, "provisions"))
            condition = built.reservations[index].condition
            if condition is not None:
                yield from self.named.condition(condition, (*here, "condition"))
        for index, clock in enumerate(built.clocks):
            yield from self._clock(clock, built.clocks[:index], (*path, "clocks", index))
        yield from way_problems(built, path, self.named)
        for index, provision in enumerate(built.provisions):
            here = (*path, "provisions", index)
            for name in ("owed_by", "owed_to", "held_by", "in_respect_of", "binds", "shared_with"):
                circle = getattr(provision.effect, name, "parties")
                for state in circle if isinstance(circle, tuple) else ():
                    yield from self.named.state(state, (*here, name))
            yield from arms_control.of_provision(
                provision,
                here,
                self.known.areas,
                self.named.provisions,
                {zone.id for zone in self.built.counting.zones},
                arms_control.resting(p for i in self.built.instruments for p in i.provisions),
                self.named.problem,
            )
            for row, told in unknown_schemes(
                getattr(provision.effect, "levels", ()), self.known.states
            ):
                yield self.named.problem((*here, "levels", row), told)
            if provision.body:
                yield from self.named.of_kind("body", provision.body, (*here, "body"))
            if isinstance(provision.effect, Procedure):
                yield from self.named.voting_rule(provision.effect.rule, (*here, "rule"))
            if provision.trigger is not None:
                yield from self.named.condition(provision.trigger, (*here, "trigger"))
                if self._triggers(provision.id) & {provision.id}:
                    yield self.named.problem(
                        (*here, "trigger"), f"{provision.id} is triggered by itself in the end"
                    )

    def _clock(self, clock: Clock, others: tuple[Clock, ...], path: Location) -> Iterator[Problem]:
        """Addressees and facts that exist, and no two clocks at the same time."""
        for addressee in clock.addressed_to:
            if addressee.isupper():
                yield from self.named.state(addressee, (*path, "addressed_to"))
        for index, proviso in enumerate(clock.provisos):
            for fact in filter(None, (proviso.fact, proviso.until)):
                here = (*path, "provisos", index)
                yield from self.named.reference(Reference("fact", fact), here)
        if any(clock.during.overlaps(other.during) for other in others):
            yield self.named.problem(
                path,
                "two clocks apply at the same time; versions of a clock need disjoint `from` and "
                "`to`",
            )

    def _triggers(self, provision: str) -> set[str]:
        """Every provision on whose trigger that of another turns, at any depth."""
        found, ahead = set[str](), [provision]
        while ahead:
            for clause in self._versions(ahead.pop()):
                for reference in references(clause) if clause is not None else ():
                    if reference.to == "provision" and reference.id not in found:
                        found.add(reference.id)
                        ahead.append(reference.id)
        return found

    def _versions(self, provision: str) -> Iterator[Condition | None]:
        """The triggers of the versions of a provision."""
        framework = self.known.frameworks.get(provision.split("/")[0])
        for instrument in framework.instruments if framework else ():
            yield from (p.trigger for p in instrument.provisions if p.id == provision)

    def _copies_itself(self, source: str, own: str) -> bool:
        """Whether following `parties_of` from one source leads back to an instrument."""
        seen = set[str]()
        while source and source not in seen:
            seen.add(source)
            framework_id, _, instrument_id = source.partition("/")
            framework = self.known.frameworks.get(framework_id)
            if framework is None:
                return False
            wanted = instrument_id or framework.constitutive
            if f"{framework_id}/{wanted}" == own:
                return True
            found = (i.parties_of for i in framework.instruments if i.id == wanted)
            source = next(found, "")
        return False

    def _parties_of(self, source: str, path: Location) -> Iterator[Problem]:
        framework, _, instrument = source.partition("/")
        known = self.known.frameworks.get(framework)
        if known is None:
            yield from self.named.of_kind("framework", framework, path)
        elif instrument and all(i.id != instrument for i in known.instruments):
            yield self.named.problem(
                path, f"framework {framework!r} has no instrument {instrument!r}"
            )
