"""The messages that people see most, with how often: python scripts/messages.py [--most 300]

Every text of the package that stands in a sentence for people is a template: what a refusal or a
fault says, the notes, leads and headings of answers, the help of commands. Each is counted in what
the solved cases show, in what is refused where a value of them is spoilt, in the faults of broken
definitions, and in the help of every command, where the names and numbers of a template may be
anything. Read the list as somebody who has not seen the code.
"""

import argparse
import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from click import Context
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import foedus
from foedus.asking.declare import find
from foedus.asking.world import World
from foedus.cases import Case
from foedus.cases.run import check_of
from foedus.doors.cli.app import _group
from foedus.exchange.markdown import to_markdown
from tests.solved import solved

ROOT: Final = Path(__file__).parents[1]
SHORTEST: Final = 12
"""Letters that the fixed parts of a template must have, to be told from the text around it."""
FOLLIES: Final[tuple[Any, ...]] = ("Atlantis", "", -1, 1.5, [], {}, None)
"""What a part of a document may not be, mostly."""


def templates() -> Iterator[str]:
    """Every text of two words or more in the package; what is filled in stands as {}."""
    for file in sorted((ROOT / "src/foedus").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        inside = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr)
            for part in ast.walk(node)
            if part is not node
        }
        for node in ast.walk(tree):
            if id(node) in inside:
                continue
            for text in (_text(node) or "").split("\n\n"):  # the help of a command is a docstring
                flat = re.sub(r"\s+", " ", text)
                if " " in flat.strip() and len(re.sub(r"\W|\{\}", "", flat)) >= SHORTEST:
                    yield flat


def _text(node: ast.AST) -> str | None:
    match node:
        case ast.Constant(str() as value):
            return value
        case ast.JoinedStr(parts):
            return "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts)
    return None


def shown(world: World) -> Iterator[str]:
    """All that people see: answers and refusals, faults of definitions, the help of commands."""
    spoilt = set[str]()
    for case in solved():
        yield told(world, case)
        if case.question not in spoilt:
            spoilt.add(case.question)
            yield from refusals(world, case)
    yield from faults()
    yield from helps()


def helps() -> Iterator[str]:
    """The help of foedus and of each of its commands."""
    for command in [[], *([name] for name in _group.list_commands(Context(_group)))]:
        yield CliRunner().invoke(_group, [*command, "--help"]).output


def told(world: World, case: Case, *, explain: bool = False) -> str:
    """What is answered in a solved case, or why it is refused."""
    try:
        return to_markdown(find(case.question).ask(world, _inputs(case), case.on), explain=explain)
    except foedus.FoedusError as error:
        return str(error)


def _inputs(case: Case) -> dict[str, Any]:
    check = check_of(case.question)
    return {} if check is None else check.read(case.inputs)


def faults() -> Iterator[str]:
    """The faults of each of the broken definitions."""
    for broken in sorted((ROOT / "tests/authoring/broken").glob("*.yaml")):
        yield CliRunner().invoke(_group, ["check", str(broken)]).output


def refusals(world: World, case: Case) -> Iterator[str]:
    """What a question says where one of the values given to it is spoilt, or there is another."""
    inputs = _inputs(case)
    for given in (*spoils(inputs), {**inputs, "foolish": True}):
        try:
            find(case.question).ask(world, given, case.on)
        except foedus.FoedusError as error:
            yield str(error)


def spoils(value: Any) -> Iterator[Any]:
    """A value with one of its parts, at any depth, in turn replaced by each of the FOLLIES.

    Of a list, only the first item is spoilt: the others are refused in the same words.
    """
    match value:
        case dict():
            for key, part in value.items():
                yield from ({**value, key: spoilt} for spoilt in (*spoils(part), *FOLLIES))
                yield {other: kept for other, kept in value.items() if other != key}
        case [first, *others]:
            yield from ([spoilt, *others] for spoilt in (*spoils(first), *FOLLIES))
            yield [first, first, *others]


def counted(world: World) -> Counter[str]:
    """How often each template is shown."""
    patterns: dict[str, tuple[str, re.Pattern[str]]] = {}
    for template in set(templates()):
        fixed = [part for part in template.split("{}") if part.strip()]
        longest = max(fixed, key=len, default="")
        whole = ".{0,200}?".join(re.escape(part) for part in template.split("{}"))
        patterns[template] = (longest, re.compile(whole, re.DOTALL))
    found: Counter[str] = Counter()
    for text in shown(world):
        flat = re.sub(r"\s+", " ", text)
        for template, (longest, pattern) in patterns.items():
            if longest and longest in flat:
                found[template] += len(pattern.findall(flat))
    return found


def main() -> None:
    """Print the list, the most shown first."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=int, default=300)
    given = parser.parse_args()
    for template, times in counted(foedus.load()).most_common(given.most):
        print(f"{times:6}  {template}")


if __name__ == "__main__":
    main()
