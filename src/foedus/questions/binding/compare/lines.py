"""The lines of a comparison: what each side says of a topic, and whether they are alike."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.model.citations import Citation
from foedus.model.frameworks import Framework

Alike: TypeAlias = Literal["same", "differs", "only first", "only second", "not known"]


@dataclass(frozen=True)
class Side:
    """A framework on a day; `label` tells it from the other side in a sentence."""

    catalogue: Catalogue
    framework: Framework
    on: date
    label: str


class Cell(msgspec.Struct, frozen=True):
    """What one side has: the id of the provision, body or key, if it has one, and the article."""

    text: str
    id: str = ""
    article: str = ""
    cite: Citation | None = None

    def told(self) -> str:
        """The article before what it says."""
        return f"{self.article}: {self.text}" if self.article else self.text


class Line(msgspec.Struct, frozen=True):
    """One topic on both sides; a side that records nothing of it is None.

    `weight` is how much a difference in it matters, for the sentence that tells what differs most.
    `told` is that sentence's words for it.
    """

    matched_by = ("aspect", "topic")
    aspect: str
    topic: str
    first: Cell | None
    second: Cell | None
    alike: Alike
    weight: int = 0
    told: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids on both sides."""
        return tuple(dict.fromkeys(c.id for c in (self.first, self.second) if c and c.id))


def line(
    aspect: str,
    topic: str,
    first: Cell | None,
    second: Cell | None,
    *,
    same: bool | None = None,
    weight: int = 0,
    told: str = "",
) -> Line:
    """A line, and whether its sides are alike: by `same`, or by what they say."""
    if first is None or second is None:
        alike: Alike = "only first" if second is None else "only second"
    else:
        equal = first.text == second.text if same is None else same
        alike = "same" if equal else "differs"
    return Line(aspect, topic, first, second, alike, 0 if alike == "same" else weight, told)


def cited(text: str, cite: Citation | None, identifier: str = "") -> Cell:
    """A cell with its article, or its source where the citation has no article."""
    return Cell(text, identifier, (cite.article or cite.source) if cite else "", cite)
