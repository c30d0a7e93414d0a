"""The world a question is asked of: the catalogue, and what can be changed in it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.asking.day import Day, day_asked
from foedus.asking.face import Questions
from foedus.catalogue.catalogue import Catalogue
from foedus.errors import QuestionError
from foedus.model.answers import Answer
from foedus.record.record import NOTHING, Record

if TYPE_CHECKING:
    import polars as pl

    from foedus.asking.whatif.answer import WhatIf
    from foedus.asking.whatif.reading import Given
    from foedus.data.store.store import Store
    from foedus.judging.events.files import Progress


@dataclass(frozen=True)
class World(Questions):
    """A catalogue, and the questions one can ask of it as methods.

    `world.casus(on="2001-09-11", attacked=["USA"], ...)` is
    `world.ask("casus", on=..., attacked=..., ...)`. `store` has the public datasets, for the
    questions that are asked of them; whoever makes the world says where it lies. `notes` are what
    every answer must say of where its facts are from; `supposed` are the changes of a scenario.
    `record` is what was done, as the reader may see it, at the moment `known_at`; the catalogue is
    then the one `defined`, with what the record adds to it.
    """

    catalogue: Catalogue
    store: "Store | None" = None
    notes: tuple[str, ...] = ()
    supposed: tuple[str, ...] = ()
    record: Record = NOTHING
    known_at: datetime | None = None
    defined: Catalogue | None = None

    def __repr__(self) -> str:
        return f"World({self.catalogue!r})"

    @property
    def key(self) -> str:
        """What names all that an answer read: catalogue, datasets stored just now, and record."""
        stored = self.store.key if self.store else ""
        read = self.catalogue.key, stored, self.record.key, *self.notes, *self.supposed
        return hashlib.sha256("\0".join(read).encode()).hexdigest()

    def with_changes(self, changes: "Iterable[Given] | Given") -> "World":
        """The world after the changes; it shares with this one all that they do not touch.

        A change, which needs no list around it, is a value, such as
        `Join("eu", "MDA", date(2030, 1, 1))`; its short spelling,
        such as `join:eu:MDA:2030-01-01`; or a mapping, as a scenario document has it. Raises
        QuestionError for one that makes no sense, and for two that exclude each other.
        """
        from foedus.asking.whatif.reading import read_changes, suppose

        catalogue, told = suppose(self.catalogue, read_changes(changes, Path()))
        return self.supposing(catalogue, told)

    def supposing(self, catalogue: Catalogue, told: Iterable[str]) -> "World":
        """The world of a catalogue after changes, and what they are in words."""
        return replace(self, catalogue=catalogue, supposed=(*self.supposed, *told))

    def whatif(
        self,
        question: str,
        changes: "Iterable[Given] | Given" = (),
        given: Any = None,
        /,
        *,
        on: Day,
        **fields: Any,
    ) -> "WhatIf":
        """Ask a question of this world, and of the world after the changes.

        With `against`, the second answer is that of another day. The two are compared finding by
        finding. Raises QuestionError.
        """
        from foedus.asking.declare import find
        from foedus.asking.whatif.ask import Asked
        from foedus.asking.whatif.inputs import Supposed, supposed
        from foedus.asking.whatif.reading import read_changes

        asked = find(question)
        inputs = {**asked.by_name(given), **fields}
        found = supposed(asked, inputs) or Supposed()
        listed = (*read_changes(changes, Path()), *found.listed)
        found = replace(found, listed=listed)
        return Asked(self, asked, inputs, day_asked(on)).after(found)

    def recorded(self, record: Record, known_at: datetime) -> "World":
        """The world with what was recorded until a moment, as somebody may see it."""
        from foedus.record.applied import applied

        defined = self.defined or self.catalogue
        record = record.as_known_at(known_at)
        catalogue = applied(defined, record)
        return replace(self, catalogue=catalogue, record=record, known_at=known_at, defined=defined)

    def as_known_at(self, moment: datetime) -> "World":
        """The world as it was known at an earlier moment. Raises QuestionError without a record."""
        if self.known_at is None:
            raise QuestionError(
                "as-known-at is for a node: this world has no record", ("as_known_at",)
            )
        if moment > self.known_at:
            told = f"as-known-at: {moment} lies ahead; it is {self.known_at}"
            raise QuestionError(told, ("as-known-at",))
        return self.recorded(self.record, moment)

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

    def casus_file(self, source: Path, target: Path, *, progress: "Progress | None" = None) -> int:
        """As `casus_batch`, from one Parquet file to another, whatever their size.

        Returns how many events there are. See `foedus.judging.events.files.judge_file`.
        """
        from foedus.judging.events.files import judge_file, quietly

        return judge_file(self.catalogue, source, target, progress=progress or quietly)
