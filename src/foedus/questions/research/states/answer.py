"""What `states` answers: a row for each state, with its codes in every list."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from foedus.catalogue.listed import BEGINS
from foedus.model.actors import Code, Name, Succession
from foedus.model.answers import Answer, Row, Section
from foedus.model.time import Interval
from foedus.questions.research.states.listed import COW, Listed

if TYPE_CHECKING:
    import polars as pl

COLUMNS: Final = ("Id", "ISO", "COW", "Letters", "GW", "Name", "Existence", "Succeeded by")
Iso: TypeAlias = Literal["official", "user-assigned", "none"]


class Crosswalk(msgspec.Struct, frozen=True):
    """A state: its codes, those of the two lists on the day, and how long it had each.

    `alpha3` is None for a state that ISO never gave a code; one that is `user-assigned` is in
    use, and not of ISO's own list. `called` is the name it bore on the day, None where none is
    recorded; `life` is the time of existence in which the day lies, None where it lies in none,
    or is older than the catalogue.
    """

    matched_by = ("id",)
    id: str
    iso: Iso
    alpha3: str | None
    alpha2: str | None
    numeric: int | None
    cow: Listed
    gw: Listed
    name: str
    called: str | None
    life: Interval | None
    lives: tuple[Interval, ...]
    names: tuple[Name, ...]
    cow_spells: tuple[Code, ...]
    gw_spells: tuple[Code, ...]
    successors: tuple[Succession, ...]
    found_as: tuple[str, ...]
    note: str


class NotFound(msgspec.Struct, frozen=True):
    """A code or a name that stands for no state on the day, and why."""

    matched_by = ("text",)
    text: str
    why: str


class StatesAnswer(Answer, frozen=True, kw_only=True):
    """The states of a day, or all there ever were, with their codes in every list."""

    ever: bool
    states: tuple[Crosswalk, ...]
    not_found: tuple[NotFound, ...]

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        asked = any(state.found_as for state in self.states)
        yield Section(
            "States",
            (*COLUMNS, *(("Found as",) if asked else ())),
            tuple(self._row(state, asked) for state in self.states),
            "None was found.",
        )
        if self.not_found:
            yield Section(
                "Not found",
                ("Code or name", "Why"),
                tuple(Row((missing.text, missing.why)) for missing in self.not_found),
                tone="unsure",
            )

    def _row(self, state: Crosswalk, asked: bool) -> Row:
        cells = (
            state.id,
            state.alpha2 or "none",
            _number(state.cow, state.cow_spells, self.ever),
            _letters(state, self.ever),
            _number(state.gw, state.gw_spells, self.ever),
            state.called or state.name,
            "; ".join(map(_lived, state.lives)),
            ", ".join(f"{s.state} {s.on}" for s in state.successors),
        )
        found = ("; ".join(state.found_as),) if asked else ()
        return Row((*cells, *found), tone="" if state.life else "quiet")

    def table(self) -> "pl.LazyFrame":
        """The crosswalk with typed columns. A code that is not known, or that the state has not,
        is null; `cow_status` and `gw_status` tell which.
        """
        import polars as pl

        schema = {
            "id": pl.String,
            "iso": pl.String,
            "iso3": pl.String,
            "iso2": pl.String,
            "iso_number": pl.Int16,
            "cow": pl.Int16,
            "cow_letters": pl.String,
            "cow_status": pl.String,
            "gw": pl.Int16,
            "gw_status": pl.String,
            "name": pl.String,
            "name_that_day": pl.String,
            "in_being": pl.Boolean,
            "life_from": pl.Date,
            "life_to": pl.Date,
            "lives": pl.String,
            "cow_spells": pl.String,
            "gw_spells": pl.String,
            "successors": pl.String,
            "found_as": pl.String,
            "note": pl.String,
        }
        return pl.LazyFrame(
            [_values(state, self.on) for state in self.states], schema, orient="row"
        )


def _values(state: Crosswalk, on: date) -> tuple[object, ...]:
    life = state.life or Interval()
    return (
        state.id,
        state.iso,
        state.alpha3,
        state.alpha2,
        state.numeric,
        state.cow.code,
        state.cow.abbreviation or None,
        state.cow.status,
        state.gw.code,
        state.gw.status,
        state.name,
        state.called,
        in_being(state.lives, on),
        None if life.start == life.start.min else life.start,
        None if life.end == life.end.max else life.end,
        "; ".join(map(_lived, state.lives)),
        _spells(state.cow_spells),
        _spells(state.gw_spells),
        "; ".join(f"{s.state} {s.on}" for s in state.successors),
        "; ".join(state.found_as),
        state.note,
    )


def in_being(lives: Iterable[Interval], on: date) -> bool | None:
    """Whether a state existed on a day; None where that is older than all that is known of it."""
    found = next((life for life in lives if on in life), None)
    if found is None:
        return False
    return None if on < BEGINS and found.start == found.start.min else True


def _lived(life: Interval) -> str:
    """A time of existence; one that is older than the catalogue is never said to be eternal."""
    if life.start != life.start.min:
        return str(life)
    before = f"before {COW.first.year}"
    return f"since {before}" if life.end == life.end.max else f"{before} to {life.end}"


def _spells(spells: Iterable[Code]) -> str:
    return "; ".join(f"{spell.code} {spell.during}" for spell in spells)


def _number(listed: Listed, spells: tuple[Code, ...], ever: bool) -> str:
    """The code of the day; of all days, each code the state ever had."""
    if ever and spells:
        return ", ".join(dict.fromkeys(str(spell.code) for spell in spells))
    if listed.code is not None:
        return str(listed.code)
    return "not a state that day" if listed.status == "not a state" else listed.status


def _letters(state: Crosswalk, ever: bool) -> str:
    if ever and state.cow_spells:
        return ", ".join(dict.fromkeys(spell.abbreviation for spell in state.cow_spells))
    return state.cow.abbreviation
