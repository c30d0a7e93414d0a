"""Every solved case is a test: our own, and those that lie beside the project where they do."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from foedus.asking.world import World
from foedus.cases import Case, read_cases, run
from tests.solved import of_files, solved

ROOT = Path(__file__).parents[1]
SHARED = sorted((ROOT.parent / "shared" / "cases").glob("*.yaml"))


def _parameters(files: Mapping[str, Iterable[Case]]) -> list[object]:
    return [
        pytest.param(case, id=f"{name}:{case.id}")
        for name, cases in files.items()
        for case in cases
    ]


def _solve(case: Case, world: World) -> None:
    [outcome] = run([case], world)
    if outcome.result == "SKIP":
        pytest.skip(outcome.told)
    assert outcome.result == "PASS", outcome.told


@pytest.mark.parametrize("case", _parameters(of_files()))
def test_our_own_solved_cases(case: Case, world: World) -> None:
    _solve(case, world)


@pytest.mark.skipif(not SHARED, reason="no shared/cases lies beside this checkout")
@pytest.mark.parametrize("case", _parameters({file.stem: read_cases(file) for file in SHARED}))
def test_the_shared_solved_cases(case: Case, world: World) -> None:
    _solve(case, world)


def test_our_cases_are_many_and_span_frameworks_and_time(world: World) -> None:
    cases = solved()
    assert len(cases) >= 80
    assert len({case.id for case in cases}) == len(cases)
    assert all(case.source for case in cases), "every case tells why its answer is the answer"
    assert max(c.on for c in cases).year - min(c.on for c in cases).year >= 150

    named = {word for case in cases for word in str((case.inputs, case.expect)).split("'")}
    frameworks = {word.split("/")[0] for word in named} & set(world.catalogue.frameworks)
    assert len(frameworks) >= 25
