"""Documents as files: YAML, JSON and workbooks, nearly right and far from right."""

import contextlib
import io
import json
import zipfile
from random import Random
from typing import Any, Final

import yaml

from proofs.fuzz.values import atom, mutated
from proofs.fuzz.wire import flipped

NAMES: Final = ("x.yaml", "x.yml", "x.json", "x.xlsx", "x.xlsm")
LINES: Final = (
    "a: !!python/object/apply:os.system [id]",
    "? [a, b]\n: c",
    "<<: *x",
    "b: &b [*b]",
    "x: &x {y: 1}\nz: {<<: *x}",
    "\ta: 1",
    "a: 1\na: 2",
    "d: 2020-01-01 10:00:00",
    "n: 0o17",
    "n: 1:30",
    "n: .inf",
    "n: 1e99999999",
    "t: !!binary aGk=",
    "s: !!set {a, b}",
    "--- a\n--- b",
    "%YAML 9.9\n---",
    "a: |\n x\n  y",
    "? ",
    "1: 2",
    "null: 1",
    "- a",
    "{",
    "\x07",
    "a: " + "[" * 300,
)


def written(document: Any, name: str, template: bytes, chance: Random) -> bytes:
    """A document as the file that its name says, or as another."""
    document = mutated(document, chance) if chance.random() < 0.8 else document
    if name.endswith((".xlsx", ".xlsm")) and chance.random() < 0.95:
        return _workbook(template, document, chance)
    if name.endswith(".json"):
        content = json.dumps(document).encode()
    else:
        content = _yaml(document)
        if chance.random() < 0.4:
            lines = content.decode().split("\n")
            lines.insert(chance.randrange(len(lines)), chance.choice(LINES))
            content = "\n".join(lines).encode()
    kind = chance.randrange(12)
    if kind == 0:
        return flipped(content, chance)
    if kind == 1:
        return content[: chance.randrange(len(content) + 1)]
    if kind == 2:
        return content.decode().encode("utf-16")
    return content


def _yaml(document: Any) -> bytes:
    """A document as YAML; as JSON, which is YAML too, where it is too deep for the writer."""
    plain = json.dumps(document).replace("\\ud800", "?")  # half a character cannot be written
    try:
        return yaml.safe_dump(json.loads(plain), allow_unicode=True).encode()
    except RecursionError:
        return plain.encode()


def _workbook(template: bytes, document: Any, chance: Random) -> bytes:
    kind = chance.randrange(10)
    if kind < 5:
        return _filled(template, document, chance)
    if kind == 5:
        return flipped(template, chance)
    if kind == 6:
        return template[: chance.randrange(len(template))]
    return _repacked(template, chance)


def _filled(template: bytes, document: Any, chance: Random) -> bytes:
    """The template, with values where they belong or not."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import IllegalCharacterError

    unfit = (ValueError, AttributeError, OverflowError, IllegalCharacterError)
    book = load_workbook(io.BytesIO(template))
    values = [value for value in _leaves(document) if isinstance(value, str | int | float)]
    for _ in range(chance.choice((1, 5, 30))):
        sheet = chance.choice(book.worksheets)
        value = chance.choice(values) if values and chance.random() < 0.6 else atom(chance)
        # a workbook cannot hold any text or any number, nor a part of a merged cell any value
        with contextlib.suppress(*unfit):
            if isinstance(value, str):
                value.encode()
            elif isinstance(value, int):
                float(value)
            sheet.cell(chance.randint(1, 6), chance.randint(1, 14)).value = value
    if chance.random() < 0.1:
        book.create_sheet(chance.choice(("Pledges", "General", "Ünbekannt", "help", "x" * 31)))
    if chance.random() < 0.1:
        chance.choice(book.worksheets).merge_cells("A2:C4")
    if chance.random() < 0.1 and len(book.worksheets) > 1:
        book.remove(chance.choice(book.worksheets))
    content = io.BytesIO()
    try:
        book.save(content)
    except unfit:  # a cell kept the kind that it had, which its new value is not
        return template
    return content.getvalue()


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for part in value.values() for leaf in _leaves(part)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in _leaves(part)]
    return [value]


def _repacked(template: bytes, chance: Random) -> bytes:
    """The same archive with a part of it gone, broken, twice, or hostile."""
    with zipfile.ZipFile(io.BytesIO(template)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = chance.choice(list(parts))
    match chance.randrange(5):
        case 0:
            del parts[name]
        case 1:
            parts[name] = flipped(parts[name], chance)
        case 2:
            parts[name] = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
        case 3:
            parts[name] = parts[name].replace(b'"1"', b'"' + b"9" * 400 + b'"', 3)
        case _:
            parts[f"../{name}"] = parts[name]
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as book:
        for part, inside in parts.items():
            book.writestr(part, inside)
    return content.getvalue()
