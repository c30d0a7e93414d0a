"""From an entry of a definition file to the frozen value of the model that it becomes."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from foedus.documents.entry import Cited, Dated, Entry, citation, interval

E = TypeVar("E", bound=Entry)
V = TypeVar("V", bound=msgspec.Struct)
FROM_DAYS, FROM_CITE = ("from_", "to"), ("cite", "confidence")


class Making(Generic[E, V]):
    """How an entry becomes a value.

    A field of the value is filled by the first of these that there is: what `filled` says, a
    function of the entry; what is `given` at the call; for `during` and `cite`, the days and the
    citation of the entry; the entry's field of the same name, a list as a tuple, and what is left
    out as the value's own default. `read` names the fields of the entry that the functions read.
    Raises TypeError, at import, for a field of the value that nothing fills, and for one of the
    entry that nothing reads.
    """

    def __init__(
        self,
        value: type[V],
        entry: type[E],
        *,
        given: Sequence[str] = (),
        read: Sequence[str] = (),
        **filled: Callable[[E], Any],
    ) -> None:
        self.value, self.given = value, frozenset(given)
        self.filled: dict[str, Callable[[Any], Any]] = dict(filled)
        unread = {*entry.model_fields} - {*read}
        self.taken: list[tuple[str, Any]] = []
        for field in msgspec.structs.fields(value):
            unread.discard(field.name)
            if field.name in filled or field.name in self.given:
                continue
            if field.name == "during" and issubclass(entry, Dated):
                self.filled["during"] = interval
                unread -= {*FROM_DAYS}
            elif field.name == "cite" and issubclass(entry, Cited):
                self.filled["cite"] = citation
                unread -= {*FROM_CITE}
            elif field.name in entry.model_fields:
                self.taken.append((field.name, field.default))
            else:
                raise TypeError(f"nothing fills {value.__name__}.{field.name}")
        unknown = {*self.filled, *self.given} - {*value.__struct_fields__}
        if unknown or unread:
            wrong = ", ".join(sorted({*unknown, *unread}))
            raise TypeError(f"{value.__name__} takes nothing from: {wrong}")

    def __call__(self, entry: E, **given: Any) -> V:
        """The value of an entry; `given` are the fields that were announced as such."""
        if given.keys() != self.given:
            raise TypeError(f"{self.value.__name__} is to be given {sorted(self.given)}")
        taken = {name: _taken(getattr(entry, name), default) for name, default in self.taken}
        made = {name: function(entry) for name, function in self.filled.items()}
        return self.value(**taken, **made, **given)


def _taken(value: Any, default: Any) -> Any:
    if value is None and default is not msgspec.NODEFAULT:
        return default
    return tuple(value) if isinstance(value, list) else value
