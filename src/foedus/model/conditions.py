"""The rule language as data: a tree of conditions. Its meaning is given in `foedus.rules`."""

from typing import TypeAlias

import msgspec


class Test(msgspec.Struct, frozen=True, tag="test"):
    """A leaf: the name of a test of `foedus.language.leaves` and its argument as JSON text."""

    __test__ = False  # not a test case, whatever pytest makes of the name

    name: str
    argument: str


class All(msgspec.Struct, frozen=True, tag="all"):
    """Holds when every part holds."""

    parts: tuple["Condition", ...]


class AnyOf(msgspec.Struct, frozen=True, tag="any"):
    """Holds when at least one part holds."""

    parts: tuple["Condition", ...]


class Not(msgspec.Struct, frozen=True, tag="not"):
    """Holds when its part does not."""

    part: "Condition"


class Named(msgspec.Struct, frozen=True, tag="rule"):
    """A condition that the framework states once and uses by name, such as an area clause."""

    name: str
    part: "Condition"


class Reading(msgspec.Struct, frozen=True):
    """One reading of a contested clause: what it says, who holds it, and when it is met."""

    says: str
    source: str
    when: "Condition"


class Contested(msgspec.Struct, frozen=True, tag="contested"):
    """Holds, or fails, only where all readings agree; otherwise it is undetermined."""

    readings: tuple[Reading, ...]


Condition: TypeAlias = Test | All | AnyOf | Not | Named | Contested
