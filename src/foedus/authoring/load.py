"""Loading the shipped definitions, and a user's own on top of them."""

import hashlib
from pathlib import Path

from foedus.authoring import bundle
from foedus.catalogue.definitions import Definitions


def load_definitions(folders: tuple[Path, ...] = ()) -> tuple[Definitions, str]:
    """The definitions and the key that identifies them.

    Raises DefinitionError where a folder has problems.
    """
    definitions, key = bundle.load()
    if not folders:
        return definitions, key
    from foedus.authoring.compile import compile_folders

    digest = hashlib.sha256(key.encode())
    for folder in folders:
        for path in sorted(p for p in (folder, *folder.rglob("*")) if p.is_file()):
            digest.update(path.name.encode())
            with path.open("rb") as file:  # whatever lies there, also what is no definition
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return compile_folders(folders, definitions), digest.hexdigest()
