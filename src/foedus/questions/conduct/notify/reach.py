"""Whether an activity is one that a provision is about: a verdict with its reasons."""

from collections.abc import Iterable, Iterator
from datetime import date

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.model.arms_control import QUANTITIES, Reach, Threshold
from foedus.model.provisions import Notification
from foedus.model.verdicts import Because, Verdict, all_of, any_of, negate
from foedus.model.wording import counted
from foedus.questions.conduct.notify.activity import LANDINGS, Planned

STRUCTURES = {
    "smaller": "less than two brigades or regiments",
    "two-brigades": "two brigades or regiments",
    "division": "a division",
    "corps": "a corps",
    "above-corps": "more than a corps",
    "regional-command": "a regional air command",
}


class ReachJudge:
    """Judges activities in the light of the definitions."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._inside: dict[tuple[str, str, date], Verdict] = {}

    def judge(self, planned: Planned, reach: Reach, clause: Clause) -> Because:
        """Whether the activity is one that the clause is about."""
        parts = tuple(self._parts(planned, reach, clause, notice=True))
        return Because(all_of(p.verdict for p in parts), _title(clause), parts, "all")

    def _parts(
        self, planned: Planned, reach: Reach, clause: Clause, *, notice: bool
    ) -> Iterator[Because]:
        if planned.hosts:
            yield self._bound(planned, clause)
        if reach.on_request:
            asked = planned.requested is not None
            yield Because(asked, "an explanation was asked for" if asked else "nobody asked")
        if reach.kinds:
            yield _kind(planned, reach)
        if reach.zone:
            yield self._zone(planned, reach.zone)
        if notice and reach.snap is not None:
            yield _notice(planned, reach.snap)
        if reach.snap_hours and planned.snap:
            yield _duration(planned, reach.snap_hours)
        if reach.of:
            yield self._of(planned, reach.of, clause)
        leaves = tuple(_threshold(planned, threshold) for threshold in reach.any_of)
        if leaves:
            verdict = any_of(leaf.verdict for leaf in leaves)
            yield Because(verdict, "one of the thresholds is reached", leaves, "any")
        yield from (_threshold(planned, threshold, avoid=True) for threshold in reach.none_of)
        if reach.structures:
            yield _structure(planned, reach, leaves)

    def _bound(self, planned: Planned, clause: Clause) -> Because:
        standing = self.catalogue.standing(clause, planned.start)
        verdict = any_of(standing.party(host) for host in planned.hosts)
        names = " and ".join(planned.hosts)
        told = {True: "takes part", False: "takes no part", None: "takes part, which is contested,"}
        return Because(verdict, f"{names} {told[verdict]} in {clause.framework.name}")

    def _zone(self, planned: Planned, area: str) -> Because:
        name = self.catalogue.name_of(area)
        if planned.sites:
            inside = any(area in site.areas for site in planned.sites)
            where = " and ".join(site.name for site in planned.sites)
            return Because(inside, f"{where} lies {'in' if inside else 'outside'} {_the(name)}")
        if not planned.hosts:
            return Because(True, f"assumed: it lies in {_the(name)}")
        verdict = any_of(self._lies(host, area, planned.start) for host in planned.hosts)
        hosts = " and ".join(planned.hosts)
        where = {True: "in", False: "outside", None: "partly in"}[verdict]
        return Because(
            verdict,
            f"the territory of {hosts} lies {where} {_the(name)}",
            settles=f"where it takes place (`at`): {hosts} lies partly in {_the(name)}",
        )

    def _lies(self, state: str, area: str, on: date) -> Verdict:
        """Whether the state's own territory lies in the area; None where only part of it does."""
        key = (state, area, on)
        if key not in self._inside:
            land = self.catalogue.definitions.territories.values()
            inside = {
                area in self.catalogue.sites.areas_of_territory(t.id)
                for t in land
                for tenure in t.holders(on)
                if tenure.state == state and tenure.status in ("integral", "administered")
            }
            self._inside[key] = None if len(inside) != 1 else inside.pop()
        return self._inside[key]

    def _of(self, planned: Planned, wanted: Iterable[str], clause: Clause) -> Because:
        """Whether one of these provisions is reached, whatever notice the troops had."""
        found = []
        for other in self.catalogue.clauses_of(clause.framework):
            effect = other.provision.effect
            if (
                other.provision.id in wanted
                and other.in_force(planned.start)
                and isinstance(effect, Notification)
                and effect.reach is not None
            ):
                parts = tuple(self._parts(planned, effect.reach, other, notice=False))
                verdict = all_of(part.verdict for part in parts)
                found.append(Because(verdict, _title(other), parts, "all"))
        verdict = any_of(part.verdict for part in found)
        return Because(verdict, "it is notifiable", tuple(found), "any")


def _title(clause: Clause) -> str:
    return f"{clause.provision.title} ({clause.provision.cite.article})"


def _the(name: str) -> str:
    return f"the z{name[1:]}" if name.startswith("Zone") else name


def _kind(planned: Planned, reach: Reach) -> Because:
    verdict = bool(planned.kinds & set(reach.kinds))
    own = " and ".join(sorted(planned.kinds))
    if verdict:
        return Because(True, f"it is an activity of the kind {own}")
    return Because(False, f"of the kind {own}, not {' or '.join(reach.kinds)}")


def _notice(planned: Planned, snap: bool) -> Because:
    told = "without" if planned.snap else "with"
    return Because(planned.snap is snap, f"it is carried out {told} advance notice to the troops")


def _duration(planned: Planned, hours: int) -> Because:
    exact = planned.least_hours == planned.most_hours
    if planned.least_hours > hours or (planned.least_hours == hours and not exact):
        return Because(True, f"it lasts more than {counted(hours, 'hour')}")
    if planned.most_hours <= hours:
        return Because(False, f"it lasts no more than {counted(hours, 'hour')}")
    unsure = f"it is not known whether it lasts more than {counted(hours, 'hour')}"
    return Because(None, unsure, settles="how many hours it lasts")


def _threshold(planned: Planned, threshold: Threshold, *, avoid: bool = False) -> Because:
    """Whether the activity meets a threshold; with `avoid`, whether it does not."""
    words = QUANTITIES[threshold.quantity]
    value = planned.quantities.get(threshold.quantity)
    if value is None:
        if threshold.quantity == "landing-troops" and not planned.kinds & set(LANDINGS):
            return Because(avoid, "no landing or parachute assault is part of it")
        return Because(
            None, f"the number of {words} is not known", settles=f"the number of {words}"
        )
    met = threshold.met(value)
    verdict = negate(met) if avoid else met
    return Because(verdict, _compared(value, threshold, met=met))


def _compared(value: int, threshold: Threshold, *, met: bool) -> str:
    words, number = QUANTITIES[threshold.quantity], threshold.number
    if threshold.test == "at-most":
        return f"{value:,} {words}, {'no' if met else f'{value - number:,}'} more than {number:,}"
    if threshold.test == "more-than":
        return f"{value:,} {words}, {'more' if met else 'not more'} than {number:,}"
    if met:
        return f"{value:,} {words}, threshold {number:,}"
    return f"{value:,} {words}, {number - value:,} short of {number:,}"


def _structure(planned: Planned, reach: Reach, leaves: tuple[Because, ...]) -> Because:
    if planned.structure is not None:
        own = STRUCTURES[planned.structure]
        if planned.structure in reach.structures:
            return Because(True, f"it is organised in {own}")
        wanted = " or ".join(STRUCTURES[structure] for structure in reach.structures)
        return Because(False, f"it is organised in {own}, not in {wanted}")
    if "two-brigades" in reach.structures and any(leaf.verdict for leaf in leaves):
        return Because(
            True,
            "assumed: so many are organised in at least two brigades or regiments; "
            "say otherwise with `structure`",
        )
    return Because(
        None, "the level of formation is not known", settles="the level of formation (`structure`)"
    )
