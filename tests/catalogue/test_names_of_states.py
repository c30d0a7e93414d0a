"""States by every code and name that people give them.

The kind: what a desk, the European Union or a history writes was refused, though `--help` says that
states are ISO codes or names.
"""

import pytest

from foedus.asking.world import World
from foedus.catalogue.named import UnknownIdError
from foedus.errors import UnknownNameError


def test_every_code_of_two_letters_that_one_state_has_is_that_state(world: World) -> None:
    """ISO 3166-1 alpha-2, and ISO 3166-3 for states that ended."""
    states = world.catalogue.states.values()
    codes = [state.alpha2 for state in states if state.alpha2]
    assert len(codes) > 200
    for state in states:
        if state.alpha2 and codes.count(state.alpha2) == 1:
            assert world.catalogue.state(state.alpha2) == state
            assert world.catalogue.state(state.alpha2.lower()) == state


@pytest.mark.parametrize(
    ("name", "state"),
    [
        *[("GB", "GBR"), ("UK", "GBR"), ("U.K.", "GBR"), ("u.k", "GBR"), ("U. K.", "GBR")],
        *[("US", "USA"), ("U.S.", "USA"), ("U.S.A.", "USA"), ("N.Z.", "NZL"), ("U.A.E.", "ARE")],
        *[("GR", "GRC"), ("EL", "GRC"), ("NO", "NOR"), ("AU", "AUS"), ("BR", "BRA"), ("IS", "ISL")],
        *[("XK", "XKX"), ("SU", "SUN"), ("DD", "DDR"), ("YU", "YUG"), ("YD", "YMD")],
        *[("ZR", "COD"), ("BU", "MMR"), ("HV", "BFA"), ("DY", "BEN"), ("RH", "ZWE"), ("TP", "TLS")],
        *[("Deutschland", "DEU"), ("Polska", "POL"), ("España", "ESP"), ("espana", "ESP")],
        *[("Česko", "CZE"), ("Magyarország", "HUN"), ("Ísland", "ISL"), ("Österreich", "AUT")],
        *[("Suisse", "CHE"), ("België", "BEL"), ("Éire", "IRL"), ("Türkiye", "TUR")],
        *[("Zaire", "COD"), ("Ceylon", "LKA"), ("Persia", "IRN"), ("Upper Volta", "BFA")],
        *[("Ubangi-Shari", "CAF"), ("Kamerun", "CMR"), ("Nippon", "JPN"), ("Red China", "CHN")],
    ],
)
def test_a_state_is_found_by_code_and_by_common_and_former_name(
    world: World, name: str, state: str
) -> None:
    assert world.catalogue.state(name).id == state
    assert world.member(framework="un", state=name, on="1990-01-01").title


def test_a_code_that_two_states_had_is_refused_with_both(world: World) -> None:
    with pytest.raises(UnknownNameError, match=r"'CS' stands for .*\(CSK\) and .*\(SCG\)"):
        world.catalogue.state("CS")


@pytest.mark.parametrize(("name", "both"), [("BR", ("BRA", "red-brigades")), ("AU", ("AUS", "au"))])
def test_a_code_by_which_an_actor_goes_too_is_refused_where_either_may_stand(
    world: World, name: str, both: tuple[str, str]
) -> None:
    """Whoever means Brazil must not be told of the Red Brigades."""
    with pytest.raises(UnknownNameError) as refused:
        world.catalogue.someone(name)
    assert all(f"({identifier})" in str(refused.value) for identifier in both)
    assert world.catalogue.someone("GB") == "GBR"
    assert world.catalogue.someone("IS") == "ISL"
    assert world.catalogue.someone("au") == "au"


@pytest.mark.parametrize("name", ["XX", "ZZ", "Q.Q.", "", ".", "England", "E"])
def test_what_no_state_is_called_is_refused(world: World, name: str) -> None:
    with pytest.raises(UnknownIdError):
        world.catalogue.state(name)
