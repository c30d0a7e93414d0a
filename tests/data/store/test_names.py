"""The names that datasets use for states, as COW numbers."""

import msgspec
import polars as pl
import pytest

from foedus.data.store.names import StateNames
from foedus.data.store.raw import FileError
from tests.data.conftest import STATES

NAMES = StateNames(STATES)


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("Germany", 1995, 255),
        ("Federal Republic of Germany", 1980, 260),
        ("Yemen", 1995, 679),
        ("Yemen Arab Republic", 1980, 678),
        ("Yemen People's Republic", 1980, 680),
        ("Russia", 1950, 365),
        ("Yugoslavia", 1995, 345),
        ("Czechoslovakia", 1980, 315),
        ("Czechia", 1995, 316),
        ("Congo - Kinshasa", 1970, 490),
        ("São Tomé & Príncipe", 1990, 403),
        ("FRA", 2000, 220),
        # members of the United Nations before they were states of the system
        ("Ukraine", 1950, 369),
        ("Belarus", 1950, 370),
    ],
)
def test_a_name_is_the_number_of_its_time(name: str, year: int, code: int) -> None:
    assert NAMES.cow_code(name, year) == code


def test_a_name_of_no_state_is_said_and_one_to_ignore_is_left_out() -> None:
    frame = pl.DataFrame({"who": ["France", "NATO"], "year": [2000, 2000]})
    with pytest.raises(
        FileError, match=r"^list.csv, column who: 'NATO' is not the name of a state$"
    ):
        NAMES.with_codes(frame, "who", "year", "list.csv")
    assert NAMES.with_codes(frame, "who", "year", "list.csv", ["NATO"])["ccode"].to_list() == [220]


def test_names_are_those_of_the_catalogue_that_is_given() -> None:
    """A state of the user's own is known by its name; one that is not given is not."""
    named = msgspec.structs.replace(STATES["FRA"], id="AAA", name="Ruritania", names=(), aliases=())
    mine = StateNames({"AAA": named})
    assert mine.cow_code("Ruritania", 2000) == 220
    assert mine.cow_code("Germany", 2000) is None
    assert mine.cow_code("Korea, North", 2000) is None


@pytest.mark.parametrize(
    ("number", "year", "code"),
    [
        (678, 2014, 679),  # Yemen: united since 1990, one number with Gleditsch and Ward
        (678, 1980, 678),
        (340, 2010, 345),  # Serbia
        (345, 1995, 345),
        (255, 2000, 255),
        (565, 2000, 565),
        (999, 2000, None),
    ],
)
def test_a_number_of_gleditsch_and_ward_is_that_of_cow_in_its_time(
    number: int, year: int, code: int | None
) -> None:
    assert NAMES.cow_of_gw(number, year) == code
