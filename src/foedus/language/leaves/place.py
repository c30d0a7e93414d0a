"""Leaf tests on the place: whose it is, which areas it lies in, its latitude and longitude."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self, get_args

from foedus.documents.faults import SHORT
from foedus.language.leaf import Leaf, Reference, sentence, strings
from foedus.language.situation import PartyTest, Situation
from foedus.language.who import CLASSES, batch_is_one_of, is_one_of, regardless, words
from foedus.model.places import Site, Status
from foedus.model.verdicts import Because, Verdict, any_of

if TYPE_CHECKING:
    import polars as pl

    from foedus.language.columns import Columns

WHERE = "where it happened"
IN_ORBIT = "whether an attack in orbit happens in the area or territory that the clause names"


class PlaceLeaf(Leaf):
    """A test of the place; unknown where the place is."""

    def explain(self, seen: Situation, party: PartyTest) -> Because:
        if seen.site is None:
            asks = IN_ORBIT if seen.object == "satellite" else WHERE
            return Because(None, f"unknown: {asks}", settles=asks)
        return self.explain_at(seen.site, seen, party)

    def explain_at(self, site: Site, seen: Situation, party: PartyTest) -> Because:
        """The verdict for a known place."""
        raise NotImplementedError


@dataclass(frozen=True)
class Within(PlaceLeaf):
    """`within: [ids]`: in any of the named areas or territories."""

    name = "within"
    alone = True
    areas: tuple[str, ...]

    @classmethod
    def parse(cls, argument: Any) -> Self:
        return cls(strings(argument, "areas or territories"))

    def references(self) -> Iterable[Reference]:
        return (Reference("area", area) for area in self.areas)

    def explain_at(self, site: Site, seen: Situation, party: PartyTest) -> Because:
        verdict = any(area in site.areas for area in self.areas)
        names = " or ".join(seen.lookups.inline(area) for area in self.areas)
        return sentence(verdict, f"{site.name} is in {names}", f"{site.name} is not in {names}", "")

    def batch(self, columns: "Columns") -> "pl.Expr":
        return columns.within(self.areas)


@dataclass(frozen=True)
class Line(PlaceLeaf):
    """A test of latitude or longitude against a line."""

    degrees: float
    alone = True
    axis: ClassVar[str]
    above: ClassVar[bool]
    limit: ClassVar[float]

    @classmethod
    def parse(cls, argument: Any) -> Self:
        if isinstance(argument, bool) or not isinstance(argument, int | float):
            raise ValueError(f"expected degrees, got {argument!r}")
        if not abs(argument) <= cls.limit:  # nor is what is not a number within it
            told = SHORT.repr(argument)
            raise ValueError(f"{told} lies outside -{cls.limit:g} to {cls.limit:g} degrees")
        return cls(float(argument))

    def explain_at(self, site: Site, seen: Situation, party: PartyTest) -> Because:
        value: float = getattr(site, self.axis)
        verdict = value > self.degrees if self.above else value < self.degrees
        line = f"{self.name.replace('_', ' ')} {abs(self.degrees):g}°{self._hemisphere()}"
        return sentence(verdict, f"{site.name} is {line}", f"{site.name} is not {line}", "")

    def _hemisphere(self) -> str:
        north_south, east_west = ("N" if self.degrees >= 0 else "S"), "EW"[self.degrees < 0]
        return north_south if self.axis == "lat" else east_west

    def batch(self, columns: "Columns") -> "pl.Expr":
        value = columns.coordinate(self.axis)
        return value > self.degrees if self.above else value < self.degrees


class NorthOf(Line):
    """`north_of: degrees`: north of a parallel."""

    name, axis, above, limit = "north_of", "lat", True, 90.0


class SouthOf(Line):
    """`south_of: degrees`: south of a parallel."""

    name, axis, above, limit = "south_of", "lat", False, 90.0


class EastOf(Line):
    """`east_of: degrees`: east of a meridian, counted from -180 to 180."""

    name, axis, above, limit = "east_of", "lon", True, 180.0


class WestOf(Line):
    """`west_of: degrees`: west of a meridian, counted from -180 to 180."""

    name, axis, above, limit = "west_of", "lon", False, 180.0


@dataclass(frozen=True)
class IsIsland(PlaceLeaf):
    """`island: true|false`: on an island, or not."""

    name = "island"
    alone = True
    wanted: bool

    @classmethod
    def parse(cls, argument: Any) -> Self:
        if not isinstance(argument, bool):
            raise ValueError(f"expected true or false, got {argument!r}")
        return cls(argument)

    def explain_at(self, site: Site, seen: Situation, party: PartyTest) -> Because:
        verb = "is" if site.island else "is not"
        return Because(site.island is self.wanted, f"{site.name} {verb} an island")

    def batch(self, columns: "Columns") -> "pl.Expr":
        return columns.island() if self.wanted else ~columns.island()


@dataclass(frozen=True)
class Whose(PlaceLeaf):
    """A test of who had the land; waters are nobody's, and who is not on record is unknown."""

    terms: tuple[str, ...]

    @functools.cached_property
    def alone(self) -> bool:
        return regardless(self.terms)

    @classmethod
    def parse(cls, argument: Any) -> Self:
        return cls(strings(argument, f"ids or of the words {', '.join(CLASSES)}"))

    def references(self) -> Iterable[Reference]:
        return (Reference("who", term) for term in self.terms if term not in CLASSES)

    def batch_one(self, holder: "pl.Expr", columns: "Columns") -> "pl.Expr":
        """Whether one who had it is any of them."""
        return batch_is_one_of(self.terms, holder, columns)


@dataclass(frozen=True)
class TerritoryOf(Whose):
    """`territory_of: [ids or words]`: land that any of them held that day by title."""

    name = "territory_of"

    def explain_at(self, site: Site, seen: Situation, party: PartyTest) -> Because:
        who = words(self.terms, seen)
        if site.tenures is None:
            return sentence(None, "", "", f"who held {site.name} on {seen.on}")
        if not site.tenures:
            return Because(False, f"{site.name} is nobody's territory")
        holders = tuple(tenure.state for tenure in site.tenures)
        verdict: Verdict = any_of(is_one_of(self.terms, h, seen, party) for h in holders)
        under = " and ".join(seen.lookups.inline(holder) for holder in holders)
        return sentence(
            verdict,
            f"{site.name} was under {under}, {who}" if under != who else f"{site.name}: {who}",
            f"{site.name} was under {under}, not {who}",
            f"whether {under}, which held {site.name}, is {who}",
        )

    def batch(self, columns: "Columns") -> "pl.Expr":
        return columns.any_holder(lambda holder: self.batch_one(holder, columns))


@dataclass(frozen=True)
class AdministeredBy(Whose):
    """`administered_by: [ids or words]`: land that any of them administered that day.

    By title or without: where another had it in fact before that day, that other alone.
    """

    name = "administered_by"

    def explain_at(self, site: Site, seen: Situation, party: PartyTest) -> Because:
        who, having = words(self.terms, seen), site.administrators
        if having is None:
            return sentence(None, "", "", f"who administered {site.name} on {seen.on}")
        if not having:
            return Because(False, f"{site.name} is under nobody's administration")
        verdict: Verdict = any_of(is_one_of(self.terms, h, seen, party) for h in having)
        by = " and ".join(seen.lookups.inline(h) for h in having)
        return sentence(
            verdict,
            f"{site.name} was administered by {by}" + ("" if by == who else f", {who}"),
            f"{site.name} was administered by {by}, not {who}",
            f"whether {by}, which administered {site.name}, is {who}",
        )

    def batch(self, columns: "Columns") -> "pl.Expr":
        return columns.any_administrator(lambda having: self.batch_one(having, columns))


@dataclass(frozen=True)
class TerritoryStatus(PlaceLeaf):
    """`territory_status: [integral, ...]`: the title under which the land was held that day."""

    name = "territory_status"
    alone = True
    statuses: tuple[str, ...]

    @classmethod
    def parse(cls, argument: Any) -> Self:
        statuses = strings(argument, "statuses")
        for status in statuses:
            if status not in get_args(Status):
                raise ValueError(f"{status!r} is not one of {', '.join(get_args(Status))}")
        return cls(statuses)

    def explain_at(self, site: Site, seen: Situation, party: PartyTest) -> Because:
        wanted = " or ".join(self.statuses)
        if site.tenures is None:
            return sentence(None, "", "", f"under which title {site.name} was held on {seen.on}")
        held = ", ".join(dict.fromkeys(t.status for t in site.tenures)) or "nobody's"
        verdict = any(t.status in self.statuses for t in site.tenures)
        return sentence(
            verdict, f"{site.name} is {held}", f"{site.name} is {held}, not {wanted}", ""
        )

    def batch(self, columns: "Columns") -> "pl.Expr":
        return columns.any_status(self.statuses)
