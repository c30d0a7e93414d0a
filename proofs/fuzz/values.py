"""Values that are nearly right, far from right, or right at the edge."""

import copy
from collections.abc import Mapping, Sequence
from contextlib import suppress
from random import Random
from typing import Any, Final

Schema = Mapping[str, Any]

NUMBERS: Final[tuple[Any, ...]] = (
    *(
        0,
        -1,
        1,
        2,
        99,
        2**31,
        2**63,
        2**64,
        -(2**63),
        10**18,
        10**30,
        -(10**400),
        9998,
        9999,
        10000,
    ),
    *(0.1, -0.0, 1.5, 1e308, 5e-324, 1e18, 100.00000001, 1e-7),
)
TEXTS: Final[tuple[str, ...]] = (
    *("", " ", "none", "true", "0", "-", ",", ",,", "=", "a=b", "None", "null", "*", "%", "\\"),
    *(
        "1e99999999",
        "-1e99999999",
        "1e-300000",
        "9" * 5000,
        "0." + "3" * 5000,
        "NaN",
        "sNaN",
        "-inf",
    ),
    *("Infinity", "1_000", "٣", "½", "0x10", "1e5", "1,5", "+1", "--1", "007", "1e-5", "2²"),
    *(
        "1949-08-24",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "2020-02-30",
        "20200101",
        "2020-W01-1",
    ),
    *(
        "2020-01-01T00:00:00Z",
        "0000-01-01",
        "-0001-01-01",
        "1815-12-31",
        "9999-12-31T23:59:59+14:00",
    ),
    *(
        "FIN",
        "fin",
        "Finland",
        "FIN,SWE",
        "FIN;SWE",
        "USA",
        "SUN",
        "DDR",
        "XYZ",
        "nato",
        "un",
        "ZZ",
    ),
    *("nato/art-5", "nato/", "/", "//", "../../etc/passwd", "foedus://nato", "un/security-council"),
    *(
        "\x00",
        "a\x00b",
        "\x1b[31m",
        "\r\nX: y",
        "\u202e",
        "\ufeff",
        "\ud800",
        "é",
        "e\u0301",
        "𝔘",
        "İ",
    ),
    *("x" * 10_000, "ß" * 300, "<script>", "'; --", "{{7*7}}", "%s%n", "$(id)", "=1+1", "@SUM(A1)"),
    *("51.5,0.1", "91,181", "0,0", "New York", "Falkland Islands", "New-York", "nowhere"),
)
VAST: Final = ("1e99999999", "-1e99999999", "1e-300000", "9" * 100_000, "0." + "3" * 5000, "1e400")
OTHERS: Final[tuple[Any, ...]] = (None, True, False, [], {}, [[]], [None], {"": 0}, [0] * 1000)


def atom(chance: Random) -> Any:
    """Something that somebody may write in place of what is meant."""
    kind = chance.random()
    if kind < 0.3:
        return chance.choice(NUMBERS)
    if kind < 0.8:
        return chance.choice(TEXTS)
    if kind < 0.85:
        return nested(chance.choice((5, 50, 400)), chance.random() < 0.5)
    return copy.deepcopy(chance.choice(OTHERS))


def nested(depth: int, listed: bool) -> Any:
    """A list in a list in a list, or mappings."""
    made: Any = 0
    for _ in range(depth):
        made = [made] if listed else {"a": made}
    return made


def sample(schema: Schema, models: Schema, chance: Random, depth: int = 0) -> Any:
    """A value that a schema allows, or just does not."""
    if "$ref" in schema:
        schema = models[schema["$ref"].rpartition("/")[2]]
    if options := schema.get("anyOf") or schema.get("oneOf"):
        return sample(chance.choice(options), models, chance, depth)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return chance.choice(schema["enum"])
    if depth > 6:
        return None
    match schema.get("type"):
        case "integer" | "number":
            return _number(schema, chance)
        case "boolean":
            return chance.random() < 0.5
        case "string" if schema.get("format") in ("date", "date-time"):
            year, month, of_it = (chance.randint(*r) for r in ((1815, 2031), (1, 12), (1, 31)))
            day = f"{year}-{month:02}-{of_it:02}"
            return day if schema["format"] == "date" else f"{day}T12:00:00Z"
        case "string":
            return chance.choice(TEXTS)
        case "array":
            inner = schema.get("items", {})
            count = chance.choice((0, 1, 1, 2, 3, 30))
            return [sample(inner, models, chance, depth + 1) for _ in range(count)]
        case "object":
            return _mapping(schema, models, chance, depth)
    return atom(chance)


def _number(schema: Schema, chance: Random) -> Any:
    edges = [
        edge + step
        for name in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
        if isinstance(edge := schema.get(name), int | float)
        for step in (-1, 0, 1)
    ]
    return chance.choice([*edges, chance.randint(0, 3000), *chance.sample(NUMBERS, 2)])


def _mapping(schema: Schema, models: Schema, chance: Random, depth: int) -> dict[str, Any]:
    required = schema.get("required", ())
    made = {
        name: sample(part, models, chance, depth + 1)
        for name, part in schema.get("properties", {}).items()
        if name in required or chance.random() < 0.3
    }
    if isinstance(more := schema.get("additionalProperties"), Mapping):
        for _ in range(chance.choice((0, 1, 2))):
            made[chance.choice(TEXTS)] = sample(more, models, chance, depth + 1)
    return made


def mutated(given: Any, chance: Random, times: int | None = None) -> Any:
    """The same, with a few things wrong; what is nested too deep to copy is wrong as it is."""
    try:
        whole = [copy.deepcopy(given)]
    except RecursionError:
        return given
    for _ in range(times or chance.choice((1, 1, 1, 2, 3, 8))):
        places = list(_places(whole))
        held, key = chance.choice(places)
        _change(held, key, chance, places)
    return whole[0]


def _places(value: Any) -> Sequence[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting and len(found) < 2000:
        held = waiting.pop()
        for key in range(len(held)) if isinstance(held, list) else list(held):
            found.append((held, key))
            if isinstance(held[key], list | dict) and held[key]:
                waiting.append(held[key])
    return found


def _change(held: Any, key: Any, chance: Random, places: Sequence[tuple[Any, Any]]) -> None:
    try:
        value = held[key]
    except (KeyError, IndexError):
        return  # a change before took it away
    kind = chance.randrange(9)
    if kind == 0 and isinstance(held, dict):
        del held[key]
    elif kind == 1 and isinstance(held, dict):
        held[chance.choice((*TEXTS, str(key) + "s", str(key).upper()))] = value
    elif kind == 2 and isinstance(value, list) and value:
        held[key] = value * chance.choice((2, 3, max(2, 500 // len(value))))
    elif kind == 3:
        other, at = chance.choice(places)
        if at in other if isinstance(other, dict) else at < len(other):
            with suppress(RecursionError):
                held[key] = copy.deepcopy(other[at])
    elif kind == 4:
        held[key] = [value] if chance.random() < 0.7 else {"a": value}
    elif kind == 5 and isinstance(value, int | float) and not isinstance(value, bool):
        more = value + 1 if isinstance(value, int) else value + 0.5
        held[key] = chance.choice((value * 10 ** chance.randint(1, 25), -value, more, str(value)))
    elif kind in (5, 7) and _numeric(value):
        held[key] = chance.choice(VAST)
    elif kind == 6 and isinstance(value, str) and value:
        held[key] = _text(value, chance)
    else:
        held[key] = atom(chance)


def _numeric(value: Any) -> bool:
    """Whether it is a number, or a text that is read as one."""
    return isinstance(value, int | float) or (
        isinstance(value, str) and value.replace(".", "", 1).isdecimal()
    )


def _text(value: str, chance: Random) -> str:
    at = chance.randrange(len(value))
    return chance.choice(
        (
            value[:at] + chance.choice(TEXTS[:15]) + value[at:],
            value[:at] + value[at + 1 :],
            value.swapcase(),
            value[::-1],
            f" {value} ",
            value + "\u0301",
            value * max(2, 5000 // len(value)),
        )
    )
