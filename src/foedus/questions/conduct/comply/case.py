"""Cases of `comply`: declared conduct against the limits of a treaty.

treaty: new-start
state: USA                                     # optional: only this state
holdings:                                      # a list of lines, ...
  - {state: USA, quantity: warheads, number: 1790, as_of: 2011-09-01}
# ... or {USA: {warheads: 1790}}, or with `state`: {warheads: 1790}; both as of `as_of`
inspections: [{state: RUS, by: USA, held: 2019-05-01, kind: type-one}]
objects: {DEU: 400}                            # units or objects of verification
notices: [{state: RUS, due: 2023-03-31}]
expect:
  exceeded: [new-start/art-2-1-b]              # or {id: [states]}; [] says that none is
  kept: [...]
  open: [...]                                  # not settled by what is declared
  contested: [...]                             # it is contested whether the part is suspended
  not_yet: [...]                               # binds from a later day
  not_bound: [...]                             # ended, or the state's part is suspended or ended
  margin: {new-start/art-2-1-b: -240}          # what may be added; below zero, the excess
  given: [USA]                                 # who gave the last declaration due
  missing: [RUS]                               # who is not known to have given it; [] says nobody
  suspended: [RUS]                             # likewise, while its part was suspended
  left: {cfe/inspection-2-10-d: 59}            # the rest of a quota
  ratio: {RUS: 0.5}                            # notifications made in time
  compliant: true                              # true: nothing exceeded, open or missing;
                                               # false: something exceeded
"""

from collections.abc import Iterator
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.conduct.comply.answer import ComplyAnswer
from foedus.questions.conduct.comply.findings import Finding

STATUSES = {
    "exceeded": "exceeded",
    "kept": "kept",
    "open": "open",
    "contested": "contested",
    "not_yet": "not yet binding",
    "not_bound": "no longer binding",
}


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs of the question, from those of a case."""
    given = dict(inputs)
    treaty, state = given.pop("treaty", None), given.pop("state", None)
    as_of = given.pop("as_of", None)
    declared: dict[str, Any] = dict(given.pop("declared", {}))
    declared.update(given)
    holdings = declared.get("holdings", [])
    if isinstance(holdings, dict):
        if state and not any(isinstance(value, dict) for value in holdings.values()):
            holdings = {state: holdings}
        holdings = [
            {"state": who, "quantity": quantity, "number": number, "as_of": as_of}
            for who, numbers in holdings.items()
            for quantity, number in numbers.items()
        ]
    declared["holdings"] = holdings
    objects = declared.get("objects", [])
    if isinstance(objects, dict):
        objects = [{"state": who, "number": number} for who, number in objects.items()]
    declared["objects"] = objects
    found = {"treaty": treaty, "declared": declared}
    return {**found, "state": state} if state else found


def compare(case: Case, answer: ComplyAnswer, world: World) -> Iterator[str]:
    """Each way in which the answer is not the one expected."""
    expect = case.expected()
    for name, status in STATUSES.items():
        wanted = expect.pop(name, None)
        if wanted is None:
            continue
        if not wanted and any(f.status == status for f in answer.limits):
            ids = ", ".join(f.provision for f in answer.limits if f.status == status)
            yield f"expected nothing {status}, got {ids}"
        by_state = wanted if isinstance(wanted, dict) else dict.fromkeys(wanted)
        for pattern, whose in by_state.items():
            found = _found(pattern, answer, world, whose)
            if not found or any(f.status != status for f in found):
                got = ", ".join(f"{'/'.join(f.who)} {f.status}" for f in found)
                yield f"expected {pattern} {status}, got {got or 'nothing'}"
    for pattern, margin in expect.pop("margin", {}).items():
        margins = [f.margin for f in _found(pattern, answer, world)]
        if margin not in margins:
            yield f"expected a margin of {margin} for {pattern}, got {margins}"
    for given in ("given", "missing", "suspended"):
        states = {who for r in answer.reports if r.status == given for who in r.states}
        wanted = expect.pop(given, None)
        if wanted == [] and states:
            yield f"expected nobody's declaration {given}, got that of {', '.join(sorted(states))}"
        for state in wanted or ():
            if state not in states:
                others = ", ".join(sorted(states)) or "nobody"
                yield f"expected the declaration of {state} {given}, got that of {others}"
    for pattern, left in expect.pop("left", {}).items():
        denoted = {clause.provision.id for clause in world.catalogue.matching(pattern)}
        rests = [q.left for q in answer.quotas if q.provision in denoted]
        if left not in rests:
            yield f"expected {left} left of {pattern}, got {rests}"
    for state, share in expect.pop("ratio", {}).items():
        shares = [r.share for r in answer.ratios if r.state == state]
        if not any(abs(got - share) < 5e-5 for got in shares):
            yield f"expected a ratio of {share} for {state}, got {shares}"
    compliant = expect.pop("compliant", None)
    if compliant is not None and compliant is not _compliant(answer):
        yield f"expected compliant {compliant}, got {_compliant(answer)}"
    yield from left_over(expect)


def _found(pattern: str, answer: ComplyAnswer, world: World, who: Any = None) -> list[Finding]:
    ids = {clause.provision.id for clause in world.catalogue.matching(pattern)}
    states = {who} if isinstance(who, str) else set(who or ())
    return [f for f in answer.limits if f.provision in ids and (not states or states & set(f.who))]


def _compliant(answer: ComplyAnswer) -> bool | None:
    """False where a limit is exceeded; None where something is open or missing."""
    if answer.of("exceeded"):
        return False
    missing = any(r.status != "given" for r in answer.reports)
    doubted = any(f.if_bound != "kept" for f in answer.of("contested"))
    return None if missing or doubted or answer.of("open") else True
