"""Security labels: how sensitive an item is, how it must be handled, and what equals what."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

import msgspec

from foedus.model.time import ALWAYS, Interval

ORGANISATIONS: Final = frozenset({"NATO", "EU", "ESA", "OCCAR", "WEU"})
"""Organisations with a scheme of marks of their own."""
Subject: TypeAlias = Literal[
    "",
    "all-classified",
    "military",
    "defence-industry",
    "programme",
    "interest-of-the-union",
    "atomic",
    "naval-propulsion",
    "communications-intelligence",
    "missiles-of-north-korea",
    "arms",
]
"""What a release is of; empty where that is not recorded."""
Consent: TypeAlias = Literal["", "originator", "provider", "both"]
"""Who must agree before a third party is given anything; empty where that is not recorded."""


class Label(msgspec.Struct, frozen=True, omit_defaults=True):
    """A classification level in the words of the policy that sets it, and handling conditions."""

    level: str = ""
    handling: tuple[str, ...] = ()


class Equivalence(msgspec.Struct, frozen=True, omit_defaults=True):
    """Marks that an instrument takes for one level, by scheme, for a time.

    A scheme is that of a state, by its id, or of an organisation. Those in `none` have no such
    level: it is neither equal to nor lower than one of theirs, and `handled_as` is the mark under
    which they protect it, where the instrument says so.
    """

    marks: Mapping[str, str]
    none: tuple[str, ...] = ()
    handled_as: Mapping[str, str] = {}
    during: Interval = ALWAYS
    note: str = ""
