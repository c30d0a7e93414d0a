"""The document of a sweep: what its scenarios differ in."""

from typing import Annotated, Final, Literal

from pydantic import Field

from foedus.asking.declare import Document
from foedus.asking.names import FrameworkId, StateNames
from foedus.asking.whatif.reading import ChangeLine
from foedus.documents.numbers import WHOLE, Day, Part

DAY: Final = "DAY"
"""What stands for the day that is drawn, in an uncertain change."""
MOST: Final = 1_000_000


class Uncertain(Document):
    """A fact, or a change, of which it is drawn whether it is so, and on which day."""

    fact: str = Field("", description="A fact that is so with the probability, and else is not")
    change: str = Field("", description=f"A change, as leave:nato:TUR:{DAY}; {DAY} is drawn")
    probability: Part | None = Field(None, description="How probable it is; of a change, else 1")
    first: Day | None = Field(None, description="The first day that may be drawn")
    last: Day | None = Field(None, description="The last day that may be drawn")


class Sweep(Document):
    """What the scenarios of a sweep differ in: each way with each, every combination is one."""

    sweep: str = Field("", description="What the sweep is called")
    every: Literal["exits", "pairs", "accessions"] | None = Field(
        None,
        description="Every exit of a member, every pair of exits, or every candidate's accession",
    )
    framework: FrameworkId | None = Field(None, description="The framework left or joined")
    states: StateNames = Field(
        [], description="Only these states; else all members, or all candidates"
    )
    on: Day | None = Field(
        None, description="The day of those exits or accessions; questions are of it too"
    )
    changes: list[ChangeLine] = Field([], description="Changes that every scenario has")
    grid: list[str] = Field(
        [],
        description="A change with alternatives between bars, as leave:nato:TUR|HUN:2030-01-01; "
        "every combination is a scenario",
    )
    draws: Annotated[int, Field(ge=1, le=MOST), *WHOLE] | None = Field(
        None, description="How often what is uncertain is drawn"
    )
    uncertain: list[Uncertain] = Field([], description="What is drawn")
