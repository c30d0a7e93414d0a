"""`state`: a state's life, codes, successors and memberships."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import StateName
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.judging.membership import membership, not_known
from foedus.model.actors import State
from foedus.model.answers import Answer, Row, Section


class StateInput(Inputs):
    """A state."""

    state: StateName = Field(
        description="State (id, name or alias)", json_schema_extra={"positional": True}
    )


class StateAnswer(Answer, frozen=True, kw_only=True):
    """A state, the frameworks it is a member of that day, and those of which it is not known.

    Those that are contested, or in which its part is suspended, are marked as such.
    """

    state: State
    exists: bool
    member_of: tuple[str, ...]
    not_known: tuple[str, ...]
    territories: tuple[str, ...]

    def judged(self) -> str:
        return "in being" if self.exists else "not in being"

    def counts(self) -> Mapping[str, frozenset[str]]:
        ids = frozenset(told.partition(":")[0] for told in self.member_of)
        return {"framework have it as a member": ids}

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        s = self.state
        facts = [("Id", s.id), ("Lived", "; ".join(map(str, s.lives)))]
        facts += [("ISO alpha-2", s.alpha2)] if s.alpha2 else []
        facts += [("ISO numeric", f"{s.numeric:03}")] if s.numeric is not None else []
        facts += [("Also called", ", ".join(s.aliases))] if s.aliases else []
        facts += [(f"Named {n.during}", n.name) for n in s.names]
        facts += [(f"COW {c.during}", f"{c.code} {c.abbreviation}") for c in s.cow]
        facts += [(f"Gleditsch-Ward {c.during}", str(c.code)) for c in s.gw]
        facts += [(f"Succeeded {x.on}", f"{x.state} {x.note}".strip()) for x in s.successors]
        facts += [("Note", s.note)] if s.note else []
        yield Section("The state", ("", ""), tuple(Row(fact) for fact in facts))
        empty = "Nothing is on record for that day." if self.not_known else "None that day."
        yield Section("Member of", ("Framework",), tuple(Row((f,)) for f in self.member_of), empty)
        if self.not_known:
            yield Section(
                "Whether it is a member is not known",
                ("Framework",),
                tuple(Row((f,)) for f in self.not_known),
                tone="unsure",
            )
        if len(self.territories) > 1:
            yield Section(
                "Territories that day", ("Territory",), tuple(Row((t,)) for t in self.territories)
            )


@question(
    "state",
    title="A state on one day",
    timed="over time",
    inputs=StateInput,
    answer=StateAnswer,
    example={"state": "DDR", "on": "1985-06-01"},
)
def state(world: World, inputs: StateInput, on: date) -> StateAnswer:
    """A state: its life, codes and successors, and what it is a member of on a day."""
    catalogue = world.catalogue
    found = catalogue.states[inputs.state]
    exists = found.exists(on)
    lives = " and ".join(str(life) for life in found.lives)
    return StateAnswer(
        question="state",
        on=on,
        catalogue=catalogue.key,
        title=f"{found.name_on(on)} ({found.id})",
        lead=f"{'Exists' if exists else 'Does not exist'} on {on}: {lives}.",
        state=found,
        exists=exists,
        member_of=tuple(_member_of(catalogue, found.id, on)),
        not_known=tuple(
            f"{f.id}: {f.name}: {listed.why()}" for f, listed in not_known(catalogue, found.id, on)
        ),
        territories=tuple(
            t.name
            for t in catalogue.definitions.territories.values()
            if any(tenure.state == found.id for tenure in t.holders(on))
        ),
    )


def _member_of(catalogue: Catalogue, state: str, on: date) -> Iterator[str]:
    for framework in sorted(catalogue.frameworks.values(), key=lambda f: f.id):
        if state in catalogue.members_on(framework, on):
            mark = membership(catalogue, framework, on).mark(state)
            yield f"{framework.id}: {framework.name}{mark}"
