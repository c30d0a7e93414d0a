"""What is found to fall with an exit, and what remains."""

import msgspec

from foedus.model.citations import Citation


class Fallen(msgspec.Struct, frozen=True):
    """Something that falls with the exit: its kind, its id, what it is, and why."""

    matched_by = ("kind", "id")
    kind: str
    id: str
    what: str
    why: str = ""
    cite: Citation | None = None


class FallenTie(msgspec.Struct, frozen=True):
    """What falls between the state and a partner, and the strongest duty in law that is left."""

    matched_by = ("partner",)
    partner: str
    owed_by: int
    owed_to: int
    strongest_lost: int
    strongest_left: int
    by: str
    words: str


class Falls(msgspec.Struct, frozen=True):
    """What falls, the ties to each partner, and (id, name, partners) of frameworks that remain."""

    items: tuple[Fallen, ...]
    ties: tuple[FallenTie, ...]
    remaining: tuple[tuple[str, str, tuple[str, ...]], ...]
