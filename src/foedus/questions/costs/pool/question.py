"""`pool`: the fleet that nations need together, what it saves, and sharing its cost."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

import msgspec

from foedus.asking.declare import question
from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.model.wording import counted, money, percent
from foedus.questions.costs.pool.answer import (
    MemberStanding,
    Method,
    PoolAnswer,
    PoolFleet,
    Sharing,
    Weight,
)
from foedus.questions.costs.pool.inputs import Plan, PoolInput, plan
from foedus.reckoning.sharing.remainders import largest_remainder

if TYPE_CHECKING:
    from foedus.questions.costs.pool.fleet import Fleets, Pool

MOST = 20
MOST_IN_POOLS = 14
MOST_ASSURED = 1_000


@question(
    "pool",
    title="What a shared fleet saves",
    inputs=PoolInput,
    answer=PoolAnswer,
)
def pool(world: World, inputs: PoolInput, on: date) -> PoolAnswer:
    """The smallest fleet for nations together and alone, and fair shares of its cost."""
    from foedus.questions.costs.pool.core import why_empty
    from foedus.questions.costs.pool.fleet import fleets

    programme = inputs.programme
    read = plan(world.catalogue, programme, on)
    _small_enough(read)
    found = fleets(read.asset, read.nations, read.apart)
    empty = why_empty(found.game)
    cost, alone = read.money(found.game.total), read.money(sum(found.game.alone))
    answer = PoolAnswer(
        question="pool",
        on=on,
        catalogue=world.catalogue.key,
        title=f"{programme.asset or 'A fleet'} for {counted(len(read.nations), 'nation')}",
        lead="",
        notes=tuple(_notes(read, found)),
        asset=programme.asset,
        currency=programme.currency,
        pools=tuple(_fleet(read, pool) for pool in found.pools),
        cost=cost,
        alone=alone,
        saving=alone - cost,
        members=tuple(_members(read, found)),
        sharings=tuple(_sharings(read, found)),
        core_empty=empty is not None,
        weights=tuple(
            Weight(members, str(weight), read.money(found.game.cost_of(members)))
            for members, weight in (empty.weights if empty else ())
        ),
        weighted=read.money(floor(empty.costs)) if empty else None,
    )
    return msgspec.structs.replace(answer, lead=_lead(answer))


def _small_enough(read: Plan) -> None:
    """Every coalition is looked at, and where pools may split every division of each."""
    from foedus.questions.costs.pool.fleet import one_pool_is_best

    count = len(read.nations)
    most = MOST if one_pool_is_best(read.nations, read.apart) else MOST_IN_POOLS
    if count > most:
        why = "" if most == MOST else " where an assurance is asked for or some stay apart"
        raise QuestionError(
            f"members: takes at most {most}{why}, got {count}", ("programme", "members")
        )
    peak = max(map(sum, zip(*(nation.demand for nation in read.nations), strict=True)))
    assured = any(nation.assurance for nation in read.nations)
    if assured and peak > MOST_ASSURED * read.asset.units_yield:
        raise QuestionError(
            f"assurance: takes fleets of up to {MOST_ASSURED:,} units; give it up, or let a unit "
            "stand for several",
            ("programme", "members"),
        )


def _members(read: Plan, found: "Fleets") -> Iterator[MemberStanding]:
    for player, (nation, alone) in enumerate(zip(read.nations, found.alone, strict=True)):
        yield MemberStanding(
            nation=nation.id,
            demand=_decimal(sum(nation.demand, Fraction(0))),
            alone=_fleet(read, alone),
            adds=read.money(found.game.added(player)),
        )


def _sharings(read: Plan, found: "Fleets") -> Iterator[Sharing]:
    from foedus.questions.costs.pool.allocation import in_proportion, shapley
    from foedus.questions.costs.pool.core import blocking
    from foedus.questions.costs.pool.equal_saving import equal_saving
    from foedus.questions.costs.pool.nucleolus import nucleolus

    game = found.game
    demand = [sum(nation.demand, Fraction(0)) for nation in read.nations]
    payments: dict[Method, tuple[Fraction, ...]] = {
        "proportional": in_proportion(game, demand),
        "equal saving": equal_saving(game),
        "Shapley": shapley(game),
        "nucleolus": nucleolus(game),
    }
    for method, exact in payments.items():
        shares = {p: part / game.total for p, part in zip(game.players, exact, strict=True)}
        against = blocking(game, exact)
        yield Sharing(
            method=method,
            pays=largest_remainder(shares, read.money(game.total), read.step),
            exact={
                p: str(part * Fraction(read.step))
                for p, part in zip(game.players, exact, strict=True)
            },
            in_core=against is None,
            blocking=against.members if against else (),
            gain=read.money(ceil(against.gain)) if against else None,
        )


def _fleet(read: Plan, pool: "Pool") -> PoolFleet:
    return PoolFleet(pool.members, pool.units, read.money(pool.cost))


def _decimal(value: Fraction) -> Decimal:
    """A sum of decimals, as a decimal."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def _lead(answer: PoolAnswer) -> str:
    together = sum(pool.units for pool in answer.pools)
    alone = sum(member.alone.units for member in answer.members)
    told = (
        f"Together {counted(together, 'unit')} instead of {alone}, for "
        f"{money(answer.cost, answer.currency)}; it saves {answer.saving:,} "
        f"({percent(answer.saving, answer.alone, places=1)})."
    )
    if answer.core_empty:
        return (
            f"{told} However shared, some gain by leaving: the coalitions below, weighted so "
            f"that everybody counts once, cost only {answer.weighted:,}."
        )
    stable = [sharing.method for sharing in answer.sharings if sharing.in_core]
    return f"{told} Nobody gains by leaving if the cost is shared by: {', '.join(stable)}."


def _notes(read: Plan, found: "Fleets") -> Iterator[str]:
    if not any(nation.assurance for nation in read.nations):
        yield (
            "demand is covered on average: units times availability times capacity; ask for more "
            "with `assurance`"
        )
    for pool in found.alone:
        if not pool.cost:
            yield f"{pool.members[0]} demands nothing, adds nothing and pays nothing"
    if len(found.pools) > 1:
        yield "the cheapest is several pools, not one"
    yield "whether somebody would leave is judged before amounts are rounded"
