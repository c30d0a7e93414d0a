"""States with their lives, names and codes; actors that are none."""

from datetime import date

import pytest

from foedus.catalogue.catalogue import Catalogue


@pytest.mark.parametrize(
    ("state", "on", "exists"),
    [
        ("DDR", "1949-10-06", False),
        ("DDR", "1949-10-07", True),
        ("DDR", "1990-10-02", True),
        ("DDR", "1990-10-03", False),
        ("SUN", "1991-12-25", True),
        ("CSK", "1993-01-01", False),
        ("CZE", "1993-01-01", True),
        ("AUT", "1937-01-01", True),
        ("AUT", "1940-01-01", False),
        ("AUT", "1946-01-01", True),
        ("DEU", "1980-01-01", True),
        ("C-AUH", "1914-07-28", True),
        ("C-AUH", "1920-01-01", False),
    ],
)
def test_the_lives_of_states(catalogue: Catalogue, state: str, on: str, exists: bool) -> None:
    assert catalogue.states[state].exists(date.fromisoformat(on)) is exists


@pytest.mark.parametrize(
    ("state", "on", "name"),
    [
        ("ALB", "1980-01-01", "People's Socialist Republic of Albania"),
        ("ALB", "2020-01-01", "Republic of Albania"),
        ("AUT", "1950-01-01", "Republic of Austria"),
        ("BEL", "1900-01-01", "Belgium"),
    ],
)
def test_a_state_bears_the_name_of_its_day(
    catalogue: Catalogue, state: str, on: str, name: str
) -> None:
    assert catalogue.states[state].name_on(date.fromisoformat(on)) == name


def test_states_that_ended_name_their_successors(catalogue: Catalogue) -> None:
    assert {s.state for s in catalogue.states["CSK"].successors} == {"CZE", "SVK"}
    assert {s.state for s in catalogue.states["DDR"].successors} == {"DEU"}
    for state in catalogue.states.values():
        assert {s.state for s in state.successors} <= set(catalogue.states), state.id


def test_no_life_of_a_state_is_empty_or_overlaps_another(catalogue: Catalogue) -> None:
    for state in catalogue.states.values():
        for index, life in enumerate(state.lives):
            assert not life.empty, state.id
            assert not any(life.overlaps(other) for other in state.lives[:index]), state.id


def test_iso_codes_are_those_of_one_state_at_a_time(catalogue: Catalogue) -> None:
    seen: dict[str, str] = {}
    for state in catalogue.states.values():
        if state.alpha2 and state.exists(date(2026, 1, 1)):
            assert state.alpha2 not in seen, (state.id, seen[state.alpha2])
            seen[state.alpha2] = state.id
    assert seen["DE"] == "DEU"
    assert len(seen) > 190


def test_an_armed_group_knows_where_it_operates_from(catalogue: Catalogue) -> None:
    al_qaida = catalogue.definitions.actors["al-qaida"]
    assert al_qaida.kind == "non-state"
    assert "AFG" in al_qaida.bases
    assert not al_qaida.internal
