"""What a measure sees: one framework on one day, its members, and the datasets of the year."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from foedus.catalogue.catalogue import Catalogue
from foedus.data.store.manifest import Manifest
from foedus.data.store.store import Store
from foedus.measures.measure import NotKnownError
from foedus.model.frameworks import Framework
from foedus.model.lists import MEMBERS
from foedus.model.wording import counted
from foedus.record.record import NOTHING, Record, by_the_end_of

if TYPE_CHECKING:
    import polars as pl


class Datasets:
    """The columns of the years asked about, each read once, and which datasets are there."""

    def __init__(self, store: Store | None, catalogue: Catalogue, first: int, last: int) -> None:
        self.store, self.catalogue, self.first, self.last = store, catalogue, first, last
        self._tables: dict[tuple[str, str, int], pl.DataFrame] = {}

    @functools.cached_property
    def editions(self) -> Mapping[str, str]:
        """The datasets that are stored, with the edition of each.

        Where an adapter reads several versions, the checksum of the file tells which it was.
        """
        if self.store is None:
            return {}
        found = ((name, self.store.manifest(name)) for name in self.store.names())
        return {name: f"{name} {_edition(manifest)}" for name, manifest in found if manifest}

    def columns(self, group: str, level: str, year: int) -> "pl.DataFrame":
        """The rows of a column group in a year.

        Groups are made for all the years together: most read a file whole whatever is wanted.
        """
        key = group, level, year
        if key not in self._tables:
            self._read(group, level)
        return self._tables.get(key, self._tables[group, level, 0])

    def _read(self, group: str, level: str) -> None:
        from foedus.data.panels.groups import every
        from foedus.data.panels.scope import Scope

        assert self.store is not None  # a measure that needs a dataset is not asked without one
        scope = Scope(self.store, self.catalogue, "cow", self.first, self.last)
        [found] = (g for g in every()[group] if g.level == level)
        table = scope.years(found.make(scope)).collect()
        self._tables[group, level, 0] = table.clear()
        for (year,), part in table.group_by("year"):
            self._tables[group, level, int(str(year))] = part

    def table(self, dataset: str, table: str) -> "pl.DataFrame":
        """A table of a dataset as it is stored."""
        key = dataset, table, 0
        if key not in self._tables:
            assert self.store is not None
            self._tables[key] = self.store.scan(dataset, table).collect()
        return self._tables[key]


@dataclass(frozen=True)
class Seen:
    """A framework on a day, with the datasets of the years asked about, and the record.

    `known_at` is None where there is no node, and so no record. `objectives` are the lists that
    were brought for it: of each state the place that it gives to each objective.
    """

    catalogue: Catalogue
    framework: Framework
    on: date
    data: Datasets = field(repr=False)
    record: Record = field(default=NOTHING, repr=False)
    known_at: datetime | None = None
    objectives: Mapping[str, Mapping[str, float]] = field(default_factory=dict, repr=False)

    @property
    def year(self) -> int:
        """The year whose data are read."""
        return self.on.year

    @functools.cached_property
    def by_then(self) -> tuple[Record, datetime]:
        """What counts by the day, and the moment that is asked about.

        Raises NotKnownError where there is no node.
        """
        if self.known_at is None:
            raise NotKnownError(NO_NODE)
        return by_the_end_of(self.record, self.on, self.known_at)

    @functools.cached_property
    def members(self) -> tuple[str, ...]:
        """The members whose membership nobody contests."""
        found = self.catalogue.members_on(self.framework, self.on)
        return tuple(state for state, verdict in found.items() if verdict)

    @functools.cached_property
    def contested(self) -> tuple[str, ...]:
        """Those whose membership is contested; they are left out of every measure."""
        found = self.catalogue.members_on(self.framework, self.on)
        return tuple(state for state, verdict in found.items() if verdict is None)

    @property
    def unlisted(self) -> str:
        """Why it is not known who the members are; empty where it is."""
        if self.on not in self.framework.during:
            return f"it did not exist: {self.framework.during.apart(self.on)}"
        if not self.catalogue.lists.complete(self.framework, MEMBERS, self.on):
            listed = self.catalogue.lists.listed(self.framework, MEMBERS, self.on)
            return f"who its members are is not known whole: {listed.why()}"
        return ""

    def missing(self, dataset: str) -> str:
        """Why a dataset cannot be read; empty where it can."""
        if dataset in self.data.editions:
            return ""
        return f"{dataset} is not in the store; `foedus data add {dataset}` brings it"

    def edition(self, dataset: str) -> str:
        """A dataset with its version, as a source."""
        return self.data.editions.get(dataset, dataset)

    @functools.cached_property
    def by_code(self) -> Mapping[int, str]:
        """The members by their Correlates of War code of that year."""
        found = {}
        for member in self.members:
            state = self.catalogue.state(member)
            spells = [code for code in state.cow if self.on in code.during]
            if spells:
                found[spells[0].code] = member
        return found

    @functools.cached_property
    def by_any_code(self) -> Mapping[int, str]:
        """Those members, by every Correlates of War code that they had by then."""
        return {
            code.code: member
            for member in self.by_code.values()
            for code in self.catalogue.state(member).cow
            if code.during.start <= self.on
        }

    def of_states(self, group: str, column: str) -> dict[str, float]:
        """A column of states: the value of each member that has one, by its id."""
        rows = self.data.columns(group, "state", self.year).select("state", column).iter_rows()
        found = {self.by_code.get(state): value for state, value in rows if value is not None}
        return {state: float(value) for state, value in sorted(_known(found))}

    def of_pairs(self, group: str, *columns: str) -> "pl.DataFrame":
        """Columns of pairs, of both of which the state is a member: `one`, `other`, columns."""
        import polars as pl

        codes = list(self.by_code)
        table = self.data.columns(group, "dyad", self.year)
        inside = table.filter(pl.col("state1").is_in(codes), pl.col("state2").is_in(codes))
        named = dict(self.by_code)
        return inside.select(
            pl.col("state1").replace_strict(named, return_dtype=pl.String).alias("one"),
            pl.col("state2").replace_strict(named, return_dtype=pl.String).alias("other"),
            *columns,
        ).sort("one", "other")

    @property
    def pairs(self) -> int:
        """How many pairs of members there are."""
        return len(self.members) * (len(self.members) - 1) // 2

    def so_many(self, states: Iterable[str]) -> str:
        """A denominator in words: of how many members there is a value.

        Raises NotKnownError where there are fewer than two.
        """
        known = set(states)
        if len(known) < 2:
            raise NotKnownError(FEW)
        lacking = [m for m in self.members if m not in known]
        left = f"; without {', '.join(lacking)}" if lacking and len(lacking) <= 8 else ""
        return f"{len(known)} of {counted(len(self.members), 'member')}{left}{self.doubt}"

    @property
    def doubt(self) -> str:
        """That contested members are left out, where there are any."""
        return f"; contested and left out: {', '.join(self.contested)}" if self.contested else ""

    def so_many_pairs(self, number: int) -> str:
        """A denominator in words: of how many pairs of members there is a value."""
        if not number:
            raise NotKnownError(FEW)
        return f"{number:,} of {counted(self.pairs, 'pair')} of members{self.doubt}"


def _edition(manifest: Manifest) -> str:
    if " or " not in manifest.version:
        return manifest.version
    return f"{manifest.version}, file {manifest.files[0].sha256[:8]}"


NO_NODE = "there is no node, so nothing is on record here; name one with --node"
FEW = "the source in the store has no two of its members that year"


def _known(found: "Mapping[str | None, Any]") -> Iterable[tuple[str, Any]]:
    return ((state, value) for state, value in found.items() if state is not None)
