"""foedus: international defence cooperation frameworks as executable, cited definitions.

>>> import foedus, datetime
>>> world = foedus.load()
>>> answer = world.casus(attacked="USA", attacker="al-qaida", at="New York",
...                      on=datetime.date(2001, 9, 11))
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.asking.world import World

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load(
    *folders: str | Path, datasets: Iterable[str] = (), store: str | Path | None = None
) -> "World":
    """The world of foedus's own definitions, and of the folders of definitions given.

    `datasets` are those whose alliances become frameworks too, such as `atop`; what they need must
    be in the store (`foedus data add atop`), which lies at `store` or in the user's data folder.
    Raises foedus.data.store.manifest.MissingDataError where it is not, and
    foedus.documents.problems.DefinitionError, with every problem, where a folder has any.
    """
    from foedus.asking.world import World
    from foedus.authoring.load import load_definitions
    from foedus.catalogue.catalogue import Catalogue
    from foedus.data.frameworks import with_datasets
    from foedus.data.store.store import Store, default_folder

    definitions, key = load_definitions(tuple(Path(folder) for folder in folders))
    data = Store(Path(store) if store else default_folder())
    definitions, key, notes = with_datasets(definitions, key, data, tuple(datasets))
    return World(Catalogue(definitions, key), data, notes)
