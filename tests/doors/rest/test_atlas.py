"""What the atlas draws from: the whole catalogue by its days, sent once and kept by its hash."""

import gzip
from datetime import date
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from foedus.asking.world import World
from foedus.doors.rest.atlas import drawn
from foedus.doors.rest.days import Days, packed
from foedus.judging.bonds import bonds, helps
from tests.listed import half, silent

WORLD = "/api/v1/atlas/world"
DAYS = "/api/v1/atlas/days"


def test_the_world_holds_every_state_framework_territory_and_actor(
    client: TestClient, world: World
) -> None:
    told = client.get(WORLD).json()
    d = world.catalogue.definitions
    for name in ("states", "frameworks", "territories"):
        assert {one["id"] for one in told[name]} == set(getattr(d, name))
    assert told["actors"] == {actor.id: actor.name for actor in d.actors.values()}
    nato = next(f for f in told["frameworks"] if f["id"] == "nato")
    finland = next(m for m in nato["members"] if m["state"] == "FIN")
    assert finland["held"] == ["2023-04-04", None]


def test_the_world_tells_which_lists_of_members_are_complete(world: World, tmp_path: Path) -> None:
    pact = next(f for f in drawn(half(tmp_path).catalogue).frameworks if f.id == "half")
    [known] = pact.lists
    assert (known.days, known.complete) == (("1980-01-01", None), False)
    assert known.why == "this list holds 2 of 10 parties (checked 2020-01-01)"
    contested = {(m.state, m.role) for m in pact.members if m.contested}
    assert contested == {("PRT", "observer")}
    assert ("ITA", "suspended", ("2010-01-01", None)) in {
        (m.state, m.role, m.held) for m in pact.members
    }
    for framework in drawn(silent(world).catalogue).frameworks:
        assert framework.lists == ()


def test_what_a_client_has_is_not_sent_again(client: TestClient) -> None:
    for path in (WORLD, DAYS, "/api/v1/questions", "/api/v1/atlas/shapes"):
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_it_is_packed_for_those_who_can_unpack_it(client: TestClient) -> None:
    with client.stream("GET", WORLD, headers={"accept-encoding": "gzip"}) as packed:
        assert packed.headers["content-encoding"] == "gzip"
        raw = b"".join(packed.iter_raw())
    plain = client.get(WORLD, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(raw) == plain.content


@pytest.fixture(scope="module")
def days(world: World) -> Days:
    return packed(world.catalogue)


@pytest.mark.parametrize(
    "on",
    # few treaties; the day of a pact; a leg of ANZUS suspended; parties contested
    ["1840-07-16", "1904-02-08", "1939-09-01", "1955-05-14", "1990-01-01", "2023-04-04"],
)
def test_every_day_has_the_duties_of_help_that_its_bonds_have(
    on: str, days: Days, world: World
) -> None:
    day = date.fromisoformat(on)
    told = set()
    for promise in days.promises:
        for spell in promise.spells:
            if (spell.held[0] or "") <= on and (spell.held[1] is None or on < spell.held[1]):
                for one in spell.by:
                    for other in spell.to:
                        pair = max(one, ~one), max(other, ~other)
                        if pair[0] != pair[1] and pair not in spell.but:
                            names = [days.states[n] for n in pair]
                            told.add((promise.provision, *names, min(one, other) < 0))
    assert told == {
        (b.clause.provision.id, b.debtor, b.creditor, b.verdict is None)
        for b in bonds(world.catalogue, day)
        if helps(b) and b.live
    }
    assert told


@pytest.mark.parametrize(
    ("framework", "on"),
    [("nato", "1955-06-01"), ("nato", "2024-01-01"), ("weu", "1990-06-01"), ("rio", "1982-04-02")],
)
def test_every_day_has_the_land_that_covered_leaves_out(
    framework: str, on: str, days: Days, world: World
) -> None:
    answer = world.ask("covered", None, on=date.fromisoformat(on), framework=framework)
    lands = msgspec.to_builtins(answer)
    assert {
        (line.territory, line.contested)
        for line in days.outside.get(framework, ())
        if (line.held[0] or "") <= on and (line.held[1] is None or on < line.held[1])
    } == {
        *((land["territory"], False) for land in lands["left_out"]),
        *((land["territory"], True) for land in lands["contested"]),
    }


def test_states_and_land_are_told_as_they_were_of_old(world: World) -> None:
    told = drawn(world.catalogue)
    called = {state.id: dict(state.called) for state in told.states}
    assert called["TUR"] == {"Ottoman Empire": (None, "1922-11-01")}
    assert "French Republic" not in called["FRA"]
    control = {land.id: land.control for land in told.territories}
    assert any(by == "RUS" for by, _ in control["ukr-crimea"])
