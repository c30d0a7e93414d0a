"""`member`: whether a state holds a role in a framework on a day, and how it came by it."""

from collections.abc import Sequence
from datetime import date

import msgspec
from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.model.answers import Answer, Row, Section
from foedus.model.citations import Citation
from foedus.model.frameworks import Framework
from foedus.model.time import Interval
from foedus.model.verdicts import Verdict
from foedus.model.wording import in_role

WORDS = {True: "yes", False: "no", None: "contested"}


class MemberInput(Inputs):
    """A framework, a state and a role."""

    framework: str = Field(
        description="Framework, such as nato", json_schema_extra={"positional": True}
    )
    state: str = Field(description="State (id or name)", json_schema_extra={"positional": True})
    role: str = Field(
        "member", description="Role: member, observer, partner, associate, candidate, ..."
    )


class Spell(msgspec.Struct, frozen=True):
    """A time in the role, how it began and ended, and the source."""

    held: Interval
    began: str
    ended: str
    contested: str
    cite: Citation | None


class MemberAnswer(Answer, frozen=True, kw_only=True):
    """Whether the role was held that day (None: contested), and every spell of it."""

    framework: str
    state: str
    role: str
    verdict: Verdict
    spells: tuple[Spell, ...]

    def sections(self) -> Sequence[Section]:
        rows = tuple(
            Row(
                (str(s.held), s.began, s.ended, s.contested),
                cites=(s.cite,) if s.cite else (),
                tone="good" if self.on in s.held else "quiet",
            )
            for s in self.spells
        )
        columns = ("Held", "Began by", "Ended by", "Contested because")
        empty = "Never." if self.verdict is False else "None recorded."
        return (Section(f"As {self.role}", columns, rows, empty),)


@question(
    "member",
    inputs=MemberInput,
    answer=MemberAnswer,
    example={"framework": "nato", "state": "FIN", "on": "2023-04-04"},
)
def member(world: World, inputs: MemberInput, on: date) -> MemberAnswer:
    """Whether a state is a member (or holds another role) on a day, and since when."""
    catalogue = world.catalogue
    framework = catalogue.framework(inputs.framework)
    state = catalogue.state(inputs.state)
    verdict = catalogue.has_role(framework.id, state.id, inputs.role, on)
    why = (
        "not known: the list is incomplete"
        if inputs.role == "member" and catalogue.unlisted(framework, state.id, on)
        else "contested"
    )
    verb = {True: "was", False: "was not", None: f"may or may not have been ({why})"}[verdict]
    return MemberAnswer(
        question="member",
        on=on,
        catalogue=catalogue.key,
        title=f"{state.name} in the {framework.name} on {on}",
        lead=f"{state.name} {verb} {in_role(inputs.role)} the {framework.name} on {on}.",
        framework=framework.id,
        state=state.id,
        role=inputs.role,
        verdict=verdict,
        spells=_spells(catalogue, framework, state.id, inputs.role),
    )


def _spells(catalogue: Catalogue, framework: Framework, state: str, role: str) -> tuple[Spell, ...]:
    if role == "member":
        return tuple(
            Spell(p.during, p.basis, p.ended_by, p.contested, p.cite)
            for p in catalogue.members(framework)
            if p.state == state
        )
    return tuple(
        Spell(r.during, r.role, "", "", r.cite)
        for r in framework.roles
        if r.state == state and r.role == role
    )
