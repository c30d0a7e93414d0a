"""Where a node is: a folder, or the address of a database.

A folder holds the embedded database and the keys, or the keys and the address of a database.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from foedus.nodes.database import FILE, Database, is_address
from foedus.nodes.errors import NodeError
from foedus.nodes.keys import BY_NAME, Keys, given_folder, write_private
from foedus.record.ledger.keys import Kind

ADDRESS: Final = "database.url"
"""The file in a node's folder that names its database, where that is not embedded."""


@dataclass(frozen=True)
class Place:
    """A place as it was given: a folder, or an address."""

    given: str | Path

    @property
    def folder(self) -> Path | None:
        """The folder; None for an address."""
        return None if is_address(self.given) else Path(self.given)

    @property
    def taken(self) -> bool:
        """Whether there is a node, or what may be one."""
        if self.folder is not None:
            return (self.folder / FILE).exists() or (self.folder / ADDRESS).exists()
        database = Database.at(str(self.given))
        try:
            return bool(database.form)
        finally:
            database.close()

    def database(self) -> Database:
        """The database there, whether it holds a node or not. Raises NodeError."""
        if self.folder is None:
            return Database.at(str(self.given))
        named = self.folder / ADDRESS
        if named.is_file():
            return Database.at(named.read_text(encoding="utf-8").strip())
        if not (self.folder / FILE).is_file():
            raise NodeError(
                f"there is no node at {self.given}; make one with `foedus node init {self.given}`"
            )
        return Database.within(self.folder)

    def keys(self) -> Keys:
        """The keys there, or as the environment gives them. Raises NodeError."""
        return Keys.read(self.folder)

    def new_keys(self, name: str, *, named: bool = False, kind: Kind = Kind.NOTE) -> Keys:
        """The keys of a new node, written before anything else: new ones, unless some are given.

        Those that are given keep their own name, unless it was `named` otherwise. Raises NodeError.
        """
        folder = self.folder or given_folder()
        given = [path for path in BY_NAME if folder is not None and (folder / path).exists()]
        given += filter(os.environ.get, BY_NAME.values())
        if folder is not None and not given:
            keys = Keys.fresh(name, kind)
            keys.write(folder)
            return keys
        keys = self.keys()
        if named and keys.signer.name != name:
            told = f"the key that is given names the log {keys.signer.name}"
            raise NodeError(f"{told}, and not {name}; name it so, or give another key")
        return keys

    def prepare(self) -> Database:
        """A place for a new node: an empty folder, or a database without one. Raises NodeError."""
        if self.folder is None:
            database = Database.at(str(self.given))
        else:
            try:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                if any(self.folder.iterdir()):
                    raise NodeError(f"{self.given} is not an empty folder; name a new one")
            except OSError as error:
                raise NodeError(f"{self.given} cannot be made: {error.strerror}") from None
            database = Database.within(self.folder)
        try:
            if self.folder is None and database.form:
                raise NodeError(f"there is a node at {database.told} already")
        except BaseException:
            database.close()
            raise
        return database

    def point_to(self, address: str) -> None:
        """Name a database in the folder, in place of the embedded one. Raises NodeError."""
        if self.folder is None:
            raise NodeError(f"{self.given} is no folder, and cannot name another database")
        new = self.folder / f"{ADDRESS}.new"
        write_private(new, f"{address}\n")
        new.replace(self.folder / ADDRESS)
