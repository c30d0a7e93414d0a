"""Names of every kind: an unknown one is refused at its own place, in every question."""

import copy
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import AfterValidator

from foedus.asking.declare import Question, every
from foedus.asking.world import World
from foedus.documents.shapes import item_of, model_of
from foedus.documents.source import Location
from foedus.errors import FaultyInputsError, QuestionError
from foedus.questions.forces.generate.call import Call

UNKNOWN = "Xyzzyx"


def _is_name(part: Any) -> bool:
    known = isinstance(part, AfterValidator) and part.func.__qualname__.startswith("_known.")
    return known or any(map(_is_name, getattr(part, "__metadata__", ())))


def _takes_names(annotation: Any, metadata: list[Any]) -> bool:
    """Whether a value is a name, or a list or mapping of names."""
    return any(map(_is_name, metadata)) or any(
        _is_name(part) or _takes_names(part, []) for part in get_args(annotation)
    )


def _named(shape: Any, given: Any, path: Location) -> Iterator[Location]:
    """Where names stand in what is given: each name, each item of a list, each key."""
    for name, field in shape.model_fields.items():
        key = next((key for key in (field.alias, name) if key in given), None)
        if key is None:
            continue
        value, at = given[key], (*path, key)
        line, part = item_of(field.annotation), model_of(field.annotation)
        if line is not None:
            for number, item in enumerate(value):
                yield from _named(line, item, (*at, number))
        elif part is not None:
            yield from _named(part, value, at)
        elif _takes_names(field.annotation, field.metadata):
            inside = value if isinstance(value, dict) else range(len(value))
            yield from [at] if isinstance(value, str) else ((*at, item) for item in inside)


def _with(given: Any, path: Location) -> tuple[Any, Location]:
    """What is given with an unknown name at a place, and the place of that name."""
    changed = copy.deepcopy(given)
    node = changed
    for part in path[:-1]:
        node = node[part]
    if isinstance(node, dict) and isinstance(node[path[-1]], int | float) | (
        path[-2:-1] in {("contingents",), ("join",), ("statistics",), ("costs",)}
    ):
        node[UNKNOWN] = node.pop(path[-1])
        return changed, (*path[:-1], UNKNOWN)
    node[path[-1]] = UNKNOWN
    return changed, path


def _examples() -> Iterator[Any]:
    for question in every().values():
        given = {name: value for name, value in question.example.items() if name != "on"}
        for path in _named(question.inputs, given, ()):
            yield pytest.param(question, path, id=f"{question.name}-{'.'.join(map(str, path))}")


@pytest.mark.parametrize(("question", "path"), [*_examples()])
def test_an_unknown_name_is_refused_at_its_own_place(
    question: Question[Any, Any], path: Location, world: World
) -> None:
    given = {name: value for name, value in question.example.items() if name != "on"}
    changed, at = _with(given, path)
    with pytest.raises(FaultyInputsError, match=UNKNOWN) as refused:
        world.ask(question.name, changed, on=question.example["on"])
    assert refused.value.at == at
    assert len(refused.value.faults) == 1


def test_every_question_that_names_something_is_among_them() -> None:
    assert {param.values[0].name for param in _examples()} >= {
        *("apportion", "bound", "casus", "cite", "commitments", "comply", "covered", "decide"),
        *("exercise", "framework", "frameworks", "generate", "grant", "member", "notify", "pool"),
        *("power", "state", "ties", "withdraw"),
    }


def test_unknown_names_are_told_all_at_once(world: World) -> None:
    with pytest.raises(FaultyInputsError) as refused:
        world.casus(on="1982-04-02", attacked=["GBR", "Frnace"], attacker=["X"], at="Nowhereville")
    assert [fault.at for fault in refused.value.faults] == [
        ("attacked", 1),
        ("attacker", 0),
        ("at",),
    ]
    assert "no state is called 'Frnace'; did you mean France?" in str(refused.value)


def test_a_state_under_two_of_its_names_is_refused_and_never_counted_once(world: World) -> None:
    with pytest.raises(QuestionError, match="names a state twice") as refused:
        world.apportion(
            on="2023-12-31", key="nato/common-funding-2021", amount=1, join={"FIN": 1, "Finland": 1}
        )
    assert refused.value.at == ("join",)


def test_names_of_a_model_that_was_made_without_a_world_are_resolved(world: World) -> None:
    example = every()["generate"].example
    call = Call.model_validate({**example["call"], "host": "Mali"})
    assert call.host == "Mali"
    made = every()["generate"].read({"call": call}, {}, world.catalogue)
    assert made.call.host == "MLI"
