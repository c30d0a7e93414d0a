"""The world a question is asked of: the catalogue, and what can be changed in it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.asking.day import Day, day_asked
from foedus.asking.face import Questions
from foedus.catalogue.catalogue import Catalogue
from foedus.model.answers import Answer

if TYPE_CHECKING:
    import polars as pl

    from foedus.catalogue.changes import Change
    from foedus.data.store.store import Store


@dataclass(frozen=True)
class World(Questions):
    """A catalogue, and the questions one can ask of it as methods.

    `world.casus(on="2001-09-11", attacked=["USA"], ...)` is
    `world.ask("casus", on=..., attacked=..., ...)`. `store` has the public datasets, for the
    questions that are asked of them; whoever makes the world says where it lies. `notes` are what
    every answer must say of where its facts are from.
    """

    catalogue: Catalogue
    store: "Store | None" = None
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"World({self.catalogue!r})"

    @property
    def key(self) -> str:
        """What names all that an answer read: the catalogue, and the datasets stored just now."""
        read = self.catalogue.key, self.store.key if self.store else "", *self.notes
        return hashlib.sha256("\0".join(read).encode()).hexdigest()

    def with_changes(self, changes: "Iterable[Change]") -> "World":
        """The world after the changes; it shares with this one all that they do not touch."""
        catalogue = self.catalogue
        for change in changes:
            catalogue = change.apply(catalogue)
        return World(catalogue, self.store, self.notes)

    def ask(self, question: str, given: Any = None, /, *, on: Day, **fields: Any) -> Answer:
        """Ask a question by name, with its inputs as a model, a mapping or keywords.

        So questions of other packages are asked too. Raises QuestionError, in one sentence, for
        inputs that make no sense.
        """
        answer: Answer = self._asked(question, given, on, fields)
        return answer

    def _asked(self, question: str, given: Any, on: Day, fields: Mapping[str, Any]) -> Any:
        from foedus.asking.declare import find

        return find(question).ask(self, given, day_asked(on), fields)

    def casus_batch(self, events: "pl.DataFrame") -> "pl.DataFrame":
        """Whether each event (row) triggers each provision (column); null is undetermined.

        See `foedus.judging.events.batch.judge_batch` for the columns of `events`.
        """
        from foedus.judging.events.batch import judge_batch

        return judge_batch(self.catalogue, events)
