"""Files that commands read and write."""

from pathlib import Path
from typing import Any

import click

EXISTING = click.Path(exists=True, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Written(click.Path):
    """A file to be written, into a folder that there is, and named as what it is."""

    def __init__(self, *endings: str) -> None:
        super().__init__(dir_okay=False, writable=True, path_type=Path)
        self.endings = endings

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        path: Any = super().convert(value, param, ctx)
        if not path.parent.is_dir():
            self.fail(f"there is no folder {str(path.parent)!r}", param, ctx)
        device = path.exists() and not path.is_file()
        if not device and self.endings and not path.name.lower().endswith(self.endings):
            self.fail(f"{path.name!r} does not end in {' or '.join(self.endings)}", param, ctx)
        return path
