"""Where a nation wants two, an act sent over HTTP waits, and another of the nation confirms it."""

from tests.doors.rest.test_node import API, Stage, stage

__all__ = ["stage"]


def test_an_act_that_is_covered_is_answered_as_waiting_and_recorded_by_two(stage: Stage) -> None:
    asked = stage.client("ann").post(f"{API}/four-eyes", json={"acts": ["table"]})
    assert asked.status_code == 202
    number = asked.json()["waits"]["number"]
    assert stage.client("ann").get(f"{API}/four-eyes").json() == {"acts": []}
    own = stage.client("ann").post(f"{API}/seconds/{number}/confirm")
    assert (own.status_code, own.json()["detail"]) == (
        403,
        "you may not do that: nobody confirms what they asked for themselves",
    )
    confirmed = stage.client("ann-admin").post(f"{API}/seconds/{number}/confirm")
    assert (confirmed.status_code, confirmed.json()) == (201, {"entries": []})
    assert stage.client("ann").get(f"{API}/four-eyes").json() == {"acts": ["table"]}

    given = {"body": "nato/nac", "title": "By two"}
    shown = stage.client("ann").post(f"{API}/acts/table/preview", json=given).json()
    sent = {**given, "shown": shown["shown"]}
    waits = stage.act("ann", "table", 202, **sent)["waits"]
    counted = stage.client().get("/metrics").text
    assert 'act="table",outcome="waits"' in counted
    assert waits["told"] == ["USA tables in the North Atlantic Council: By two."]
    assert stage.client("ann").get(f"{API}/entries/M-1").status_code == 404

    # another nation, an administrator who reads nothing, and whoever is nobody learn nothing of it
    path = f"{API}/seconds/{waits['number']}/confirm"
    hidden = [stage.client(name).post(path) for name in ("luc", "ann-admin", "sirje")]
    absent = stage.client("luc").post(f"{API}/seconds/99/confirm")
    numbers = (str(waits["number"]), "99")
    assert {answer.status_code for answer in hidden} == {absent.status_code} == {422}
    told = {answer.text.replace(f"as {numbers[0]}", "as N") for answer in hidden}
    assert told == {absent.text.replace(f"as {numbers[1]}", "as N")}
    assert stage.client().post(path).status_code == 401
    assert stage.client("luc").get(f"{API}/seconds").json() == []

    invited = stage.client("ann-admin").post(
        f"{API}/invitations", json={"party": "USA", "posts": [{"post": "desk-officer"}]}
    )
    body = {"invitation": invited.json()["invitation"], "name": "bea", "passphrase": PHRASE}
    client = stage.client()
    assert client.post(f"{API}/enrol", json=body).status_code == 201
    client.post(f"{API}/sign-in", json={"name": "bea", "passphrase": PHRASE})
    assert [one["number"] for one in client.get(f"{API}/seconds").json()] == [waits["number"]]
    token = client.post(f"{API}/tokens", json={"scopes": ["table"]}).json()["token"]
    bearer = {"authorization": f"Bearer {token}"}
    assert stage.client().post(path, headers=bearer).status_code == 403
    [entry] = client.post(path).json()["entries"]
    assert stage.client("ann").get(f"{API}/entries/M-1").status_code == 200
    assert entry["draft"]["by"] == "USA"
    assert client.post(path).status_code == 422
    assert stage.act("luc", "table", body="nato/nac", title="By one")


def test_a_person_says_where_notices_go_and_a_token_does_not(stage: Stage) -> None:
    client = stage.client("luc")
    path = f"{API}/me/mail"
    assert client.get(path).json() == {"address": ""}
    assert client.post(path, json={"address": "luc@diplomatie.example"}).status_code == 200
    assert client.get(path).json() == {"address": "luc@diplomatie.example"}
    assert client.post(path, json={"address": "x\r\nBcc: y@z.example"}).status_code == 422
    bearer = {"authorization": f"Bearer {client.post(f'{API}/tokens', json={}).json()['token']}"}
    assert stage.client().get(path, headers=bearer).status_code == 403
    assert stage.client().get(path).status_code == 401
    assert client.post(path, json={"address": ""}).json() == {"address": ""}


PHRASE = "seven herons over Kihnu"
