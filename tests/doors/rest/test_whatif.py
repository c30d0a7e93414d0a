"""What if, over HTTP: the same parameters in an address and in a body."""

from starlette.testclient import TestClient

from foedus.asking.world import World

LEAVE = "leave:nato:TUR:2030-01-01"
GIVEN = {"framework": "nato", "state": "TUR", "on": "2030-06-01"}
LINE = {"change": "leave", "framework": "nato", "state": "TUR", "on": "2030-01-01"}


def test_a_change_in_an_address_is_that_in_a_body(client: TestClient, world: World) -> None:
    by_address = client.get("/api/v1/member", params={**GIVEN, "with": [LEAVE]}).json()
    scenario = {"scenario": "One goes", "changes": [LINE]}
    for more in ({"with": [LEAVE]}, {"with": [LINE]}, {"scenario": scenario}):
        by_body = client.post("/api/v1/member", json={**GIVEN, **more}).json()
        assert by_body["answer"] == by_address["answer"]
        assert by_body["whatif"]["differences"] == by_address["whatif"]["differences"]
    assert by_address["answer"]["verdict"] is False
    assert by_address["answer"]["title"].startswith("What if: ")
    assert by_address["whatif"]["before"]["verdict"] is True
    assert by_address["tables"][1]["title"] == "Differences"
    plain = client.get("/api/v1/member", params=GIVEN).json()
    assert "whatif" not in plain
    expected = world.ask("member", on=GIVEN["on"], framework="nato", state="TUR")
    assert plain["answer"]["verdict"] == expected.to_dict()["verdict"]


def test_two_days_are_compared(client: TestClient) -> None:
    given = {"states": "EST", "on": "2003-06-01", "against": "2005-06-01"}
    found = client.get("/api/v1/bound", params=given).json()
    assert found["whatif"]["title"] == "Two days: Estonia on 2003-06-01"
    assert found["answer"]["on"] == "2005-06-01"


def test_what_makes_no_sense_is_refused_at_its_place(client: TestClient) -> None:
    changes = [LINE, {**LINE, "state": "FIN", "on": "2020-01-01"}]
    reply = client.post("/api/v1/member", json={**GIVEN, "scenario": {"changes": changes}})
    assert reply.status_code == 422
    assert reply.json()["errors"][0]["at"] == "/scenario/changes/1/on"
    reply = client.get("/api/v1/member", params={**GIVEN, "with": "leave:nato:FIN:2020-01-01"})
    assert reply.status_code == 422
    assert reply.json()["errors"][0]["at"] == "/with/0/on"
    reply = client.post("/api/v1/member", json={**GIVEN, "scenario": {"changes": []}})
    assert reply.status_code == 422
    assert "must not be empty" in reply.json()["detail"]


def test_no_file_of_the_server_is_read(client: TestClient) -> None:
    line = {"change": "instrument", "definition": "/etc/passwd"}
    reply = client.post("/api/v1/member", json={**GIVEN, "with": [line]})
    assert reply.status_code == 422
    assert "write it out here, as a mapping" in reply.json()["detail"]
    reply = client.get("/api/v1/member", params={**GIVEN, "with": "instrument:/etc/passwd"})
    assert reply.status_code == 422
