"""What `pool` answers, and how it is shown."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

import msgspec

from foedus.model.answers import Answer, Row, Section
from foedus.model.charts import Chart, bars
from foedus.model.citations import Citation
from foedus.model.wording import percent

Method: TypeAlias = Literal["proportional", "equal saving", "Shapley", "nucleolus"]
SOURCES: dict[Method, Citation] = {
    "equal saving": Citation(
        "Frisk and others, Cost allocation in collaborative forest transportation, European "
        "Journal of Operational Research 205 (2010)",
        "448-458 (the equal profit method)",
        where="doi:10.1016/j.ejor.2010.01.015",
    ),
    "Shapley": Citation(
        "Shapley, A Value for n-Person Games, Contributions to the Theory of Games II (1953)",
        "307-317",
        where="doi:10.1515/9781400881970-018",
    ),
    "nucleolus": Citation(
        "Schmeidler, The Nucleolus of a Characteristic Function Game, SIAM Journal on Applied "
        "Mathematics 17 (1969)",
        "1163-1170",
        where="doi:10.1137/0117107",
    ),
}


class PoolFleet(msgspec.Struct, frozen=True):
    """A fleet: whose, how many units, and what it costs."""

    matched_by = ("members",)
    members: tuple[str, ...]
    units: int
    cost: Decimal


class MemberStanding(msgspec.Struct, frozen=True):
    """A member: its demand over all periods, its fleet alone, and what it adds to the cost."""

    matched_by = ("nation",)
    nation: str
    demand: Decimal
    alone: PoolFleet
    adds: Decimal


class Sharing(msgspec.Struct, frozen=True):
    """A way to share the cost. `pays` sums to the cost exactly; `exact` is before rounding.

    Where it is not in the core, `blocking` is the coalition that gains most by leaving, and `gain`
    what it would save (rounded up to a whole step).
    """

    matched_by = ("method",)
    method: Method
    pays: dict[str, Decimal]
    exact: dict[str, str]
    in_core: bool
    blocking: tuple[str, ...] = ()
    gain: Decimal | None = None


class Weight(msgspec.Struct, frozen=True):
    """A coalition of the certificate that the core is empty, its weight and its cost alone."""

    matched_by = ("members",)
    members: tuple[str, ...]
    weight: str
    cost: Decimal


class PoolAnswer(Answer, frozen=True, kw_only=True):
    """The fleets together and alone, and the cost of all shared in several ways.

    `pools` are more than one where that is cheaper or some stay apart. Where the core is empty,
    `weights` show why: every member is in coalitions whose weights sum to one, and at these
    weights they cost less (`weighted`, rounded down) than all together.
    """

    asset: str
    currency: str
    pools: tuple[PoolFleet, ...]
    cost: Decimal
    alone: Decimal
    saving: Decimal
    members: tuple[MemberStanding, ...]
    sharings: tuple[Sharing, ...]
    core_empty: bool
    weights: tuple[Weight, ...]
    weighted: Decimal | None

    def charts(self) -> Sequence[Chart]:
        pays = f"Pays {self.currency}".strip()
        rows = [
            {"Nation": member.nation, "Method": sharing.method, pays: float(paid)}
            for member in sorted(self.members, key=lambda m: -m.demand)
            for sharing in self.sharings
            if (paid := sharing.pays.get(member.nation)) is not None
        ]
        tell = "What each nation pays of the common fleet, by each way to share its cost"
        return (bars("Who pays, by each method", rows, "Nation", pays, "Method", tell),)

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        yield Section(
            f"Fleets (costs in {self.currency})",
            ("", "Members", "Units", "Cost"),
            tuple(self._fleets()),
        )
        yield Section(
            "Each alone",
            ("Nation", "Demand", "Units", "Cost", "Adds to the cost of the others"),
            tuple(
                Row(
                    (
                        m.nation,
                        f"{m.demand:,}",
                        str(m.alone.units),
                        f"{m.alone.cost:,}",
                        f"{m.adds:,}",
                    )
                )
                for m in self.members
            ),
        )
        methods = tuple(s.method for s in self.sharings)
        yield Section(f"Who pays ({self.currency})", ("Nation", *methods), tuple(self._payers()))
        yield Section(
            "What each saves against going alone", ("Nation", *methods), tuple(self._savings())
        )
        yield Section(
            "Would anybody do better by leaving",
            ("Shared by", "In the core", "Who would leave", "What they would save"),
            tuple(_stability(s) for s in self.sharings),
        )
        if self.core_empty:
            yield Section(
                "Why the core is empty",
                ("Coalition", "Weight", "Alone"),
                tuple(Row((", ".join(w.members), w.weight, f"{w.cost:,}")) for w in self.weights),
            )

    def _fleets(self) -> Iterator[Row]:
        for pool in self.pools:
            yield Row(("together", ", ".join(pool.members), str(pool.units), f"{pool.cost:,}"))
        units = sum(m.alone.units for m in self.members)
        yield Row(("each alone", "", str(units), f"{self.alone:,}"))
        yield Row(("saved", "", str(units - sum(p.units for p in self.pools)), f"{self.saving:,}"))

    def _payers(self) -> Iterator[Row]:
        for member in self.members:
            pays = (f"{s.pays[member.nation]:,}" for s in self.sharings)
            yield Row((member.nation, *pays))
        yield Row(("all", *(f"{sum(s.pays.values()):,}" for s in self.sharings)))

    def _savings(self) -> Iterator[Row]:
        for member in self.members:
            alone = member.alone.cost
            saves = [alone - sharing.pays[member.nation] for sharing in self.sharings]
            shown = (percent(saved, alone, places=1) if alone else "" for saved in saves)
            loses = any(saved < 0 for saved in saves)
            yield Row((member.nation, *shown), tone="bad" if loses else "")


def _stability(sharing: Sharing) -> Row:
    cites = (SOURCES[sharing.method],) if sharing.method in SOURCES else ()
    if sharing.in_core:
        return Row((sharing.method, "yes", "nobody", ""), cites=cites, tone="good")
    gain = f"{sharing.gain:,}"
    return Row((sharing.method, "no", ", ".join(sharing.blocking), gain), cites=cites, tone="bad")
