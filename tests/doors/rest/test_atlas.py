"""What the atlas draws from: the whole catalogue by its days, sent once and kept by its hash."""

import gzip
from pathlib import Path

from starlette.testclient import TestClient

from foedus.asking.world import World
from foedus.doors.rest.atlas import drawn
from tests.listed import half, silent

WORLD = "/api/v1/atlas/world"


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
    for path in (WORLD, "/api/v1/questions", "/api/v1/atlas/shapes"):
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
