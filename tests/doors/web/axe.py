"""What axe finds in a page as it stands."""

from collections.abc import Collection
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Page

AXE: Final = Path(__file__).parents[3] / "web/node_modules/axe-core/axe.min.js"
SERIOUS: Final = ("serious", "critical")
ALL: Final = ("minor", "moderate", *SERIOUS)

Scheme = Literal["light", "dark"]

wanted = pytest.mark.skipif(not AXE.exists(), reason="axe is not there: `npm ci` in web/ brings it")


def faults(
    page: Page, impacts: Collection[str] = SERIOUS, *, scheme: Scheme = "light"
) -> list[str]:
    """The faults of such impact. Of what is dark, and passes in the light, only the
    contrast is looked at: no other rule turns on the colours.
    """
    page.add_script_tag(path=AXE)
    options = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in impacts
        for node in fault["nodes"][:3]
    ]
