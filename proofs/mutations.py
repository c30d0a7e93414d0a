"""Do the tests see a small fault? Sixty are made, one at a time, and the tests must fail for each.

    python -m proofs.mutations [--number 60] [--seed 1] [--only PLACE]

A fault is one change of the code that gives a verdict: a comparison turned or moved by one, `and`
for `or`, a `not` taken away, a constant moved by one, a truth value turned, an addition that
subtracts. They are drawn by a seed from the conditions, the judging and the arithmetic, and made
in a copy of the sources. The nearest tests run first, then the solved cases and what else leans on
these rooms. Each fault is told with the test that saw it; the last line counts.
"""

import argparse
import ast
import functools
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
ROOMS: Final = ("language", "judging", "reckoning")
SECONDS: Final = 600
BESIDE: Final = {
    "language": ("tests/judging",),
    "judging": ("tests/questions/binding", "tests/language"),
    "reckoning": ("tests/questions/bodies", "tests/questions/costs"),
}
"""Which tests come next to a room's own."""
WIDER: Final = (
    "tests/test_cases.py",
    "tests/questions",
    "tests/catalogue",
    "tests/authoring",
    "tests/data",
)
"""What leans on the three rooms, run where the nearest tests see nothing."""
SAME: Final = {
    "reckoning/sharing/shares.py: lifted >= cut -> lifted > cut": "where they are equal, "
    "the bounds of both hold in the only solution there is, whichever are held first",
}
"""Changes that were drawn and are no faults, and why: nothing can tell them from the code."""
FAILED: Final = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)
TURNED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
FORMS: Final = {"frozen", "kw_only", "omit_defaults", "repr", "slots", "strict", "tag"}
"""Settings of a class or a call that no verdict turns on. Nor does one on what stands in a text."""
OPPOSITE: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
}


@dataclass(frozen=True)
class Fault:
    """A changed text of a file, and where and what the change is: the how manieth such in it."""

    file: Path
    line: int
    what: str
    number: int
    text: str

    @property
    def same(self) -> bool:
        """Whether it is known to be no fault."""
        return f"{self.file.relative_to(ROOT / 'src/foedus')}: {self.what}" in SAME

    @property
    def room(self) -> str:
        """The room that the file stands in."""
        return self.file.relative_to(ROOT / "src/foedus").parts[0]

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}: {self.what}"


def faults(file: Path) -> tuple[Fault, ...]:
    """Every single fault that can be made in a file."""
    return _faults(file, file.read_text(encoding="utf-8"))


@functools.cache
def _faults(file: Path, text: str) -> tuple[Fault, ...]:
    found: list[Fault] = []
    numbers: Counter[str] = Counter()
    for node in _judging(ast.parse(text)):
        for changed, what in _changes(node):
            new = _with(text, node, ast.unparse(changed))
            if _compiles(new):
                numbers[what] += 1
                found.append(Fault(file, node.lineno, what, numbers[what], new))
    return tuple(found)


def _judging(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions that a verdict may turn on."""
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.keyword) and node.arg in FORMS):
        return
    if isinstance(node, ast.expr):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _judging(child)


def _changes(node: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    match node:
        case ast.Compare(left, [op, *others], comparators) if type(op) in TURNED:
            new = ast.Compare(left, [TURNED[type(op)](), *others], comparators)
            yield new, f"{ast.unparse(node)} -> {ast.unparse(new)}"
        case ast.BoolOp(op, values):
            other = ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            yield other, f"{ast.unparse(node)} -> {ast.unparse(other)}"
        case ast.UnaryOp(ast.Not(), operand):
            yield operand, f"{ast.unparse(node)} -> {ast.unparse(operand)}"
        case ast.BinOp(left, op, right) if type(op) in OPPOSITE and not _texts(left, right):
            turned = ast.BinOp(left, OPPOSITE[type(op)](), right)
            yield turned, f"{ast.unparse(node)} -> {ast.unparse(turned)}"
        case ast.Constant(bool() as value):
            yield ast.Constant(not value), f"{value} -> {not value}"
        case ast.Constant(int() as number):
            yield ast.Constant(number + 1), f"{number} -> {number + 1}"


def _texts(*nodes: ast.expr) -> bool:
    """Whether a sum is one of texts or lists, where subtracting is no fault but nonsense."""
    made_of = (ast.JoinedStr, ast.List, ast.Tuple)
    return any(
        isinstance(n, made_of) or (isinstance(n, ast.Constant) and isinstance(n.value, str))
        for n in nodes
    )


def _compiles(text: str) -> bool:
    """Not every place takes any expression: a pattern takes no sum."""
    try:
        compile(text, "fault", "exec")
    except SyntaxError:
        return False
    return True


def _with(text: str, node: ast.expr, new: str) -> str:
    """The text with one expression in place of another; columns count bytes."""
    lines = text.encode().splitlines(keepends=True)
    start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
    end = sum(map(len, lines[: (node.end_lineno or node.lineno) - 1])) + (node.end_col_offset or 0)
    whole = text.encode()
    return (whole[:start] + f"({new})".encode() + whole[end:]).decode()


def drawn(number: int, seed: int) -> list[Fault]:
    """So many faults, a third from each room, but for what is the same as the code.

    Each has its own lot, so that the others stay the same where a file is changed.
    """
    found: list[Fault] = []
    for index, room in enumerate(ROOMS):
        files = sorted((ROOT / "src/foedus" / room).rglob("*.py"))
        pool = [fault for file in files for fault in faults(file) if not fault.same]
        pool.sort(key=lambda fault: _lot(seed, fault))
        found += pool[: number // len(ROOMS) + (index < number % len(ROOMS))]
    return found


def _lot(seed: int, fault: Fault) -> str:
    of = f"{seed} {fault.file.relative_to(ROOT)} {fault.what} {fault.number}"
    return hashlib.sha256(of.encode()).hexdigest()


def nearest(file: Path) -> list[str]:
    """The tests of the file's room, its mirror first and whole proofs last."""
    parts = file.relative_to(ROOT / "src/foedus").with_suffix("").parts
    room = ROOT / "tests" / parts[0]

    def distance(test: Path) -> tuple[int, bool, Path]:
        of = test.relative_to(ROOT / "tests").with_suffix("").parts
        mirrored = (*of[:-1], of[-1].removeprefix("test_"))
        together = zip(parts, mirrored, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], together))
        return -shared, "proofs" in test.read_text(encoding="utf-8"), test

    own = sorted(room.rglob("test_*.py"), key=distance)
    return [str(test.relative_to(ROOT)) for test in own]


def failure(tests: Sequence[str], sources: Path) -> str | None:
    """The first test that fails on these sources; None where all pass."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(sources)}
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"one that did not end in {SECONDS} s"
    if done.returncode == 0:
        return None
    named = FAILED.search(done.stdout)
    return named[1] if named else "none: they could not be run"


def seer(fault: Fault, sources: Path) -> str | None:
    """The test that fails with the fault made in these sources; None where it survives."""
    target = sources / fault.file.relative_to(ROOT / "src")
    before = target.read_text(encoding="utf-8")
    target.write_text(fault.text, encoding="utf-8")
    try:
        steps = (nearest(fault.file), BESIDE[fault.room], WIDER)
        return next((by for tests in steps if (by := failure(tests, sources))), None)
    finally:
        target.write_text(before, encoding="utf-8")


def main() -> int:
    """Make the faults and tell of each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--number", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only faults with this in them: FILE.py:LINE")
    given = parser.parse_args()
    wanted = [f for f in drawn(given.number, given.seed) if given.only in str(f)]
    survivors = 0
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "src"
        shutil.copytree(ROOT / "src", sources, ignore=shutil.ignore_patterns("__pycache__"))
        if broken := failure([*(f"tests/{room}" for room in ROOMS), *WIDER], sources):
            print(f"without any fault there already fails: {broken}")
            return 1
        for fault in wanted:
            by = seer(fault, sources)
            survivors += by is None
            print(f"SURVIVED {fault}" if by is None else f"seen     {fault}  by {by}", flush=True)
    print(f"{len(wanted) - survivors} seen, {survivors} survived")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
