"""`power`: exact indices, published values and refusals."""

from datetime import date
from fractions import Fraction

import pytest

from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.chamber import chamber
from foedus.errors import QuestionError
from foedus.questions.bodies.power.question import PowerAnswer


def ask(world: World, on: date, body: str, **inputs: str) -> PowerAnswer:
    return world.power({"body": body, **inputs}, on=on)


def exact(answer: PowerAnswer, state: str, index: str) -> Fraction:
    member = next(m for m in answer.members if m.state == state)
    return Fraction(getattr(member, f"exact_{index}"))


def test_the_council_of_fifteen(world: World) -> None:
    answer = ask(world, date(2020, 1, 1), "un/security-council")
    assert exact(answer, "USA", "shapley") == Fraction(421, 2145)
    assert exact(answer, "DEU", "shapley") == Fraction(4, 2145)
    assert exact(answer, "USA", "banzhaf") == Fraction(848, 5080)
    assert exact(answer, "DEU", "banzhaf") == Fraction(84, 5080)
    assert answer.winning == 848
    assert (answer.smallest_winning, answer.smallest_blocking) == (9, 1)


def test_the_council_of_eleven(world: World) -> None:
    answer = ask(world, date(1954, 1, 1), "un/security-council", index="shapley")
    assert exact(answer, "SUN", "shapley") == Fraction(76, 385)
    assert exact(answer, "LBN", "shapley") == Fraction(1, 462)
    assert answer.winning == 57


def test_procedure_knows_no_veto(world: World) -> None:
    answer = ask(world, date(2020, 1, 1), "un/security-council", motion="procedural")
    assert len(set(answer.values.values())) == 1


def test_coleman(world: World) -> None:
    answer = ask(world, date(2020, 1, 1), "un/security-council")
    china = next(m for m in answer.members if m.state == "CHN")
    assert china.prevents == 1
    assert china.initiates == pytest.approx(848 / (2**15 - 848))
    assert answer.acts == pytest.approx(848 / 2**15)


@pytest.mark.parametrize("on", [date(year, 6, 1) for year in range(2015, 2027)])
def test_populations_rank_the_members_of_the_union(world: World, on: date) -> None:
    answer = ask(world, on, "eu/council")
    assert sum(answer.values.values()) == pytest.approx(1)
    ranked = sorted(answer.values, key=answer.values.__getitem__, reverse=True)
    assert ranked[0] == "DEU"
    assert ranked[-1] == "MLT"
    assert answer.smallest_blocking == 4


def test_the_table_of_2016_is_the_published_one(world: World) -> None:
    union = world.catalogue.framework("eu")
    table = next(w for w in union.weights if w.during.start == date(2016, 1, 1))
    assert sum(table.values.values()) == 508_940_955
    assert len(table.values) == 28


def test_the_table_of_2025_sums_to_a_hundred_per_cent(world: World) -> None:
    union = world.catalogue.framework("eu")
    table = next(w for w in union.weights if w.during.start == date(2025, 1, 1))
    assert len(table.values) == 27
    assert sum(table.values.values()) == pytest.approx(10_000, abs=1)


@pytest.mark.parametrize(
    ("on", "votes"),
    [
        ("1958-01-01", 17),
        ("1973-01-01", 58),
        ("1981-01-01", 63),
        ("1986-01-01", 76),
        ("1995-01-01", 87),
        ("2004-05-01", 124),
        ("2004-11-01", 321),
        ("2007-01-01", 345),
        ("2013-07-01", 352),
    ],
)
def test_weighted_votes_sum_to_the_published_totals(world: World, on: str, votes: int) -> None:
    from foedus.catalogue.chamber import chamber

    room = chamber(world.catalogue, "eu/council", "", date.fromisoformat(on))
    assert room.ballot().total == votes


def test_a_body_may_be_called_by_its_name_alone_where_only_one_has_it(world: World) -> None:
    whole, alone = (ask(world, date(2020, 1, 1), body) for body in ("nato/nac", "nac"))
    assert whole == alone
    with pytest.raises(QuestionError, match="did you mean eu/council"):
        ask(world, date(2020, 1, 1), "council")


def test_power_is_given_with_and_without_a_contested_member(world: World) -> None:
    answer = ask(world, date(1974, 11, 12), "rio/organ-of-consultation")
    without, counting = answer.readings
    assert (without.out, counting.counted) == (("CUB",), ("CUB",))
    assert list(without.values.values()) == pytest.approx([1 / 21] * 21)
    assert list(counting.values.values()) == pytest.approx([1 / 22] * 22)
    assert answer.values == without.values
    assert any("Cuba" in note for note in answer.notes)


def test_the_power_of_members_not_known_is_refused(world: World) -> None:
    with pytest.raises(QuestionError, match="not on record; its rule treats its 9 members alike"):
        ask(world, date(2012, 4, 1), "ecowas/msc")


def test_refusals(world: World) -> None:
    for body, motion, told in (
        ("eu/parliament", "", "no body is called"),
        ("pesco/council", "suspension", "members that the motion names"),
        ("us-phl/mutual-defense-board", "", "records no rule"),
    ):
        with pytest.raises(QuestionError, match=told):
            ask(world, date(2024, 1, 1), body, motion=motion)
    with pytest.raises(QuestionError, match="'nash' is not one of"):
        ask(world, date(2024, 1, 1), "eu/council", index="nash")


# Percentages as the Council published them in Annex III to its Rules of Procedure. Tables that
# take smaller members from Eurostat may miss by a unit of the last digit.
SHARES = {
    2016: {"DEU": 15.93, "FRA": 13.04, "GBR": 12.73, "ITA": 12.07, "POL": 7.47, "MLT": 0.08},
    2022: {"DEU": 18.57, "FRA": 15.07, "ITA": 13.38, "ESP": 10.59, "POL": 8.45, "ROU": 4.29},
    2023: {"DEU": 18.59, "FRA": 15.16, "ITA": 13.32, "NLD": 3.96, "SWE": 2.33, "AUT": 2.00},
}


@pytest.mark.parametrize("year", SHARES)
def test_populations_give_the_percentages_that_the_council_published(
    catalogue: Catalogue, year: int
) -> None:
    weights = chamber(catalogue, "eu/council", "any", date(year, 6, 1)).weights
    assert weights is not None
    whole = sum(weights.values.values())
    found = {state: 100 * weights.values[state] / whole for state in SHARES[year]}
    assert found == pytest.approx(SHARES[year], abs=0.006)
