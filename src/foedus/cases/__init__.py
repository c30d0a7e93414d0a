"""Solved cases: running a file of them against the catalogue.

The format is that of `tests/cases/`: a YAML list of cases, each with an `id`, a `question`, the day
`on`, the question's inputs, what to `expect`, and the `source` of the solution. How the cases of a
question are read and compared is the module of its name here.
"""

from foedus.cases.case import Case, Outcome, read_cases
from foedus.cases.run import run

__all__ = ["Case", "Outcome", "read_cases", "run"]
