"""What falls when a state leaves an instrument, and what still ties it to the same partners."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.changes import Withdraw
from foedus.catalogue.standing import holds_role
from foedus.errors import QuestionError
from foedus.judging.bonds import Bond, bonds
from foedus.judging.leaving.findings import Fallen, FallenTie, Falls
from foedus.judging.shares.reading import read_facts, shares_under
from foedus.model.frameworks import Framework
from foedus.model.instruments import Instrument
from foedus.model.keys import Key
from foedus.model.provisions import STRENGTH_WORDS, Duty, Release


def nothing_falls() -> Falls:
    """Of a notice that was taken back."""
    return Falls((), (), ())


def what_falls(
    before: Catalogue, framework: Framework, instrument: Instrument, state: str, on: date
) -> Falls:
    """What the state loses on a day, by asking the catalogue with and without its exit."""
    ended = {(framework.id, instrument.id): ""}
    if instrument.id == framework.constitutive:
        ended |= _within(before, framework, state, on)
    after = before
    for owner, left in ended:
        after = Withdraw(f"{owner}/{left}", state, on).apply(after)
    kept = {_key(bond) for bond in _bonds(after, state, on)}
    fallen = [bond for bond in _bonds(before, state, on) if _key(bond) not in kept]
    partners = {_partner(bond, state) for bond in fallen}
    remaining = [b for b in _bonds(after, state, on) if _partner(b, state) in partners]
    return Falls(
        items=tuple(_items(before, after, ended, state, on)),
        ties=tuple(_tie(p, state, fallen, remaining) for p in sorted(partners)),
        remaining=tuple(_remaining(remaining, state)),
    )


def _bonds(catalogue: Catalogue, state: str, on: date) -> Iterator[Bond]:
    """What the state owes and is owed, beyond dispute and not suspended."""
    for bond in (*bonds(catalogue, on, debtor=state), *bonds(catalogue, on, creditor=state)):
        if bond.live and bond.verdict is not False:
            yield bond


def _key(bond: Bond) -> tuple[str, str, str]:
    return bond.clause.provision.id, bond.debtor, bond.creditor


def _partner(bond: Bond, state: str) -> str:
    return bond.creditor if bond.debtor == state else bond.debtor


def _within(
    catalogue: Catalogue, framework: Framework, state: str, on: date
) -> dict[tuple[str, str], str]:
    """The instruments that only members of this framework may be parties to, and why."""
    told = f"only members of {framework.id} may be a party to it"
    open_to_members = {
        (owner.id, instrument.id): told
        for owner in catalogue.frameworks.values()
        for instrument in owner.instruments
        if instrument.within
        and instrument.within.framework == framework.id
        and holds_role(catalogue.parties(owner, instrument), state, on) is not False
    }
    return open_to_members | {
        (inner.id, inner.constitutive): f"only members of {framework.id} may belong to it"
        for inner in catalogue.frameworks.values()
        if inner.within == framework.id
        and inner.constitutive
        and catalogue.members_on(inner, on).get(state, False) is not False
    }


def _items(
    before: Catalogue, after: Catalogue, ended: dict[tuple[str, str], str], state: str, on: date
) -> Iterator[Fallen]:
    """Instruments, provisions, bodies, and what comes with membership, in that order."""
    own = next(iter(ended))
    gone = sorted(_instruments(before, after, state, on), key=lambda g: (g[0].id, g[1].id) != own)
    for owner, other in gone:
        follows = f"its parties are those of {other.parties_of}" if other.parties_of else ""
        why = ended.get((owner.id, other.id), follows)
        yield Fallen("instrument", f"{owner.id}/{other.id}", other.title, why)
    for owner, other in gone:
        yield from _provisions(owner, other, on)
    for body in (b for f in before.frameworks.values() for b in f.bodies):
        if state in before.seated_in(body, on) and state not in after.seated_in(body, on):
            yield Fallen("body", body.id, body.name, "seat of a member", body.cite)
    for framework_id, left in ended:
        framework = before.framework(framework_id)
        if left == framework.constitutive:
            yield from _by_membership(before, framework, state, on)
    for drawing in before.frameworks.values():
        draws = own[0] in drawing.draws_on and (drawing.id, drawing.constitutive) not in ended
        stays = state in after.members_on(drawing, on)
        if draws and stays and own[1] == before.framework(own[0]).constitutive:
            told = (
                "it draws on the framework that is left; what the exit changes there is not settled"
            )
            yield Fallen("framework", drawing.id, drawing.name, told)


def _instruments(
    before: Catalogue, after: Catalogue, state: str, on: date
) -> Iterator[tuple[Framework, Instrument]]:
    """The instruments to which the state ceases to be a party."""
    for framework in before.frameworks.values():
        for instrument in framework.instruments:
            changed = next(
                i for i in after.frameworks[framework.id].instruments if i.id == instrument.id
            )
            was = any(
                p.state == state and on in p.during for p in before.parties(framework, instrument)
            )
            if was and not any(
                p.state == state and on in p.during
                for p in after.parties(after.frameworks[framework.id], changed)
            ):
                yield framework, instrument


def _provisions(framework: Framework, instrument: Instrument, on: date) -> Iterator[Fallen]:
    """Releases one by one, since access lapses with them; other effects by their number."""
    counted: dict[str, list[str]] = {}
    for provision in instrument.provisions:
        if on not in provision.during:
            continue
        effect = provision.effect
        if isinstance(effect, Release):
            yield Fallen(
                "release", provision.id, provision.says, effect.up_to.level, provision.cite
            )
        elif not isinstance(effect, Duty):
            counted.setdefault(effect.label, []).append(provision.id)
    for label, ids in counted.items():
        shown = ", ".join(i.rpartition("/")[2] for i in ids)
        yield Fallen(label, f"{framework.id}/{instrument.id}", f"{len(ids)}: {shown}")


def _by_membership(
    catalogue: Catalogue, framework: Framework, state: str, on: date
) -> Iterator[Fallen]:
    """What a state has in the framework because it is a member of it."""
    presumed = "assumed to need membership"
    for role in framework.roles:
        if role.state == state and role.role != "member" and on in role.during:
            yield Fallen("role", role.role, f"since {role.during.start}", presumed, role.cite)
    for body in framework.bodies:
        if on not in body.during or body.composed_of.startswith(("member", "parties/")):
            continue
        if state in catalogue.seated_in(body, on):
            yield Fallen("body", body.id, body.name, presumed, body.cite)
    for key in _keys(framework, on):
        share = _share(catalogue, key, state, on)
        if share:
            stale = "" if on in key.during else f"the latest on record, {key.during}"
            told = f"{float(share * 100):.4f} per cent, for the others to take over"
            yield Fallen("cost share", key.id, told, stale, key.cite)
    for project in framework.projects:
        if on in project.during and any(
            p.state == state and on in p.during for p in project.participants
        ):
            yield Fallen("project", project.id, project.title, presumed, project.cite)


def _keys(framework: Framework, on: date) -> Iterable[Key]:
    """The keys of that day, or else the latest begun before it."""
    current = [key for key in framework.keys if on in key.during]
    begun = [key for key in framework.keys if key.during.start <= on]
    return current or ([max(begun, key=lambda key: key.during.start)] if begun else [])


def _share(catalogue: Catalogue, key: Key, state: str, on: date) -> Fraction | None:
    """The state's share by a key, where the key tells it without further inputs."""
    try:
        return shares_under(catalogue, key, read_facts(key, {}), on).shares.get(state)
    except QuestionError:
        return None


def _tie(partner: str, state: str, fallen: list[Bond], remaining: list[Bond]) -> FallenTie:
    mine = [b for b in fallen if _partner(b, state) == partner]
    left = [b for b in remaining if _partner(b, state) == partner and b.clause.instrument.binding]
    strongest = max(left, key=lambda b: (b.duty.strength, b.clause.provision.id), default=None)
    return FallenTie(
        partner=partner,
        owed_by=sum(b.debtor == state for b in mine),
        owed_to=sum(b.creditor == state for b in mine),
        strongest_lost=max(b.duty.strength for b in mine),
        strongest_left=strongest.duty.strength if strongest else 0,
        by=strongest.clause.provision.id if strongest else "",
        words=_words(strongest),
    )


def _words(strongest: Bond | None) -> str:
    if strongest is None:
        return "nothing in law"
    return STRENGTH_WORDS[strongest.duty.strength] if strongest.duty.strength else "no duty of help"


def _remaining(remaining: list[Bond], state: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The frameworks that go on tying the state to the same partners, and to which of them."""
    tied: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for bond in remaining:
        framework = bond.clause.framework
        tied.setdefault(framework.id, set()).add(_partner(bond, state))
        names[framework.id] = framework.name
    for identifier, with_whom in sorted(tied.items(), key=lambda item: (-len(item[1]), item[0])):
        yield identifier, names[identifier], tuple(sorted(with_whom))
