"""The first interpreter: one situation, and the reason for every verdict in it."""

import functools
from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from foedus.language.situation import PartyTest, Situation
from foedus.language.tree import leaf_of
from foedus.model.citations import Citation
from foedus.model.conditions import All, AnyOf, Condition, Contested, Named, Not, Test
from foedus.model.verdicts import Because, Verdict, all_of, any_of, negate

Explain: TypeAlias = Callable[[Situation, PartyTest], Because]


class Reader(NamedTuple):
    """How a condition is explained, and whether that is the same whoever is a party."""

    explain: Explain
    alone: bool


def explain(condition: Condition, seen: Situation, party: PartyTest) -> Because:
    """The verdict of a condition in a situation, with the verdict of each of its parts."""
    return reader(condition).explain(seen, party)


@functools.cache
def reader(condition: Condition) -> Reader:
    """The way to read a condition, worked out once for all that are alike.

    What does not depend on the parties is asked once of a situation, however many clauses ask it.
    """
    match condition:
        case Test():
            leaf = leaf_of(condition)
            return _once(Reader(leaf.explain, leaf.alone))
        case All(parts):
            return _of_parts(parts, all_of, "all of", "all")
        case AnyOf(parts):
            return _of_parts(parts, any_of, "any of", "any")
        case Not(part):
            return _once(_not(reader(part)))
        case Named(name, part):
            return _once(_named(name.replace("-", " "), reader(part)))
        case Contested():
            return _once(_contested(condition))


def _once(read: Reader) -> Reader:
    if not read.alone:
        return read
    explain, key = read.explain, id(read.explain)

    def kept(seen: Situation, party: PartyTest) -> Because:
        because = seen.kept.get(key)
        if because is None:
            because = seen.kept[key] = explain(seen, party)
        return because

    return Reader(kept, alone=True)


def _of_parts(
    parts: tuple[Condition, ...],
    join: Callable[[list[Verdict]], Verdict],
    text: str,
    role: Literal["all", "any"],
) -> Reader:
    readers = [reader(part) for part in parts]
    asked = [read.explain for read in readers]

    def explain(seen: Situation, party: PartyTest) -> Because:
        inner = tuple([ask(seen, party) for ask in asked])
        return Because(join([b.verdict for b in inner]), text, inner, role)

    return _once(Reader(explain, all(read.alone for read in readers)))


def _not(part: Reader) -> Reader:
    ask = part.explain

    def explain(seen: Situation, party: PartyTest) -> Because:
        because = ask(seen, party)
        verdict = negate(because.verdict)
        text = "an exception applies" if verdict is False else "no exception applies"
        if because.verdict is not None and not because.parts:
            text = f"{because.text}, which is {'excluded' if verdict is False else 'required'}"
        return Because(verdict, text, (because,), role="not")

    return Reader(explain, part.alone)


def _named(text: str, part: Reader) -> Reader:
    ask = part.explain

    def explain(seen: Situation, party: PartyTest) -> Because:
        because = ask(seen, party)
        return Because(because.verdict, text, (because,), role="rule")

    return Reader(explain, part.alone)


def _contested(condition: Contested) -> Reader:
    readings = [
        (reader(reading.when), reading.says, Citation(reading.source))
        for reading in condition.readings
    ]
    asked = [(read.explain, says, source, str(source)) for read, says, source in readings]
    told = {True: "met", False: "not met", None: "unsettled"}

    def explain(seen: Situation, party: PartyTest) -> Because:
        inner = []
        split = []
        for ask, says, source, shown in asked:
            because = ask(seen, party)
            inner.append(Because(because.verdict, says, (because,), role="rule", cite=source))
            split.append(f"{says}: {told[because.verdict]} ({shown})")
        verdict = _agreed([b.verdict for b in inner])
        return Because(
            verdict,
            "all readings agree" if verdict is not None else "contested",
            tuple(inner),
            role="contested",
            settles=f"which reading holds: {'; '.join(split)}",
        )

    return Reader(explain, all(read.alone for read, *_ in readings))


def _agreed(verdicts: list[Verdict]) -> Verdict:
    first = verdicts[0]
    return first if all(verdict is first for verdict in verdicts) else None
