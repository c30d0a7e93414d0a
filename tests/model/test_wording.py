"""Numbers, names and money in sentences."""

from decimal import Decimal

import pytest

from foedus.model.wording import counted, money, percent, some


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 states"), (1, "1 state"), (2, "2 states"), (1000, "1,000 states")]
)
def test_one_is_singular_and_all_else_plural(number: int, told: str) -> None:
    assert counted(number, "state") == told


def test_a_plural_of_its_own_can_be_given() -> None:
    assert counted(1, "state is", "states are") == "1 state is"
    assert counted(3, "state is", "states are") == "3 states are"


def test_long_lists_of_names_end_with_how_many_more() -> None:
    assert some(["DEU", "FRA"], most=2) == "DEU, FRA"
    assert some(["DEU", "FRA", "ITA", "NLD"], most=2) == "DEU, FRA and 2 more"


def test_parts_are_told_in_per_cent() -> None:
    assert percent(1, 3) == "33 %"
    assert percent(Decimal("18.5"), Decimal(100), places=1) == "18.5 %"


def test_the_currency_stands_before_the_amount() -> None:
    assert money(Decimal("1234567.50"), "EUR") == "EUR 1,234,567.50"
    assert money(Decimal(5)) == "5"
