"""What `framework` answers, and how it is shown."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from foedus.judging.done import done
from foedus.judging.membership import Membership, map_of
from foedus.judging.promised import PromisedView, promised
from foedus.model.answers import Answer, Row, Section
from foedus.model.citations import Citation
from foedus.model.lists import MEMBERS, ROLE, Listed
from foedus.model.maps import Map
from foedus.model.provisions import Invocation


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
    commitments: tuple[PromisedView, ...] = ()

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
        if self.commitments:
            yield promised(self.framework, self.commitments)
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
