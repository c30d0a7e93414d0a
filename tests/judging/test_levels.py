"""Tables of equivalence: rows of one level are joined, and none is neither equal nor lower."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.catalogue.catalogue import Catalogue
from foedus.judging.levels import levels_on
from foedus.model.labels import Equivalence
from foedus.model.provisions import Release
from foedus.model.time import ALWAYS, Interval


def table(catalogue: Catalogue, provision: str, on: date) -> tuple[Equivalence, ...]:
    [clause] = catalogue.matching(provision)
    assert isinstance(clause.provision.effect, Release)
    return levels_on(clause.provision.effect.levels, on)


NORDIC = "information-security/nordic-2010/whole"
EU = "eu/security-rules-art-2"
KOREA = "information-security/jpn-kor-2016/whole"
BRITAIN = "eu/gbr-2020-levels"
AMERICA = "eu/usa-2007-art-3"
FARNBOROUGH = "information-security/loi-framework-2000/part-4"


@pytest.mark.parametrize(
    ("provision", "on", "scheme", "mark", "other", "equal"),
    [
        # Decision (EU) 2021/1075: French levels until and from 2021-07-01
        (EU, date(2021, 6, 30), "FRA", "SECRET DÉFENSE", "DEU", "GEHEIM"),
        (EU, date(2021, 7, 1), "FRA", "SECRET", "DEU", "GEHEIM"),
        # words that look alike: SECRETO is the highest, VERTROUWELIJK of the Netherlands the lowest
        (EU, date(2020, 1, 1), "ESP", "SECRETO", "DEU", "STRENG GEHEIM"),
        (EU, date(2020, 1, 1), "NLD", "Dep. VERTROUWELIJK", "DEU", "VS-NUR FÜR DEN DIENSTGEBRAUCH"),
        # the Swedish act in force on 2019-04-01
        (NORDIC, date(2019, 3, 31), "SWE", "HEMLIG/SECRET", "FIN", "SALAINEN"),
        (NORDIC, date(2019, 4, 1), "SWE", "HEMLIG", "FIN", "SALAINEN"),
        (KOREA, date(2020, 6, 1), "KOR", "Gunsa III-kup bimil", "JPN", "Hi"),
        (FARNBOROUGH, date(2005, 1, 1), "FRA", "CONFIDENTIEL DÉFENSE", "GBR", "CONFIDENTIAL"),
        (
            BRITAIN,
            date(2022, 1, 1),
            "EU",
            "RESTREINT UE/EU RESTRICTED",
            "GBR",
            "UK OFFICIAL-SENSITIVE",
        ),
    ],
)
def test_marks_that_are_equal(
    catalogue: Catalogue, provision: str, on: date, scheme: str, mark: str, other: str, equal: str
) -> None:
    [level] = [row for row in table(catalogue, provision, on) if row.marks.get(scheme) == mark]
    assert level.marks[other] == equal


def test_a_level_without_an_equal_is_none_and_not_left_out(catalogue: Catalogue) -> None:
    lowest = table(catalogue, AMERICA, date(2020, 1, 1))[-1]
    assert lowest.marks == {"EU": "RESTREINT UE/EU RESTRICTED"}
    assert lowest.none == ("USA",)
    confidential = table(catalogue, BRITAIN, date(2022, 1, 1))[2]
    assert confidential.none == ("GBR",)
    assert confidential.handled_as == {"GBR": "UK SECRET"}
    french = table(catalogue, EU, date(2022, 1, 1))[2]
    assert "FRA" in french.none


def test_the_highest_korean_level_is_in_no_row(catalogue: Catalogue) -> None:
    marks = [row.marks["KOR"] for row in table(catalogue, KOREA, date(2020, 6, 1))]
    assert marks == ["Gunsa II-kup bimil", "Gunsa III-kup bimil"]


def test_on_every_day_a_mark_of_a_table_of_ours_is_of_one_level(catalogue: Catalogue) -> None:
    years = (1999, 2005, 2013, 2015, 2019, 2022)
    days = [date(year, month, 2) for year in years for month in (3, 7)]
    tables = [
        clause.provision.effect.levels
        for clause in catalogue.clauses()
        if isinstance(clause.provision.effect, Release) and clause.provision.effect.levels
    ]
    assert len(tables) > 10
    for rows in tables:
        for day in days:
            levels = levels_on(rows, day)
            found = [(scheme, mark) for row in levels for scheme, mark in row.marks.items()]
            assert len(found) == len(set(found))
            assert len(levels) <= 4


lives = [Interval(date(2000, 1, 1), date(2010, 1, 1)), ALWAYS]
schemes = st.sampled_from(["FRA", "DEU", "EU"])
row_of = st.builds(
    Equivalence,
    marks=st.dictionaries(schemes, st.sampled_from("abc"), min_size=1),
    during=st.sampled_from(lives),
)


@given(st.lists(row_of, max_size=5), st.dates(date(1999, 1, 1), date(2011, 1, 1)))
def test_nothing_of_a_row_that_holds_is_lost_and_nothing_comes_in(
    rows: list[Equivalence], on: date
) -> None:
    holding = [row for row in rows if on in row.during]
    levels = levels_on(rows, on)
    assert {pair for row in holding for pair in row.marks.items()} == {
        pair for level in levels for pair in level.marks.items()
    }
    for row in holding:
        assert any(row.marks.items() <= level.marks.items() for level in levels)
