"""The published figures of a subject, and what the datasets in the store give beside them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from foedus.questions.health.impact.published import (
    LISTED,
    RELIABILITY,
    SENT,
    Published,
    Reproduced,
    Verdict,
)

if TYPE_CHECKING:
    from foedus.data.store.store import Store

NOTES: Final = {
    "leeds-218": "of ATOP 5.1; 219 began until 1944, 7 of them in 1815",
    "jme-count": "version 3 counts more than the first; its entries without a year are left out",
    "jme-days": "their list is another one, of about 1,270 exercises",
    "pk-2012-jpn": "one of the two sources mistyped: the rank, 38th, agrees",
    "pk-1999-usa": "658 stands in September, 648 in October",
    "wars-per-pair": "of pairs that came to be at war; by wars, however many states are in one, "
    "it is 0.14",
    "ties-2000": "defence or offence by ATOP; they read another list of alliances",
    "pk-1999-can": "of the list the source gives no day; the other figures are those of October",
}
CLOSE: Final = 0.05


def reproduced(store: "Store | None", of: str) -> Iterator[Reproduced]:
    """The published figures of a subject, and ours; what is not in the store is not looked at."""
    for published in LISTED:
        if of not in ("claims", published.of):
            continue
        if published.why_not:
            yield Reproduced(published, None, "not computable", published.why_not)
        elif lacking := [name for name in _needs(published) if not (store and store.has(name))]:
            told = f"{lacking[0]} is not in the store"
            yield Reproduced(published, None, "not looked at", told)
        else:
            found = _found(store, published)
            yield Reproduced(
                published, found, _verdict(published, found), NOTES.get(published.id, "")
            )


def _needs(published: Published) -> tuple[str, ...]:
    if published.id == "wars-per-pair":
        return (published.dataset, "cow-states")
    return (published.dataset,) if published.dataset else ()


def _verdict(published: Published, found: float) -> Verdict:
    """Equal to the digits printed, cut or rounded; close within a twentieth."""
    printed = f"{published.figure:g}"
    decimals = len(printed.partition(".")[2])
    step = 10**-decimals
    if abs(found - published.figure) <= step / 2 or 0 <= found - published.figure < step:
        return "equal"
    return "close" if abs(found / published.figure - 1) <= CLOSE else "not reproduced"


def _found(store: "Store | None", published: Published) -> float:
    if published.id == "ottawa-2015":
        parties = 162  # of the day, as the sheet counts them
        return 100 * (parties - 101) / parties
    assert store is not None  # whoever asks looked
    if published.id in RELIABILITY:
        return _honoured(store, RELIABILITY[published.id][2])
    if published.id == "leeds-218":
        alliances = store.scan("atop", "alliances").select("begyr").collect()["begyr"]
        return float(alliances.is_between(1816, 1944).sum())
    if published.id == "wars-per-pair":
        return _war_rate(store, 1950, 2000) / _war_rate(store, 1820, 1949)
    if published.id.startswith("ties-"):
        return _allied(store, int(published.id.removeprefix("ties-")))
    if published.dataset == "jme":
        return _exercises(store, published.id)
    return _sent(store, published.id)


def _honoured(store: "Store", of: str) -> float:
    from foedus.data.estimates.reliability import rates

    table = store.scan("alliance-reliability", "reliability").collect()
    [rate] = [rate for rate in rates(table) if rate.of == of]
    return 100 * rate.honoured / rate.called


def _war_rate(store: "Store", first: int, last: int) -> float:
    """Pairs of states that came to be at war with each other, of all pairs and years."""
    import polars as pl

    wars = store.scan("cow-war", "dyad_years").filter(
        pl.col("year").is_between(first, last),
        pl.col("onset") == 1,
        pl.col("ccode1") < pl.col("ccode2"),
    )
    states = store.scan("cow-states", "states").collect()
    pairs = 0
    for year in range(first, last + 1):
        there = states.filter(
            pl.col("start") <= pl.date(year, 12, 31), pl.col("end") > pl.date(year, 1, 1)
        )["ccode"].n_unique()
        pairs += there * (there - 1) // 2
    return float(wars.select(pl.len()).collect().item()) / pairs


def _allied(store: "Store", year: int) -> float:
    """Pairs of states one of which owed the other help in war."""
    import polars as pl

    owed = store.scan("atop", "dyad_years").filter(
        pl.col("year") == year, pl.max_horizontal("defense", "offense") == 1
    )
    ends = ("ccode1", "ccode2")
    pairs = owed.select(one=pl.min_horizontal(*ends), other=pl.max_horizontal(*ends)).unique()
    return float(pairs.select(pl.len()).collect().item())


def _exercises(store: "Store", identifier: str) -> float:
    years = store.scan("jme", "exercises").select("year").collect()["year"]
    if identifier == "jme-count":
        return float(len(years))
    started = years.is_between(1973, 2003).sum()
    return 365.2425 * 31 / float(started)


def _sent(store: "Store", identifier: str) -> float:
    import polars as pl

    table = store.scan("ipi-peacekeeping", "by_month").with_columns(
        all=pl.sum_horizontal("troops", "police", "experts")
    )
    if identifier == "pk-2012-all":
        month = table.filter(pl.col("month") == pl.date(2012, 3, 1), pl.col("all") > 0)
        return float(month.select(pl.len()).collect().item())
    _, code, _, year, number = SENT[identifier]
    month = table.filter(pl.col("month") == pl.date(year, number, 1), pl.col("ccode") == code)
    return float(month.select(pl.col("all").sum()).collect().item())
