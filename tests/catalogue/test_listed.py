"""What does not stand in a list is not so only where the list is said to be complete."""

from datetime import date
from typing import Any

import pytest

from foedus.asking.world import World
from foedus.authoring.bundle import SOURCES
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.changes import ChangeError, Join, Leave, Withdraw
from foedus.catalogue.listed import names_of
from tests.listed import half, silent
from tests.plain import plain


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return half(tmp_path_factory.mktemp("half"))


@pytest.fixture(scope="module")
def catalogue(world: World) -> Catalogue:
    return world.catalogue


@pytest.mark.parametrize(
    ("state", "role", "on", "verdict"),
    [
        ("FRA", "member", "1975-01-01", True),
        ("FRA", "member", "2015-01-01", True),
        ("GBR", "member", "2015-01-01", None),  # seven of ten are not on record
        ("GBR", "member", "1975-01-01", None),  # nothing is said of these days
        ("GBR", "member", "1960-01-01", False),  # there was no pact
        ("DEU", "member", "1985-01-01", False),  # on record from 1990
        ("DEU", "member", "1995-01-01", True),
        ("DEU", "member", "2005-01-01", False),  # it left
        ("DEU", "member", "1975-01-01", None),  # nothing is said of these days
        ("ESP", "observer", "2006-01-01", True),
        ("PRT", "observer", "2006-01-01", None),  # contested
        ("GBR", "observer", "2006-01-01", False),
        ("GBR", "observer", "1995-01-01", None),
        ("ESP", "observer", "1995-01-01", None),
        ("SWE", "partner", "2004-12-31", False),
        ("SWE", "partner", "2009-12-31", True),
        ("SWE", "partner", "2010-01-01", False),
        ("GBR", "partner", "2009-12-31", None),
        ("GBR", "associate", "2009-12-31", False),  # said to be complete, and nobody is in it
        ("NOR", "candidate", "2012-01-01", None),  # nothing is said of candidates
        ("ITA", "suspended", "2015-01-01", True),
        ("FRA", "suspended", "2015-01-01", None),
    ],
)
def test_what_is_known_of_a_role(
    catalogue: Catalogue, state: str, role: str, on: str, verdict: bool | None
) -> None:
    assert catalogue.has_role("half", state, role, date.fromisoformat(on)) is verdict


def test_a_list_that_is_taken_from_another_is_as_complete_as_that(catalogue: Catalogue) -> None:
    on = date(2015, 1, 1)
    pact = catalogue.framework("half")
    own, taken, members = (
        catalogue.lists.listed(pact, name, on)
        for name in ("parties/treaty", "parties/protocol", "role/member")
    )
    assert own == taken == members
    assert (own.holds, own.total, own.complete) == (2, 10, False)
    assert own.unknown() == "not known: this list holds 2 of 10 parties (checked 2020-01-01)"


def test_a_list_of_which_nothing_is_said_is_not_complete(catalogue: Catalogue) -> None:
    pact = catalogue.framework("half")
    listed = catalogue.lists.listed(pact, "role/candidate", date(2006, 1, 1))
    assert (listed.complete, listed.checked, listed.holds) == (False, None, 1)
    assert listed.unknown() == "not known: nothing says whether this list is complete"
    assert not catalogue.lists.throughout(pact, "role/observer")
    assert catalogue.lists.throughout(pact, "role/associate")


def test_a_scenario_keeps_what_is_said_of_a_list(catalogue: Catalogue) -> None:
    on = date(2015, 1, 1)
    joined = Join("half", "GBR", on).apply(catalogue)
    assert joined.has_role("half", "GBR", "member", on) is True
    assert joined.has_role("half", "POL", "member", on) is None
    left = Leave("half", "FRA", on).apply(catalogue)
    assert left.has_role("half", "FRA", "member", on) is False
    back = Leave("half", "GBR", on).apply(joined)
    assert back.has_role("half", "GBR", "member", on) is False
    alone = Withdraw("half/protocol", "FRA", on).apply(catalogue)
    pact = alone.framework("half")
    assert alone.lists.listed(pact, "parties/protocol", on).total == 10
    assert alone.has_role("half", "FRA", "member", on) is True


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Leave("half", "GBR", date(2015, 1, 1)), "whether GBR is a member of half on 2015-01-01"),
        (Withdraw("half/protocol", "GBR", date(2015, 1, 1)), "whether GBR is a party to"),
    ],
)
def test_a_change_of_what_is_not_known_says_so(
    catalogue: Catalogue, change: Leave | Withdraw, told: str
) -> None:
    with pytest.raises(ChangeError) as refusal:
        change.apply(catalogue)
    assert told in str(refusal.value)
    assert "is not known: this list holds 2 of 10 parties" in str(refusal.value)


def test_leaving_where_nothing_is_said_of_a_list_is_known(world: World) -> None:
    on = date(2020, 1, 1)
    for framework in ("nato", "quad"):
        # a treaty makes the members of the one, roles those of the other
        before = silent(world).catalogue
        assert before.has_role(framework, "USA", "member", on) is True
        after = Leave(framework, "USA", on).apply(before)
        assert after.has_role(framework, "USA", "member", on) is False
        assert after.has_role(framework, "FIN", "member", on) is None


def _files() -> dict[str, dict[str, Any]]:
    paths = sorted((SOURCES / "frameworks").glob("*.yaml"))
    return {p.stem: plain(p) for p in paths}


def test_every_list_of_a_shipped_framework_says_whether_it_is_complete(
    catalogue: Catalogue,
) -> None:
    frameworks = [catalogue.framework(data["id"]) for data in _files().values()]
    missing = {
        framework.id: silent
        for framework in frameworks
        if (silent := [of for of in names_of(framework) if not catalogue.lists.of(framework, of)])
    }
    assert not missing


def test_the_sources_name_their_lists(catalogue: Catalogue) -> None:
    """The lists of a file are found without foedus's loader too."""
    for data in _files().values():
        wanted = {f"parties/{i['id']}" for i in data.get("instruments", []) if i.get("parties")}
        wanted |= {f"role/{role['role']}" for role in data.get("roles", [])}
        wanted |= {f"commitments/{c['of']}" for c in data.get("commitments", [])}
        wanted |= {n for n in ("projects", "invocations", "keys", "tariffs") if data.get(n)}
        assert wanted <= set(names_of(catalogue.framework(data["id"])))
