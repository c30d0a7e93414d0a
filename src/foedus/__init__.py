"""foedus: international defence cooperation frameworks as executable, cited definitions.

>>> import foedus
>>> world = foedus.load()
>>> answer = world.casus(attacked="USA", attacker="al-qaida", at="New York", on="2001-09-11")
"""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from foedus.asking.world import World
    from foedus.catalogue.changes import Join, Leave
    from foedus.errors import FoedusError, QuestionError
    from foedus.model.answers import Answer
    from foedus.model.citations import Citation
    from foedus.model.verdicts import Because

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "Because",
    "Citation",
    "FoedusError",
    "Join",
    "Leave",
    "QuestionError",
    "World",
    "__version__",
    "load",
]

_HOMES: Final = {
    "Answer": "foedus.model.answers",
    "Because": "foedus.model.verdicts",
    "Citation": "foedus.model.citations",
    "FoedusError": "foedus.errors",
    "Join": "foedus.catalogue.changes",
    "Leave": "foedus.catalogue.changes",
    "QuestionError": "foedus.errors",
    "World": "foedus.asking.world",
}
"""Where the names of this package live; each is imported when it is first asked for."""


if not TYPE_CHECKING:  # to a type checker, a name that is not above is a fault

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(_HOMES[name]), name)
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


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
