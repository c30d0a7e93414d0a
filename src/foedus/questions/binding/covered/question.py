"""`covered`: which land of its members a framework's duties of help reach, and which not."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

import msgspec
from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import FrameworkId
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.judging.events.judge import Judge
from foedus.judging.reach import helping, site_on
from foedus.language.situation import Situation
from foedus.model.answers import Answer, Row, Section
from foedus.model.citations import Citation
from foedus.model.frameworks import Framework
from foedus.model.maps import EVERYWHERE, Light, Map, Seas
from foedus.model.places import Status, Territory
from foedus.model.verdicts import Verdict
from foedus.model.wording import counted
from foedus.questions.binding.covered.waters import Water, everywhere, waters


class CoveredInput(Inputs):
    """A framework."""

    framework: FrameworkId = Field(
        description="Framework, such as nato", json_schema_extra={"positional": True}
    )


class Land(msgspec.Struct, frozen=True):
    """A territory of a state that help is owed to; `by` the provisions that may reach it.

    Where none may, `why` says what rules them out, whoever attacks; where all of them do so on one
    reading only, which readings there are.
    """

    matched_by = ("territory",)
    territory: str
    name: str
    state: str
    status: Status
    by: tuple[str, ...]
    why: tuple[str, ...] = ()


class Call(msgspec.Struct, frozen=True):
    """A duty of help, and in words what calls for it."""

    matched_by = ("provision",)
    provision: str
    words: str
    cite: Citation


class CoveredAnswer(Answer, frozen=True, kw_only=True):
    """The land of the members, and whether an armed attack on it could call for help.

    Of what is `contested` that is so on one reading, and not on another.
    Also the `waters` in which one on a member's ship could, and the provisions that protect ships
    `everywhere`.
    """

    framework: str
    calls: tuple[Call, ...]
    reached: tuple[Land, ...]
    contested: tuple[Land, ...]
    left_out: tuple[Land, ...]
    waters: tuple[Water, ...]
    everywhere: tuple[str, ...]

    def counts(self) -> Mapping[str, frozenset[str]]:
        return {
            "provision call for help": frozenset(call.provision for call in self.calls),
            "land be reached": frozenset(land.name for land in self.reached),
            "land be reached only as contested": frozenset(land.name for land in self.contested),
            "land be left out": frozenset(land.name for land in self.left_out),
            "water be reached": frozenset(
                water.name for water in self.waters if not set(water.by) <= set(water.contested)
            ),
        }

    def mapped(self) -> Map | None:
        """The land that may be reached, the land left out, and the waters."""
        reached = tuple(land.territory for land in self.reached)
        contested = tuple(land.territory for land in self.contested)
        left_out = tuple(land.territory for land in self.left_out)
        doubt = "on one reading, and not on another"
        lights = (
            Light("reached by a duty of help", "reached", territories=reached),
            Light(f"reached {doubt}", "reached", territories=contested, perhaps=True),
            Light("left out, whoever attacks", "left-out", territories=left_out),
        )
        says = "waters in which an attack on a ship of a member could call for help"
        seas = [Seas(f"all {says}", (EVERYWHERE,))] if self.everywhere else []
        for open_ in () if self.everywhere else (False, True):
            found = (w for w in self.waters if (w.by == w.contested) is open_)
            if rings := tuple(ring for water in found for ring in water.rings):
                seas.append(Seas(f"{says}, {doubt}" if open_ else says, rings, perhaps=open_))
        return Map(
            "Land of those it protects, by whether an armed attack on it could call for help",
            lights,
            "land of states that it does not protect",
            rests_on=tuple(call.provision for call in self.calls),
            seas=tuple(seas),
            cites=tuple(call.cite for call in self.calls),
        )

    def sections(self) -> Sequence[Section]:
        calls = tuple(Row((c.provision, c.words), cites=(c.cite,)) for c in self.calls)
        return (
            Section("What calls for help", ("Provision", "Trigger"), calls, "No duty of help."),
            Section("Waters reached", ("Waters", "Reached", "By", "Contested"), self._waters()),
            *([self._doubtful()] if self.contested else ()),
            Section("Land left out", ("Territory", "Held by", "Status", "Why"), self._left_out()),
            Section("Land reached", ("Held by", "Territories", ""), self._reached(), tone="quiet"),
        )

    def _waters(self) -> tuple[Row, ...]:
        anywhere = tuple(Row(("all", "wherever the ships are", p, "")) for p in self.everywhere)
        return (*anywhere, *map(_water, self.waters))

    def _doubtful(self) -> Section:
        rows = (
            Row((land.name, land.state, ", ".join(land.by), "; ".join(land.why)), tone="unsure")
            for land in self.contested
        )
        return Section("Land contested", ("Territory", "Held by", "By", "Why"), tuple(rows))

    def _left_out(self) -> tuple[Row, ...]:
        return tuple(
            Row((land.name, land.state, land.status, "; ".join(land.why))) for land in self.left_out
        )

    def _reached(self) -> tuple[Row, ...]:
        states = dict.fromkeys(land.state for land in self.reached)
        return tuple(
            Row((state, str(len(names)), ", ".join(names)))
            for state in states
            for names in ([land.name for land in self.reached if land.state == state],)
        )


def _water(water: Water) -> Row:
    """Where all that reaches it does so on one reading, it is not said to be reached."""
    extent = "wholly" if water.wholly else "in part"
    open_ = water.by == water.contested
    which = "" if open_ or not water.contested else f"{', '.join(water.contested)}: "
    told = f"{which}{'; '.join(water.readings)}" if water.contested else ""
    reached = f"contested, {extent}" if open_ else extent
    return Row((water.name, reached, ", ".join(water.by), told), tone="unsure" if open_ else "")


@question(
    "covered",
    title="Which land and waters a pact protects",
    timed="over time",
    inputs=CoveredInput,
    answer=CoveredAnswer,
    example={"framework": "nato", "on": "1985-06-01"},
)
def covered(world: World, inputs: CoveredInput, on: date) -> CoveredAnswer:
    """Which land of its members and which waters a framework's duties of help cover.

    Land is left out where, by the place alone, an armed attack on it triggers none of them,
    whoever attacks; it is contested where it does so on one reading of them, and not on another.
    What is reached may still depend on the attacker and on further facts. Waters
    are reached where an armed attack on a ship of a member could trigger one.
    """
    catalogue = world.catalogue
    framework = catalogue.frameworks[inputs.framework]
    clauses = tuple(helping(catalogue, framework, on))
    owed = owed_to(catalogue, clauses, on)
    judged = (land_on(catalogue, owed, t, on) for t in catalogue.definitions.territories.values())
    lands = tuple(land for land in judged if land is not None)
    reached = tuple(land for land in lands if land.by and not land.why)
    contested = tuple(land for land in lands if land.by and land.why)
    left_out = tuple(land for land in lands if not land.by)
    return CoveredAnswer(
        question="covered",
        on=on,
        catalogue=catalogue.key,
        title=f"What the {framework.name} covers on {on}",
        lead=_lead(framework, clauses, reached, contested, left_out),
        framework=framework.id,
        calls=tuple(
            Call(c.provision.id, c.provision.trigger_words, c.provision.cite) for c in clauses
        ),
        reached=reached,
        contested=contested,
        left_out=left_out,
        waters=tuple(waters(catalogue, clauses, on)),
        everywhere=everywhere(catalogue, clauses, on),
    )


Owed: TypeAlias = tuple[tuple[Clause, Mapping[str, Verdict]], ...]
"""Duties of help, each with the states that it is owed to."""


def owed_to(catalogue: Catalogue, clauses: Iterable[Clause], on: date) -> Owed:
    """To whom each of the duties is owed that day."""
    return tuple((c, catalogue.standing(c, on).circle(c.relation.to)) for c in clauses)


def land_on(catalogue: Catalogue, owed: Owed, territory: Territory, on: date) -> Land | None:
    """Whether the duties reach a territory that day; None where nobody it is of is owed help."""
    for tenure in territory.holders(on):
        to_him = [clause for clause, circle in owed if tenure.state in circle]
        if to_him:
            return _land(catalogue, to_him, territory, tenure.state, tenure.status, on)
    return None


def _land(
    catalogue: Catalogue,
    clauses: list[Clause],
    territory: Territory,
    state: str,
    status: Status,
    on: date,
) -> Land:
    """An armed attack on the territory, by nobody known: what is not false may be called."""
    seen = Situation(
        on=on,
        kind="armed-attack",
        object="territory",
        domain="land",
        victim=state,
        attacker=None,
        site=site_on(catalogue, territory, on),
        facts={},
        lookups=(judge := Judge(catalogue)),
    )
    judged = [(clause, judge.judge(clause, seen)) for clause in clauses]
    open_ = [(clause, because) for clause, because in judged if because.verdict is not False]
    by = tuple(clause.provision.id for clause, _ in open_)
    if by:
        disputes = [because.disputes() for _, because in open_]
        told = [reading for each in disputes for reading in each] if all(disputes) else []
    else:
        told = [f for _, because in judged for f in because.failures()]
    return Land(territory.id, territory.name, state, status, by, tuple(dict.fromkeys(told)))


def _lead(
    framework: Framework,
    clauses: tuple[Clause, ...],
    reached: tuple[Land, ...],
    contested: tuple[Land, ...],
    left_out: tuple[Land, ...],
) -> str:
    if not clauses:
        return f"The {framework.name} holds no duty of help that day."
    whole = f"{counted(len(reached), 'territory', 'territories')} of those it protects"
    told = f"The duties of help of the {framework.name} reach {whole}"
    doubt = f"; whether they reach {len(contested)} more is contested" if contested else ""
    if not left_out:
        return f"{told}{f'{doubt}, and' if doubt else ':'} none is left out."
    return f"{told}, and leave out {len(left_out)}, whoever attacks{doubt}."
