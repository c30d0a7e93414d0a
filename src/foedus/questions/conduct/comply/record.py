"""What was declared under a treaty, read: ids for names, and nothing that makes no sense."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from foedus.catalogue.catalogue import Catalogue, Clause
from foedus.errors import QuestionError, quoted
from foedus.model.arms_control import QUANTITIES, Holdings, Visits
from foedus.model.frameworks import Framework
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
    """Read what is declared. Raises QuestionError, or UnknownIdError for a state."""
    clauses = catalogue.clauses_of(framework)
    if not any(_relevant(clause) for clause in clauses):
        raise QuestionError(f"{framework.id} has no limits or declarations to compare with")

    parties = {
        party.state
        for instrument in framework.instruments
        for party in catalogue.parties(framework, instrument)
    }

    def known(name: str) -> str:
        state = catalogue.state(name).id
        if state not in parties:
            raise QuestionError(f"{state} never was a party to {framework.id}")
        return state

    lines = tuple(_lines(framework, declared, set(_counted(clauses)), on, known))
    return Record(
        catalogue=catalogue,
        framework=framework,
        on=on,
        asked=tuple(dict.fromkeys(known(name) for name in states)),
        lines=lines,
        ledger=Ledger(lines, framework.counting, on),
        inspections=tuple(
            i.model_copy(update={"state": known(i.state), "by": known(i.by)})
            for i in declared.inspections
        ),
        objects={known(o.state): o.number for o in declared.objects},
        notices=tuple(n.model_copy(update={"state": known(n.state)}) for n in declared.notices),
    )


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
    known: Callable[[str], str],
) -> Iterator[Line]:
    zones = {zone.id for zone in framework.counting.zones}
    rules = {exclusion.id for exclusion in framework.counting.exclusions}
    seen = set[tuple[object, ...]]()
    for holding in declared.holdings:
        state, quantity = known(holding.state), quantity_of(holding.quantity)
        as_of = holding.as_of or on
        told = f"{state}, {QUANTITIES[quantity]}, {as_of}"
        if quantity not in counted:
            there = ", ".join(sorted(counted)) or "no holdings"
            raise QuestionError(f"{told}: {framework.id} does not limit it; it limits {there}")
        if holding.zone and holding.zone not in zones:
            there = ", ".join(sorted(zones)) or "none"
            raise QuestionError(
                f"{told}: there is no zone {quoted(holding.zone)}; there are {there}"
            )
        if holding.excluded_as and holding.excluded_as not in rules:
            there = ", ".join(sorted(rules)) or "none"
            raise QuestionError(
                f"{told}: no counting rule is called {quoted(holding.excluded_as)}; "
                f"there are {there}"
            )
        if holding.active is not None and holding.active > holding.number:
            raise QuestionError(
                f"{told}: {holding.active:,} in active units are more than the "
                f"{holding.number:,} in all"
            )
        key = (state, quantity, as_of, holding.zone, holding.excluded_as)
        if key in seen:
            raise QuestionError(f"{told}: declared twice; give one line for each zone and rule")
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
