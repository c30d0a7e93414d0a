"""The unit of systemd in the guide: systemd knows each of its lines, and finds it well shut."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.docs.test_guide import blocks

MOST = 2.0
"""Of 10, as `systemd-analyze security` counts what is left open."""


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    [block] = [b for b in blocks("docs/guide/nodes.md") if b.title == "foedus.service"]
    there = block.text.replace("/opt/foedus/bin/foedus", "/bin/true")
    (tmp_path / "foedus.service").write_text(there, encoding="utf-8")
    return tmp_path / "foedus.service"


def test_systemd_knows_each_of_its_lines(unit: Path) -> None:
    said = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert "foedus.service" not in said.stderr, said.stderr


def test_little_is_left_open(unit: Path) -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    level = re.search(r"Overall exposure level for foedus.service: ([0-9.]+)", said)
    assert level is not None, said
    assert float(level[1]) <= MOST
