"""Looking things up: ids, names and patterns, and the hint where nothing is found."""

import pickle
from datetime import date

import msgspec
import pytest

from foedus.authoring import bundle
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.definitions import Definitions
from foedus.catalogue.named import UnknownIdError


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("DEU", "DEU"),
        ("germany", "DEU"),
        ("Soviet Union", "SUN"),
        ("East Germany", "DDR"),
        ("Austria-Hungary", "C-AUH"),
        ("Côte d'Ivoire", "CIV"),
        ("Cote d Ivoire", "CIV"),
        ("United Kingdom", "GBR"),
    ],
)
def test_a_state_by_id_name_or_alias(catalogue: Catalogue, name: str, state: str) -> None:
    assert catalogue.state(name).id == state


def test_every_state_is_found_by_its_id_and_its_name(catalogue: Catalogue) -> None:
    for state in catalogue.states.values():
        assert catalogue.state(state.id) is state
        assert catalogue.state(state.name) is state, state.name


@pytest.mark.parametrize(
    ("name", "hint"), [("Germny", "no state is called 'Germny'"), ("DEX", "did you mean")]
)
def test_an_unknown_state_is_refused(catalogue: Catalogue, name: str, hint: str) -> None:
    with pytest.raises(UnknownIdError, match=hint):
        catalogue.state(name)


def test_an_actor_by_name_is_no_state(catalogue: Catalogue) -> None:
    assert catalogue.someone("al-Qaeda") == "al-qaida"
    assert not catalogue.is_state("al-qaida")
    with pytest.raises(UnknownIdError, match="no state is called 'al-qaida'"):
        catalogue.state("al-qaida")


@pytest.mark.parametrize("pattern", ["nato/art-5", "eu/teu-42-7", "anzus/art-4"])
def test_an_exact_id_denotes_itself(catalogue: Catalogue, pattern: str) -> None:
    assert {c.provision.id for c in catalogue.matching(pattern)} == {pattern}


def test_a_framework_denotes_all_its_provisions(catalogue: Catalogue) -> None:
    nato = catalogue.framework("nato")
    assert catalogue.matching("nato") == catalogue.clauses_of(nato)


def test_every_provision_is_denoted_by_its_own_id(catalogue: Catalogue) -> None:
    for clause in catalogue.clauses():
        found = catalogue.matching(clause.provision.id)
        assert clause in found
        assert {c.provision.id for c in found} == {clause.provision.id}


def test_an_unknown_provision_is_refused_with_those_there_are(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownIdError, match=r"no provision 'nato/art-99'; nato has nato/art-1, "):
        catalogue.matching("nato/art-99")


def test_every_body_is_found_by_its_id_and_has_its_name(catalogue: Catalogue) -> None:
    for body in (b for f in catalogue.frameworks.values() for b in f.bodies):
        assert catalogue.body(body.id) is body
        assert catalogue.name_of(body.id) == body.name


def test_nobody_belongs_to_a_framework_outside_its_life(catalogue: Catalogue) -> None:
    pact = catalogue.framework("warsaw-pact")
    assert catalogue.members_on(pact, date(1955, 6, 3)) == {}
    assert len(catalogue.members_on(pact, date(1960, 1, 1))) == 8
    assert "ALB" not in catalogue.members_on(pact, date(1969, 1, 1))
    assert catalogue.members_on(pact, date(1991, 7, 1)) == {}


def test_a_contested_member_is_neither_in_nor_out(catalogue: Catalogue) -> None:
    rio = catalogue.framework("rio")
    assert catalogue.members_on(rio, date(1970, 1, 1))["CUB"] is None
    assert catalogue.has_role("rio", "CUB", "member", date(1970, 1, 1)) is None
    assert catalogue.has_role("rio", "CUB", "member", date(1960, 1, 1)) is True


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (date(1960, 1, 1), True),
        (date(1966, 6, 30), True),
        (date(1966, 7, 1), False),
        (date(2009, 4, 3), False),
        (date(2009, 4, 4), True),
    ],
)
def test_france_left_the_command_and_never_the_alliance(
    catalogue: Catalogue, on: date, held: bool
) -> None:
    assert catalogue.has_role("nato", "FRA", "integrated-command", on) is held
    assert catalogue.has_role("nato", "FRA", "member", on) is True


def test_who_sits_in_a_body_follows_from_its_members(catalogue: Catalogue) -> None:
    council = catalogue.body("nato/nac")
    assert len(catalogue.seated_in(council, date(2025, 1, 1))) == 32
    assert catalogue.seated_in(council, date(1949, 9, 16)) == ()
    security_council = catalogue.body("un/security-council")
    seated = catalogue.seated_in(security_council, date(2022, 2, 25))
    assert len(seated) == 15
    assert {"CHN", "FRA", "GBR", "RUS", "USA"} <= set(seated)


@pytest.mark.parametrize("name", Definitions.__struct_fields__)
def test_nothing_can_be_changed_in_a_catalogue(catalogue: Catalogue, name: str) -> None:
    """Not in the one that is shipped, nor in one that was compiled or changed."""
    changed = catalogue.with_frameworks([catalogue.framework("nato")], "other")
    made = Definitions({}, {}, {}, {}, {}, {}, {}, {})
    for definitions in (catalogue.definitions, changed.definitions, made):
        with pytest.raises(TypeError, match="does not support item assignment"):
            getattr(definitions, name)["oops"] = "x"
        assert "oops" not in getattr(definitions, name)


def test_a_changed_catalogue_leaves_the_one_before_as_its_key_says(catalogue: Catalogue) -> None:
    nato = catalogue.framework("nato")
    catalogue.with_frameworks([msgspec.structs.replace(nato, name="Another")], "other")
    assert bundle.packed(catalogue.definitions)[0] == catalogue.key


def test_definitions_can_be_sent_to_another_process(catalogue: Catalogue) -> None:
    assert pickle.loads(pickle.dumps(catalogue.definitions)) == catalogue.definitions
