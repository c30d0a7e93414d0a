"""Answers that are kept: they hold while what they were read from does, and no longer."""

import gzip
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

import foedus
from foedus.asking.declare import every, find
from foedus.asking.world import World
from foedus.catalogue.changes import Join
from foedus.data.store.registry import find as dataset
from foedus.data.store.store import Store
from foedus.doors.rest.app import create_app
from foedus.doors.rest.asking import Desk
from foedus.doors.rest.kept import Kept, answers, unpacks
from foedus.doors.rest.settings import Settings
from tests.data import conftest as known

PANEL: dict[str, str | int] = {
    "on": "2020-01-01",
    "unit": "state-year",
    "from": 2000,
    "to": 2000,
    "with": "capabilities",
}
STATES = """stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version
USA,2,United States of America,1816,1,1,2016,12,31,2016
"""
MAJORS = """stateabb,ccode,styear,stmonth,stday,endyear,endmonth,endday,version
USA,2,1898,8,13,2016,12,31,2016
"""
NMC = """ccode,year,milex,milper,irst,pec,tpop,upop,cinc
2,2000,1,{soldiers},1,1,1,1,0.5
"""


class Folder:
    """A store to which two small datasets are brought."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.store, self.times = folder, Store(folder / "store"), 0

    def bring(self, name: str, **contents: str) -> None:
        self.times += 1
        paths = []
        for file, content in contents.items():
            paths.append(self.folder / f"{file}.csv")
            paths[-1].write_text(content, encoding="utf-8")
        adapter = dataset(name)
        files = tuple(msgspec.structs.replace(file, rows=1) for file in adapter.files)
        when = datetime(2026, 1, 2, second=self.times, tzinfo=UTC)
        self.store.add(msgspec.structs.replace(adapter, files=files), paths, when, "", known.STATES)

    def remove(self, name: str) -> None:
        (self.store.folder / f"{name}.json").unlink()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    found = Folder(tmp_path)
    found.bring("cow-states", states2016=STATES, majors2016=MAJORS)
    found.bring("nmc", cow_nmc=NMC.format(soldiers=1384))
    return found


@pytest.fixture
def client(folder: Folder) -> TestClient:
    world = foedus.load(store=folder.store.folder)
    return TestClient(create_app(world), raise_server_exceptions=False)


def soldiers(reply: Any) -> int:
    [table] = [t for t in reply.json()["tables"] if "milper" in t["columns"]]
    return int(table["rows"][0]["cells"][table["columns"].index("milper")])


def test_an_answer_changes_with_the_dataset_that_it_was_read_from(
    folder: Folder, client: TestClient
) -> None:
    def asked(**headers: str) -> Any:
        return client.get("/api/v1/panel", params=PANEL, headers=headers)

    first = asked()
    assert soldiers(first) == 1384
    old = {"if-none-match": first.headers["etag"]}
    assert asked(**old).status_code == 304

    folder.bring("nmc", cow_nmc=NMC.format(soldiers=2000))
    newer = asked(**old)
    assert newer.status_code == 200
    assert soldiers(newer) == soldiers(asked()) == 2000

    folder.remove("nmc")
    for reply in (asked(), asked(**old), asked(**{"if-none-match": newer.headers["etag"]})):
        assert reply.status_code == 422
        assert "nmc is not here yet" in reply.json()["detail"]


def test_an_answer_that_reads_no_dataset_outlives_them(folder: Folder, client: TestClient) -> None:
    path = "/api/v1/state?on=1985-06-01&state=DDR"
    tag = client.get(path).headers["etag"]
    folder.bring("nmc", cow_nmc=NMC.format(soldiers=2000))
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304


def test_a_question_is_given_no_dataset_unless_it_says_that_it_reads_them(
    folder: Folder, world: World
) -> None:
    """So that none can forget to say so, and be kept for too long."""
    stored = World(world.catalogue, folder.store, ("a note",))
    readers = {name for name, question in every().items() if question.seen(stored).store}
    assert readers == {"panel", "measure", "trend", "impact", "assess"}
    assert find("state").seen(stored).notes == stored.notes


def test_an_answer_read_while_a_dataset_changed_is_not_kept(
    folder: Folder, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be of the old data or of the new; nobody may be told later that it still holds."""
    ask = Desk._ask

    async def meanwhile(self: Desk, *given: Any) -> Any:
        found = await ask(self, *given)
        folder.bring("nmc", cow_nmc=NMC.format(soldiers=folder.times))
        return found

    monkeypatch.setattr(Desk, "_ask", meanwhile)
    for number in (1384, 2, 3):
        reply = client.get("/api/v1/panel", params=PANEL)
        assert soldiers(reply) == number
        assert "etag" not in reply.headers


def test_the_key_of_a_world_names_all_that_an_answer_reads(folder: Folder, world: World) -> None:
    stored = World(world.catalogue, folder.store)
    keys = [World(world.catalogue).key, stored.key]
    folder.bring("nmc", cow_nmc=NMC.format(soldiers=2000))
    keys.append(stored.key)
    folder.remove("nmc")
    keys.append(stored.key)
    keys.append(World(world.catalogue, folder.store, ("a note",)).key)
    changed = stored.with_changes([Join("nato", "UKR", date(2026, 1, 2))]).catalogue
    keys.append(World(changed, folder.store).key)
    assert len(set(keys)) == len(keys)
    assert stored.key == World(world.catalogue, Store(folder.store.folder)).key


def asking(**headers: str) -> Request:
    raw = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    return Request({"type": "http", "method": "GET", "headers": raw})


def test_answers_are_thrown_out_when_all_together_are_too_large() -> None:
    held = answers(10_000)
    for name in "abc":
        held[(name,)] = Kept(b"x" * 2500, "")
    assert held.get(("a",))
    held[("d",)] = Kept(b"x" * 2500, "")
    assert set(held) == {("a",), ("c",), ("d",)}
    assert held.currsize <= 10_000


def test_an_answer_is_packed_where_it_is_worth_it_and_the_client_unpacks() -> None:
    long, short = b"foedus " * 1000, b"foedus"
    packed = Kept.of(long, 'W/"a"', pack=True).answer(asking())
    assert gzip.decompress(bytes(packed.body)) == long
    assert packed.headers["content-encoding"] == "gzip"
    for kept in (Kept.of(short, "", pack=True), Kept.of(long, "", pack=False)):
        plain = kept.answer(asking())
        assert "content-encoding" not in plain.headers
        assert plain.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", True),
        ("br, GZip;q=0.5", True),
        ("*", True),
        ("gzip;q=0", False),
        ("br, gzip; q=0.000", False),
        ("identity", False),
        ("notgzip", False),
        ("", False),
    ],
)
def test_who_unpacks(accepted: str, packed: bool) -> None:
    assert unpacks(asking(accept_encoding=accepted)) is packed


def test_a_question_has_one_answer_however_it_is_sent(client: TestClient) -> None:
    on = {"on": "1985-06-01", "state": "DDR"}
    plain = {"accept-encoding": "identity"}
    replies = [
        client.get("/api/v1/state", params=on, headers=plain),
        client.get("/api/v1/state", params=on),
        client.post("/api/v1/state", json=on, headers=plain),
        client.post("/api/v1/state", json=on),
    ]
    assert len({reply.content for reply in replies}) == 1
    assert [r.headers.get("content-encoding") for r in replies] == [None, "gzip", None, "gzip"]


def test_an_answer_too_large_to_keep_is_given(world: World) -> None:
    client = TestClient(create_app(world, Settings(cache=2000)))
    for _ in range(2):
        assert client.get("/api/v1/state?on=1985-06-01&state=DDR").status_code == 200
