"""The pages for users, followed to the letter: files written, commands run, answers compared.

A block with a `title="FILE"` is written to the end of FILE. In a block `console`, what follows a
line `$ foedus ...` is what the command prints; there `...` stands for anything, and alone on a line
for any lines. Spaces and blank lines are not compared. A block `pycon` is a doctest.
"""

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from foedus.doors.cli.app import _group
from tests.conftest import cheap_passphrases
from tests.data.conftest import authors_files

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md",
    "docs/index.md",
    *sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("docs/guide/*.md")),
)
FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
GAP = "..."


class Block(NamedTuple):
    language: str
    title: str
    text: str
    line: int


class Step(NamedTuple):
    command: str
    shown: list[str]
    line: int


def blocks(page: str) -> Iterator[Block]:
    text = (ROOT / page).read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 2
        yield Block(found[1], found[2] or "", found[3], line)


def steps(block: Block) -> Iterator[Step]:
    step: Step | None = None
    for number, line in enumerate(block.text.splitlines(), block.line):
        if line.startswith("$ "):
            if step:
                yield step
            step = Step(line.removeprefix("$ "), [], number)
        else:
            assert step, f"line {number}: a console block begins with a command"
            step.shown.append(line)
    if step:
        yield step


def pattern(shown: list[str]) -> str:
    parts = []
    for line in squeezed(shown):
        if line == GAP:
            parts.append(r"(?:.*\n)*?")
        else:
            gaps = (re.escape(part) for part in re.split(rf"\s*{re.escape(GAP)}\s*", line))
            parts.append(".*".join(gaps) + r"\n")
    return "".join(parts)


def squeezed(lines: list[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines if line.strip()]


def run(step: Step, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program, *arguments = shlex.split(step.command)
    if program == "export":
        for name, value in (argument.split("=", 1) for argument in arguments):
            monkeypatch.setenv(name, value)
        return
    assert program == "foedus", f"{page}:{step.line}: only foedus is run here"
    result = CliRunner().invoke(_group, arguments, prog_name="foedus")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    printed = "".join(f"{line}\n" for line in squeezed(result.output.splitlines()))
    if not re.fullmatch(pattern(step.shown), printed):
        shown = "\n".join(step.shown)
        pytest.fail(f"{page}:{step.line}: {step.command}\nshown:\n{shown}\nprinted:\n{printed}")


@pytest.fixture(autouse=True, scope="module")
def sign_in_at_no_cost() -> Iterator[None]:
    with cheap_passphrases():
        yield


@pytest.mark.parametrize("page", PAGES)
def test_a_page_works_as_written(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "store"))
    if "--file files/" in (ROOT / page).read_text(encoding="utf-8"):
        (path,) = authors_files(".")
        Path("files").symlink_to(path.resolve(), target_is_directory=True)
    for name in ("FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    followed = 0
    for block in blocks(page):
        if block.title:
            file = Path(block.title)
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as end:
                end.write(block.text)
        for step in steps(block) if block.language == "console" else ():
            run(step, page, monkeypatch)
            followed += 1
    assert followed, f"{page} shows no command"


EXAMPLES = [
    pytest.param(block, id=f"{page}:{block.line}")
    for page in PAGES
    for block in blocks(page)
    if block.language == "pycon"
]


@pytest.mark.parametrize("block", EXAMPLES)
def test_a_python_example_works_as_written(block: Block) -> None:
    test = doctest.DocTestParser().get_doctest(
        block.text, {}, "example", "the page", block.line - 1
    )
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    outcome = runner.run(test, out=told.append)
    assert outcome.attempted
    assert not outcome.failed, "".join(told)


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        (["a  b"], "a b\n", True),
        (["a"], "b\n", False),
        (["...", "c"], "a\nb\nc\n", True),
        (["...", "c"], "a\nb\nc\nd\n", False),
        (["a ... c", "..."], "a b c\n", True),
        (["a (b)..."], "a (b)?\n", True),
        (["a"], "a\nb\n", False),
    ],
)
def test_gaps_stand_for_anything_and_nothing_else_does(
    shown: list[str], printed: str, same: bool
) -> None:
    assert bool(re.fullmatch(pattern(shown), printed)) is same
