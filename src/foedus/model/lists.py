"""What is said of a list: whether it is complete, for which days, and when it was last checked."""

from datetime import date

import msgspec

from foedus.model.citations import Citation
from foedus.model.time import Interval
from foedus.model.wording import counted

PARTIES, ROLE, MEMBERS = "parties/", "role/", "role/member"
COMMITMENTS = "commitments/"
IRREGULAR = {"parties": "party"}
UNSTATED = "nothing says whether this list is complete"


class Listing(msgspec.Struct, frozen=True):
    """Whether a list of a framework is complete in some days, by which source.

    `of` names the list: `parties/INSTRUMENT`, `commitments/INSTRUMENT`, `role/ROLE`, `projects`,
    `invocations`, `keys` or `tariffs`. In a complete list, what does not stand in it is not so; in
    any other, and in days of which nothing is said, it is not known. `total` is how many there are
    where the list is not complete and the number is known. `checked` is the day of the last
    comparison with the source.
    """

    of: str
    complete: bool
    during: Interval
    checked: date
    cite: Citation
    total: int = 0
    note: str = ""


class Listed(msgspec.Struct, frozen=True):
    """How a list of a framework stands on a day: what is said of it, and how many it holds.

    `checked` and `cite` are null where nothing is said of the list that day. `total` is 0 where it
    is not known, or where the list is complete. `holds` is counted on the day of the check; where
    nothing is said, on the day asked about.
    """

    matched_by = ("framework", "of")
    framework: str
    of: str
    complete: bool
    holds: int = 0
    total: int = 0
    checked: date | None = None
    cite: Citation | None = None
    note: str = ""

    @property
    def noun(self) -> str:
        """What stands in the list, in the plural."""
        if self.of == MEMBERS:
            return "members"
        if self.of.startswith(ROLE):
            return "states"
        return self.of.partition("/")[0]

    def told(self) -> str:
        """How complete the list is: `complete (checked 2026-11-28)`."""
        if self.checked is None:
            return "not stated"
        if self.complete:
            return f"complete (checked {self.checked})"
        part = f": {self.holds} of {self.total} {self.noun}" if self.total else ""
        return f"not complete{part} (checked {self.checked})"

    def why(self) -> str:
        """Why it is not known of what does not stand in the list."""
        if self.checked is None:
            return UNSTATED
        if self.complete:
            return f"this list is complete (checked {self.checked})"
        if self.total:
            part = f"holds {self.holds} of {self.total} {self.noun}"
        else:
            one = IRREGULAR.get(self.noun, self.noun.removesuffix("s"))
            part = f"is not complete; it holds {counted(self.holds, one, self.noun)}"
        return f"this list {part} (checked {self.checked})"

    def unknown(self) -> str:
        """What an answer says where something does not stand in a list that is not complete."""
        return f"not known: {self.why()}"
