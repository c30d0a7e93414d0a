"""Our own solved cases, read once in each process for all tests that look at them."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from foedus.cases import Case, read_cases
from proofs.exploring import Part

FOLDER = Path(__file__).parent / "cases"


@cache
def of_files() -> Mapping[str, Sequence[Case]]:
    """The cases of each file, by its name without `.yaml`."""
    return {file.stem: tuple(read_cases(file)) for file in sorted(FOLDER.glob("*.yaml"))}


def solved() -> Sequence[Case]:
    """All of them, in the order of their files."""
    return tuple(case for cases in of_files().values() for case in cases)


def some(part: Part) -> Sequence[Case]:
    """A part of the cases of each question, at least one: all where a proof is run whole."""
    by_question = defaultdict[str, list[Case]](list)
    for case in solved():
        by_question[case.question].append(case)
    draw = random.Random(part.seed)
    return [
        case for cases in by_question.values() for case in draw.sample(cases, part.of(len(cases)))
    ]
