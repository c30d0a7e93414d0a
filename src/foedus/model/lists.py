"""What is said of a list: whether it is complete, for which days, and when it was last checked."""

from datetime import date

import msgspec

from foedus.model.citations import Citation
from foedus.model.time import Interval


class Listing(msgspec.Struct, frozen=True):
    """Whether a list of a framework is complete in some days, by which source.

    `of` names the list: `parties/INSTRUMENT`, `role/ROLE`, `projects`, `invocations`, `keys` or
    `tariffs`. In a complete list, what does not stand in it is not so; in any other, and in days
    of which nothing is said, it is not known. `total` is how many there are where the list is not
    complete and the number is known. `checked` is the day of the last comparison with the source.
    """

    of: str
    complete: bool
    during: Interval
    checked: date
    cite: Citation
    total: int = 0
    note: str = ""
