"""Messages are written as a native officer writes them: some phrases occur in none of them.

What stands in the code is looked through as it stands there, and what is composed (`1 days`) as the
solved cases and the broken definitions show it.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from foedus.asking.world import World
from foedus.model.wording import in_role
from proofs.exploring import Part
from tests.solved import solved, some

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))
import messages  # noqa: E402 (of scripts/, which is on no path before)

THINGS = (
    "actor address alliance bonus candidate date datetime day dict document id integer IRI key "
    "line list mapping member moment name neighbour neighbours number object participant "
    "party period "
    "pledge rotation sequence state string text tuple value whole workbook DIS JSON"
)
REFUSED = {
    rf"\b(is|are|was|were) no ({'|'.join(THINGS.split())})\b": "is not a ...",
    r"\bis not no\b": "is not a ...",
    r"\bstands? (there )?(twice|(\w+|\{\}) times)\b": "is listed twice",
    r"\bmakes? no sense\b": "cannot be answered as asked",
    r"\b(a|an) suspended\b(?! member)": "suspended from ...",
    r"(?<![\d.,/-])\b1 "
    r"(days|hours|minutes|seconds|months|years|states|members|nations|units|"
    r"votes|exercises|lines|frameworks|provisions|entities|countries|rows|times|"
    r"notifications)\b": "1 day",
    r"(?<![Dd]ead )\breckon(s|ed|ing)?\b": "calculate",
    r"\bit is taken that\b": "assumed: ...",
    r"\bit is (not )?stated\b": "stated: ...",
    r"\bnil\b": "0, or none",
    r"\bamid\b": "in, or among",
    r"\bsheets for people\b": "sheets",
    r"\bformula without its result\b": "this formula has no saved result",
}
PATTERNS = {re.compile(pattern): better for pattern, better in REFUSED.items()}


def _refused(text: str) -> Iterator[str]:
    flat = re.sub(r"\s+", " ", text)
    for pattern, better in PATTERNS.items():
        for found in pattern.finditer(flat):
            around = flat[max(found.start() - 40, 0) : found.end() + 40]
            yield f"{found[0]!r} ({better}) in: {around}"


def _texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text of a module but the bare strings, which are comments; what is filled in is {}."""
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
            parts = node.values
            text = "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts)
            yield node.lineno, text
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and " " in node.value
            and id(node) not in skipped
        ):
            yield node.lineno, node.value


def test_no_text_of_the_code_has_a_phrase_that_no_officer_writes() -> None:
    package = ROOT / "src/foedus"
    files = [p for p in package.rglob("*.py") if package / "doors/web/built" not in p.parents]
    assert len(files) > 300
    found = [
        f"{file.relative_to(ROOT)}:{line}: {told}"
        for file in files
        for line, text in _texts(ast.parse(file.read_text(encoding="utf-8")))
        for told in _refused(text)
    ]
    assert not found, "\n".join(found)


def test_no_help_has_such_a_phrase() -> None:
    found = [told for text in messages.helps() for told in _refused(text)]
    assert not found, "\n".join(found)


def test_no_answer_or_refusal_of_a_solved_case_has_such_a_phrase(world: World, part: Part) -> None:
    cases = some(part)
    assert {case.question for case in cases} == {case.question for case in solved()}
    first: dict[str, str] = {}
    for case in cases:
        for line in messages.told(world, case, explain=True).splitlines():
            first.setdefault(line, case.id)
    found = [f"{case}: {told}" for line, case in first.items() for told in _refused(line)]
    assert not found, "\n".join(found)


def test_no_fault_of_a_broken_definition_has_such_a_phrase() -> None:
    # each file says in its first lines what its faults are, and `test_check` holds it to that
    files = sorted((ROOT / "tests/authoring/broken").glob("*.yaml"))
    said = [line for file in files for line in file.read_text().splitlines() if line[:1] == "#"]
    assert len(said) >= len(files) > 25
    found = [told for line in said for told in _refused(line)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "'soon' is no date such as 1949-08-24",
        "DEU is no member of nato",
        "the Soviet Union is not no party",
        "provision 'art-5' stands twice",
        "the key 'id' stands 3 times",
        "The question makes no sense so",
        "Egypt was a suspended of the African Union",
        "made 1 days late",
        "it is taken that the host consents",
        "the share is nil",
        "a formula without its result; open the file, reckon and save it",
    ],
)
def test_each_of_the_phrases_is_seen(text: str) -> None:
    assert list(_refused(text))


@pytest.mark.parametrize(
    "text",
    [
        "Abstention is no veto.",
        "there is no call 'edf-2030'",
        "21 days late",
        "0.1 days",
        "Dead reckoning",
        "a suspended member stays one",
        "it was no longer in force",
    ],
)
def test_what_is_plain_is_let_through(text: str) -> None:
    assert not list(_refused(text))


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("member", "a member of"),
        ("observer", "an observer of"),
        ("suspended", "suspended from"),
        ("integrated-command", "in the integrated command of"),
        ("information-security-partner", "an information security partner of"),
    ],
)
def test_a_role_is_said_with_the_article_that_it_takes(role: str, said: str) -> None:
    assert in_role(role) == said


def test_a_plan_of_which_a_price_is_a_fraction_is_shown(world: World) -> None:
    [case] = [case for case in solved() if case.id == "gen-enablers-first"]
    assert "at most 5.50" in messages.told(world, case)  # 11/2
