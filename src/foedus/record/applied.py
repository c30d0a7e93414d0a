"""The catalogue with what the record adds: parties that came and went, and what was invoked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.changes import Change, Ratify, Reserve, Suspend, Withdraw
from foedus.catalogue.changes.change import ChangeError, key_of
from foedus.model.citations import Citation
from foedus.model.entries import Entry
from foedus.model.provisions import Invocation, Step
from foedus.record.contents.crisis import Determination, OnProvision, Report
from foedus.record.contents.membership import Deposit
from foedus.record.crises import Crisis, crisis
from foedus.record.record import Record
from foedus.record.standing import standing


def change_of(deposit: Deposit) -> Change | None:
    """What a deposit changes in the catalogue; None for one that binds nobody, as a signature."""
    if deposit.effect is None:
        return None
    match deposit.deed:
        case "ratification" | "accession":
            return Ratify(deposit.instrument, deposit.state, deposit.effect)
        case "notice-of-withdrawal":
            return Withdraw(deposit.instrument, deposit.state, deposit.effect)
        case "reservation":
            return Reserve(deposit.provision, deposit.state, deposit.effect, says=deposit.says)
        case "suspension":
            other = deposit.towards[0] if deposit.towards else ""
            return Suspend(
                deposit.instrument,
                deposit.state,
                deposit.effect,
                other=other,
                provision=deposit.provision,
            )
        case "signature":
            return None


def applied(catalogue: Catalogue, record: Record) -> Catalogue:
    """The catalogue with the deposits and the crises of a record; itself where there are none.

    A deposit that no longer makes sense, since the definitions now have it themselves, adds
    nothing.
    """
    deposits = tuple(said for _, said in standing(record, Deposit))
    found = _with_deposits(catalogue, deposits)
    crises = (crisis(record, entry.id) for entry, _ in standing(record, Report))
    invocations = tuple(i for c in crises if c is not None for i in invocations_of(c))
    return _with_invocations(found, invocations) if invocations else found


def _with_deposits(catalogue: Catalogue, deposits: tuple[Deposit, ...]) -> Catalogue:
    for change in filter(None, map(change_of, deposits)):
        try:
            catalogue = change.apply(catalogue)
        except ChangeError:
            continue
    return catalogue


def cited(entry: Entry) -> Citation:
    """Where an entry can be looked up."""
    return Citation("record", entry.id, entry.draft.valid)


def invocations_of(found: Crisis) -> Iterator[Invocation]:
    """What was done about an event on record, under each provision that an act names."""
    acts: tuple[tuple[Entry, OnProvision], ...] = (
        *found.consultations,
        *found.invocations,
        *found.determinations,
        *found.responses,
    )
    for provision in dict.fromkeys(said.provision for _, said in acts):
        yield Invocation(
            provision,
            found.report.title,
            found.report.happened,
            found.report.attacked,
            cited(found.entry),
            invoked=next(_steps(found.invocations, provision), None),
            determined=next(_steps(found.determinations, provision), None),
            responses=(
                *_steps(found.consultations, provision),
                *_steps(found.responses, provision),
            ),
        )


def _steps(acts: Iterable[tuple[Entry, OnProvision]], provision: str) -> Iterator[Step]:
    for entry, said in acts:
        if said.provision == provision:
            by = said.body if isinstance(said, Determination) else entry.by
            yield Step(entry.draft.told, entry.draft.valid, (by,), cited(entry))


def _with_invocations(catalogue: Catalogue, invocations: tuple[Invocation, ...]) -> Catalogue:
    by_framework: dict[str, list[Invocation]] = defaultdict(list)
    for invocation in invocations:
        by_framework[invocation.provision.partition("/")[0]].append(invocation)
    changed = [
        msgspec.structs.replace(framework, invocations=(*framework.invocations, *more))
        for name, more in by_framework.items()
        for framework in (catalogue.framework(name),)
    ]
    return catalogue.with_frameworks(changed, key_of(catalogue, invocations))
