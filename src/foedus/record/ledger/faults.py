"""What is wrong with a ledger, each in one sentence."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from foedus.record.ledger import alignment

Kind = alignment.Kind | Literal["history", "tile", "content", "checkpoint"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    It is with the entries from `first` to before `past`, which are places among what is found where
    something was added; -1 where it is with a checkpoint as a whole.
    """

    kind: Kind
    first: int = -1
    past: int = -1
    why: str = ""

    def __str__(self) -> str:
        one = self.past == self.first + 1
        entries = f"entry {self.first}" if one else f"entries {self.first} to {self.past - 1}"
        was, why = "was" if one else "were", f": {self.why}" if self.why else ""
        match self.kind:
            case "changed" | "removed" | "moved":
                told = f"{entries} {was} {self.kind}{why}"
            case "added":
                told = f"what stands as {entries} {was} added{why}"
            case "unknown":
                told = f"{entries} cannot be compared: the tiles that tell of them are wrong too"
            case "tile":
                told = f"the tile {self.why}, over {entries}, was changed or is missing"
            case "history":
                told = f"what stands as {entries} is not what {self.why} states"
            case "content":
                told = f"{entries}{why}"
            case "checkpoint":
                told = self.why
        return f"{told[0].upper()}{told[1:]}."


def merged(faults: Iterable[Fault]) -> list[Fault]:
    """The faults in the order of their places, those of neighbours that are alike as one."""
    runs = list[Fault]()
    for fault in sorted(faults, key=lambda fault: (fault.kind, fault.why, fault.first)):
        last = runs[-1] if runs else None
        if last and (last.kind, last.why, last.past) == (fault.kind, fault.why, fault.first):
            runs[-1] = replace(last, past=fault.past)
        else:
            runs.append(fault)
    return sorted(runs, key=lambda fault: (fault.first, fault.kind, fault.why))
