"""COW codes for the names and ISO codes that datasets use for states of a catalogue."""

import functools
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from foedus.data.store.raw import FileError

if TYPE_CHECKING:
    from foedus.model.actors import Code, State

OTHERS: Final[Mapping[str, str]] = {
    "Congo - Brazzaville": "COG",
    "Congo, Republic": "COG",
    "Congo, Republic of": "COG",
    "Congo, Rep.": "COG",
    "Congo - Kinshasa": "COD",
    "Congo, DR": "COD",
    "Congo, Dem. Rep.": "COD",
    "Gambia, The": "GMB",
    "German DR": "DDR",
    "Korea, North": "PRK",
    "Korea, South": "KOR",
    "Macedonia, FYR": "MKD",
    "Timor Leste": "TLS",
    "Yemen, North": "YEM",
    "Yemen, South": "YMD",
    "Côte d’Ivoire": "CIV",
    "Cote d Ivoire": "CIV",
    "Micronesia (Federated States of)": "FSM",
    "Myanmar (Burma)": "MMR",
    "St. Kitts & Nevis": "KNA",
    "St. Christopher": "KNA",
    "St. Vincent & Grenadines": "VCT",
    "São Tomé & Príncipe": "STP",
    "Yemen People's Republic": "YMD",
}


def _plain(name: str) -> str:
    """A name without capitals and accents."""
    parts = unicodedata.normalize("NFKD", name.strip()).casefold()
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _nearest(codes: "Sequence[Code]", year: int) -> "Code":
    """The code of the year, or the one that was given nearest to it."""
    return min(
        codes, key=lambda code: max(code.during.start.year - year, year - code.during.end.year, 0)
    )


@dataclass(frozen=True)
class StateNames:
    """The states of a catalogue by every name that a dataset may give them."""

    states: "Mapping[str, State]"

    @functools.cached_property
    def _by_name(self) -> "Mapping[str, State]":
        found: dict[str, State] = {}
        for state in self.states.values():
            for name in (state.id, state.name, *(n.name for n in state.names), *state.aliases):
                found.setdefault(_plain(name), state)
        for name, identifier in OTHERS.items():
            if identifier in self.states:
                found[_plain(name)] = self.states[identifier]
        return found

    def cow_code(self, name: str, year: int) -> int | None:
        """The COW number of the state of a name in a year; None where no state has that name.

        A state that had no COW membership that year (Belarus before 1991, say) goes by the number
        it had nearest to it.
        """
        state = self._by_name.get(_plain(name))
        return None if state is None or not state.cow else _nearest(state.cow, year).code

    def cow_of_gw(self, number: int, year: int) -> int | None:
        """The COW number in a year of the state that Gleditsch and Ward give a number; or None."""
        having = [
            (code, state)
            for state in self.states.values()
            for code in state.gw
            if code.code == number and state.cow
        ]
        if not having:
            return None
        nearest = _nearest([code for code, _ in having], year)
        state = next(state for code, state in having if code is nearest)
        return _nearest(state.cow, year).code

    def with_codes(
        self,
        frame: "pl.DataFrame",
        name: str,
        year: str,
        file: str,
        ignored: Collection[str] = (),
    ) -> "pl.DataFrame":
        """A table with the column `ccode` for the state named in a column, in the year of another.

        Rows of a name that is to be `ignored` are left out. Raises FileError where a name is
        neither.
        """
        pairs = frame.select(name, year).unique().drop_nulls()
        left_out = {_plain(other) for other in ignored}
        pairs = pairs.filter(~pl.col(name).map_elements(_plain, pl.String).is_in(list(left_out)))
        codes = [self.cow_code(text, when) for text, when in pairs.iter_rows()]
        strange = sorted(
            {text for (text, _), code in zip(pairs.rows(), codes, strict=True) if not code}
        )
        if strange:
            raise FileError(
                [
                    f"{file}, column {name}: {text!r} is not the name of a state"
                    for text in strange[:10]
                ]
            )
        known = pairs.with_columns(pl.Series("ccode", codes, dtype=pl.Int16))
        return frame.join(known, on=[name, year], how="inner", maintain_order="left")
