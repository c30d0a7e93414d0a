"""The user's store, as commands open it."""

import sys
from collections.abc import Iterable
from typing import NoReturn

import click

from foedus.data.store.manifest import MissingDataError
from foedus.data.store.store import Store, default_folder


def opened() -> Store:
    """The store, which can be read; else a sentence and exit status 2."""
    found = Store(default_folder())
    try:
        found.names()
    except MissingDataError as error:
        refuse([str(error)])
    return found


def refuse(faults: Iterable[str]) -> NoReturn:
    """Tell each fault, and end with exit status 2."""
    for fault in faults:
        click.echo(f"Error: {fault}", err=True)
    sys.exit(2)
