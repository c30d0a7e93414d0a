"""However many faults there are, a hundred are told, and how many more there are."""

from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from foedus.documents.faults import place
from foedus.documents.lists import listed
from foedus.documents.problems import DefinitionError, Problem
from foedus.documents.reading import read_document


class Line(BaseModel):
    model_config = ConfigDict(extra="forbid")
    amount: int


def refused(file: Path) -> DefinitionError:
    with pytest.raises(DefinitionError) as refusal:
        read_document(file, list[Line])
    return refusal.value


def test_of_many_faults_a_hundred_are_told(tmp_path: Path) -> None:
    file = tmp_path / "lines.yaml"
    file.write_text("- amount: many\n" * 250)
    error = refused(file)
    *told, last = str(error).splitlines()
    assert len(told) == 100
    assert told[99] == f"{file}:100: [99].amount: 'many' is not a whole number"
    assert last == f"{file}:100: and 150 more faults"
    assert error.count == 250


def test_lines_repeated_by_aliases_are_faults_like_any(tmp_path: Path) -> None:
    file = tmp_path / "lines.yaml"
    file.write_text("- &bad {amount: many, cost: 3}\n" + "- *bad\n" * 999)
    error = refused(file)
    assert error.count == 2000
    assert len(error.problems) == 101
    assert str(error.problems[-1]) == f"{file}:1: and 1,900 more faults"


def test_a_fault_is_no_longer_than_a_sentence_whatever_it_quotes(tmp_path: Path) -> None:
    file = tmp_path / "lines.yaml"
    file.write_text(f"- amount: {'9' * 4_000}x\n  ? {'k' * 100_000}\n  : 1\n")
    lines = str(refused(file)).splitlines()
    assert len(lines) == 2
    assert max(map(len, lines)) < 500


def test_the_faults_of_several_files_are_counted_together() -> None:
    faults = [Problem(f"{n % 3}.yaml", n, "", "wrong") for n in range(1, 301)]
    error = DefinitionError(faults)
    assert (len(error.problems), error.count) == (101, 300)
    assert error.problems[-1].message == "and 200 more faults"


def test_one_fault_over_a_hundred_is_told_too() -> None:
    error = DefinitionError([Problem("a.yaml", n, "", "wrong") for n in range(1, 102)])
    assert [problem.message for problem in error.problems] == ["wrong"] * 101


def test_a_fault_in_one_of_several_names_in_a_text_has_the_place_of_the_text() -> None:
    class Side(BaseModel):
        names: Annotated[list[Literal["FRA", "GBR"]], BeforeValidator(listed)]

    given = {"names": ["FRA,GBR,Atlantis"]}
    with pytest.raises(ValidationError) as refusal:
        Side.model_validate(given)
    [fault] = refusal.value.errors()
    assert place(fault, given) == ("names",)
