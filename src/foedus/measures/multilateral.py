"""How much of what states do together is multilateral: a series each, with its years and limits."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.data.panels.scope import by_year
from foedus.data.store.store import Store
from foedus.measures.seen import Datasets
from foedus.model.citations import Citation
from foedus.reckoning.association import wilson
from foedus.reckoning.change import change

if TYPE_CHECKING:
    import polars as pl

SURE: Final = 0.05
"""A change that chance gives as often, or more often, is not told."""
FEW: Final = 5
"""A year with fewer is not in the test: one treaty more or less is a leap there."""
Shares = Iterable[tuple[int, int, int]]


class Point(msgspec.Struct, frozen=True):
    """A year of a series: so many of so many, the share, and its interval."""

    matched_by = ("year",)
    year: int
    part: int
    whole: int
    share: float
    low: float
    high: float


class Shift(msgspec.Struct, frozen=True):
    """A change of level that chance does not explain: its first year, and the means around it."""

    year: int
    before: float
    after: float
    chance: float


class Series(msgspec.Struct, frozen=True):
    """The share of something by years; or `why` it is not known.

    `first` and `last` are the years that its source covers. `tested` says whether a change was
    looked for, and why not where it was not; `shift` is the change that was found.
    """

    matched_by = ("name",)
    name: str
    says: str
    of: str
    first: int
    last: int
    not_shown: str
    cite: Citation
    source: str = ""
    points: tuple[Point, ...] = ()
    tested: str = ""
    shift: Shift | None = None
    why: str = ""


@dataclass(frozen=True)
class Kind:
    """What a series is, and the function that counts it from the datasets."""

    name: str
    says: str
    of: str
    needs: tuple[str, ...]
    first: int
    last: int
    not_shown: str
    cite: Citation
    count: "Callable[[Datasets], Shares]"
    untested: str = ""


def series(store: Store | None, catalogue: Catalogue, first: int, last: int) -> Iterator[Series]:
    """Every series, in the years asked for that its source covers."""
    data = Datasets(store, catalogue, first, last)
    for kind in KINDS.values():
        yield series_of(data, kind, first, last)


def series_of(data: Datasets, kind: Kind, first: int, last: int) -> Series:
    """A series with its points, and the change of level where one was found."""
    found = Series(kind.name, kind.says, kind.of, kind.first, kind.last, kind.not_shown, kind.cite)
    for name in kind.needs:
        if name not in data.editions:
            why = f"{name} is not in the store; `foedus data add {name}` brings it"
            return msgspec.structs.replace(found, why=why, source=name)
    source = "; ".join(data.editions[name] for name in kind.needs)
    years = range(max(first, kind.first), min(last, kind.last) + 1)
    if not years:
        why = f"its source covers {kind.first} to {kind.last}"
        return msgspec.structs.replace(found, why=why, source=source)
    points = tuple(
        Point(year, part, whole, part / whole, *wilson(part, whole))
        for year, part, whole in sorted(kind.count(data))
        if year in years and whole
    )
    shift, tested = _shift(kind, points)
    return msgspec.structs.replace(found, source=source, points=points, shift=shift, tested=tested)


def _shift(kind: Kind, points: tuple[Point, ...]) -> tuple[Shift | None, str]:
    if kind.untested:
        return None, kind.untested
    points = tuple(point for point in points if point.whole >= FEW)
    found = change([point.share for point in points])
    if found is None:
        return None, f"not tested: there are too few years with {FEW} or more"
    if found.chance >= SURE:
        return None, f"no change of level stands out (chance gives as much in {found.chance:.2f})"
    year = points[found.at].year
    shift = Shift(year, found.before, found.after, found.chance)
    return (
        shift,
        f"another level since {year} than before (chance gives as much in {found.chance:.3f})",
    )


def _signed(data: Datasets) -> Shares:
    return _counted(data.table("atop", "alliances"), "begyr")


def _in_force(data: Datasets) -> Shares:
    import polars as pl

    table = data.table("atop", "alliances").with_columns(
        pl.col("end").fill_null(pl.date(2019, 1, 1))
    )
    years = by_year(table.lazy(), ("atopid", "bilat"), 1816, 2018)
    return _counted(years.collect(), "year")


def _counted(table: "pl.DataFrame", year: str) -> Shares:
    import polars as pl

    found = table.group_by(year).agg((pl.col("bilat") == 0).sum().alias("part"), pl.len())
    return [(int(y), int(part), int(whole)) for y, part, whole in found.rows()]


def _exercises(dataset: str) -> "Callable[[Datasets], Shares]":
    def count(data: Datasets) -> Shares:
        import polars as pl

        number = (
            data.table(dataset, "participants")
            .group_by("exercise", "year")
            .agg(pl.col("ccode").n_unique().alias("states"))
            .filter(pl.col("states") > 1)
        )
        found = number.group_by("year").agg((pl.col("states") > 2).sum().alias("part"), pl.len())
        return [(int(y), int(part), int(whole)) for y, part, whole in found.rows()]

    return count


def _contributors(data: Datasets) -> Shares:
    """States that had anybody in a mission of the UN in any month, of the states of the year."""
    import polars as pl

    given = (
        data.table("ipi-peacekeeping", "by_month")
        .filter(pl.sum_horizontal("troops", "police", "experts") > 0)
        .group_by(pl.col("month").dt.year().alias("year"))
        .agg(pl.col("ccode").n_unique())
    )
    spells = data.table("cow-states", "states").select("ccode", "start", "end")
    states = (
        by_year(spells.lazy(), ("ccode",), 1991, 2013)
        .group_by("year")
        .agg(pl.col("ccode").n_unique().alias("states"))
        .collect()
    )
    both = given.join(states.cast({"year": given.schema["year"]}), on="year")
    return [(int(y), min(int(n), int(w)), int(w)) for y, n, w in both.rows()]


UNTESTED: Final = (
    "not tested: most of what is there in a year was there the year before, so that a change of "
    "level cannot be told from a slow drift"
)
_ATOP: Final = Citation(
    "Leeds, Ritter, Mitchell and Long, Alliance Treaty Obligations and Provisions, International "
    "Interactions 28(3)",
    "237-260",
    where="https://doi.org/10.1080/03050620213653",
    confidence="medium",
)
KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind(
            "treaties signed",
            "share of the alliances that began in the year that have more than two members",
            "multilateral of all alliances begun",
            ("atop",),
            1816,
            2018,
            "How many states each binds: a treaty of three counts as one of thirty. Years with few "
            "treaties swing widely.",
            _ATOP,
            _signed,
        ),
        Kind(
            "treaties in force",
            "share of the alliances in force on any day of the year with more than two members",
            "multilateral of all alliances in force",
            ("atop",),
            1816,
            2018,
            "Whether anybody still acts on a treaty that nobody has ended.",
            _ATOP,
            _in_force,
            UNTESTED,
        ),
        Kind(
            "exercises",
            "share of the multinational exercises begun in the year that had three states or more",
            "of three states or more, of those with two or more known",
            ("mme",),
            1980,
            2010,
            "Size and purpose; and nothing after 2010. It is coded from the press, which reported "
            "less of small exercises in early years.",
            Citation(
                "Multinational Military Exercises, 1980-2010, version 7",
                where="https://doi.org/10.7910/DVN/KHFODX",
                confidence="medium",
            ),
            _exercises("mme"),
        ),
        Kind(
            "exercises, by the forerunner",
            "the same by another list, which differs by a factor of two to three in number",
            "of three states or more, of those with two or more known",
            ("jme",),
            1974,
            2010,
            "Anything after 2005, when its coding fell off (100 exercises in 2005, 27 in 2006).",
            Citation(
                "Joint Military Exercises, version 3",
                where="https://doi.org/10.7910/DVN/KHFODX",
                confidence="medium",
            ),
            _exercises("jme"),
        ),
        Kind(
            "deployments",
            "share of the world's states that had anybody in a UN mission in the year",
            "contributors of the states in the list",
            ("ipi-peacekeeping", "cow-states"),
            1991,
            2013,
            "Who sends many: a state with one observer counts as one with a brigade. Missions of "
            "others than the UN are not in it.",
            Citation(
                "IPI Peacekeeping Database",
                where="https://www.providingforpeacekeeping.org/contributions/",
                confidence="medium",
            ),
            _contributors,
            UNTESTED,
        ),
    )
}
SANCTIONS: Final = (
    "Sanctions are not in it: foedus has no loader for a list of them, so their multilateral share "
    "is not known."
)
