"""Definitions as they stand in their files, read without foedus's own loader."""

from pathlib import Path
from typing import Any, Final

import yaml

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast one of libyaml, where PyYAML was built with it."""


def plain(path: Path) -> Any:
    """What a YAML file says."""
    return yaml.load(path.read_text(encoding="utf-8"), LOADER)
