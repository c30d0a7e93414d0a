"""Security labels: how sensitive an item is and how it must be handled."""

import msgspec


class Label(msgspec.Struct, frozen=True, omit_defaults=True):
    """A classification level in the words of the policy that sets it, and handling conditions."""

    level: str = ""
    handling: tuple[str, ...] = ()
