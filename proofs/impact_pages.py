"""The figures of the guide's pages on impact are those that the authors' files give.

    python -m proofs.impact_pages

A block of the page that begins with `$ foedus impact` is run as written, and what it prints is
compared as the tests do with every other page. It takes minutes, and needs the authors' files.
"""

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from foedus.authoring.load import load_definitions
from foedus.data.store.registry import find
from foedus.data.store.store import Store
from tests.data.conftest import authors_files
from tests.docs.test_guide import blocks, run, steps
from tests.questions.health.test_impact import FILES

PAGE: Final = "docs/guide/impact.md"
BEGINS: Final = "$ foedus impact"


def followed() -> int:
    """How many blocks print what the page shows. Raises where one does not."""
    import pytest

    number = 0
    for block in blocks(PAGE):
        if block.language == "text" and block.text.startswith(BEGINS):
            for step in steps(block):
                with pytest.MonkeyPatch.context() as patch:
                    run(step, PAGE, patch)
                number += 1
    return number


def main() -> None:
    """Bring the datasets into a store of its own, and follow the page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        states = load_definitions()[0].states
        for dataset, files in FILES.items():
            now = datetime.now(UTC)
            Store(folder / "store").add(find(dataset), authors_files(*files), now, "", states)
        os.environ["FOEDUS_DATA"] = str(folder / "store")
        os.chdir(folder)
        print(f"{followed()} blocks of {PAGE} print what it shows")


if __name__ == "__main__":
    main()
