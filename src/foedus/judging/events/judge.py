"""Whether a provision is triggered in a situation, who is then bound, and why."""

import dataclasses
from collections.abc import Iterator
from typing import Final

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.catalogue.relation import Mode
from foedus.catalogue.standing import Standing
from foedus.judging.events.circles import disputed
from foedus.judging.events.shared import read_into
from foedus.language.explain import explain
from foedus.language.situation import Situation
from foedus.model.actors import Actor
from foedus.model.conditions import Contested
from foedus.model.instruments import Suspension
from foedus.model.places import Site
from foedus.model.provisions import PARTIES, Kin
from foedus.model.verdicts import Because, Verdict, all_of, any_of
from foedus.model.wording import some

SPACE: Final = "whether the clause, which does not speak of outer space, takes in an attack there"


class Obligor(msgspec.Struct, frozen=True):
    """A state that a triggered provision may bind.

    `verdict` is None where it is unsettled, False where a reservation or suspension frees it;
    `why` says so.
    """

    state: str
    verdict: Verdict
    why: str = ""


class Judge:
    """Judges the provisions of one catalogue. Also what the rules look things up in."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.name_of = catalogue.name_of
        self.inline = catalogue.inline
        self.is_state = catalogue.is_state
        self.has_role = catalogue.has_role
        self.asks = catalogue.asks
        self._readings = tuple(catalogue.definitions.readings.values())

    def actor(self, identifier: str) -> Actor | None:
        """The actor that is no state, or None."""
        return self.catalogue.actor(identifier)

    def trigger_of(self, provision: str, situation: Situation) -> Because:
        """Whether any version of another provision is triggered in the same situation."""
        versions = [
            self.judge(clause, situation)
            for clause in self.catalogue.matching(provision)
            if clause.in_force(situation.on)
        ]
        if not versions:
            return Because(False, f"{provision} was not in force on {situation.on}")
        return versions[0]

    def judge(self, clause: Clause, seen: Situation) -> Because:
        """Whether the provision is triggered: in force, between these states, its trigger met.

        An attack on a state's territory at no known place is judged at each of its territories;
        where all of them give the same verdict, the place need not be known. A point that may lie
        on either side of a line is judged on each. An armed attack in the cyber domain is judged as
        a cyber attack: the two names of one thing must not be a way round the readings that a
        clause holds of it.
        """
        if seen.kind == "armed-attack" and seen.domain == "cyber":
            seen = dataclasses.replace(seen, kind="cyber-attack")
        if seen.site is not None and seen.site.sides:
            return self._on_each_side(clause, seen, seen.site.sides)
        because = self._judge(clause, seen)
        if because.verdict is None and seen.site is None and seen.object == "territory":
            return self._wherever(clause, seen) or because
        return because

    def _on_each_side(self, clause: Clause, seen: Situation, sides: tuple[Site, ...]) -> Because:
        """The verdict that holds on every side of the line, or how they differ."""
        found = [(side, self._judge(clause, _at(seen, side))) for side in sides]
        verdicts = {because.verdict for _, because in found}
        if len(verdicts) == 1:
            return found[0][1]
        sites = self.catalogue.sites
        claimed = sites.claimed(sides[0], seen.on)
        told = {
            verdict: " or ".join(
                dict.fromkeys(
                    "no state" if claimed and not s.territory else sites.land(s.territory, seen.on)
                    for s, b in found
                    if b.verdict is verdict
                )
            )
            for verdict in (True, False, None)
        }
        words = (("met", True), ("not met", False), ("open", None))
        which = "; ".join(f"{word} if {told[v]}" for word, v in words if told[v])
        line = "whose waters these are" if claimed else "on which side of the line it was"
        on_which = f"{line}: {which}"
        return Because(None, on_which, settles=on_which)

    def _wherever(self, clause: Clause, seen: Situation) -> Because | None:
        """The verdict that holds wherever on the victim's territory it was, or where it differs.

        None where the verdict on one of the territories is open for another reason.
        """
        sites = self.catalogue.sites
        met: dict[str, Because] = {}
        missed: dict[str, Because] = {}
        for territory in sites.homes(seen.victim, seen.on):
            site = sites.site(territory, seen.on)
            because = self._judge(clause, dataclasses.replace(seen, site=site))
            if because.verdict is None:
                return None
            (met if because.verdict else missed)[site.name] = because
        if met and missed:
            where = f"where it happened: met in {some(list(met))}, not in {some(list(missed))}"
            differs = Because(None, where, settles=where)
        elif found := next(iter((met or missed).values()), None):
            where = f"wherever on the territory of {self.inline(seen.victim)} it was"
            differs = Because(found.verdict, where, (found,), role="all")
        else:
            return None
        return Because(differs.verdict, clause.provision.cite.article, (differs,), role="all")

    def _judge(self, clause: Clause, seen: Situation) -> Because:
        if not clause.in_force(seen.on):
            title = clause.instrument.title
            return Because(False, f"{title}, {clause.provision.cite.article}, was not in force")
        standing = self.catalogue.standing(clause, seen.on)
        between = self._between(clause, standing, seen, seen.victim)
        if clause.relation.either:
            sides = (between, self._between(clause, standing, seen, seen.attacker))
            engaged = any_of(side.verdict for side in sides)
            between = Because(engaged, "either side of the event", sides, role="any")
        if between.verdict is False or clause.provision.trigger is None:
            return between
        asked = seen
        if seen.kind == "cyber-attack" and clause.silent_on_cyber:
            asked = dataclasses.replace(seen, silent_on_cyber=True)
        trigger = clause.trigger(asked, standing.party)
        parts = [between, trigger]
        if seen.domain == "space" and clause.silent_on_space:
            parts.append(Because(None, f"unknown: {SPACE}", settles=SPACE))
        parts += read_into(clause, self._readings, seen, standing.party)
        verdict = all_of(part.verdict for part in parts)
        return Because(verdict, clause.provision.cite.article, tuple(parts), role="all")

    def for_attacker(self, clause: Clause, seen: Situation) -> bool:
        """Whether what the provision asks is owed to the attacker and not to the victim."""
        if not clause.relation.either or seen.attacker is None:
            return False
        standing = self.catalogue.standing(clause, seen.on)
        rank = {True: 2, None: 1, False: 0}
        victim, attacker = (
            rank[self._between(clause, standing, seen, side).verdict]
            for side in (seen.victim, seen.attacker)
        )
        return attacker > victim

    def own_part(self, clause: Clause, seen: Situation) -> str:
        """Why it is contested whether the victim, to whom the others owe it, owes it itself."""
        standing = self.catalogue.standing(clause, seen.on)
        for reservation in clause.reservations(seen.victim, seen.on):
            if isinstance(reservation.condition, Contested):
                because = explain(reservation.condition, seen, standing.party)
                if because.verdict is None:
                    return reservation.says
        return ""

    def obligors(self, clause: Clause, seen: Situation) -> Iterator[Obligor]:
        """The states that the provision, once triggered, binds or entitles, may bind, or frees."""
        if seen.site is None or not seen.site.sides or not clause.reserved:
            yield from self._obligors(clause, seen)
            return
        sides = [list(self._obligors(clause, _at(seen, side))) for side in seen.site.sides]
        for each in zip(*sides, strict=True):  # every side asks the same states in the same order
            agreed = all(o.verdict is each[0].verdict for o in each)
            yield each[0] if agreed else Obligor(each[0].state, None, "on which side it was")

    def _obligors(self, clause: Clause, seen: Situation) -> Iterator[Obligor]:
        standing = self.catalogue.standing(clause, seen.on)
        how, provision = clause.relation, clause.provision.id
        sides = tuple(self._sides(clause, standing, seen)) if standing.suspensions else ()
        for state, party in standing.in_order(how.by):
            consults = how.together and state == seen.victim
            if not (consults or self._eligible(how.mode, state, seen)):
                continue
            if how.mode == "entitlement" and state == seen.attacker:
                continue  # nobody is entitled to answer its own attack
            freed = self._freed(standing, state, sides, provision) if sides else None
            if freed is not None:
                yield Obligor(state, False, freed.says)
            elif party and state not in clause.reserved:
                yield Obligor(state, party)
            else:
                yield self._with_reservations(clause, standing, state, party, seen)

    def _freed(
        self, standing: Standing, state: str, sides: tuple[str, ...], provision: str
    ) -> Suspension | None:
        """The first of the suspensions that free a state towards every side of the event."""
        found = [standing.suspended(state, side, provision) for side in sides if side != state]
        return found[0] if found and all(found) else None

    def _eligible(self, mode: Mode, state: str, seen: Situation) -> bool:
        if mode in ("entitlement", "consult"):
            return True
        if mode == "restraint":
            return state == seen.attacker and state != seen.victim
        return state not in (seen.victim, seen.attacker)

    def _with_reservations(
        self, clause: Clause, standing: Standing, state: str, verdict: Verdict, seen: Situation
    ) -> Obligor:
        why = "" if verdict else "whether it is bound at all is contested"
        for reservation in clause.reservations(state, seen.on):
            if reservation.excludes:
                return Obligor(state, False, reservation.says)
            if reservation.condition is None:
                continue
            because = explain(reservation.condition, seen, standing.party)
            verdict = all_of((verdict, because.verdict))
            if because.verdict is not True:
                why = reservation.says
        return Obligor(state, verdict, why)

    def _sides(self, clause: Clause, standing: Standing, seen: Situation) -> Iterator[str]:
        """The states of the event towards which the provision may run."""
        how = clause.relation
        circle = standing.circle(how.to)
        if seen.victim in circle:
            yield seen.victim
        if how.either and seen.attacker is not None and seen.attacker in circle:
            yield seen.attacker

    def _between(
        self, clause: Clause, standing: Standing, seen: Situation, side: str | None
    ) -> Because:
        """Whether the provision runs, that day, towards one side of this event."""
        how, title = clause.relation, clause.instrument.title
        if side is None:
            return Because(None, "unknown: who attacked", settles="who attacked")
        name = self.inline(side)
        protected = standing.circle(how.to).get(side, False)
        if protected is False:
            who = "a party to" if how.to == PARTIES else "protected by"
            return Because(False, f"{name} was not {who} the {title} on {seen.on}")
        if how.mode == "restraint" and seen.attacker is None:
            return Because(None, "unknown: who attacked", settles="who attacked")
        live = any_of(
            party
            for state, party in standing.circle(how.by).items()
            if self._eligible(how.mode, state, seen)
            and (
                how.mode == "entitlement"  # a right is a state's own; a duty is owed to another
                if state == side
                else not standing.suspended(state, side, clause.provision.id)
            )
        )
        if live is False:
            if how.mode == "restraint":
                attacker = self.inline(seen.attacker or "")
                return Because(False, f"{attacker} did not owe this to {name} under the {title}")
            return Because(False, f"no other party owed {name} anything under the {title}")
        if protected is None and isinstance(how.to, Kin) and side not in standing.parties:
            return disputed(how.to, name, seen.on)
        verdict = all_of((protected, live))
        if verdict is None:
            ower = seen.attacker if how.mode == "restraint" else None
            other = self.name_of(ower) if ower else "any other party"
            doubtful = [who for who, why in ((name, protected), (other, live)) if why is None]
            were = "were" if len(doubtful) > 1 else "was"
            who = " and ".join(doubtful)
            contested = f"whether {who} {were} bound by the {title} is contested"
            return Because(None, contested, settles=contested)
        if isinstance(how.to, Kin) and side not in standing.parties:
            return Because(True, f"{name} is {how.to.words}, which the {title} takes in")
        return Because(True, f"the {title} bound {name} and others on {seen.on}")


def _at(seen: Situation, site: Site) -> Situation:
    """The same event at another place."""
    return dataclasses.replace(seen, site=site)
