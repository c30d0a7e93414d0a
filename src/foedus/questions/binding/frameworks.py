"""`frameworks`: the frameworks in being on a day."""

from collections.abc import Sequence
from datetime import date

import msgspec
from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import MaybeState
from foedus.asking.world import World
from foedus.documents.numbers import Flag
from foedus.model.answers import Answer, Row, Section
from foedus.model.wording import some


class FrameworksInput(Inputs):
    """All frameworks, or those of one state."""

    of: MaybeState | None = Field(None, description="Only those that this state is a member of")
    ever: Flag = Field(False, description="Also those not in being that day")


class Entry(msgspec.Struct, frozen=True):
    """A framework in the list."""

    id: str
    name: str
    kind: str
    life: str
    members: tuple[str, ...]


class FrameworksAnswer(Answer, frozen=True, kw_only=True):
    """Frameworks with their members that day."""

    frameworks: tuple[Entry, ...]

    def sections(self) -> Sequence[Section]:
        rows = tuple(
            Row((f.id, f.name, f.kind, f.life, str(len(f.members)), some(f.members)))
            for f in self.frameworks
        )
        columns = ("Id", "Name", "Kind", "Life", "Members", "Who")
        return (Section("Frameworks", columns, rows, "None in being that day."),)


@question(
    "frameworks",
    inputs=FrameworksInput,
    answer=FrameworksAnswer,
    example={"of": "SUN", "on": "1985-06-01"},
)
def frameworks(world: World, inputs: FrameworksInput, on: date) -> FrameworksAnswer:
    """The frameworks in being on a day, with their members."""
    catalogue = world.catalogue
    of = inputs.of or None
    entries = []
    for framework in catalogue.frameworks.values():
        members = tuple(catalogue.members_on(framework, on))
        if (inputs.ever or on in framework.during) and (of is None or of in members):
            entries.append(
                Entry(framework.id, framework.name, framework.kind, str(framework.during), members)
            )
    whose = f" of {catalogue.states[of].name}" if of else ""
    return FrameworksAnswer(
        question="frameworks",
        on=on,
        catalogue=catalogue.key,
        title=f"Frameworks{whose} on {on}",
        lead=f"{len(entries)} of the {len(catalogue.frameworks)} frameworks of the catalogue.",
        frameworks=tuple(sorted(entries, key=lambda e: e.id)),
    )
