"""`framework`: members, instruments, bodies and provisions of a framework on a day."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import FrameworkId
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue, Clause
from foedus.catalogue.force import force_told
from foedus.model.answers import Answer, Row, Section
from foedus.model.citations import Citation
from foedus.model.frameworks import Body, Framework
from foedus.model.provisions import Duty


class FrameworkInput(Inputs):
    """A framework."""

    framework: FrameworkId = Field(
        description="Framework, such as nato", json_schema_extra={"positional": True}
    )


class InstrumentView(msgspec.Struct, frozen=True):
    """An instrument that day."""

    id: str
    title: str
    nature: str
    signed: date | None
    in_force: str
    parties: tuple[str, ...]
    where: str
    term: str


class BodyView(msgspec.Struct, frozen=True):
    """A body that day, who sits in it and how it decides."""

    id: str
    name: str
    members: tuple[str, ...]
    decides_by: tuple[str, ...]
    cite: Citation | None


class ProvisionView(msgspec.Struct, frozen=True):
    """A provision in force that day."""

    id: str
    effect: str
    duties: tuple[str, ...]
    strength: int
    title: str
    says: str
    cite: Citation


class FrameworkAnswer(Answer, frozen=True, kw_only=True):
    """A framework on a day. `members` of which it is contested are in `contested` too."""

    framework: str
    life: str
    in_being: bool
    members: tuple[str, ...]
    contested: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]
    instruments: tuple[InstrumentView, ...]
    bodies: tuple[BodyView, ...]
    provisions: tuple[ProvisionView, ...]
    projects: tuple[str, ...]
    keys: tuple[str, ...]
    draws_on: tuple[str, ...]

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        rows = [Row(("member", str(len(self.members)), ", ".join(self.members)))]
        rows += [Row((role, str(len(s)), ", ".join(s))) for role, s in self.roles.items()]
        yield Section("Members and roles", ("Role", "Number", "States"), tuple(rows))
        yield Section(
            "Instruments",
            ("Instrument", "Nature", "Signed", "In force", "Parties", "Where"),
            tuple(
                Row(
                    (
                        i.title,
                        i.nature,
                        str(i.signed or ""),
                        i.in_force,
                        str(len(i.parties)),
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
        for title, items in (
            ("Projects and missions", self.projects),
            ("Cost-sharing keys", self.keys),
            ("Draws on", self.draws_on),
        ):
            if items:
                yield Section(title, ("",), tuple(Row((item,)) for item in items))


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
    members = catalogue.members_on(found, on)
    in_being = on in found.during
    roles: dict[str, list[str]] = {}
    for role in found.roles:
        if role.role != "member" and on in role.during:
            roles.setdefault(role.role, []).append(role.state)
    lead = found.summary if in_being else f"Not in being on {on} ({found.during}). {found.summary}"
    return FrameworkAnswer(
        question="framework",
        on=on,
        catalogue=catalogue.key,
        title=f"{found.name} on {on}",
        lead=lead,
        notes=tuple(
            f"whether {catalogue.states[s].name} is a member is contested: {why}"
            for s, why in _contested(catalogue, found, on)
        ),
        framework=found.id,
        life=str(found.during),
        in_being=in_being,
        members=tuple(members),
        contested=tuple(s for s, verdict in members.items() if verdict is None),
        roles={role: tuple(sorted(states)) for role, states in sorted(roles.items())},
        instruments=tuple(_instruments(catalogue, found, on)),
        bodies=tuple(_body(catalogue, b, on) for b in found.bodies if on in b.during),
        provisions=tuple(provision_view(c) for c in catalogue.clauses_of(found) if c.in_force(on)),
        projects=tuple(p.title for p in found.projects if on in p.during),
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
            )


def _body(catalogue: Catalogue, body: Body, on: date) -> BodyView:
    rules = tuple(f"{rule.rule} ({rule.matter})" for rule in body.rules if on in rule.during)
    return BodyView(body.id, body.name, catalogue.seated_in(body, on), rules, body.cite)
