"""What stands on a day is what the spells of all days say of it."""

from datetime import date

import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.judging.promises import promises, standing


@pytest.mark.parametrize("on", [date(1820, 1, 1), date(1914, 8, 4), date(1985, 6, 1)])
def test_the_duties_of_a_day_are_those_of_every_day(on: date, catalogue: Catalogue) -> None:
    spells = {
        (promise.clause.provision.id, held.debtors, held.creditors, held.but)
        for promise in promises(catalogue)
        if promise.clause.instrument.binding
        for held in promise.spells
        if on in held.during
    }
    stood = {
        (clause.provision.id, held.debtors, held.creditors, held.but)
        for clause, _, held in standing(catalogue, on)
    }
    assert stood == spells
    assert stood
