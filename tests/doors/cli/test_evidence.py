"""`foedus evidence`: files and live traffic in, the answer and the lines of a history out."""

import json
import socket
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from foedus.doors.cli.app import _group
from tests.questions.forces.test_evidence import ROSTER, recording
from tests.simulators.traffic import entity_state

NOON = ("--begins", "2026-03-02T12:00Z")


def run(folder: Path, *arguments: str) -> Result:
    roster = folder / "roster.json"
    roster.write_text(ROSTER.model_dump_json())
    return CliRunner().invoke(_group, ["evidence", "--roster", str(roster), *arguments])


def test_the_command(tmp_path: Path) -> None:
    record = tmp_path / "record.dis"
    record.write_bytes(recording(1, 3))
    line = tmp_path / "history.json"
    result = run(
        tmp_path, str(record), "--begins", "2026-03-02T12:00+00:00", "--history", str(line)
    )
    assert result.exit_code == 0, result.output
    assert "1 pair of nations trained together; longest AUS and JPN" in result.output
    [held] = json.loads(line.read_text())
    assert held["participants"] == ["AUS", "JPN"]


@pytest.mark.parametrize(
    ("content", "arguments", "sentence"),
    [
        (recording(1), [], "a plain recording does not tell when it begins"),
        (b"\x07\x01", ["--begins", "2026-03-02T12:00Z"], "byte 0: a header has 12 bytes"),
        (b"{", [], "this is not JSON"),
        (b"[]", ["--begins", "noon"], "is not a date and time"),
        (b"[]", ["--begins", "2026-03-02T12:00"], "has no time zone"),
        (b"[]", ["--on", "noon"], "on: 'noon' is not a date"),
        (b"[]", ["--listen", "3000"], "--listen and --seconds belong together"),
    ],
)
def test_a_refusal_is_a_sentence(
    tmp_path: Path, content: bytes, arguments: list[str], sentence: str
) -> None:
    record = tmp_path / "record"
    record.write_bytes(content)
    result = run(tmp_path, str(record), *arguments)
    assert result.exit_code == 2
    assert sentence in result.output
    assert "Traceback" not in result.output


def test_nothing_to_read_is_refused(tmp_path: Path) -> None:
    assert "there is nothing to read" in run(tmp_path).output


def test_live_traffic_is_heard_and_what_is_no_dis_is_counted(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    stop = threading.Event()

    def send() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mouth:
            while not stop.wait(0.05):
                for content in (entity_state(site=1), entity_state(site=3), b"noise"):
                    mouth.sendto(content, ("127.0.0.1", port))

    sender = threading.Thread(target=send)
    sender.start()
    try:
        result = run(tmp_path, "--listen", str(port), "--seconds", "1")
    finally:
        stop.set()
        sender.join()
    assert result.exit_code == 0, result.output
    assert "AUS-JPN" in result.output
    told = " ".join(result.output.split())
    assert "together for a minute: there is no evidence" in told  # it was a second
    assert "datagrams are not DIS; the first: byte 0" in result.output


def test_a_refusal_names_the_file_and_not_its_number(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.dis", tmp_path / "bad.dis"
    good.write_bytes(recording(1))
    bad.write_bytes(b"\x07\x01")
    result = run(tmp_path, str(good), str(bad), *NOON)
    assert result.output == f"Error: {bad}: byte 0: a header has 12 bytes; 2 are left\n"


def test_a_nation_of_the_roster_that_is_none_is_refused_at_its_line(tmp_path: Path) -> None:
    record, roster = tmp_path / "record.dis", tmp_path / "roster.yaml"
    record.write_bytes(recording(1, 3))
    roster.write_text(
        "id: a\nname: A\nmembers:\n- {nation: AUS, sites: [1]}\n- {nation: XXX, sites: [3]}\n"
    )
    result = CliRunner().invoke(_group, ["evidence", str(record), "--roster", str(roster), *NOON])
    assert result.exit_code == 2
    assert f"{roster}:5: members[1].nation: no state is called 'XXX'" in result.output


def test_it_takes_the_options_of_every_question(tmp_path: Path) -> None:
    record, book = tmp_path / "record.dis", tmp_path / "answer.xlsx"
    record.write_bytes(recording(1, 3))
    asked = (str(record), *NOON, "--on", "2026-03-03")
    answer = json.loads(run(tmp_path, *asked, "--json", "--xlsx", str(book)).output)
    assert (answer["question"], answer["on"]) == ("evidence", "2026-03-03")
    assert answer["held"][0]["participants"] == ["AUS", "JPN"]
    assert "Together" in load_workbook(book).sheetnames
    memo = run(tmp_path, *asked, "--markdown").output
    assert memo.startswith("# Training in simulators: Strait Watch")
