"""Datasets of alliances as frameworks of the catalogue."""

import hashlib

import msgspec

from foedus.catalogue.definitions import Definitions
from foedus.data.store.registry import UnknownDatasetError
from foedus.data.store.store import Store


def with_datasets(
    definitions: Definitions, key: str, store: Store, datasets: tuple[str, ...]
) -> tuple[Definitions, str, tuple[str, ...]]:
    """Definitions with the alliances of datasets added, their key, and what answers must say.

    Raises MissingDataError where a dataset is not in the store.
    """
    notes = []
    for name in datasets:
        if name != "atop":
            raise UnknownDatasetError(
                f"{name!r} gives no frameworks; of the datasets only atop has alliances"
            )
        from foedus.data.atop.frameworks import NOT_CODED, frameworks
        from foedus.data.atop.rules import FACTS

        with store.reading() as reading:
            found, states = frameworks(reading, definitions.states)
            manifest = reading.manifest(name)
        digest = hashlib.sha256(key.encode())
        digest.update(msgspec.json.encode(manifest))
        key = digest.hexdigest()
        notes.append(NOT_CODED)
        definitions = msgspec.structs.replace(
            definitions,
            frameworks={**definitions.frameworks, **found},
            states={**definitions.states, **states},
            facts={**definitions.facts, **FACTS},
        )
    return definitions, key, tuple(notes)
