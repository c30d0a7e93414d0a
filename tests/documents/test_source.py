"""Reading YAML: plain values that remember their line."""

from pathlib import Path
from typing import Any

import pytest

from foedus.authoring.compile import compile_folders
from foedus.documents.problems import DefinitionError
from foedus.documents.source import read, read_text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),  # Norway, not a truth value
        ("yes", "yes"),
        ("true", True),
        ("false", False),
        ("1949-02-30", "1949-02-30"),  # no day, so left for the shape to refuse
    ],
)
def test_a_word_is_what_it_looks_like_to_an_author(text: str, value: Any) -> None:
    assert read_text(f"on: {text}", "f.yaml").data == {"on": value}


def test_a_problem_knows_its_line_and_its_field() -> None:
    source = read_text("id: x\ninstruments:\n  - id: a\n    parties:\n      - {to: 1}\n", "f.yaml")
    problem = source.problem(("instruments", 0, "parties", 0, "to"), "is wrong")
    assert str(problem) == "f.yaml:5: instruments[0].parties[0].to: is wrong"


def test_a_missing_key_is_reported_where_it_should_stand() -> None:
    source = read_text("instruments:\n  - id: a\n  - id: b\n", "f.yaml")
    problem = source.problem(("instruments", 1, "title"), "this key is missing")
    assert str(problem) == "f.yaml:3: instruments[1].title: this key is missing"


def test_union_tags_are_no_part_of_a_field() -> None:
    source = read_text("provisions:\n  - effect: duty\n    strength: 9\n", "f.yaml")
    problem = source.problem(("provisions", 0, "duty", "strength"), "is wrong")
    assert str(problem) == "f.yaml:3: provisions[0].strength: is wrong"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", "f.yaml:3: a: this key is given twice"),
        ("a: [1\n", "f.yaml:2: not valid YAML: "),
        ("a: b: c\n", "f.yaml:1: not valid YAML: mapping values are not allowed"),
        ("a: *b\n", "f.yaml:1: not valid YAML: "),
    ],
)
def test_what_is_no_yaml_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(DefinitionError) as refusal:
        read_text(text, "f.yaml")
    assert str(refusal.value).startswith(message)


def test_what_is_no_text_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes(b"id: x\nname: Br\xe9sil\n")
    with pytest.raises(DefinitionError, match=r"latin.yaml:2: not UTF-8 text"):
        read(file)


@pytest.mark.parametrize("content", ["", "just words\n", "- 1\n", "null\n", "{}\n"])
def test_a_file_that_holds_no_definition_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "odd.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"odd.yaml:\d+: "):
        compile_folders([tmp_path])


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [*a]",  # it holds itself
        "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{name}: &{name} [{','.join([f'*{before}'] * 10)}]\n"
            for before, name in zip("abcdefg", "bcdefgh", strict=True)
        ),
        "[" * 100_000,
    ],
)
def test_a_file_that_aliases_or_depth_would_blow_up_is_refused(text: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        read_text(text, "f.yaml")
    assert str(refused.value.problems[0]).startswith("f.yaml:1: not valid YAML: ")
