"""A world after changes answers as one whose definitions were written so by hand.

    python proofs/scenarios.py [--seed N]

What is made up: states that join, leave and withdraw, and the order in which they do. The other
world is made of the definition files, edited as an author would edit them and compiled; it shares
no code with the changes.
"""

import argparse
import copy
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import msgspec
from hypothesis import assume
from hypothesis import strategies as st

import foedus
from foedus.asking.declare import every
from foedus.asking.world import World
from foedus.authoring.bundle import SOURCES
from foedus.authoring.compile import compile_source
from foedus.catalogue.catalogue import Catalogue
from foedus.documents.source import Source, read
from foedus.errors import QuestionError
from foedus.model.frameworks import Framework
from proofs.exploring import WHOLE, Part, explore

FRAMEWORKS: Final = ("nato", "eu", "csto", "rio", "aukus")
INSTRUMENTS: Final = ("csto/charter", "cfe/cfe-treaty", "eu/treaties", "nato/north-atlantic-treaty")
ENDS_ON_JOINING: Final = {
    "nato": ("partner", "candidate"),
    "eu": ("candidate", "security-and-defence-partner", "information-security-partner"),
}
ENDS_ON_LEAVING: Final = {"nato": ("integrated-command",), "csto": ("suspended",)}
OF_MEMBERS: Final = {"csto": ("charter",)}
INNER: Final = {"eu": ("pesco", "eda")}
"""What an author knows of these frameworks: who holds which role, and who belongs to what else."""
BY_HAND, ORDERS = 150, 80
"""Examples of the whole proof."""


class Told(NamedTuple):
    """A change, and the framework that it is about."""

    kind: str
    framework: str
    instrument: str
    state: str
    on: date

    @property
    def spelled(self) -> str:
        """The change as an option has it."""
        what = self.instrument if self.kind == "withdraw" else self.framework
        return f"{self.kind}:{what}:{self.state}:{self.on}"


# -- the same written by hand ----------------------------------------------------------------------


@cache
def file(framework: str) -> Source:
    """The definition file of a framework."""
    return read(SOURCES / "frameworks" / f"{framework}.yaml")


def cut(
    groups: list[Any],
    state: str,
    on: date,
    roles: Sequence[str] = (),
    until: date = date.max,
) -> list[Any]:
    """Groups of states by their days, one of which is in none of them from a day until another."""
    found: list[Any] = []
    for group in groups:
        other_role = roles and group.get("role", group.get("seat", "member")) not in roles
        first, last = group.get("from", date.min), group.get("to", date.max)
        if state not in group["states"] or other_role or last <= on or first >= until:
            found.append(group)
            continue
        number = group["states"].index(state)
        parts = group["states"][:number], [state], group["states"][number + 1 :]
        for states in parts:
            mine = {**group, "states": states}
            if states != [state]:
                found += [mine] if states else []
                continue
            found += [{**mine, "to": on}] if first < on else []
            found += [{**mine, "from": until}] if until < last else []
    return found


def own(data: Mapping[str, Any], instrument: str) -> Any:
    """An instrument of a file."""
    return next(entry for entry in data["instruments"] if entry["id"] == instrument)


def left(data: Any, state: str, on: date) -> None:
    """A member leaves."""
    if data.get("constitutive"):
        for instrument in (data["constitutive"], *OF_MEMBERS.get(data["id"], ())):
            entry = own(data, instrument)
            entry["parties"] = cut(entry["parties"], state, on)
    ends = ENDS_ON_LEAVING.get(data["id"], ())
    also = () if data.get("constitutive") else ("member",)
    data["roles"] = cut(data.get("roles", []), state, on, (*ends, *also) or ("none",))


def joined(data: Any, state: str, on: date, last: date) -> None:
    """A state becomes a member, until it is one on record, or is no more."""
    members = own(data, data["constitutive"])["parties"] if data.get("constitutive") else [
        role for role in data["roles"] if role["role"] == "member"]  # fmt: skip
    later = [g["from"] for g in members if state in g["states"] and g["from"] > on]
    end = min([last, *later])
    until = {"to": end} if end < date.max else {}
    if data.get("constitutive"):
        members.append({"states": [state], "from": on, **until, "basis": "accession"})
    ends = ENDS_ON_JOINING.get(data["id"], ("none",))
    data["roles"] = cut(data.get("roles", []), state, on, ends, until.get("to", date.max))
    if not data.get("constitutive"):
        place = sum(role["role"] == "member" for role in data["roles"])
        new = {"role": "member", "states": [state], "from": on, **until}
        data["roles"].insert(place, new)


def written(base: Catalogue, told: Sequence[Told]) -> Catalogue:
    """The catalogue whose files were edited by hand."""
    files: dict[str, Any] = {}

    def edited(framework: str) -> Any:
        return files.setdefault(framework, copy.deepcopy(file(framework).data))

    for change in told:
        data = edited(change.framework)
        match change.kind:
            case "join":
                lives = base.states[change.state].lives
                joined(data, change.state, change.on, next(
                    life.end for life in lives if change.on in life))  # fmt: skip
            case "leave":
                left(data, change.state, change.on)
                for inner in INNER.get(change.framework, ()):
                    left(edited(inner), change.state, change.on)
            case _:
                entry = own(data, change.instrument.partition("/")[2])
                entry["parties"] = cut(entry["parties"], change.state, change.on)
    made: dict[str, Framework] = {}
    for identifier, data in files.items():
        source = file(identifier)
        others = {i: f for i, f in base.frameworks.items() if i != identifier}
        known = msgspec.structs.replace(base.definitions, frameworks=others)
        made[identifier] = compile_source(Source(source.file, data, source.lines), known)
    frameworks = {i: made.get(i, f) for i, f in base.frameworks.items()}
    return Catalogue(msgspec.structs.replace(base.definitions, frameworks=frameworks), "by hand")


# -- what is made up -------------------------------------------------------------------------------


def changes(base: Catalogue, data: st.DataObject, most: int) -> list[Told]:
    """Changes that make sense, of different states."""
    found: list[Told] = []
    for _ in range(data.draw(st.integers(1, most))):
        kind = data.draw(st.sampled_from(("join", "leave", "withdraw")))
        on = data.draw(st.dates(date(1992, 1, 1), date(2030, 1, 1)))
        if kind == "withdraw":
            instrument = data.draw(st.sampled_from(INSTRUMENTS))
        else:
            name = data.draw(st.sampled_from(FRAMEWORKS))
            instrument = f"{name}/{base.frameworks[name].constitutive}"
        framework = base.frameworks[instrument.partition("/")[0]]
        members = _members(base, framework, instrument, on)
        alive = {s.id for s in base.states.values() if s.exists(on)}
        pool = sorted(alive - set(members) if kind == "join" else members)
        pool = [s for s in pool if s not in {told.state for told in found}]
        assume(pool and on in framework.during)
        state = data.draw(st.sampled_from(pool))
        found.append(Told(kind, framework.id, instrument, state, on))
    return found


def _members(base: Catalogue, framework: Framework, instrument: str, on: date) -> Sequence[str]:
    name = instrument.partition("/")[2]
    if not name or name == framework.constitutive:
        return [s for s, sure in base.members_on(framework, on).items() if sure]
    found = next(i for i in framework.instruments if i.id == name)
    parties = base.parties(framework, found)
    return [p.state for p in parties if on in p.during and not p.contested]


def asked(told: Sequence[Told], others: bool) -> Iterator[tuple[str, dict[str, Any], date]]:
    """Questions that the changes touch, with those of the examples."""
    after = max(change.on for change in told) + timedelta(days=30)
    for change in told:
        state, framework = change.state, change.framework
        yield "casus", {"attacked": [state], "attacker": ["al-qaida"]}, after
        yield "bound", {"states": [state, "FRA" if state != "FRA" else "DEU"]}, after
        yield "member", {"framework": framework, "state": state}, after
        yield "framework", {"framework": framework}, after
        yield "state", {"state": state}, after
        yield "coverage", {"framework": framework}, date(2026, 11, 28)
    for body in ("nato/nac", "eu/council"):
        yield "decide", {"body": body, "against": ["FRA"]}, after
        yield "power", {"body": body}, after
    yield "frameworks", {}, after
    if others:
        for question in every().values():
            example = dict(question.example)
            yield question.name, example, date.fromisoformat(str(example.pop("on")))


def answer(world: World, question: str, given: Mapping[str, Any], on: date) -> Any:
    """The answer as plain data, without what names the world it is from; or why there is none."""
    try:
        found = world.ask(question, dict(given), on=on)
    except QuestionError as error:
        return str(error)
    data = found.to_dict()
    data.pop("catalogue")
    data["title"] = data["title"].removeprefix("What if: ")
    data["notes"] = [note for note in data["notes"] if not note.startswith("This is a what-if")]
    text = msgspec.json.encode(data).decode().replace('"scenario"', '"accession"')
    return msgspec.json.decode(text)


# -- what is proved --------------------------------------------------------------------------------


def as_written_by_hand(part: Part, *, others: bool = False) -> int:
    """Every question is answered as of definitions that were written so; how many were asked."""
    base = foedus.load()
    number = 0

    def holds(data: st.DataObject) -> None:
        nonlocal number
        told = changes(base.catalogue, data, 3)
        by_change = base.with_changes([change.spelled for change in told])
        by_hand = World(written(base.catalogue, told), base.store)
        for question, given, on in asked(told, others):
            got, expected = (answer(w, question, given, on) for w in (by_change, by_hand))
            assert got == expected, (question, given, on, told)
            number += 1

    explore(holds, BY_HAND, part)
    return number


def nothing_changed(part: Part) -> int:
    """No change makes no difference, to any question; how many were asked."""
    base, names = foedus.load(), sorted(every())
    chosen = Random(part.seed).sample(names, part.of(len(names)))
    for name in chosen:
        example = dict(every()[name].example)
        same = base.whatif(name, (), example, on=example.pop("on"))
        assert same.differences == (), (name, same.differences[:3])
    return len(chosen)


def in_any_order(part: Part) -> int:
    """The order of changes of different states does not matter; how many examples were tried."""
    base = foedus.load()

    def holds(data: st.DataObject) -> None:
        told = changes(base.catalogue, data, 4)
        other = data.draw(st.permutations(told))
        one, two = (base.with_changes([c.spelled for c in order]) for order in (told, other))
        for question, given, on in asked(told, others=False):
            assert _sorted(answer(one, question, given, on)) == _sorted(
                answer(two, question, given, on)
            ), (question, given, on, told, other)

    return explore(holds, ORDERS, part)


def _sorted(value: Any) -> Any:
    """Plain data in which the order of lists does not matter."""
    if isinstance(value, dict):
        return {name: _sorted(item) for name, item in value.items()}
    if isinstance(value, list):
        return sorted((_sorted(item) for item in value), key=repr)
    return value


PROOFS: Final[Mapping[str, Callable[[Part], int]]] = {
    "answers as of definitions written by hand": lambda part: as_written_by_hand(part, others=True),
    "questions of which no change makes no difference": nothing_changed,
    "orders that do not matter": in_any_order,
}


def main() -> None:
    """Run the whole proof."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", type=int, default=WHOLE.seed)
    part = Part(parser.parse_args().seed, WHOLE.fraction)
    for what, proof in PROOFS.items():
        print(f"{proof(part):,} {what}", flush=True)


if __name__ == "__main__":
    main()
