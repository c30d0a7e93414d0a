"""Which faults are made in the sources, and how they are found to be seen."""

from pathlib import Path

import pytest

from proofs import mutations

SOURCE = '''"""A rule."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    least: int = 3


def carried(given: int, rule: Rule) -> bool:
    """Whether `given` is enough, as one says: 3 of 5."""
    told = f"{given + 1} of {rule.least}"
    return given >= rule.least and not told.startswith("x")
'''


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(mutations, "ROOT", tmp_path)
    for room in mutations.ROOMS:
        (tmp_path / "src/foedus" / room).mkdir(parents=True)
    file = tmp_path / "src/foedus/judging/rule.py"
    file.write_text(SOURCE, encoding="utf-8")
    return file


def test_a_fault_is_one_change_of_what_decides(file: Path) -> None:
    """Neither how a class is made nor what a text says decides anything."""
    assert [fault.what for fault in mutations.faults(file)] == [
        "3 -> 4",
        "given >= rule.least and (not told.startswith('x')) -> "
        "given >= rule.least or not told.startswith('x')",
        "given >= rule.least -> given > rule.least",
        "not told.startswith('x') -> told.startswith('x')",
    ]


def test_a_fault_leaves_the_rest_of_the_file_as_it_is(file: Path) -> None:
    least = next(fault for fault in mutations.faults(file) if fault.what == "3 -> 4")
    assert least.text == SOURCE.replace("least: int = 3", "least: int = (4)")


def test_a_pattern_takes_no_sum(file: Path) -> None:
    file.write_text("match offset:\n    case -1:\n        before = True\n", encoding="utf-8")
    assert [fault.what for fault in mutations.faults(file)] == ["True -> False"]


def test_a_fault_is_drawn_again_where_the_file_grows_above_it(file: Path) -> None:
    before = [fault.what for fault in mutations.drawn(9, 1)]
    file.write_text(SOURCE.replace("\n\n\n@", "\n\nANY = frozenset()\n\n\n@"), encoding="utf-8")
    assert [fault.what for fault in mutations.drawn(9, 1)] == before


def test_sixty_faults_of_our_own_sources_are_the_same_for_a_seed_and_compile() -> None:
    drawn = mutations.drawn(60, 1)
    assert drawn == mutations.drawn(60, 1)
    assert drawn != mutations.drawn(60, 2)
    assert len({(fault.file, fault.what, fault.number) for fault in drawn}) == 60
    for fault in drawn:
        compile(fault.text, str(fault.file), "exec")
        assert fault.text != fault.file.read_text(encoding="utf-8")


def test_what_is_told_to_be_no_fault_is_still_a_change_of_the_sources() -> None:
    for told in mutations.SAME:
        name, _, what = told.partition(": ")
        file = mutations.ROOT / "src/foedus" / name
        assert what in [fault.what for fault in mutations.faults(file)]


def test_the_nearest_tests_are_those_of_the_mirror() -> None:
    scale = mutations.ROOT / "src/foedus/reckoning/sharing/shares.py"
    assert mutations.nearest(scale)[0] == "tests/reckoning/sharing/test_shares.py"
    leaves = mutations.ROOT / "src/foedus/language/leaves/time.py"
    tests = mutations.nearest(leaves)
    assert tests[0] == "tests/language/test_leaves.py"
    assert tests.index("tests/language/test_tree.py") < tests.index(
        "tests/language/test_agreement.py"
    )


@pytest.mark.parametrize(
    ("body", "by"),
    [
        ("assert carried(3)", None),
        ("assert carried(2)", "test_rule.py::test_it"),
        ("assert carried(", "test_rule.py"),
    ],
)
def test_what_fails_is_told_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, by: str | None
) -> None:
    monkeypatch.setattr(mutations, "ROOT", tmp_path)
    (tmp_path / "src").mkdir()
    (tmp_path / "src/made_up_rule.py").write_text("def carried(n):\n    return n >= 3\n")
    test = tmp_path / "test_rule.py"
    test.write_text(f"from made_up_rule import carried\n\n\ndef test_it():\n    {body}\n")
    assert mutations.failure([test.name], tmp_path / "src") == by
