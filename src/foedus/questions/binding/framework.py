"""`framework`: members, instruments, bodies and provisions of a framework on a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec
from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import FrameworkId
from foedus.asking.world import World
from foedus.catalogue.catalogue import MEMBER, Catalogue
from foedus.catalogue.clause import Clause
from foedus.catalogue.force import force_told
from foedus.catalogue.listed import names_of
from foedus.catalogue.standing import SUSPENDED
from foedus.judging.done import done, done_until
from foedus.judging.membership import Membership, map_of, membership
from foedus.model.answers import Answer, Row, Section
from foedus.model.citations import Citation
from foedus.model.frameworks import Body, Framework
from foedus.model.lists import MEMBERS, PARTIES, ROLE, Listed
from foedus.model.maps import Map
from foedus.model.provisions import Duty, Invocation


class FrameworkInput(Inputs):
    """A framework."""

    framework: FrameworkId = Field(
        description="Framework, such as nato", json_schema_extra={"positional": True}
    )


class InstrumentView(msgspec.Struct, frozen=True):
    """An instrument that day."""

    matched_by = ("id",)
    id: str
    title: str
    nature: str
    signed: date | None
    in_force: str
    parties: tuple[str, ...]
    where: str
    term: str
    listing: Listed


class BodyView(msgspec.Struct, frozen=True):
    """A body that day, who sits in it and how it decides."""

    matched_by = ("id",)
    id: str
    name: str
    members: tuple[str, ...]
    decides_by: tuple[str, ...]
    cite: Citation | None


class ProvisionView(msgspec.Struct, frozen=True):
    """A provision in force that day."""

    matched_by = ("id",)
    id: str
    effect: str
    duties: tuple[str, ...]
    strength: int
    title: str
    says: str
    cite: Citation


class FrameworkAnswer(Answer, frozen=True, kw_only=True):
    """A framework on a day.

    `members` of which it is contested are in `contested` too, those whose part is suspended in
    `suspended`, and those of whom that is contested in `perhaps_suspended`. `lists` tells of each
    list whether it is complete, by its name. `invocations` are those until that day, without what
    was done later.
    """

    framework: str
    life: str
    in_being: bool
    members: tuple[str, ...]
    contested: tuple[str, ...]
    suspended: tuple[str, ...]
    perhaps_suspended: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]
    contested_roles: dict[str, tuple[str, ...]]
    lists: dict[str, Listed]
    instruments: tuple[InstrumentView, ...]
    bodies: tuple[BodyView, ...]
    provisions: tuple[ProvisionView, ...]
    projects: tuple[str, ...]
    keys: tuple[str, ...]
    draws_on: tuple[str, ...]
    invocations: tuple[Invocation, ...]

    def judged(self) -> str:
        return "in being" if self.in_being else "not in being"

    def counts(self) -> Mapping[str, frozenset[str]]:
        open_ = frozenset(self.contested)
        return {
            "state belong to it": frozenset(self.members) - open_,
            "state belong to it only as contested": open_,
            "member be suspended": frozenset(self.suspended),
            "instrument be in force": frozenset(i.id for i in self.instruments),
            "provision be in force": frozenset(p.id for p in self.provisions),
        }

    def mapped(self) -> Map | None:
        return map_of(self._whole, self.roles, self.contested_roles, self.lists[MEMBERS])

    @property
    def _whole(self) -> Membership:
        return Membership(self.members, self.contested, self.suspended, self.perhaps_suspended)

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        columns = ("Role", "Number", "States", "This list is")
        yield Section("Members and roles", columns, tuple(self._roles()))
        yield Section(
            "Instruments",
            ("Instrument", "Nature", "Signed", "In force", "Parties", "Their list is", "Where"),
            tuple(
                Row(
                    (
                        i.title,
                        i.nature,
                        str(i.signed or ""),
                        i.in_force,
                        str(len(i.parties)),
                        i.listing.told(),
                        i.where,
                    )
                )
                for i in self.instruments
            ),
            "No instrument in force that day.",
        )
        yield Section(
            "Provisions",
            ("Provision", "Effect", "Strength", "What it says"),
            tuple(
                Row(
                    (
                        p.id,
                        ", ".join(p.duties) or p.effect,
                        str(p.strength) if p.duties else "",
                        f"{p.title}: {p.says}" if p.title else p.says,
                    ),
                    cites=(p.cite,),
                )
                for p in self.provisions
            ),
            "No provision in force that day.",
        )
        if self.bodies:
            yield Section(
                "Bodies",
                ("Body", "Name", "Members", "Decides by"),
                tuple(
                    Row(
                        (b.id, b.name, str(len(b.members)), "; ".join(b.decides_by)),
                        cites=(b.cite,) if b.cite else (),
                    )
                    for b in self.bodies
                ),
            )
        if self.invocations:
            yield done(self.invocations)
        for title, items, name in (
            ("Projects and missions", self.projects, "projects"),
            ("Cost-sharing keys", self.keys, "keys"),
            ("Draws on", self.draws_on, ""),
        ):
            if items:
                said = f" (this list: {self.lists[name].told()})" if name in self.lists else ""
                yield Section(f"{title}{said}", ("",), tuple(Row((item,)) for item in items))

    def _roles(self) -> Iterator[Row]:
        told = self.lists[MEMBERS].told()
        yield Row(("member", self._whole.told(), ", ".join(self._whole.named()), told))
        for role, states in self.roles.items():
            open_ = self.contested_roles.get(role, ())
            held = Membership(states, open_)
            told = self.lists[f"{ROLE}{role}"].told()
            yield Row((role, held.told(), ", ".join(held.named()), told))


@question(
    "framework",
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
    yield from (name for name in names_of(found) if not name.startswith((PARTIES, ROLE)))


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
