"""Make `src/foedus/asking/face.py`: a typed method for each question, from the declarations.

Run `python scripts/make_face.py` after you added a question or changed its inputs; a test holds the
file to what this makes.
"""

import inspect
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from foedus.asking.declare import Question, every, homes

FACE = Path(__file__).parents[1] / "src" / "foedus" / "asking" / "face.py"
PLAIN = {
    str: "str",
    bool: "bool",
    bytes: "bytes | str",
    int: "int",
    float: "float",
    date: "date | str",
    datetime: "datetime | str",
    Decimal: "Decimal | int | str",
    NoneType: "None",
    Any: "Any",
}
"""What may be given for each type: an input is read from text too."""

INDENT = " " * 8
HEAD = """\"\"\"The questions as methods of a world: made by `scripts/make_face.py`.\"\"\"

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, Never

from foedus.asking.day import Day

if TYPE_CHECKING:
{imports}


class _NotGiven:
    def __repr__(self) -> str:
        return "..."


_NOT_GIVEN: Any = _NotGiven()


def _those(**fields: Any) -> dict[str, Any]:
    return {{name: value for name, value in fields.items() if value is not _NOT_GIVEN}}


class Questions:
    \"\"\"A method for each question that foedus declares; each gives the answer of its own kind.

    Inputs are keywords, or a model, or a mapping; an input that Python has another word for goes by
    the name that the other doors give it too, as `**{{"from": 1816}}`. They raise
    QuestionError, in one sentence, for inputs that make no sense.
    \"\"\"

    def _asked(self, question: str, given: Any, on: Day, fields: Mapping[str, Any]) -> Any:
        raise NotImplementedError
"""


def made() -> str:
    """The file as the declarations have it now, not yet in its format."""
    own = set(homes())
    asked = [q for q in every().values() if q.function.__module__ in own]
    imports: dict[str, set[str]] = {}
    methods = [_method(question, imports) for question in asked]
    lines = (
        f"    from {module} import {', '.join(sorted(names))}"
        for module, names in sorted(imports.items())
    )
    return "\n".join((HEAD.format(imports="\n".join(lines)), *methods))


def _method(question: Question[Any, Any], imports: dict[str, set[str]]) -> str:
    name = question.name.replace("-", "_")
    inputs, answer = (_named(kind, imports) for kind in (question.inputs, question.answer))
    fields = {
        field: " | ".join(dict.fromkeys(_given(info.annotation, imports)))
        for field, info in question.inputs.model_fields.items()
    }
    taken = "".join(f"{field}: {kind} = _NOT_GIVEN, " for field, kind in fields.items())
    passed = ", ".join(f"{field}={field}" for field in fields)
    told = {"on": "The day asked about"}
    told |= {f: info.description or "" for f, info in question.inputs.model_fields.items()}
    doc = [question.summary, "", "Args:", *(f"    {f}: {says}." for f, says in told.items())]
    text = "\n".join(
        textwrap.fill(line, 96, initial_indent=INDENT, subsequent_indent=f"{INDENT}        ")
        for line in doc
    ).strip()
    model = f"{inputs} | Mapping[str, Any] | None"
    return f'''
    def {name}(
        self, given: {model} = None, /, *, on: Day, {taken}**others: Never
    ) -> {answer}:
        """{text}
        """
        fields = _those({passed}, **others)
        answer: {answer} = self._asked("{question.name}", given, on, fields)
        return answer
'''


def _named(kind: type, imports: dict[str, set[str]]) -> str:
    imports.setdefault(kind.__module__, set()).add(kind.__name__)
    return kind.__name__


def _given(kind: Any, imports: dict[str, set[str]]) -> Iterator[str]:
    """What may be given for a type, as types of Python."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        yield from _given(inner[0], imports)
    elif origin in (Union, UnionType):
        for part in inner:
            yield from _given(part, imports)
    elif origin is Literal:
        yield f"Literal[{', '.join(map(repr, inner))}]"
    elif origin is list:
        parts = " | ".join(dict.fromkeys(_given(inner[0], imports)))
        yield f"Sequence[{parts}]"
        if get_origin(inner[0]) is Literal:
            yield parts  # text is no sequence of these, and one may stand alone
    elif origin is dict:
        parts = " | ".join(dict.fromkeys(_given(inner[1], imports)))
        yield f"Mapping[str, {parts}]"
    elif kind in PLAIN:
        yield from PLAIN[kind].split(" | ")
    elif kind.__module__ == "pydantic.types":  # a moment with its zone
        yield from PLAIN[datetime].split(" | ")
    elif inspect.isclass(kind):
        yield _named(kind, imports)
        yield "Mapping[str, Any]"
    else:
        raise TypeError(f"no type to give for {kind}")


if __name__ == "__main__":
    FACE.write_text(made(), encoding="utf-8")
    subprocess.run([Path(sys.executable).with_name("ruff"), "format", "--quiet", FACE], check=True)
