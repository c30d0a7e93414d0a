"""What was declared under a treaty, read: ids for names, and nothing that makes no sense."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.documents.source import Location
from foedus.errors import QuestionError, located, quoted
from foedus.model.arms_control import QUANTITIES, Holdings, Visits
from foedus.model.frameworks import Framework
from foedus.model.lists import PARTIES
from foedus.model.provisions import Limit, Notification
from foedus.questions.conduct.comply.ceilings import Ledger, Line
from foedus.questions.conduct.comply.declared import Declarations, Inspection, Notice, quantity_of


@dataclass(frozen=True)
class Record:
    """The declarations of states under a framework up to a day; `asked` narrows to some states."""

    catalogue: Catalogue
    framework: Framework
    on: date
    asked: tuple[str, ...]
    lines: tuple[Line, ...]
    ledger: Ledger
    inspections: tuple[Inspection, ...]
    objects: Mapping[str, int]
    notices: tuple[Notice, ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The provisions of the framework."""
        return self.catalogue.clauses_of(self.framework)

    def concerns(self, state: str) -> bool:
        """Whether the state is one that is asked about."""
        return not self.asked or state in self.asked


def read(
    catalogue: Catalogue,
    framework: Framework,
    declared: Declarations,
    states: list[str],
    on: date,
) -> Record:
    """Read what is declared. Raises QuestionError."""
    clauses = catalogue.clauses_of(framework)
    if not any(_relevant(clause) for clause in clauses):
        raise QuestionError(
            f"{framework.id} has no limits or declarations to compare with", ("treaty",)
        )

    parties = {
        party.state
        for instrument in framework.instruments
        for party in catalogue.parties(framework, instrument)
    }

    _parties_only(catalogue, framework, parties, declared, states, on)
    lines = tuple(_lines(framework, declared, set(_counted(clauses)), on))
    return Record(
        catalogue=catalogue,
        framework=framework,
        on=on,
        asked=tuple(dict.fromkeys(states)),
        lines=lines,
        ledger=Ledger(lines, framework.counting, on),
        inspections=tuple(declared.inspections),
        objects={o.state: o.number for o in declared.objects},
        notices=tuple(declared.notices),
    )


def _parties_only(
    catalogue: Catalogue,
    framework: Framework,
    parties: set[str],
    declared: Declarations,
    states: list[str],
    on: date,
) -> None:
    """Refuse a state that was never bound, or of which that is not known. Raises QuestionError."""
    named: list[tuple[str, Location]] = [
        (state, ("state", number)) for number, state in enumerate(states)
    ]
    for sheet in ("holdings", "inspections", "objects", "notices"):
        for number, line in enumerate(getattr(declared, sheet)):
            at = ("declared", sheet, number)
            named.append((line.state, (*at, "state")))
            if isinstance(line, Inspection):
                named.append((line.by, (*at, "by")))
    for state, where in named:
        if state not in parties:
            raise QuestionError(_no_party(catalogue, framework, state, on), where)


def _no_party(catalogue: Catalogue, framework: Framework, state: str, on: date) -> str:
    """That a state was never a party; or that it is not known, where a list is not complete."""
    lists = catalogue.lists
    for instrument in framework.instruments:
        name = f"{PARTIES}{instrument.id}"
        if not lists.throughout(framework, name):
            why = lists.listed(framework, name, on)
            if why.complete:
                return f"{state} is on record at no time as a party to {framework.id}"
            return f"whether {state} is a party to {framework.id} is {why.unknown()}"
    return f"{state} never was a party to {framework.id}"


def _counted(clauses: tuple[Clause, ...]) -> Iterator[str]:
    """The quantities that some limit of the framework counts."""
    for clause in clauses:
        effect = clause.provision.effect
        if isinstance(effect, Limit) and isinstance(effect.counts, Holdings):
            yield effect.counts.quantity
            yield from effect.counts.made_of


def _relevant(clause: Clause) -> bool:
    effect = clause.provision.effect
    if isinstance(effect, Limit):
        return isinstance(effect.counts, Holdings | Visits)
    return isinstance(effect, Notification) and effect.report


def _lines(
    framework: Framework,
    declared: Declarations,
    counted: set[str],
    on: date,
) -> Iterator[Line]:
    zones = {zone.id for zone in framework.counting.zones}
    rules = {exclusion.id for exclusion in framework.counting.exclusions}
    seen = set[tuple[object, ...]]()
    for number, holding in enumerate(declared.holdings):
        at = ("declared", "holdings", number)
        with located(*at, "quantity"):
            state, quantity = holding.state, quantity_of(holding.quantity)
        as_of = holding.as_of or on
        told = f"{state}, {QUANTITIES[quantity]}, {as_of}"
        if quantity not in counted:
            there = ", ".join(sorted(counted)) or "no holdings"
            raise QuestionError(
                f"{told}: {framework.id} does not limit it; it limits {there}", (*at, "quantity")
            )
        if holding.zone and holding.zone not in zones:
            there = ", ".join(sorted(zones)) or "none"
            raise QuestionError(
                f"{told}: there is no zone {quoted(holding.zone)}; there are {there}",
                (*at, "zone"),
            )
        if holding.excluded_as and holding.excluded_as not in rules:
            there = ", ".join(sorted(rules)) or "none"
            raise QuestionError(
                f"{told}: no counting rule is called {quoted(holding.excluded_as)}; "
                f"there are {there}",
                (*at, "excluded_as"),
            )
        if holding.active is not None and holding.active > holding.number:
            raise QuestionError(
                f"{told}: {holding.active:,} in active units are more than the "
                f"{holding.number:,} in all",
                (*at, "active"),
            )
        key = (state, quantity, as_of, holding.zone, holding.excluded_as)
        if key in seen:
            raise QuestionError(f"{told}: declared twice; give one line for each zone and rule", at)
        seen.add(key)
        yield Line(
            state,
            quantity,
            holding.number,
            as_of,
            holding.zone,
            holding.active,
            holding.excluded_as,
        )
