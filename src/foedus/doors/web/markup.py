"""HTML, by one function that escapes whatever is not HTML already.

A language of templates would be a second place for logic and a library more; what is made here is
a few pages of one kind, and a forgotten escape is then a type error, not a hole.
"""

from collections.abc import Iterable
from html import escape
from typing import Final, TypeAlias

from foedus.exchange.signs import fit

VOID: Final = frozenset({"img", "input", "link", "meta"})


class Markup(str):
    """Text that is HTML already; only this module makes it."""

    __slots__ = ()


Inside: TypeAlias = "str | Iterable[Inside]"


def element(tag: str, *inside: Inside, **attributes: str | int | bool | None) -> Markup:
    """An element with what is in it; `class_` stands for `class`, `aria_label` for `aria-label`.

    An attribute that is True stands alone, and one that is None or False not at all.
    """
    named = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in VOID:
        return Markup(f"<{tag}{named}>")
    return Markup(f"<{tag}{named}>{markup(*inside)}</{tag}>")


def markup(*inside: Inside) -> Markup:
    """Parts one after the other, as HTML."""
    return Markup("".join(map(_escaped, inside)))


def _escaped(part: Inside) -> str:
    if isinstance(part, Markup):
        return part
    if isinstance(part, str):
        return escape(fit(part))
    return "".join(map(_escaped, part))


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    known = name.rstrip("_").replace("_", "-")
    return f" {known}" if value is True else f' {known}="{escape(fit(str(value)))}"'
