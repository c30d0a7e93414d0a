"""foedus: international defence cooperation frameworks as executable, cited definitions.

>>> import foedus, datetime
>>> world = foedus.load()
>>> answer = world.casus(attacked="USA", attacker="al-qaida", at="New York",
...                      on=datetime.date(2001, 9, 11))
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.questions.world import World

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load(*folders: str | Path) -> "World":
    """The world of foedus's own definitions, and of the folders of definitions given.

    Raises foedus.catalogue.problems.DefinitionError, with every problem, where a folder has any.
    """
    from foedus.catalogue.catalogue import Catalogue
    from foedus.catalogue.load import load_definitions
    from foedus.questions.world import World

    definitions, key = load_definitions(tuple(Path(folder) for folder in folders))
    return World(Catalogue(definitions, key))
