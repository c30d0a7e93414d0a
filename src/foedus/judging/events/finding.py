"""What an event means for one clause: whether it is called, for whom, and why."""

import itertools
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.errors import located
from foedus.judging.events.judge import Judge, Obligor
from foedus.language.situation import Situation
from foedus.model.events import ALSO, Event, Fact
from foedus.model.places import Site
from foedus.model.provisions import ANY_STATE, PARTIES
from foedus.model.verdicts import Because, Verdict, any_of


class Found(NamedTuple):
    """A clause that an event touches: the verdict with its reasons, and the states it binds.

    `obligors` are those bound, perhaps bound, or freed; `for_attacker` are the attackers to whom
    it is owed, where it is owed to no state attacked.
    """

    clause: Clause
    because: Because
    obligors: tuple[Obligor, ...]
    for_attacker: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """Whether the clause is called."""
        return self.because.verdict


def site_of(catalogue: Catalogue, event: Event, on: date) -> Site | None:
    """Where the event was. Raises QuestionError, at `at`, where nobody knows the place."""
    with located("at"):
        land = event.object == "territory"
        return None if event.at is None else catalogue.site(event.at, on, event.attacked, land=land)


def situations(event: Event, on: date, site: Site | None, judge: Judge) -> tuple[Situation, ...]:
    """The event pair by pair: each state attacked with each attacker."""
    return tuple(
        Situation(
            on,
            event.kind,
            event.object,
            event.where_fought,
            victim,
            attacker,
            site,
            _joined(event, attacker),
            judge,
        )
        for victim in event.attacked
        for attacker in event.attacker or (None,)
    )


def _joined(event: Event, attacker: str | None) -> Mapping[str, Fact]:
    """The facts of the event, and who attacks beside one of several attackers, unless stated."""
    others = tuple(other for other in event.attacker if other != attacker)
    return {ALSO: others, **event.facts} if others else event.facts


def find(clause: Clause, event: Event, seen: tuple[Situation, ...], judge: Judge) -> Found | None:
    """What the event means for a clause; None where it does not touch it at all."""
    touched = _touches(clause, event, seen[0].on, judge.catalogue)
    if not touched and clause.relation.to != ANY_STATE:
        return None
    judged = [(s, judge.judge(clause, s)) for s in seen]
    verdict = any_of(b.verdict for _, b in judged)
    if not touched and verdict is False:
        return None
    because = (
        judged[0][1]
        if len(judged) == 1
        else Because(verdict, "for any pair of states", tuple(b for _, b in judged), role="any")
    )
    runs = [s for s, reason in judged if reason.verdict is verdict and verdict is not False]
    obligors = _merge([judge.obligors(clause, situation) for situation in runs])
    to_attacker = all(judge.for_attacker(clause, situation) for situation in runs)
    attackers = dict.fromkeys(s.attacker for s in runs if s.attacker is not None)
    return Found(clause, because, tuple(obligors), tuple(attackers) if to_attacker else ())


def _touches(clause: Clause, event: Event, on: date, catalogue: Catalogue) -> bool:
    """Whether a side of the event is bound by the provision, or one of few that it protects."""
    standing, how = catalogue.standing(clause, on), clause.relation
    by, to = standing.circle(how.by), standing.circle(PARTIES if how.to == ANY_STATE else how.to)
    for side in (event.attacked, event.attacker):
        for who in side:
            if who in by or who in to:
                return True
    return False


def _merge(pairs: list[Iterator[Obligor]]) -> list[Obligor]:
    """One entry a state: bound for one pair of states is bound."""
    if len(pairs) == 1:
        return list(pairs[0])
    best: dict[str, Obligor] = {}
    rank = {True: 2, None: 1, False: 0}
    for obligor in itertools.chain(*pairs):
        held = best.get(obligor.state)
        if held is None or rank[obligor.verdict] > rank[held.verdict]:
            best[obligor.state] = obligor
    return [best[state] for state in sorted(best)]
