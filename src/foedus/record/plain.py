"""Entries as plain values, which a ledger can commit to and any language can read."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

import foedus.record.contents  # noqa: F401 - the kinds that there are
from foedus.errors import FoedusError
from foedus.model.entries import Content, Draft, Entry, Unknown

KIND = "kind"
_FOUND: dict[str, type[Content]] = {}


class EntryError(FoedusError):
    """Plain values that are no entry, in one sentence."""


def _kinds(of: type[Content]) -> Iterator[type[Content]]:
    for kind in of.__subclasses__():
        yield kind
        yield from _kinds(kind)


def kinds() -> dict[str, type[Content]]:
    """Every kind of content that is loaded, by its name."""
    return {found.kind: found for found in _kinds(Content) if found.kind}


def kind_of(name: str) -> type[Content]:
    """The class of a kind of content; `Unknown` where nothing that is loaded declares it."""
    if name not in _FOUND:  # or it was loaded since
        _FOUND.update(kinds())
    return _FOUND.get(name, Unknown)


def content_to_plain(content: Content) -> dict[str, Any]:
    """The fields of content, with its kind."""
    if isinstance(content, Unknown):
        return {KIND: content.named, **content.said}
    return {KIND: content.kind, **_plain(content)}


def content_from_plain(plain: Mapping[str, Any]) -> Content:
    """Content from its fields. Raises EntryError."""
    fields = {name: value for name, value in plain.items() if name != KIND}
    name = plain.get(KIND)
    if not isinstance(name, str):
        raise EntryError("content has no kind")
    kind = kind_of(name)
    if kind is Unknown:
        return Unknown(name, fields)
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError as error:
        raise EntryError(f"content of the kind {name!r} cannot be read: {error}") from None


def draft_to_plain(draft: Draft) -> dict[str, Any]:
    """A draft as plain values: what a nation signs is their canonical form."""
    fields = {name: getattr(draft, name) for name in draft.__struct_fields__ if name != "content"}
    return {**_plain(fields), "content": content_to_plain(draft.content)}


def to_plain(entry: Entry) -> dict[str, Any]:
    """An entry as plain values: texts, whole numbers, lists and mappings."""
    fields = {name: getattr(entry, name) for name in entry.__struct_fields__ if name != "draft"}
    return {**_plain(fields), "draft": draft_to_plain(entry.draft)}


def _plain(fields: Any) -> dict[str, Any]:
    """As JSON has it: of a tuple comes a list, so that canonical bytes are quickly made."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(fields))
    return found


def from_plain(plain: Mapping[str, Any]) -> Entry:
    """An entry from its plain values. Raises EntryError."""
    try:
        draft = plain["draft"]
        content = content_from_plain(draft["content"])
        entry = msgspec.convert({**plain, "draft": {**draft, "content": {}}}, Entry)
    except (KeyError, TypeError, msgspec.ValidationError) as error:
        raise EntryError(f"an entry cannot be read: {error}") from None
    whole = msgspec.structs.replace(entry.draft, content=content)
    return msgspec.structs.replace(entry, draft=whole)
