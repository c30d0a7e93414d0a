"""A refusal names its place: the option, the line of a file, or the cell of a workbook."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from foedus.asking.declare import every
from foedus.doors.cli.app import _group

PLEDGES = """\
title: x
called: 2024-01-01
host: FRA
requirements:
- {id: A, unit: infantry-battalion}
rotations:
- {id: A, starts: 2024-06-01, ends: 2025-01-01}
pledges:
- {id: B, nation: DEU, unit: infantry-battalion, readiness_days: 1, cost: 1}
- {id: A, nation: France, unit: infantry-battalion, readiness_days: 1, cost: 1}
"""
HOST = "pledge A: FRA is the host, and pledges no units to itself"


def _run(*command: str) -> Result:
    return CliRunner().invoke(_group, [*command, "--on", "2024-02-01"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PLEDGES, f"10: {HOST}"),
        (
            PLEDGES.replace("id: A, unit: infantry-battalion", "id: A, unit: A"),
            "5: requirements[0].unit",
        ),
        (PLEDGES.replace("nation: DEU", "nation: Atlantis"), "9: pledges[0].nation"),
    ],
)
def test_a_line_of_several_that_bear_one_name_gets_its_own_place(
    text: str, told: str, tmp_path: Path
) -> None:
    unit = next(iter(every()["generate"].example["call"]["pledges"]))["unit"]
    file = tmp_path / "call.yaml"
    file.write_text(text.replace("infantry-battalion", unit))
    result = _run("generate", "--call", str(file))
    assert result.exit_code == 2
    assert f"{file}:{told}" in result.output


def test_a_name_in_a_workbook_is_refused_in_its_cell(tmp_path: Path) -> None:
    unit = next(iter(every()["generate"].example["call"]["pledges"]))["unit"]
    book = Workbook()
    sheets: dict[str, list[list[Any]]] = {
        "General": [["Name", "Value"], ["Title", "x"], ["Called", "2024-01-01"], ["Host", "FRA"]],
        "Requirements": [["Id", "Unit"], ["A", unit]],
        "Rotations": [["Id", "Starts", "Ends"], ["A", "2024-06-01", "2025-01-01"]],
        "Pledges": [
            ["Id", "Nation", "Unit", "Readiness days", "Cost"],
            ["B", "DEU", unit, 1, 1],
            ["A", "France", unit, 1, 1],
        ],
    }
    del book["Sheet"]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = tmp_path / "call.xlsx"
    book.save(file)
    assert f"{file}:Pledges!B3: {HOST}" in _run("generate", "--call", str(file)).output
    book["Pledges"]["B3"] = "Atlantis"
    book.save(file)
    told = f"{file}:Pledges!B3: pledges[1].nation: no state is called 'Atlantis'"
    assert told in _run("generate", "--call", str(file)).output


@pytest.mark.parametrize("name", ["call.yaml", "call.json"])
def test_a_host_that_takes_no_part_is_refused_in_its_line(name: str, tmp_path: Path) -> None:
    call = copy.deepcopy(every()["exercise"].example["call"])
    call["candidates"][1]["host"] = ["Brazil"]
    file = tmp_path / name
    file.write_text(json.dumps(call, indent=1))
    line = next(
        number for number, text in enumerate(file.read_text().splitlines(), 1) if '"Brazil"' in text
    )
    told = (
        f"{file}:{line}: {call['candidates'][1]['id']} is hosted by BRA, which does not take part"
    )
    assert told in CliRunner().invoke(_group, ["exercise", "--call", str(file)]).output


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (
            "apportion nato/common-funding-2021 --amount 9 --join Atlantis=1",
            "--join Atlantis: no state is called 'Atlantis'",
        ),
        ("member nato Atlantis", "STATE: no state is called 'Atlantis'"),
        ("withdraw nato FRA --notice 1900-01-01", "--notice: the North Atlantic Treaty was not in"),
        (
            "notify --start 2017-09-14 --end 2017-09-01",
            "--end: the activity of 2017-09-14: it ends",
        ),
    ],
)
def test_an_option_at_fault_is_named(command: str, told: str) -> None:
    assert told in _run(*command.split()).output
