"""The two keys of a node: what seals its entries, and what signs its checkpoints.

They lie beside the database in the node's folder, for its owner alone, or are given at the start by
the environment. Whoever has a database without its keys can neither read nor continue it.
"""

import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from foedus.errors import FoedusError
from foedus.nodes.errors import NodeError
from foedus.nodes.sealing import KEY
from foedus.record.ledger.keys import Kind, Signer

SEALING: Final = "seal.key"
SIGNING: Final = "log.key"
BY_NAME: Final = {SEALING: "FOEDUS_NODE_SEAL_KEY", SIGNING: "FOEDUS_NODE_LOG_KEY"}
"""The files in a node's folder, and the variables of the environment that stand in for them."""
FOLDER: Final = "FOEDUS_NODE_KEYS"
"""The variable of the environment that names the folder of the keys of a node at an address."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The key that seals, and the one that signs."""

    seal: bytes = field(repr=False)
    signer: Signer

    @classmethod
    def fresh(cls, name: str, kind: Kind = Kind.NOTE) -> "Keys":
        """New keys, of which the one that signs has a name and a kind."""
        return cls(secrets.token_bytes(KEY), Signer.generate(name, kind))

    @classmethod
    def read(cls, folder: Path | None, environment: Mapping[str, str] = os.environ) -> "Keys":
        """The keys that are given by the environment or lie in a folder. Raises NodeError."""
        seal, log = (_text(name, folder, environment) for name in (SEALING, SIGNING))
        try:
            return cls(b64decode(seal, validate=True), Signer.read(log))
        except (FoedusError, ValueError) as error:
            raise NodeError(f"the keys of the node cannot be read: {error}") from None

    def write(self, folder: Path) -> None:
        """Put them into a folder, for its owner alone. Raises NodeError where some are there."""
        texts = {SEALING: b64encode(self.seal).decode(), SIGNING: self.signer.secret}
        for name, text in texts.items():
            write_private(folder / name, f"{text}\n")


def given_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder of keys that the environment names."""
    return Path(environment[FOLDER]) if environment.get(FOLDER) else None


def write_private(path: Path, text: str) -> None:
    """Write a new file that its owner alone may read. Raises NodeError."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise NodeError(f"{path} cannot be written: {error.strerror}") from None


def _text(name: str, folder: Path | None, environment: Mapping[str, str]) -> str:
    given = environment.get(BY_NAME[name])
    if given:
        return given.strip()
    where = folder or given_folder(environment)
    if where is None:
        raise NodeError(
            f"the keys of a node at an address are given by {FOLDER}, a folder with {SEALING} and "
            f"{SIGNING}, or by {' and '.join(BY_NAME.values())}"
        )
    try:
        return (where / name).read_text(encoding="utf-8").strip()
    except OSError as error:
        told = f"the key {where / name} cannot be read ({error.strerror})"
        raise NodeError(f"{told}; {BY_NAME[name]} may give it") from None
