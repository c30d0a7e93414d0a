"""Readings that clauses of many treaties share, since the law that they rest on is the same."""

from typing import Literal

import msgspec

from foedus.model.conditions import Condition
from foedus.model.events import Kind, Object

Of = Literal["help", "attack"]


class Shared(msgspec.Struct, frozen=True):
    """What is read into every clause of some sort, and the events that it is about.

    `of` help: clauses on help, or on self-defence, that an armed attack calls; `of` attack: those
    of them that no mere threat calls. It is about an event of one of the `kinds`, on one of the
    `objects`, that states the fact `states` as true, `denies` as false, and `names` somebody for
    it, so far as each of these is given. A clause that speaks of one of the words in `unless` has
    its own say, and is left alone. `fails` says why not where what is read into it is not met.
    """

    id: str
    of: Of
    condition: Condition
    kinds: tuple[Kind, ...] = ()
    objects: tuple[Object, ...] = ()
    states: str = ""
    denies: str = ""
    names: str = ""
    fails: str = ""
    unless: tuple[str, ...] = ()
