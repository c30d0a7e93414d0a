"""Figures that others have published, listed before anything here was computed, and ours beside.

Each was seen at the address given; none is here from memory. `page` is where in the source: the
abstract, a table, or the file that came with it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal

import msgspec

if TYPE_CHECKING:
    from foedus.data.store.store import Store

Subject = Literal["deterrence", "exercises", "peacekeeping", "arms-control"]
Verdict = Literal["equal", "close", "not reproduced", "not computable", "not looked at"]


class Published(msgspec.Struct, frozen=True):
    """A figure as published."""

    matched_by = ("id",)
    id: str
    of: Subject
    says: str
    figure: float
    source: str
    page: str
    seen: str
    dataset: str = ""
    why_not: str = ""


class Reproduced(msgspec.Struct, frozen=True):
    """A published figure beside the one that the datasets in the store give."""

    matched_by = ("published",)
    published: Published
    found: float | None
    verdict: Verdict
    note: str = ""


_BF: Final = (
    "Berkemeier and Fuhrmann 2018, Research & Politics 5(2)",
    "abstract, and the comments of the authors' do-file",
    "github.com/joshuaalley/treaty-depth, Replication 2018-0305.do",
    "alliance-reliability",
)
_2012: Final = ("Cabinet Office of Japan, PKO", "article 3", "pko.go.jp", "ipi-peacekeeping")
_1999: Final = (
    "Washington Post, 13 November 1999",
    "table of contributors",
    "washingtonpost.com, archive",
    "ipi-peacekeeping",
)


def _of(
    identifier: str, of: Subject, says: str, figure: float, where: tuple[str, str, str, str]
) -> Published:
    source, page, seen, dataset = where
    return Published(identifier, of, says, figure, source, page, seen, dataset)


_RELIABILITY: Final = {
    "rel-all": ("all opportunities, 1816-2003", 50.00, "all"),
    "rel-1944": ("1816-1944", 66.30, "until 1944"),
    "rel-1945": ("1945-2003", 22, "since 1945"),
    "rel-defence": ("promises of defence", 41, "defence"),
    "rel-offence": ("promises of offence", 74, "offence"),
    "rel-neutrality": ("promises of neutrality", 78, "neutrality"),
    "rel-nonaggression": ("promises of non-aggression", 36.73, "nonaggression"),
}
_SENT: Final = {
    "pk-2012-bgd": ("Bangladesh", 771, 10_245, 2012, 3),
    "pk-2012-pak": ("Pakistan", 770, 9_401, 2012, 3),
    "pk-2012-ind": ("India", 750, 8_134, 2012, 3),
    "pk-2012-jpn": ("Japan", 740, 449, 2012, 3),
    "pk-1999-pol": ("Poland", 290, 1_068, 1999, 10),
    "pk-1999-gha": ("Ghana", 452, 843, 1999, 10),
    "pk-1999-usa": ("the United States", 2, 658, 1999, 10),
    "pk-1999-can": ("Canada", 20, 285, 1999, 10),
}
LISTED: Final = (
    *(
        _of(name, "deterrence", f"commitments honoured in war, per cent: {says}", figure, _BF)
        for name, (says, figure, _) in _RELIABILITY.items()
    ),
    Published(
        "leeds-218",
        "deterrence",
        "alliances signed 1816 to 1944",
        218,
        "Leeds 2003, International Organization 57, 801-827",
        "abstract",
        "cambridge.org; brightsurf.com 121603141510",
        "atop",
    ),
    Published(
        "hks-2014",
        "peacekeeping",
        "fall of battlefield deaths with 10,000 armed troops, per cent",
        70,
        "Hultman, Kathman and Shannon 2014, American Political Science Review 108",
        "as cited by the Peacekeeping and Stability Operations Institute",
        "the institute's paper",
        why_not="deaths by month and place of that study are not among the datasets",
    ),
    *(
        _of(
            name,
            "peacekeeping",
            f"uniformed people sent by {who}, {'March' if month == 3 else 'autumn'} {year}",
            figure,
            _2012 if year == 2012 else _1999,
        )
        for name, (who, _, figure, year, month) in _SENT.items()
    ),
    _of("pk-2012-all", "peacekeeping", "contributors, end of March 2012", 117, _2012),
    Published(
        "jme-count",
        "exercises",
        "joint exercises 1970 to 2010, first version",
        1_479,
        "D'Orazio 2013, dissertation",
        "chapter three",
        "vitodorazio.com/dissertation-chapter-three",
        "jme",
    ),
    Published(
        "jme-days",
        "exercises",
        "days from one exercise's start to the next, 1973 to 2003",
        8.9,
        "Kuo and Blankenship 2022, Journal of Conflict Resolution 66",
        "abstract",
        "doi 10.1177/00220027211023147",
        "jme",
    ),
    Published(
        "ottawa-2015",
        "arms-control",
        "reports under Article 7 that were in by 18 June 2015, per cent; 101 parties missing",
        37,
        "fact sheet on Article 7 reports for 2014",
        "the sheet",
        "jrsap.org",
    ),
)
NOTES: Final = {
    "leeds-218": "of ATOP 5.1; 219 began until 1944, 7 of them in 1815",
    "jme-count": "version 3 counts more than the first; its entries without a year are left out",
    "jme-days": "their list is another one, of about 1,270 exercises",
    "pk-2012-jpn": "one of the two sources mistyped: the rank, 38th, agrees",
    "pk-1999-usa": "658 stands in September, 648 in October",
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
        elif published.dataset and (store is None or not store.has(published.dataset)):
            told = f"{published.dataset} is not in the store"
            yield Reproduced(published, None, "not looked at", told)
        else:
            found = _found(store, published)
            yield Reproduced(
                published, found, _verdict(published, found), NOTES.get(published.id, "")
            )


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
    if published.id in _RELIABILITY:
        return _honoured(store, _RELIABILITY[published.id][2])
    if published.id == "leeds-218":
        alliances = store.scan("atop", "alliances").select("begyr").collect()["begyr"]
        return float(alliances.is_between(1816, 1944).sum())
    if published.dataset == "jme":
        return _exercises(store, published.id)
    return _sent(store, published.id)


def _honoured(store: "Store", of: str) -> float:
    from foedus.data.estimates.reliability import rates

    table = store.scan("alliance-reliability", "reliability").collect()
    [rate] = [rate for rate in rates(table) if rate.of == of]
    return 100 * rate.honoured / rate.called


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
    _, code, _, year, number = _SENT[identifier]
    month = table.filter(pl.col("month") == pl.date(year, number, 1), pl.col("ccode") == code)
    return float(month.select(pl.col("all").sum()).collect().item())
