"""A table of events, read into codes for ids, the epoch of each day and the place's territory."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.errors import FoedusError
from foedus.judging.events.places import Spots
from foedus.judging.events.tables import Tables
from foedus.language.leaves.acts import NAMING
from foedus.model.events import DOMAINS, FLAG, KINDS, OBJECTS, USUAL_DOMAIN, Fact

CLOSED_SETS: Final[dict[str, Sequence[str]]] = {
    "kind": KINDS,
    "object": OBJECTS,
    "domain": DOMAINS,
}
FACT: Final = "fact."


class EventTableError(FoedusError):
    """A table of events that cannot be read, in one sentence, with the row at fault."""

    def __init__(self, sentence: str = "", row: int | None = None) -> None:
        super().__init__(sentence if row is None else f"row {row}, {sentence}")
        self._told, self._row = sentence, row

    def further(self, rows: int) -> "EventTableError":
        """The same in a table that has so many rows before this one."""
        return EventTableError(self._told, None if self._row is None else self._row + rows)


def days_of(events: pl.DataFrame) -> NDArray[np.int64]:
    """The day of each event, as a number. Raises EventTableError where it is no table of events.

    What the other columns hold is checked when the table is prepared.
    """
    for column in ("on", "kind", "attacked"):
        if column not in events.columns:
            raise EventTableError(f"the table of events has no column {column!r}")
        if events[column].null_count():
            raise EventTableError(f"the column {column!r} has rows without a value")
    if events.schema["on"] != pl.Date:
        raise EventTableError(f"the column 'on' holds {events.schema['on']}, not dates")
    return events["on"].to_physical().to_numpy().astype(np.int64)


def coded(events: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """The table with codes for ids and the epoch of each day, without the places."""
    events = _listed(events)
    _check_facts(events, tables)
    domain = _enumerated(events, "object", "territory").replace_strict(
        {OBJECTS.index(o): DOMAINS.index(d) for o, d in USUAL_DOMAIN.items()}
    )
    kinds = _enumerated(events, "kind", "")
    domain = pl.select(
        pl.when(kinds == KINDS.index("cyber-attack")).then(DOMAINS.index("cyber")).otherwise(domain)
    ).to_series()
    if "domain" in events.columns:
        domain = _codes(events["domain"], {d: i for i, d in enumerate(DOMAINS)}, "domain").zip_with(
            events["domain"].is_not_null(), domain.cast(pl.Int32)
        )
    in_cyberspace = (kinds == KINDS.index("armed-attack")) & (domain == DOMAINS.index("cyber"))
    judged_as = pl.when(in_cyberspace).then(KINDS.index("cyber-attack")).otherwise(kinds)
    facts = [events[name] for name in events.columns if name.startswith(FACT)]
    return pl.DataFrame(
        [
            events["on"],
            pl.select(judged_as.cast(pl.Int32)).to_series().alias("kind"),
            _enumerated(events, "object", "territory").alias("object"),
            domain.cast(pl.Int32).alias("domain"),
            _codes(
                events["attacked"], {i: tables.code[i] for i in tables.state_ids}, "attacked"
            ).alias("victim"),
            _codes(
                events["attacker"]
                if "attacker" in events.columns
                else pl.Series([None] * len(events), dtype=pl.String),
                tables.code,
                "attacker",
            ).alias("attacker"),
            pl.Series("epoch", tables.epoch_of(days_of(events)), dtype=pl.UInt32),
            *facts,
        ]
    )


def with_facts(events: pl.DataFrame, settled: Mapping[str, Fact | None]) -> pl.DataFrame:
    """The table with the facts that a scenario settles; None is a fact that is not known."""
    unknown = [name for f, value in settled.items() if value is None for name in (f"{FACT}{f}",)]
    known = {f"{FACT}{f}": value for f, value in settled.items() if value is not None}
    columns = [
        pl.lit(list(value) if isinstance(value, tuple) else value).alias(name)
        for name, value in known.items()
    ]
    return events.drop(unknown, strict=False).with_columns(columns)


def _enumerated(events: pl.DataFrame, column: str, default: str) -> pl.Series:
    values = (
        events[column].fill_null(default)
        if column in events.columns
        else pl.Series([default] * len(events), dtype=pl.String)
    )
    return _codes(values, {v: i for i, v in enumerate(CLOSED_SETS[column])}, column)


def _codes(values: pl.Series, codes: dict[str, int], column: str) -> pl.Series:
    found = values.replace_strict(codes, default=None, return_dtype=pl.Int32)
    lost = values.filter(found.is_null() & values.is_not_null())
    if len(lost):
        row = int((found.is_null() & values.is_not_null()).arg_max() or 0)
        raise EventTableError(f"column {column!r}: {lost[0]!r} is not known", row)
    return found


def placed(frame: pl.DataFrame, spots: Spots) -> pl.DataFrame:
    """A row for each spot, and columns that say where it is."""
    return frame[spots.row].with_columns(
        pl.Series("territory", spots.territory),
        pl.Series("lat", spots.lat),
        pl.Series("lon", spots.lon),
        pl.Series("afloat", spots.afloat),
    )


def check_places(events: pl.DataFrame) -> None:
    """Raises EventTableError where what is told of the places is not what they can be."""
    if ("lat" in events.columns) != ("lon" in events.columns):
        raise EventTableError("the columns 'lat' and 'lon' go together; one of them is missing")
    for axis, limit in (("lat", 90), ("lon", 180)):
        if axis in events.columns:
            if not events.schema[axis].is_numeric():
                raise EventTableError(
                    f"the column {axis!r} holds {events.schema[axis]}, not degrees"
                )
            beyond = (events[axis].abs() > limit).fill_null(value=False)
            if beyond.any():
                row = int(beyond.arg_max() or 0)
                value = events[axis][row]
                raise EventTableError(
                    f"column {axis!r}: {value} lies outside -{limit} to {limit}", row
                )
    if events.schema.get("place", pl.String()) not in (pl.String, pl.Null):
        raise EventTableError(f"the column 'place' holds {events.schema['place']}, not names")


def _listed(events: pl.DataFrame) -> pl.DataFrame:
    """The flag, of which there is one, as a list like other facts that name somebody."""
    flag = FACT + FLAG
    if events.schema.get(flag) != pl.String:
        return events
    return events.with_columns(pl.when(pl.col(flag).is_not_null()).then(pl.concat_list(flag)))


def _check_facts(events: pl.DataFrame, tables: Tables) -> None:
    for name, kind in events.schema.items():
        if not name.startswith(FACT):
            continue
        if kind not in (pl.Boolean, pl.Date, pl.Null, pl.List(pl.String)):
            raise EventTableError(
                f"the column {name!r} holds {kind}; a fact is a boolean, a date or a list of ids"
            )
        if name.removeprefix(FACT) in NAMING and kind == pl.List(pl.String):
            unknown = set(events[name].explode().drop_nulls()) - set(tables.code)
            if unknown:
                raise EventTableError(f"the column {name!r}: {min(unknown)!r} is not known")
