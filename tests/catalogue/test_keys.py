"""Finding a key: by its id, another name, a stem with a year, or a stem and the day."""

from datetime import date

import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.keys import every_key, find_key, find_tariff
from foedus.catalogue.named import UnknownIdError
from foedus.reckoning.sharing.kinds import kind_of
from foedus.reckoning.sharing.kinds.equal import EqualKeyEntry
from foedus.reckoning.sharing.kinds.own_costs import OwnCostsKeyEntry

DAY = date(2022, 7, 1)


@pytest.mark.parametrize(
    ("asked", "on", "found"),
    [
        ("nato/common-funding-2024", DAY, "nato/common-funding-2024"),
        ("NATO/common-funding-2024 ", DAY, "nato/common-funding-2024"),
        ("nato/common-funding-2023", DAY, "nato/common-funding-2021"),
        ("nato/common-funding", DAY, "nato/common-funding-2021"),
        ("nato/common-funding", date(2025, 12, 31), "nato/common-funding-2024"),
        ("un/scale-2022", DAY, "un/regular-scale-2022"),
        ("un/peacekeeping-scale-2020", DAY, "un-peacekeeping/scale-2019"),
        ("un-peacekeeping/scale", date(2017, 1, 1), "un-peacekeeping/scale-2016"),
        ("eu/epf", DAY, "eu/epf-key"),
        ("epf", DAY, "eu/epf-key"),
        ("edf/funding-rates", DAY, "edf/co-funding"),
    ],
)
def test_a_key_has_many_names(catalogue: Catalogue, asked: str, on: date, found: str) -> None:
    assert find_key(catalogue, asked, on).id == found


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("nato/common-funding-2035", "for 2035: the last is nato/common-funding-2024, whose"),
        ("nato/common-funding", "for 1949-04-04: the first is nato/common-funding-2018"),
        ("nato/comon-funding-2024", "did you mean nato/common-funding-2024, nato"),
        ("atlantis/equal", "no key is called 'atlantis/equal'"),
    ],
)
def test_a_key_that_is_not_there_is_refused_with_those_that_are(
    catalogue: Catalogue, asked: str, told: str
) -> None:
    with pytest.raises(UnknownIdError) as caught:
        find_key(catalogue, asked, date(1949, 4, 4))
    assert told in str(caught.value)


def test_every_framework_has_yardsticks_that_nobody_agreed(catalogue: Catalogue) -> None:
    equal = find_key(catalogue, "pesco/equal", DAY)
    rule = kind_of(equal)
    assert isinstance(rule, EqualKeyEntry)
    assert rule.among == "pesco"
    assert equal.note.startswith("This is a yardstick, not a key")
    assert isinstance(kind_of(find_key(catalogue, "pesco/own-costs", DAY)), OwnCostsKeyEntry)
    assert not find_key(catalogue, "nato/own-costs", DAY).note, "NATO has agreed this one"


def test_no_name_denotes_two_keys(catalogue: Catalogue) -> None:
    keys = every_key(catalogue)
    names = [name for key in keys.values() for name in (key.id, *key.aliases)]
    assert len(names) == len(set(names))


def test_a_tariff_is_found_by_its_id(catalogue: Catalogue) -> None:
    assert find_tariff(catalogue, "un-peacekeeping/personnel-reimbursement").currency == "USD"
    with pytest.raises(UnknownIdError, match="no tariff is called"):
        find_tariff(catalogue, "un-peacekeeping/nothing")
