"""The members of every framework on 1 January of every year of its life, as a text to compare.

`python tests/golden/members.py` writes `members.txt` anew after a definition has changed; the
change then shows in the diff. Years of equal membership share a line; `?` marks a contested member.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

import foedus
from foedus.catalogue.catalogue import Catalogue
from foedus.model.frameworks import Framework

FILE = Path(__file__).with_name("members.txt")
FIRST, LAST = 1816, 2026


def _members(catalogue: Catalogue, framework: Framework, year: int) -> str:
    members = catalogue.members_on(framework, date(year, 1, 1))
    names = [state if verdict else f"{state}?" for state, verdict in members.items()]
    return f"{len(names)} {' '.join(names)}".strip()


def lines(catalogue: Catalogue) -> Iterator[str]:
    """One line for each framework and run of years with the same members."""
    for identifier in sorted(catalogue.frameworks):
        framework = catalogue.frameworks[identifier]
        years = [y for y in range(FIRST, LAST + 1) if date(y, 1, 1) in framework.during]
        by_year = ((year, _members(catalogue, framework, year)) for year in years)
        for members, run in groupby(by_year, key=lambda item: item[1]):
            span = [year for year, _ in run]
            shown = f"{span[0]}" if len(span) == 1 else f"{span[0]}-{span[-1]}"
            yield f"{identifier} {shown} {members}"


if __name__ == "__main__":
    FILE.write_text("\n".join(lines(foedus.load().catalogue)) + "\n", encoding="utf-8")
