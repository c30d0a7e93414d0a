"""Entries: what was done under a framework, by whom, for which day, and when that was told.

Nothing is changed in place: an entry that corrects another names it and says why. Content can be
destroyed where the law demands it; the entry then stays as a gap.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Final, Literal, Self, TypeAlias, get_args

import msgspec

Level: TypeAlias = Literal["unclassified", "restricted", "confidential", "secret", "top-secret"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""From the lowest to the highest."""
NODE: Final = "node"
"""By whom an entry is that follows from others, such as the end of silence: the node wrote it."""


class Content(msgspec.Struct, frozen=True):
    """What an entry says, by its kind: flat fields, without binary fractions.

    A kind is one class. `letters` begin the ids of its entries, such as `M-7`; `about` are the ids
    of the entries that it speaks of.
    """

    kind: ClassVar[str] = ""
    letters: ClassVar[str] = ""

    @property
    def about(self) -> tuple[str, ...]:
        """The ids of the entries that it speaks of."""
        return ()


class Unknown(Content, frozen=True):
    """What was recorded by an act that is not installed here; it is carried as it is."""

    letters = "U"
    named: str
    said: Mapping[str, Any]


class Destroyed(Content, frozen=True):
    """In place of content that was destroyed: the entry `by` says on what legal basis."""

    kind = "destroyed"
    letters = "Z"
    by: str


class Audience(msgspec.Struct, frozen=True):
    """Who may see it: its originator, and those named: states, bodies, `secretariat`.

    A framework stands for its members, and a body for those that sit in it, on the day on which it
    is read. Nobody is named where the originator alone may.
    """

    originator: str
    to: tuple[str, ...] = ()
    level: Level = "unclassified"


class Signature(msgspec.Struct, frozen=True):
    """A nation's signature of what it did, by the name of its key; see the ledger's reference."""

    key: str
    made: str


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What an act would have recorded.

    `by` is the party that acts, `valid` the day from which it counts, `reason` why. `corrects` is
    the id of the entry that it stands in place of.
    """

    framework: str
    by: str
    valid: date
    audience: Audience
    content: Content
    corrects: str = ""
    reason: str = ""
    told: str = ""
    """What is recorded, in one sentence, as the person who did it saw it."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A draft as it was recorded: its place from 0, its id, by which act and whom, and when.

    `recorded` never goes back from one entry to the next. `request` names what a client sent, so
    that the same sent twice is recorded once.
    """

    number: int
    id: str
    act: str
    person: str
    recorded: datetime
    draft: Draft
    request: str = ""
    signature: Signature | None = None

    @property
    def content(self) -> Content:
        return self.draft.content

    @property
    def by(self) -> str:
        return self.draft.by

    def without_content(self, by: str) -> Self:
        """The same entry after its content was destroyed by another."""
        draft = msgspec.structs.replace(self.draft, content=Destroyed(by), told="", reason="")
        return msgspec.structs.replace(self, draft=draft)
