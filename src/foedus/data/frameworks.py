"""Datasets of alliances as frameworks of the catalogue."""

import hashlib
from typing import TYPE_CHECKING

import msgspec

from foedus.catalogue.definitions import Definitions
from foedus.data.registry import UnknownDatasetError
from foedus.data.store import Store

if TYPE_CHECKING:
    from foedus.model.frameworks import Framework


def with_datasets(
    definitions: Definitions, key: str, store: Store, datasets: tuple[str, ...]
) -> tuple[Definitions, str]:
    """Definitions with the alliances of datasets added, and their key.

    Raises MissingDataError where a dataset is not in the store.
    """
    for name in datasets:
        if name != "atop":
            raise UnknownDatasetError(
                f"{name!r} gives no frameworks; of the datasets only atop has alliances"
            )
        from foedus.data.atop_frameworks import FACTS, frameworks

        found: dict[str, Framework] = frameworks(store, definitions.states)
        manifest = store.manifest(name)
        digest = manifest.folder if manifest else ""
        key = hashlib.sha256(f"{key}{name}{digest}".encode()).hexdigest()
        definitions = msgspec.structs.replace(
            definitions,
            frameworks={**definitions.frameworks, **found},
            facts={**definitions.facts, **FACTS},
        )
    return definitions, key
