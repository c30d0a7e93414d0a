"""Output comes out whatever the console is, and a failure to write is a sentence and a status."""

import codecs
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from foedus.doors.cli.streams import legible

FULL = Path("/dev/full")
ASKED = {
    "question": ("bound", "POL", "USA", "--on", "2026-01-01"),
    "reasons": ("casus", "--attacked", "POL", "--attacker", "RUS", "--explain"),
    "memo": ("bound", "POL", "USA", "--markdown"),
    "json": ("state", "TUR", "--json"),
    "plain": ("frameworks", "--on", "1985-06-01", "--plain"),
    "help": ("--help",),
    "schema": ("schema",),
    "data": ("data", "list"),
    "citation": ("data", "cite", "atop"),
    "sql": ("data", "sql", "select 'é⇄' as x", "--csv"),
    "parquet": ("data", "sql", "select range as x from range(100000)", "--format", "parquet"),
    "cases": ("cases", "tests/cases/measures.yaml"),
}
WRITERS = ("question", "json", "help", "data", "sql", "parquet", "cases")
"""One of each way in which output is written."""


def foedus(
    *words: str, env: Mapping[str, str] | None = None, **streams: object
) -> "subprocess.Popen[bytes]":
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "foedus", *words], env={**os.environ, **(env or {})}, **given
    )


@pytest.mark.parametrize(
    ("asked", "encoding"),
    [
        ("reasons", "cp1252"),
        ("reasons", "ascii"),
        ("memo", "ascii"),
        ("memo", "utf-16"),
        ("json", "cp1252"),
        ("sql", "utf-16"),
    ],
)
def test_every_encoding_of_a_console_bears_every_output(asked: str, encoding: str) -> None:
    asking = foedus(*ASKED[asked], env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    out, err = asking.communicate(timeout=120)
    assert asking.returncode == 0, err.decode(errors="replace")
    if asked == "sql":
        assert "é⇄" in out.decode(encoding if encoding.startswith("utf") else "utf-8")
        return
    text = out.decode(encoding)
    assert len(text) > 200
    if asked == "json":
        assert json.loads(text)["title"].startswith("Republic of Türkiye")
    if asked == "memo":
        assert ("POL ⇄ USA" if encoding.startswith("utf") else "POL <-> USA") in text


def test_a_plain_c_locale_is_no_hindrance() -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    asking = foedus(*ASKED["question"], "--width", "120", env=env)
    out, _ = asking.communicate(timeout=60)
    assert asking.returncode == 0
    assert b"POL <-> USA" in out
    assert out.isascii()


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")
@pytest.mark.parametrize("asked", WRITERS)
def test_a_full_disk_is_a_sentence_and_exit_status_1(asked: str) -> None:
    with FULL.open("wb") as full:
        asking = foedus(*ASKED[asked], stdout=full)
        _, err = asking.communicate(timeout=120)
    assert asking.returncode == 1
    assert err.decode().splitlines()[-1] == (
        "Error: the answer cannot be written to standard output: No space left on device"
    )
    assert b"Traceback" not in err


@pytest.mark.parametrize("asked", WRITERS)
def test_a_closed_pipe_ends_it_without_a_word(asked: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    asking = foedus(*ASKED[asked], stdout=writing)
    os.close(writing)
    _, err = asking.communicate(timeout=120)
    assert (asking.returncode, err.replace(b"ascii", b"")) == (1, b"")


def test_a_pipe_that_refuses_what_does_not_fit_is_waited_for() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    asking = foedus("frameworks", "--json", stdout=writing)
    os.close(writing)
    found = b""
    while piece := os.read(reading, 500):
        found += piece
    os.close(reading)
    _, err = asking.communicate(timeout=60)
    assert (asking.returncode, err) == (0, b"")
    assert json.loads(found)["question"] == "frameworks"


@pytest.mark.parametrize(
    ("closed", "status", "says"),
    [
        (">&-", 1, "Error: the answer cannot be written to standard output: it is closed\n"),
        ("2>&- >/dev/null", 0, ""),
        ("<&- >/dev/null", 0, ""),
        (">&- 2>&-", 1, ""),
    ],
)
def test_a_stream_that_is_closed_at_the_start_is_no_crash(
    closed: str, status: int, says: str
) -> None:
    ran = subprocess.run(
        ["sh", "-c", f"exec {sys.executable} -m foedus state POL {closed}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (status, says)


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ("frameworks --json > out", 1, "Error: the answer cannot be written to standard output: "),
        ("frameworks --plain > out", 1, "Error: the answer cannot be written to standard output: "),
        ("frameworks --xlsx out.xlsx > /dev/null", 2, "Error: out.xlsx cannot be written: "),
        ("frameworks --docx out.docx > /dev/null", 2, "Error: out.docx cannot be written: "),
    ],
)
def test_a_disk_that_takes_only_the_beginning_is_full_too(
    asked: str, status: int, says: str, unbuffered: str, tmp_path: Path
) -> None:
    ran = subprocess.run(
        ["sh", "-c", f"ulimit -f 1; exec {sys.executable} -m foedus {asked}"],
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert (ran.returncode, ran.stderr) == (status, f"{says}File too large\n")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")
@pytest.mark.parametrize("option", ["--xlsx", "--docx", "--ics"])
def test_a_file_that_cannot_be_written_is_a_sentence(option: str) -> None:
    asking = foedus("withdraw", "nato", "USA", option, str(FULL))
    out, err = asking.communicate(timeout=60)
    assert asking.returncode == 2
    assert re.fullmatch(r"Error: .*No space left on device.*\n", err.decode())
    assert out == b""


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")
def test_the_status_of_a_mistake_is_kept_where_nobody_hears_of_it() -> None:
    with FULL.open("wb") as full:
        asking = foedus("state", "Atlantis", stderr=full)
        asking.communicate(timeout=60)
    assert asking.returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "latin-1"])
def test_what_a_console_does_not_know_becomes_the_nearest_it_knows(encoding: str) -> None:
    for text, plain in (
        ("Świnoujście", "Swinoujscie"),
        ("Pärnu, Türkiye", "Parnu, Turkiye"),
        ("POL ⇄ USA ✓", "POL <-> USA [yes]"),
        ("Łódź – “so”", 'Lodz - "so"'),
        ("東京", "??"),
        ("half \ud800", "half ?"),
    ):
        told = legible(text, encoding)
        assert told.encode(encoding)
        known = codecs.lookup(encoding).name == "ascii"
        assert not known or told == plain
