"""How the answer of `honoured` is shown."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from foedus.judging.kept import HOWS, JUDGED, Called, How
from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.events import Precedent
from foedus.model.provisions import STRENGTH_WORDS, Step
from foedus.model.wording import some

WORDS: dict[How, str] = {
    "kept": "did what it asks",
    "not kept": "bound, and gave nothing",
    "gave nothing": "gave nothing, and had room",
    "helped unbound": "helped, and was not bound to",
    "stayed out": "stayed out, and was not bound",
    "open": "whether bound is open",
    "not on record": "nothing of its own on record",
}
"""What each `How` is called before a reader."""
MANY = 12
"""So many states are named; more are counted."""
COLUMNS = ("Day", "Event", "Provision", "Strength", "Promised", "Invoked", "Determined", "Done")


class HonouredAnswer(Answer, frozen=True, kw_only=True):
    """Every casus on record, clause by clause; `tallies` count the states by how they stand.

    `events` are those that a definition describes, in the order of their days.
    """

    found: tuple[Called, ...]
    events: tuple[Precedent, ...]
    tallies: dict[str, int]

    def sections(self) -> Sequence[Section]:
        rows = tuple(map(row, self.found))
        nothing = "No such event is on record."
        return (
            Section("Events on record", COLUMNS, rows, nothing),
            *self._counted(),
        )

    def _counted(self) -> Iterator[Section]:
        """How the states stand, by strength, and by clause and state where something is known."""
        heads: tuple[tuple[str, str, Callable[[Called], str] | None], ...] = (
            ("By strength", "Strength", _strength),
            ("By clause", "Provision", lambda called: called.provision),
            ("By state", "State", None),
        )
        for title, head, key in heads:
            counts: dict[str, Counter[How]] = {}
            for called in self.found:
                for part in called.parts:
                    name = key(called) if key else part.state
                    counts.setdefault(name, Counter())[part.how] += 1
            rows = [
                (name, own)
                for name, own in sorted(counts.items())
                if head == "Strength" or own.keys() - {"open", "not on record"}
            ]
            if rows:
                yield _table(title, head, rows)


def _table(title: str, head: str, rows: Sequence[tuple[str, Counter[How]]]) -> Section:
    hows = [how for how in HOWS if any(own[how] for _, own in rows)]
    return Section(
        title,
        (head, *(WORDS[how].capitalize() for how in hows)),
        tuple(Row((name, *(str(own[how] or "") for how in hows))) for name, own in rows),
    )


def row(called: Called) -> Row:
    """One event under one clause."""
    cells = (
        str(called.on),
        called.title,
        called.provision,
        _strength(called),
        promised(called),
        step(called.invoked, "not on record"),
        step(called.determined, "not on record"),
        done(called),
    )
    return Row(cells, called.because, called.cites, tone=_tone(called))


def _tone(called: Called) -> Tone:
    if called.those("not kept"):
        return "bad"
    if called.verdict is None:
        return "unsure"
    return "good" if called.those("kept") or called.those("helped unbound") else ""


def _strength(called: Called) -> str:
    if called.effect != "duty":
        return f"a {called.effect}"
    if called.strength == 0:
        return "0 none"
    force = "" if called.binding else " (not binding in law)"
    return f"{called.strength} {STRENGTH_WORDS[called.strength]}{force}"


def promised(called: Called) -> str:
    """Whether the clause was called by what is on record of the event, and on whom."""
    if called.verdict is None:
        return f"open: {'; '.join(map(_brief, called.because.open_questions()))}"
    if called.verdict is False:
        return f"not called: {'; '.join(called.because.failures())}"
    if called.effect != "duty":
        return "free to act"
    if not called.binding:
        return "called; not binding in law"
    bound = [p.state for p in called.parts if p.how in (*JUDGED, "not on record")]
    return f"bound: {_named(bound)}" if bound else "called"


def _brief(question: str) -> str:
    """What is open, without the readings, which the reasons have."""
    return question.partition(": ")[0] if question.startswith("which reading") else question


def step(taken: Step | None, without: str) -> str:
    """An act with its day and whose it was."""
    if taken is None:
        return without
    told = " ".join(part for part in (str(taken.on or ""), some(taken.by)) if part)
    return f"{told}: {taken.says}" if told else taken.says


def done(called: Called) -> str:
    """Who did what, and of how many nothing is on record."""
    told = [
        f"{WORDS[how]}: {_named(states)}{_why(called, how)}"
        for how in HOWS
        if how not in ("open", "not on record") and (states := called.those(how))
    ]
    for words, gave in (("helped", ("help",)), ("gave nothing", ("nothing", "excused"))):
        perhaps = [p.state for p in called.parts if p.how == "open" and p.gave in gave]
        told += [f"{words}: {_named(perhaps)}"] if perhaps else []
    told += [step(act, "") for act in called.acts if any("/" in who for who in act.by)]
    if silent := called.those("not on record"):
        told.append(f"{WORDS['not on record']}: {_named(silent)}")
    return "; ".join(part.rstrip(".") for part in told) or "nothing on record"


def _why(called: Called, how: How) -> str:
    reasons = {p.why for p in called.parts if p.how == how and p.why}
    return f" ({'; '.join(sorted(reasons))})" if reasons and how == "gave nothing" else ""


def _named(states: Sequence[str]) -> str:
    return some(states) if len(states) <= MANY else f"{len(states)} states"
