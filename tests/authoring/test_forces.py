"""The taxonomy of units: what it holds, and what it refuses."""

from pathlib import Path

import pytest

from foedus.authoring.compile import compile_folders
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.named import UnknownIdError
from foedus.documents.problems import DefinitionError


def test_the_standard_units_of_a_mission_are_there(catalogue: Catalogue) -> None:
    battalion = catalogue.unit_type("infantry-battalion")
    assert "Infantry Battalion Manual" in battalion.cite.source
    assert len(catalogue.definitions.unit_types) >= 20


def test_a_type_stands_in_only_for_types_that_exist(catalogue: Catalogue) -> None:
    known = catalogue.definitions.unit_types
    for kind in known.values():
        assert set(kind.stands_in_for) <= set(known) - {kind.id}


def test_an_unknown_type_names_those_like_it(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownIdError, match="did you mean reconnaissance"):
        catalogue.unit_type("reconaissance")


def test_a_type_that_is_not_there_cannot_be_stood_in_for(tmp_path: Path) -> None:
    file = tmp_path / "unit-types.yaml"
    file.write_text(
        "- {id: a, name: A, says: does a, cite: A manual}\n"
        "- {id: b, name: B, says: does b, cite: B manual, stands_in_for: [c]}\n"
    )
    with pytest.raises(DefinitionError) as refused:
        compile_folders([tmp_path])
    [problem] = refused.value.problems
    assert (problem.line, problem.message) == (2, "unknown unit type 'c'")
