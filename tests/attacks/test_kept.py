"""S8: an answer from the datasets is not kept when they have changed.

The data are made up: as many states as a whole file of the authors has, most of them long gone.
"""

import csv
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from proofs.serving import COMMAND, Served
from tests.attacks.conftest import refused

ROWS = {"states2016.csv": 243, "majors2016.csv": 14}
SPELL = ("styear", "stmonth", "stday", "endyear", "endmonth", "endday", "version")
GONE, THERE = (1816, 1, 1, 1816, 1, 2, 2016), (1816, 1, 1, 2016, 12, 31, 2016)
PANEL = "/api/v1/panel?on=2020-01-01&unit=state-year&from=2000&to=2000"
ASKED = {"on": "2020-01-01", "unit": "state-year", "from": 2000, "to": 2000}
USA, CANADA = 2, 20


def state_system(folder: Path, *there: int) -> None:
    """The authors' two files, as if just these states had lived to the end."""
    folder.mkdir()
    for name, count in ROWS.items():
        named = ("X",) if name.startswith("states") else ()
        gone = range(390, 390 + count - len(there))
        rows = [("X", code, *named, *THERE) for code in there]
        rows += [("X", code, *named, *GONE) for code in gone]
        with (folder / name).open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("stateabb", "ccode", *(["statenme"] if named else []), *SPELL))
            writer.writerows(rows)


class Stored:
    """A server beside a store, into which data are brought by the command line."""

    def __init__(self, served: Served, folder: Path) -> None:
        self.served, self.folder, self.times = served, folder, 0

    def add(self, *there: int) -> None:
        self.times += 1
        files = self.folder / f"files-{self.times}"
        state_system(files, *there)
        done = subprocess.run(
            [*COMMAND, "data", "add", "cow-states", "--file", str(files)],
            env={**os.environ, "FOEDUS_DATA": str(self.folder / "store")},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Stored]:
    """A server whose store is empty yet."""
    with Served(environment={"FOEDUS_DATA": str(tmp_path / "store")}) as served:
        yield Stored(served, tmp_path)


def codes(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text[:300]
    return [row[0] for row in answer.json()["answer"]["first"]]


def test_a_running_server_answers_from_the_data_of_now(stored: Stored) -> None:
    with stored.served.client(30) as client:
        refused(client.get(PANEL), 422)  # there is no data yet
        stored.add(USA)
        first = client.get(PANEL)
        assert codes(first) == ["2"]
        etag = first.headers["etag"]
        assert client.get(PANEL, headers={"if-none-match": etag}).status_code == 304

        stored.add(USA, CANADA)
        assert codes(client.post("/api/v1/panel", json=ASKED)) == ["2", "20"]
        again = client.get(PANEL, headers={"if-none-match": etag})
        assert again.status_code == 200, "it says that the answer has not changed"
        assert codes(again) == ["2", "20"]
        assert codes(client.get(PANEL)) == ["2", "20"]
        assert client.get(PANEL).headers["etag"] != etag


def test_data_that_are_gone_are_not_answered_from(stored: Stored) -> None:
    stored.add(USA)
    with stored.served.client(30) as client:
        etag = client.get(PANEL).headers["etag"]
        (stored.folder / "store" / "cow-states.json").unlink()
        for headers in ({}, {"if-none-match": etag}):
            refused(client.get(PANEL, headers=headers), 422)


def test_an_answer_that_reads_no_data_stays_as_it_is(stored: Stored) -> None:
    path = "/api/v1/state?on=1985-06-01&state=DDR"
    with stored.served.client(30) as client:
        etag = client.get(path).headers["etag"]
        stored.add(USA)
        assert client.get(path, headers={"if-none-match": etag}).status_code == 304
