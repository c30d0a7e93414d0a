"""Cases of `compare`: counts, strengths, and what must stand among the lines."""

from collections.abc import Iterator
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.binding.compare.answer import CompareAnswer


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they are."""
    return dict(inputs)


def compare(case: Case, answer: CompareAnswer, world: World) -> Iterator[str]:
    """Pairs are those of the first and the second side; lists must be among those found."""
    expect = case.expected()
    pairs = {
        "members": answer.who.members,
        "strongest": answer.strongest,
        "notice": answer.notice,
    }
    for name, got in pairs.items():
        wanted = tuple(expect.pop(name, got))
        if wanted != got:
            yield f"expected {name} {wanted}, got {got}"
    shared = expect.pop("shared", answer.who.shared)
    if sorted(shared) != sorted(answer.who.shared):
        yield f"expected shared {sorted(shared)}, got {sorted(answer.who.shared)}"

    def ids(alike: str) -> set[str]:
        return {i for line in answer.lines if line.alike == alike for i in line.ids}

    found = {
        "members_only_first": set(answer.who.only_first),
        "members_only_second": set(answer.who.only_second),
        "areas_only_first": set(answer.areas_only_first),
        "areas_only_second": set(answer.areas_only_second),
        "only_first": ids("only first"),
        "only_second": ids("only second"),
        "differ": ids("differs"),
    }
    for name, got_ids in found.items():
        if name not in expect:
            continue
        listed = expect.pop(name)
        missing = sorted(set(listed) - got_ids)
        if missing:
            yield f"expected {', '.join(missing)} in {name}, got {', '.join(sorted(got_ids))}"
        if not listed and got_ids:
            yield f"expected nothing in {name}, got {', '.join(sorted(got_ids))}"
    yield from left_over(expect)
