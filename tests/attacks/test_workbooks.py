"""S5: workbooks that are small to send and vast to read."""

import resource
import subprocess
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from proofs.hostile import far_cell, many_rows, spaces
from proofs.serving import COMMAND, Served
from proofs.watching import Watch
from tests.attacks.conftest import MEGABYTE, held_up_nobody, refused

BYTES = {"content-type": "application/octet-stream"}
WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "one cell at the very end": cache(far_cell),
    "two million rows": cache(lambda: many_rows(2_000_000)),
    "most of a gigabyte of spaces": cache(lambda: spaces(700_000_000)),
}
SOON = 5.0
LIMIT = 1_500 * MEGABYTE
"""What a command may fill; reading an honest workbook takes a tenth of it."""


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_a_vast_workbook_is_refused_before_it_is_read(kind: str, served: Served) -> None:
    content = WORKBOOKS[kind]()
    with Watch(served) as watch, served.client(30) as client:
        begun = time.monotonic()
        answer = client.post(
            "/api/v1/generate/document?name=x.xlsx", content=content, headers=BYTES
        )
        took = time.monotonic() - begun
    refused(answer, 413, 422)
    assert took < SOON, f"refused after {took:.1f} s; {watch.told()}"
    assert watch.whole < 600 * MEGABYTE, watch.told()
    held_up_nobody(watch)


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (LIMIT, LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_the_command_line_refuses_it_in_a_sentence(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "call.xlsx"
    file.write_bytes(WORKBOOKS[kind]())
    asked = subprocess.run(
        [*COMMAND, "generate", "--call", str(file)],
        capture_output=True,
        text=True,
        timeout=40,
        check=False,
        preexec_fn=bounded,
    )
    assert asked.returncode in (1, 2), (asked.returncode, asked.stderr[-300:])
    assert "Traceback" not in asked.stderr
    assert "call.xlsx" in asked.stderr
    assert len(asked.stderr) < 2000


def test_a_workbook_with_much_room_round_little_is_read(served: Served) -> None:
    """A desk colours a column to its end, and a sheet then says that it is a million rows long."""
    with served.client(30) as client:
        template = client.get("/api/v1/grant/template.xlsx").content
        answer = client.post("/api/v1/grant/document?name=x.xlsx", content=template, headers=BYTES)
    assert answer.status_code in (200, 422)
    assert "Entities" in answer.text or answer.status_code == 200
