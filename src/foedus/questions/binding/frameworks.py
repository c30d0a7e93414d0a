"""`frameworks`: the frameworks in being on a day."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import MaybeState
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.documents.numbers import Flag
from foedus.judging.membership import Membership, membership, not_known
from foedus.model.answers import Answer, Row, Section
from foedus.model.frameworks import Framework
from foedus.model.lists import MEMBERS, Listed
from foedus.model.wording import some


class FrameworksInput(Inputs):
    """All frameworks, or those of one state."""

    of: MaybeState | None = Field(None, description="Only those that this state is a member of")
    ever: Flag = Field(False, description="Also those not in being that day")


class Entry(msgspec.Struct, frozen=True):
    """A framework in the list, and how complete its list of members is.

    Members that are contested, or whose part is or may be suspended, are in `members` too.
    """

    matched_by = ("id",)
    id: str
    name: str
    kind: str
    life: str
    members: tuple[str, ...]
    contested: tuple[str, ...]
    suspended: tuple[str, ...]
    perhaps_suspended: tuple[str, ...]
    listing: Listed

    @property
    def who(self) -> Membership:
        """The members, and those that are contested or suspended."""
        return Membership(self.members, self.contested, self.suspended, self.perhaps_suspended)

    def number(self) -> str:
        """How many members there are; of a list that is not complete, how many are known."""
        told = self.who.told()
        return told if self.listing.complete else f"{told} known"


class Open(msgspec.Struct, frozen=True):
    """A framework of which it is not known whether the state is a member, and why."""

    matched_by = ("id",)
    id: str
    name: str
    why: str


class FrameworksAnswer(Answer, frozen=True, kw_only=True):
    """Frameworks with their members that day, and those of which it is not known."""

    frameworks: tuple[Entry, ...]
    not_known: tuple[Open, ...]

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        rows = tuple(
            Row(
                (
                    f.id,
                    f.name,
                    f.kind,
                    f.life,
                    f.number(),
                    some(f.who.named()),
                )
            )
            for f in self.frameworks
        )
        columns = ("Id", "Name", "Kind", "Life", "Members", "Who")
        empty = (
            "Nothing is on record for that day." if self.not_known else "None in being that day."
        )
        yield Section("Frameworks", columns, rows, empty)
        if self.not_known:
            yield Section(
                "Whether it is a member is not known",
                ("Id", "Name", "Why"),
                tuple(Row((f.id, f.name, f.why)) for f in self.not_known),
                tone="unsure",
            )


@question(
    "frameworks",
    title="Which frameworks there were",
    timed="over time",
    inputs=FrameworksInput,
    answer=FrameworksAnswer,
    example={"of": "SUN", "on": "1985-06-01"},
)
def frameworks(world: World, inputs: FrameworksInput, on: date) -> FrameworksAnswer:
    """The frameworks in being on a day, with their members."""
    catalogue = world.catalogue
    of = inputs.of or None
    entries = tuple(
        sorted(
            (
                _entry(catalogue, framework, on)
                for framework in catalogue.frameworks.values()
                if (inputs.ever or on in framework.during)
                and (of is None or of in catalogue.members_on(framework, on))
            ),
            key=lambda e: e.id,
        )
    )
    open_ = tuple(
        Open(framework.id, framework.name, listed.why())
        for framework, listed in (not_known(catalogue, of, on) if of else ())
    )
    whose = f" of {catalogue.states[of].name}" if of else ""
    return FrameworksAnswer(
        question="frameworks",
        on=on,
        catalogue=catalogue.key,
        title=f"Frameworks{whose} on {on}",
        lead=_lead(len(entries), len(catalogue.frameworks), len(open_)),
        notes=catalogue.lists.aged(on, tuple(entry.listing.checked for entry in entries)),
        frameworks=entries,
        not_known=open_,
    )


def _entry(catalogue: Catalogue, framework: Framework, on: date) -> Entry:
    who = membership(catalogue, framework, on)
    return Entry(
        framework.id,
        framework.name,
        framework.kind,
        str(framework.during),
        who.members,
        who.contested,
        who.suspended,
        who.perhaps_suspended,
        catalogue.lists.listed(framework, MEMBERS, on),
    )


def _lead(found: int, of: int, open_: int) -> str:
    told = f"{found} of the {of} frameworks of the catalogue"
    return f"{told}; of {open_} more it is not known." if open_ else f"{told}."
