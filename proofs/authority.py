"""Every access is decided as a slow reference decides it, written from docs/security.md alone.

    python proofs/authority.py

1,000,000 requests drawn at random: people of states, of the secretariat, of observer bodies and of
what is no party, with posts that begin and end around the day, some of them nonsense; every verb,
the posts that each act asks for, and entries whose audiences name states, bodies, frameworks,
contested members, observers and what there is not. Half of the days are those on which somebody
came, left, or began to be contested.
"""

import random
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from foedus.acting.declare import every
from foedus.catalogue.catalogue import Catalogue
from foedus.identity.authority import FIRST, VERBS, Wish, rule
from foedus.judging.release import may_see
from foedus.model.entries import Audience, Draft, Entry
from foedus.model.people import POSTS, SECRETARIAT, Appointment, Person
from foedus.model.time import Interval
from foedus.record.contents.keeping import Withdrawn
from proofs.exploring import WHOLE, Part
from tests.identity import reference
from tests.identity.reference import Held, Line, Lists, Someone

REQUESTS: Final = 1_000_000
NONSENSE: Final = ("", "observer:", "Estonia", "est", "ES", "node", "nato", "nato/nac", "C-", "€€€")
OBSERVERS: Final = ("observer:icrc", "observer:un")
STRANGE: Final = ("sheriff", "", "Secretariat")
DAY: Final = timedelta(days=1)


def lists_of(catalogue: Catalogue) -> Lists:
    """Who is a member, and who sits, as the definitions say it: line by line."""
    members: dict[str, tuple[Line, ...]] = {}
    seats: dict[str, tuple[Line, ...]] = {}
    for framework in map(catalogue.framework, catalogue.frameworks):
        members[framework.id] = _lines(catalogue.members(framework), framework.during)
        for body in framework.bodies:
            during: list[Interval] = [body.during]
            if body.composed_of == "member":
                during.append(framework.during)
            sitting = () if body.elected else catalogue.sitting(body)
            seats[body.id] = _lines(sitting, *during)
    return Lists(members, seats)


def _lines(held: Sequence[Any], *within: Interval) -> tuple[Line, ...]:
    """Lines that last no longer than that in which they are held."""
    found = []
    for line in held:
        first = max([line.during.start, *(i.start for i in within)])
        over = min([line.during.end, *(i.end for i in within)])
        found.append(Line(line.state, first, over, bool(line.contested)))
    return tuple(found)


class Requests:
    """Draws requests, and tells how each is decided twice."""

    def __init__(self, catalogue: Catalogue, chance: random.Random) -> None:
        self.catalogue, self.chance = catalogue, chance
        self.lists = lists_of(catalogue)
        self.acts = list(every().values())
        groups = {**self.lists.members, **self.lists.seats}
        self.groups = sorted(groups)
        self.lines = [(name, line) for name in self.groups for line in groups[name]]
        self.disputed = [(name, line) for name, line in self.lines if line.contested]
        self.states = sorted(catalogue.states)
        self.instruments = sorted(
            f"{framework.id}/{instrument.id}"
            for framework in map(catalogue.framework, catalogue.frameworks)
            for instrument in framework.instruments
        )

    def once(self) -> tuple[str, bool]:
        """Decide one request both ways: what was asked, and whether it was allowed."""
        if self.chance.random() < 0.5:
            return "see", self._see()
        return self._rule()

    def _see(self) -> bool:
        pick = self.chance
        named, line = pick.choice(self.disputed if pick.random() < 0.3 else self.lines)
        on = self._near(line.first, line.over) if pick.random() < 0.8 else self._day()
        party = line.state if pick.random() < 0.7 else self._party()
        others = (named, self._party(), pick.choice(self.groups), "nato/nothing", "nothing")
        to = tuple(pick.sample(others, pick.randrange(4)))
        by = self._party()
        someone, person = self._person(party, on)
        entry = Entry(
            number=0,
            id="W-1",
            act="annul",
            person="p-0",
            recorded=NOW,
            draft=Draft(
                framework="nato",
                by=by,
                valid=on,
                audience=Audience(by, to),
                content=Withdrawn("M-1", "x"),
            ),
        )
        found = may_see(self.catalogue, person, entry, on)
        wanted = reference.sees(someone, by, to, on, self.lists)
        assert found is wanted, f"see {by} {to} on {on} by {person}: {found}, not {wanted}"
        return found

    def _rule(self) -> tuple[str, bool]:
        pick = self.chance
        verb, on = pick.choice(VERBS), self._day()
        mine = self._party()
        speaks = verb == "set-two" and pick.random() < 0.5
        someone, person = self._person(mine, on, *([Held("head-of-delegation")] if speaks else []))
        party = mine if pick.random() < 0.6 else self._party()
        if verb == "act":
            posts = pick.choice(self.acts).who
            of = self._of()
            if pick.random() < 0.4 and someone.posts:
                of = pick.choice(someone.posts).of
            if pick.random() < 0.5:
                wish = Wish(person, verb, on, posts=posts, of=of)
                wanted = reference.may_act(someone, posts, of, on)
            else:
                other, second, same = self._second(mine, on)
                wish = Wish(person, verb, on, posts=posts, of=of, two=True, second=second)
                wanted = reference.may_act_where_two_are_wanted(someone, other, same, posts, of, on)
        elif verb == "ask-two":
            wish = Wish(person, verb, on)
            wanted = reference.may_ask_for_two(someone, on)
        elif verb == "set-two":
            other, second, same = self._second(mine, on)
            wish = Wish(person, verb, on, second=second)
            wanted = reference.may_have_two(someone, other, same, on)
        elif verb == "read":
            wish = Wish(person, verb, on)
            wanted = reference.may_read(someone, on)
        elif verb == "audit":
            wish = Wish(person, verb, on, party=party)
            wanted = reference.may_audit(someone, party, on)
        elif verb == "appoint":
            post, of = pick.choice(POSTS), self._of()
            of = self._of(post) if pick.random() < 0.7 else of
            whom = pick.choice(("themselves", "somebody", "a newcomer"))
            party = mine if whom == "themselves" else party
            first = pick.random() < 0.5
            newcomer = FIRST if first and party != mine else ""
            about = {"themselves": "p-0", "somebody": "p-1"}.get(whom, newcomer)
            wish = Wish(person, verb, on, party=party, post=post, of=of, about=about)
            wanted = reference.may_appoint(someone, party, post, of, whom, not first, on)
        elif verb == "operate":
            wish = Wish(person, verb, on)
            wanted = reference.may_operate(someone, on)
        else:
            wish = Wish(person, verb, on, party=party)
            wanted = reference.may_tend(someone, party, on)
        found = rule(wish)
        assert found.allowed is wanted, f"{wish}: {found}, not {wanted}"
        return verb, wanted

    def _second(self, party: str, on: date) -> tuple[Someone | None, Person | None, bool]:
        """A second person of a party, or none; and whether it is the first one again."""
        pick = self.chance
        if pick.random() < 0.1:
            return None, None, False
        same = pick.random() < 0.1
        party = party if same or pick.random() < 0.8 else self._party()
        held = (Held(pick.choice(POSTS)),) if pick.random() < 0.5 else ()
        someone, person = self._person(party, on, *held)
        return someone, Person("p-0" if same else "p-1", person.party, person.appointments), same

    def _person(self, party: str, on: date, *held: Held) -> tuple[Someone, Person]:
        """The same person for both, who has these posts and others."""
        posts = (*held, *(self._held(on) for _ in range(self.chance.randrange(5))))
        someone = Someone(party, posts)
        appointments = tuple(
            Appointment(held.post, Interval(held.first, held.over or date.max), held.of)  # type: ignore[arg-type]
            for held in posts
        )
        return someone, Person("p-0", party, appointments)

    def _held(self, on: date) -> Held:
        pick = self.chance
        post = pick.choice(POSTS) if pick.random() < 0.97 else pick.choice(STRANGE)
        of = self._of()
        if pick.random() < 0.5:
            of = self._of(post)
        first = date.min if pick.random() < 0.6 else on + pick.randrange(-2, 3) * DAY
        over = None if pick.random() < 0.6 else max(first, on) + pick.randrange(0, 3) * DAY
        if over is not None and over <= first:
            over = first + DAY
        return Held(post, of, first, over)

    def _of(self, post: str = "") -> str:
        pick = self.chance
        if post == "chair":
            return pick.choice(("nato/nac", "nato/npg", "eu/council"))
        if post == "depositary":
            return pick.choice(self.instruments)
        return "" if post or pick.random() < 0.6 else pick.choice(("nato/nac", "nato/treaty", "x"))

    def _party(self) -> str:
        pick = self.chance
        kind = pick.random()
        if kind < 0.6:
            return pick.choice(("EST", "USA", "FRA", pick.choice(self.states)))
        if kind < 0.85:
            return SECRETARIAT
        return pick.choice(OBSERVERS if kind < 0.95 else NONSENSE)

    def _day(self) -> date:
        _, line = self.chance.choice(self.lines)
        return self._near(line.first, line.over)

    def _near(self, *days: date | None) -> date:
        """A day within, or one around the first or the last."""
        pick = self.chance
        known = [day for day in days if day is not None and date.min < day < date.max]
        if known and pick.random() < 0.5:
            return pick.choice(known) + pick.randrange(-1, 2) * DAY
        begin = known[0] if known else date(1949, 1, 1)
        return min(begin + pick.randrange(0, 20_000) * DAY, date(2030, 1, 1))


NOW: Final = datetime(2026, 12, 1, tzinfo=UTC)


def prove(catalogue: Catalogue, part: Part, whole: int = REQUESTS) -> Counter[tuple[str, bool]]:
    """How often each was asked, and allowed or not. Raises AssertionError where they differ."""
    requests = Requests(catalogue, random.Random(part.seed))
    return Counter(requests.once() for _ in range(part.of(whole)))


def main() -> None:
    """Run it whole."""
    import time

    import foedus

    begun = time.process_time()
    asked = prove(foedus.load().catalogue, WHOLE)
    for (verb, allowed), count in sorted(asked.items()):
        print(f"{count:9,}  {verb} {'allowed' if allowed else 'refused'}")
    spent = time.process_time() - begun
    print(f"{sum(asked.values()):,} requests are decided alike both ways, in {spent:.0f} s")


if __name__ == "__main__":
    main()
