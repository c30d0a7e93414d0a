"""Numbers, names and money in sentences."""

from decimal import Decimal

import pytest

from foedus.model.wording import counted, inline, money, opening, percent, short, some


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 states"), (1, "1 state"), (2, "2 states"), (1000, "1,000 states")]
)
def test_one_is_singular_and_all_else_plural(number: int, told: str) -> None:
    assert counted(number, "state") == told


def test_a_plural_of_its_own_can_be_given() -> None:
    assert counted(1, "state is", "states are") == "1 state is"
    assert counted(3, "state is", "states are") == "3 states are"


def test_long_lists_of_names_are_made_short_where_there_is_little_room() -> None:
    assert some(["DEU", "FRA"]) == "DEU, FRA"
    assert short("owed by DEU, FRA; to ITA", most=2) == "owed by DEU, FRA; to ITA"
    assert short("POL ⇄ DEU, FRA, ITA, NLD (contested: DEU)", most=2) == (
        "POL ⇄ DEU, FRA and 2 more (contested: DEU)"
    )
    met = "met in Alaska, New South Wales, Trinidad and Tobago, Rome, not in Hawaii, Guam"
    assert short(met, most=2) == ("met in Alaska, New South Wales and 2 more, not in Hawaii, Guam")
    assert short("AUS, PRK (contested), USA, VNM", most=3) == "AUS, PRK (contested), USA and 1 more"
    assert short("AUS, PRK (contested), USA, VNM", most=1) == "AUS and 3 more"
    assert short("AUS, PRK, USA (contested)", most=1) == "AUS and 2 more (contested)"
    assert short("by a-1, a-2, a-3 late", most=2) == "by a-1, a-2 and 1 more late"


def test_prose_and_numbers_are_never_made_short() -> None:
    for text in ("by land and sea, in the air, and at all times, if need be", "1,234,567.00, 5"):
        assert short(text, most=2) == text
    assert len(short("x" * 100_000)) == 100_000
    assert short("A b " * 20_000)


def test_parts_are_told_in_per_cent() -> None:
    assert percent(1, 3) == "33 %"
    assert percent(Decimal("18.5"), Decimal(100), places=1) == "18.5 %"


def test_the_currency_stands_before_the_amount() -> None:
    assert money(Decimal("1234567.50"), "EUR") == "EUR 1,234,567.50"
    assert money(Decimal(5)) == "5"


@pytest.mark.parametrize(
    "name",
    [
        "United States",
        "United Kingdom",
        "United Arab Emirates",
        "Netherlands",
        "Philippines",
        "Soviet Union",
        "Holy See",
        "Gambia",
        "Marshall Islands",
        "Central African Republic",
        "Democratic Republic of the Congo",
        "Kingdom of Serbs, Croats and Slovenes",
        "Republic of the Congo (Léopoldville)",
        "Ottoman Empire",
        "German Reich",
        "French State",
        "United States (contiguous)",
        "Falkland Islands",
        "Gulf of Aden",
    ],
)
def test_some_names_of_states_take_the_article_inside_a_sentence(name: str) -> None:
    assert inline(name) == f"the {name}"
    assert opening(f"{inline(name)} was a member.") == f"The {name} was a member."


@pytest.mark.parametrize(
    "name",
    [
        "France",
        "Czechia",
        "Korea (to 1910)",
        "South Africa",
        "Trinidad and Tobago",
        "Austria-Hungary",
        "Papua New Guinea",
        "Ukraine",
        "Sudan",
        "Ivory Coast",
        "East Germany",
        "Democratic Kampuchea",
        "South Georgia and the South Sandwich Islands",
    ],
)
def test_others_do_not(name: str) -> None:
    assert inline(name) == name


def test_an_article_that_is_part_of_the_name_is_written_small() -> None:
    assert inline("The Gambia") == "the Gambia"
