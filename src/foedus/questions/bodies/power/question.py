"""`power`: how often each member of a body can decide, by its voting rule alone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec
from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import BodyId
from foedus.asking.world import World
from foedus.catalogue.chamber import chamber
from foedus.judging.power import game_of, readings_with_power
from foedus.model.answers import Answer, Row, Section
from foedus.model.charts import Chart, bars
from foedus.model.citations import Citation
from foedus.model.wording import counted
from foedus.reckoning.voting.coalitions import Counts, Game, count

Index = Literal["banzhaf", "shapley"]
NAMES: dict[Index, str] = {"banzhaf": "Banzhaf", "shapley": "Shapley-Shubik"}


class PowerInput(Inputs):
    """A body, an index and a kind of motion."""

    body: BodyId = Field(
        description="Body, such as un/security-council", json_schema_extra={"positional": True}
    )
    index: Index = Field("banzhaf", description="Index: banzhaf (normalised) or shapley")
    motion: str = Field(
        "",
        description="Kind of motion, as the definition of the body names it; where left out, its "
        "usual matters",
    )


class MemberPower(msgspec.Struct, frozen=True):
    """A member's power: indices as numbers and as exact fractions.

    `swings` are the coalitions it makes win. Coleman's indices: `prevents` is their share of the
    winning ones, `initiates` their number over that of the losing ones.
    """

    matched_by = ("state",)
    repeats = ("exact_banzhaf", "exact_shapley")
    state: str
    banzhaf: float
    shapley: float
    exact_banzhaf: str
    exact_shapley: str
    swings: int
    prevents: float
    initiates: float


class PowerReading(msgspec.Struct, frozen=True):
    """The index asked for if members of whom it is not settled are counted in, or left `out`."""

    matched_by = ("reading",)
    reading: str
    counted: tuple[str, ...]
    out: tuple[str, ...]
    own: bool
    values: dict[str, float]


class PowerAnswer(Answer, frozen=True, kw_only=True):
    """The power of every member; `values` is the index asked for. `acts` is Coleman's power to act.

    `smallest_winning` and `smallest_blocking` are sizes of coalitions. `readings` are the ways to
    count members that are contested or suspended, where there are any; the rest of the answer is
    by the first.
    """

    body: str
    motion: str
    rule: str
    index: Index
    values: dict[str, float]
    members: tuple[MemberPower, ...]
    winning: int
    coalitions: int
    acts: float
    smallest_winning: int | None
    smallest_blocking: int | None
    cite: Citation
    readings: tuple[PowerReading, ...]

    def counts(self) -> Mapping[str, frozenset[str]]:
        return {"state have a vote": frozenset(self.values)}

    def charts(self) -> Sequence[Chart]:
        rows = [
            {"State": member.state, "Index": name, "Power": value}
            for member in sorted(self.members, key=lambda m: -m.banzhaf)
            for name, value in (("Banzhaf", member.banzhaf), ("Shapley-Shubik", member.shapley))
        ]
        tell = "How often each member decides, by two indices; each sums to 1"
        chart = bars("Power of each member", rows, "State", "Power", "Index", tell)
        return (chart,) if rows else ()

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        columns = ("State", "Banzhaf", "Shapley-Shubik", "Exactly", "Prevents", "Initiates")
        yield Section("Power", columns, tuple(self._row(m) for m in self.members))
        facts = (
            ("Winning coalitions", f"{self.winning:,} of {self.coalitions:,}"),
            ("Power of the body to act (Coleman)", f"{self.acts:.6f}"),
            ("Smallest winning coalition", _size(self.smallest_winning)),
            ("Smallest blocking coalition", _size(self.smallest_blocking)),
        )
        yield Section("Coalitions", ("", ""), tuple(Row(f, cites=(self.cite,)) for f in facts))
        if self.readings:
            rows = tuple(Row((r.reading, _spread(r.values))) for r in self.readings)
            title = "Contested or suspended members"
            yield Section(title, ("Members", NAMES[self.index]), rows)

    def _row(self, member: MemberPower) -> Row:
        exact = member.exact_banzhaf if self.index == "banzhaf" else member.exact_shapley
        numbers = (member.prevents, member.initiates)
        return Row(
            (
                member.state,
                f"{member.banzhaf:.6f}",
                f"{member.shapley:.6f}",
                exact if len(exact) <= 24 else "",
                *(f"{number:.4f}" for number in numbers),
            )
        )


def _size(size: int | None) -> str:
    return "none" if size is None else counted(size, "member")


@question(
    "power",
    title="Who can decide, and who can block",
    timed="over time",
    inputs=PowerInput,
    answer=PowerAnswer,
    example={"body": "un/security-council", "index": "shapley", "on": "2020-01-01"},
)
def power(world: World, inputs: PowerInput, on: date) -> PowerAnswer:
    """The voting power of each member of a body: exact Banzhaf and Shapley-Shubik indices."""
    room = chamber(world.catalogue, inputs.body, inputs.motion, on)
    readings = readings_with_power(room)
    games = [game_of(room, reading) for reading in readings]
    game, told = games[0]
    counts = count(game)
    members = tuple(_members(counts))
    doubts = tuple(
        f"{', '.join(map(world.catalogue.name_of, d.states))}: {d.why}" for d in room.doubts
    )
    return PowerAnswer(
        question="power",
        on=on,
        catalogue=world.catalogue.key,
        title=f"Voting power in the {room.body.name} on {on} ({room.motion})",
        lead=" ".join((*room.outdated, _lead(inputs.index, members), *room.general)),
        notes=(*room.notes, *doubts, *told),
        body=room.body.id,
        motion=room.motion,
        rule=room.rule.written.id,
        index=inputs.index,
        values={m.state: getattr(m, inputs.index) for m in members},
        members=members,
        winning=counts.winning,
        coalitions=counts.coalitions,
        acts=counts.winning / counts.coalitions,
        smallest_winning=game.smallest_winning(),
        smallest_blocking=game.smallest_blocking(),
        cite=room.decision.cite,
        readings=tuple(
            PowerReading(r.text, r.counted, r.out, r.own, _values(other, inputs.index))
            for r, (other, _) in zip(readings, games, strict=True)
        )
        if len(readings) > 1
        else (),
    )


def _values(game: Game, index: Index) -> dict[str, float]:
    return {member.state: getattr(member, index) for member in _members(count(game))}


def _members(counts: Counts) -> Iterator[MemberPower]:
    losing = counts.coalitions - counts.winning
    for state, swings, banzhaf, shapley in zip(
        counts.players, counts.totals(), counts.banzhaf(), counts.shapley(), strict=True
    ):
        yield MemberPower(
            state=state,
            banzhaf=float(banzhaf),
            shapley=float(shapley),
            exact_banzhaf=str(banzhaf),
            exact_shapley=str(shapley),
            swings=swings,
            prevents=swings / counts.winning if counts.winning else 0.0,
            initiates=swings / losing if losing else 0.0,
        )


def _lead(index: Index, members: tuple[MemberPower, ...]) -> str:
    """Who has most and who has least."""
    return f"{NAMES[index]}: {_spread({m.state: getattr(m, index) for m in members})}."


def _spread(values: dict[str, float]) -> str:
    most, least = max(values.values()), min(values.values())
    if most == least:
        return f"all {len(values)} members have {most:.6f} each"

    def holders(value: float) -> str:
        held = [state for state, own in values.items() if own == value]
        return ", ".join(held) if len(held) <= 6 else f"{len(held)} members"

    return f"{holders(most)} {most:.6f} each; {holders(least)} {least:.6f} each"
