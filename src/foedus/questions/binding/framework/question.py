"""`framework`: members, instruments, bodies and provisions of a framework on a day."""

from collections.abc import Iterable, Iterator
from datetime import date

from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import FrameworkId
from foedus.asking.world import World
from foedus.catalogue.catalogue import MEMBER, Catalogue
from foedus.catalogue.clause import Clause
from foedus.catalogue.force import force_told
from foedus.catalogue.listed import names_of
from foedus.catalogue.standing import SUSPENDED
from foedus.judging.done import done_until
from foedus.judging.membership import membership
from foedus.judging.promised import texts_until
from foedus.model.frameworks import Body, Framework
from foedus.model.lists import COMMITMENTS, MEMBERS, PARTIES, ROLE
from foedus.model.provisions import Duty
from foedus.questions.binding.framework.answer import (
    BodyView,
    FrameworkAnswer,
    InstrumentView,
    ProvisionView,
)


class FrameworkInput(Inputs):
    """A framework."""

    framework: FrameworkId = Field(
        description="Framework, such as nato", json_schema_extra={"positional": True}
    )


@question(
    "framework",
    title="A framework on one day",
    timed="over time",
    inputs=FrameworkInput,
    answer=FrameworkAnswer,
    example={"framework": "nato", "on": "1966-07-01"},
)
def framework(world: World, inputs: FrameworkInput, on: date) -> FrameworkAnswer:
    """A framework on a day: members, instruments, bodies and provisions in force."""
    catalogue = world.catalogue
    found = catalogue.frameworks[inputs.framework]
    who = membership(catalogue, found, on)
    in_being = on in found.during
    roles, contested_roles = _holders(catalogue, found, on)
    lists = {n: catalogue.lists.listed(found, n, on) for n in _lists(found, roles)}
    gone = "" if in_being else f"Not in being on {on}: {found.during.apart(on)}. "
    return FrameworkAnswer(
        question="framework",
        on=on,
        catalogue=catalogue.key,
        title=f"{found.name} on {on}",
        lead=f"{gone}{found.summary}",
        notes=tuple(
            f"whether {catalogue.inline(s)} is a member is contested: {why}"
            for s, why in _contested(catalogue, found, on)
        )
        + catalogue.lists.aged(on, tuple(listed.checked for listed in lists.values())),
        framework=found.id,
        life=str(found.during),
        in_being=in_being,
        members=who.members,
        contested=who.contested,
        suspended=who.suspended,
        perhaps_suspended=who.perhaps_suspended,
        roles=roles,
        contested_roles=contested_roles,
        lists=lists,
        instruments=tuple(_instruments(catalogue, found, on)),
        bodies=tuple(_body(catalogue, b, on) for b in found.bodies if on in b.during),
        provisions=tuple(provision_view(c) for c in catalogue.clauses_of(found) if c.in_force(on)),
        projects=tuple(p.title for p in found.projects if on in p.during),
        invocations=done_until(found.invocations, on),
        keys=tuple(f"{k.title} ({k.id})" for k in found.keys if on in k.during),
        draws_on=found.draws_on,
        commitments=tuple(texts_until(catalogue.lists, found, on)),
    )


def provision_view(clause: Clause) -> ProvisionView:
    """A provision for display."""
    p = clause.provision
    duty = p.effect if isinstance(p.effect, Duty) else None
    return ProvisionView(
        p.id,
        p.effect.label,
        duty.kinds if duty else (),
        duty.strength if duty else 0,
        p.title,
        p.says,
        p.cite,
    )


def _holders(
    catalogue: Catalogue, found: Framework, on: date
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Who holds each role that day, or may; and of whom it is contested.

    A role of which the file says something, and that nobody holds, is among them.
    """
    said = [s.of.removeprefix(ROLE) for s in found.lists if s.of.startswith(ROLE)]
    names = dict.fromkeys((*said, *(role.role for role in found.roles), SUSPENDED))
    held: dict[str, set[str]] = {}
    contested: dict[str, set[str]] = {}
    for role in names:
        spells = [s for s in catalogue.spells(found, role) if on in s.during]
        if role != MEMBER and (spells or role in said):
            held[role] = {s.state for s in spells}
            open_ = {s.state for s in spells if s.contested}
            if open_:
                contested[role] = open_
    return _sorted(held), _sorted(contested)


def _sorted(roles: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {role: tuple(sorted(states)) for role, states in sorted(roles.items())}


def _lists(found: Framework, roles: Iterable[str]) -> Iterator[str]:
    """The lists that the answer shows."""
    yield MEMBERS
    yield from (f"{ROLE}{role}" for role in roles)
    yield from (
        name for name in names_of(found) if not name.startswith((PARTIES, ROLE, COMMITMENTS))
    )


def _contested(catalogue: Catalogue, found: Framework, on: date) -> Iterator[tuple[str, str]]:
    for party in catalogue.members(found):
        if on in party.during and party.contested:
            yield party.state, party.contested


def _instruments(catalogue: Catalogue, found: Framework, on: date) -> Iterator[InstrumentView]:
    for i in found.instruments:
        if on in i.during:
            parties = catalogue.parties(found, i)
            states = {p.state for p in parties if on in p.during}
            yield InstrumentView(
                i.id,
                i.title,
                i.nature,
                i.signed,
                force_told(i, parties, on),
                tuple(sorted(states)),
                i.where,
                i.term,
                catalogue.lists.listed(found, f"{PARTIES}{i.id}", on),
            )


def _body(catalogue: Catalogue, body: Body, on: date) -> BodyView:
    rules = tuple(f"{rule.rule} ({rule.matter})" for rule in body.rules if on in rule.during)
    return BodyView(body.id, body.name, catalogue.seated_in(body, on), rules, body.cite)
