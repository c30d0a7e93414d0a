"""The registry of kinds of cost-sharing key, by the `kind` that definitions give."""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Final, get_args

import msgspec

from foedus.documents.entry import interval
from foedus.model.keys import Key
from foedus.reckoning.sharing.kinds.kind import KeyEntry, beside, cited


def _kinds() -> Iterator[tuple[str, type[KeyEntry]]]:
    """Every kind of this package, one to a module; nothing is told of it but by being there."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        for found in vars(importlib.import_module(module.name)).values():
            if isinstance(found, type) and issubclass(found, KeyEntry) and found is not KeyEntry:
                yield get_args(found.model_fields["kind"].annotation)[0], found


KINDS: Final[dict[str, type[KeyEntry]]] = dict(_kinds())
KEPT_APART: Final = {"aliases", "currency", "note"}
"""What of an entry is read from the key itself, never from its terms."""


def key_of(framework: str, entry: KeyEntry) -> Key:
    """The key of a framework that an author wrote."""
    key = Key(
        id=f"{framework}/{entry.id}",
        title=entry.title,
        during=interval(entry),
        kind=entry.model_dump(include={"kind"})["kind"],
        terms=entry.model_dump_json(by_alias=True, exclude_defaults=True, exclude=KEPT_APART),
        cite=cited(entry),
        currency=entry.currency,
        note=entry.note.strip(),
    )
    aliases = tuple(beside(key, alias) for alias in entry.aliases)
    return msgspec.structs.replace(key, aliases=aliases)


@cache
def kind_of(key: Key) -> KeyEntry:
    """What is defined of a key: its kind, with its terms."""
    return KINDS[key.kind].model_validate_json(key.terms)
