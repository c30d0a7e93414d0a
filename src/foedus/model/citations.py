"""Citations: which source says so, and where to look it up."""

from datetime import date
from typing import Literal, TypeAlias

import msgspec

Confidence: TypeAlias = Literal["high", "medium", "low"]


class Citation(msgspec.Struct, frozen=True, omit_defaults=True):
    """A source, the place in it, its date, where to look it up, and how sure we are of it."""

    source: str
    article: str = ""
    dated: date | None = None
    where: str = ""
    confidence: Confidence = "high"

    def __str__(self) -> str:
        text = f"{self.source}, {self.article}" if self.article else self.source
        details = [str(self.dated)] if self.dated else []
        details += [self.where] if self.where else []
        if self.confidence != "high":
            details.append(f"confidence {self.confidence}")
        return f"{text} ({'; '.join(details)})" if details else text
