"""Who bears how much of the burden of defence, and whether the large bear more than their part."""

from collections.abc import Iterator, Mapping
from datetime import date
from statistics import median
from typing import TYPE_CHECKING, Final

from foedus.measures.measure import Each, Figure, Measure, NotKnownError, Value
from foedus.measures.pairs import LEFT_OUT
from foedus.model.citations import Citation
from foedus.reckoning.association import Correlation, kendall, spearman

if TYPE_CHECKING:
    from foedus.measures.seen import Seen


PLEDGED: Final[Mapping[str, float]] = {"nato/wales-two-per-cent": 2.0}
"""The share of GDP, in per cent, that a provision pledges to spend; its text has no such field."""
SOURCE: Final = Citation(
    "NATO, Defence Expenditure of NATO Countries (2014-2024)",
    where="https://www.nato.int/cps/en/natohq/topics_49198.htm",
    confidence="medium",
)


SPREAD: Final = (
    Figure(
        "median",
        "median of the members' shares of GDP",
        "median x",
        "per cent of GDP",
        0.0,
        100.0,
    ),
    Figure(
        "range",
        "distance of the highest share from the lowest",
        "max x - min x",
        "per cent of GDP",
        0.0,
        100.0,
    ),
)


class Burden(Measure):
    """Burden sharing: shares of GDP, against the pledge where there is one."""

    name = "burden"
    title = "Burden sharing"
    asks = "Do the members spend what they pledged?"
    order = 30
    needs = ("nato-expenditure",)
    first, last = 2014, 2024
    figures = (
        Figure(
            "at the pledge",
            "share of members that spend the pledged share of GDP or more",
            "members with a share >= what is pledged / members with a share",
        ),
        *SPREAD,
    )
    papers = (
        SOURCE,
        Citation("Wales Summit Declaration", "para. 14", date(2014, 9, 5), confidence="medium"),
    )
    denominator = "members for which NATO gives a share; Iceland, which has no forces, has none"
    uncertainty = (
        "NATO revises its figures: the same year of the same member differs by up to 0.7 points "
        "between editions (Poland 2023: 3.90, 3.92, 3.26). The last two years are estimates."
    )
    not_shown = (
        "What is done with the money, readiness, losses and risks taken. A share of GDP rises when "
        "an economy shrinks. It counts only what NATO counts as defence."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        shares = seen.of_states("nato-expenditure", "nato_share")
        of = seen.so_many(shares)
        numbers = list(shares.values())
        pledged = self._pledged(seen)
        if pledged is None:
            why = "its definition holds no pledge of a share of GDP that day"
            yield Value(figure="at the pledge", why=why)
        else:
            met = sum(share >= pledged for share in numbers)
            yield Value(
                figure="at the pledge",
                value=met / len(numbers),
                of=f"{met} of {len(numbers)} with a share",
            )
        yield from _spread(shares, of)

    def _pledged(self, seen: "Seen") -> float | None:
        """The share that the members have pledged by the day."""
        clauses = seen.catalogue.clauses_of(seen.framework)
        live = (clause.provision.id for clause in clauses if clause.in_force(seen.on))
        return next((PLEDGED[provision] for provision in live if provision in PLEDGED), None)


class BurdenBySipri(Measure):
    """Burden sharing: shares of GDP by SIPRI, for members of any framework."""

    name = "burden-sipri"
    title = "Burden sharing, by SIPRI"
    asks = "How unlike are the shares of GDP that the members spend?"
    order = 32
    needs = ("sipri",)
    first, last, newer = 1949, 2024, True
    figures = SPREAD
    papers = (
        Citation(
            "SIPRI Military Expenditure Database",
            where="https://www.sipri.org/databases/milex",
            confidence="medium",
        ),
    )
    denominator = "members for which SIPRI gives a share"
    uncertainty = (
        "SIPRI marks estimates and uncertain figures in its workbook; the marks are not read here. "
        "The interval leaves none or one member out."
    )
    not_shown = (
        "What SIPRI could not find: states that hide most are missing. It counts otherwise than "
        "NATO does, so the two are not to be mixed."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        found = seen.of_states("sipri", "sipri_share")
        shares = {member: 100 * share for member, share in found.items()}
        yield from _spread(shares, seen.so_many(shares))


def _spread(shares: Mapping[str, float], of: str) -> Iterator[Value]:
    """The median and the range of shares, with each member's own."""
    numbers = sorted(shares.values())
    without = [median([*numbers[:i], *numbers[i + 1 :]]) for i in range(len(numbers))]
    yield Value(
        figure="median",
        value=median(numbers),
        low=min(without),
        high=max(without),
        interval=LEFT_OUT,
        of=of,
        each=tuple(
            Each(m, shares[m], "per cent of GDP") for m in sorted(shares, key=lambda m: -shares[m])
        ),
    )
    yield Value(figure="range", value=numbers[-1] - numbers[0], of=of)


class FreeRiding(Measure):
    """Burden sharing: whether the larger spend the larger share (Olson and Zeckhauser)."""

    name = "free-riding"
    title = "Burden sharing: size and share"
    asks = "Do the large bear more than their part?"
    order = 31
    needs = ("nato-expenditure", "gdp")
    first, last = 2014, 2019
    figures = (
        Figure(
            "Spearman",
            "rank correlation of GDP and share of GDP spent; above 0 the larger spend more of it",
            "Pearson's correlation of the ranks, ties sharing the mean rank",
            "-1 to 1",
            -1.0,
        ),
        Figure(
            "Kendall",
            "the same by Kendall's tau-b",
            "(concordant - discordant pairs) / sqrt(pairs untied in one x in the other)",
            "-1 to 1",
            -1.0,
        ),
    )
    papers = (
        Citation(
            "Olson and Zeckhauser, An Economic Theory of Alliances, Review of Economics and "
            "Statistics 48(3)",
            "266-279",
            where="https://doi.org/10.2307/1927082",
            confidence="medium",
        ),
        Citation(
            "Bonett and Wright, Sample size requirements for estimating Pearson, Kendall and "
            "Spearman correlations, Psychometrika 65(1) (the intervals)",
            "23-28",
            where="https://doi.org/10.1007/BF02294183",
            confidence="medium",
        ),
    )
    denominator = "members for which both sources have a number"
    uncertainty = (
        "95 per cent by Fisher's transformation, as if the members were drawn from many such. With "
        "so few of them it is wide."
    )
    not_shown = (
        "Why: the large may have more to defend elsewhere. GDP and shares must rest on one price "
        "base: current spending over GDP at purchasing power makes the rich look exploited, so "
        "that is not done here."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        shares = seen.of_states("nato-expenditure", "nato_share")
        sizes = seen.of_states("gdp", "pwtrgdp")
        both = sorted(shares.keys() & sizes.keys())
        of = seen.so_many(both)
        pair = [sizes[m] for m in both], [shares[m] for m in both]
        for figure, found in (("Spearman", spearman(*pair)), ("Kendall", kendall(*pair))):
            yield _value(figure, found, of)


def _value(figure: str, found: Correlation | None, of: str) -> Value:
    if found is None:
        raise NotKnownError("all members are alike in one of the two")
    interval = "95 per cent" if found.low is not None else ""
    return Value(
        figure=figure, value=found.value, low=found.low, high=found.high, interval=interval, of=of
    )
