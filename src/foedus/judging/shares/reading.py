"""Shares under a key on a day, from the catalogue and the facts that the key needs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.keys import every_key, of_another_time
from foedus.documents.faults import place, words
from foedus.errors import QuestionError, quoted
from foedus.model.keys import Key
from foedus.reckoning.sharing.kinds import kind_of
from foedus.reckoning.sharing.kinds.kind import Facts, KeyEntry
from foedus.reckoning.sharing.reading import ReadShares

REFUSED: Final = {
    "statistics": "does not share by statistics",
    "costs": "does not ask what each state spends",
}


def read_facts(key: Key, given: Mapping[str, Any]) -> Facts:
    """The facts for a key. Raises QuestionError for one that it does not know or cannot use."""
    try:
        return kind_of(key).facts().model_validate(given)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        at = place(fault, given)
        name = ".".join(map(str, at))
        if fault["type"] == "extra_forbidden":
            told = REFUSED.get(name, f"has no input {quoted(name)}")
            raise QuestionError(f"{key.id} {told}", at) from None
        raise QuestionError(f"{name}: {words(fault)}", at) from None


def shares_under(catalogue: Catalogue, key: Key, facts: Facts, on: date) -> ReadShares:
    """The shares by a key. Raises QuestionError where it needs more, or other, than is given."""
    reading = kind_of(key).share(key, facts, _CatalogueDay(catalogue, on))
    notes = (key.note,) if key.note else ()
    outdated = of_another_time(catalogue, key, on)
    return replace(reading, outdated=outdated, notes=(*notes, *reading.notes))


@dataclass(frozen=True)
class _CatalogueDay:
    """What a key asks of the world on a day, out of a catalogue."""

    catalogue: Catalogue
    on: date

    def state(self, name: str) -> str:
        return self.catalogue.state(name).id

    def members(self, framework: str) -> tuple[str, ...]:
        return tuple(self.catalogue.members_on(self.catalogue.framework(framework), self.on))

    def kind_of(self, identifier: str) -> KeyEntry:
        return kind_of(every_key(self.catalogue)[identifier])
