"""An act for each of several lines over HTTP: as JSON, or as the file that they stand in."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from foedus.acting.declare import Act, every
from foedus.acting.table import Table, read_table
from foedus.asking.ask import Faults, faults
from foedus.documents.problems import DefinitionError, Problem
from foedus.documents.reading import CSV, TEXTS, WORKBOOKS
from foedus.documents.shapes import truth
from foedus.doors.rest.faults import RefusalError
from foedus.doors.rest.forms import FORMS, writes_workbooks
from foedus.doors.rest.metrics import Metrics
from foedus.doors.rest.node.bodies import answered, body_of, given_in, operation
from foedus.doors.rest.node.gate import Gate
from foedus.errors import FaultyInputsError, QuestionError
from foedus.model.wording import counted
from foedus.nodes.access import Access
from foedus.nodes.many import LINES, MOST, Lines, RefusedLinesError
from foedus.nodes.orders import digest
from foedus.record.plain import draft_to_plain, to_plain

LARGEST: Final = 1_048_576
"""Bytes of the lines, or of the file that they stand in."""
ENDINGS: Final = (*TEXTS, *WORKBOOKS, *CSV)
SKIP, SHOWN, NAME = "skip_refused", "shown", "name"


@dataclass(frozen=True)
class Asked:
    """Lines that an act is to be done for; `table` is the file that they stood in, if one was."""

    lines: Lines
    skip: bool
    shown: str
    table: Table | None = None

    def refused(self, why: Mapping[int, QuestionError]) -> list[dict[str, Any]]:
        """Each line that is left out, with why."""
        return [
            {"at": self._at(line), "detail": str(error), "errors": self._faults(line, error)}
            for line, error in sorted(why.items())
        ]

    def _at(self, line: int) -> str | int:
        return f"/{LINES}/{line}" if self.table is None else self._problem(line, (), "").line

    def _faults(self, line: int, error: QuestionError) -> Faults:
        if self.table is not None:
            return _told(self.table.problems(line, error))
        each = error.faults if isinstance(error, FaultyInputsError) else (error,)
        placed = [QuestionError(str(fault), (LINES, line, *fault.at)) for fault in each]
        return faults(FaultyInputsError(faults=placed))

    def in_cells(self, error: RefusedLinesError) -> Faults:
        """The faults of lines that refuse the whole, by their cells."""
        return _told(
            self._problem(int(fault.at[1]), fault.at[2:], str(fault)) for fault in error.faults
        )

    def _problem(self, line: int, at: Sequence[str | int], told: str) -> Problem:
        assert self.table is not None
        return self.table.lines.problem(line, at, told)

    def returned(self, why: Mapping[int, QuestionError]) -> dict[str, Any]:
        """The workbook of the lines that were left out, where they came in a file."""
        if self.table is None or not why or not writes_workbooks():
            return {}
        from foedus.exchange.acts import returned

        stem = PurePath(self.table.lines.source.file).stem
        content = b64encode(returned(self.table, why)).decode()
        return {"returned": {"name": f"{stem}-refused.xlsx", "content": content}}


def add_routes(app: FastAPI, api: str, gate: Gate, metrics: Metrics) -> None:
    """Add the endpoints of each act for several lines."""
    for act in every().values():
        for path, doing in (("", True), ("/preview", False)):
            described = _described(act, doing=doing)
            app.add_api_route(
                f"{api}/acts/{act.name}/lines{path}",
                _doing(gate, act, metrics) if doing else _preview(gate, act),
                methods=["POST"],
                response_class=Response,
                operation_id=described["operationId"],
                openapi_extra=described,
            )
        if writes_workbooks():
            app.add_api_route(
                f"{api}/acts/{act.name}/template.xlsx",
                _template(gate, act),
                methods=["GET"],
                response_class=Response,
                summary=f"A workbook to fill in for several lines of `{act.name}`",
                tags=["acts"],
                operation_id=f"act-{act.name}-template",
            )


def _doing(gate: Gate, act: Act[Any], metrics: Metrics) -> Any:
    async def do(request: Request) -> Response:
        who = await gate.access(request)
        asked = await _asked(gate, act, request)
        name = request.headers.get("idempotency-key", "")

        def done(who: Access) -> dict[str, Any]:
            made = who.act_all(
                act.name, asked.lines, skip=asked.skip, shown=asked.shown, request=name
            )
            return {
                "entries": [to_plain(entry) for entry in made.entries],
                "lines": made.lines,
                "refused": asked.refused(made.refused),
                **asked.returned(made.refused),
            }

        with metrics.acting(act.name):
            plain = await _worked(gate, asked, done, who)
        return answered(plain, 201 if plain["entries"] else 200)

    return do


def _preview(gate: Gate, act: Act[Any]) -> Any:
    async def preview(request: Request) -> Response:
        who = await gate.access(request)
        asked = await _asked(gate, act, request)

        def shown(who: Access) -> dict[str, Any]:
            found = who.drafts_of(act.name, asked.lines, skip=asked.skip)
            return {
                "drafts": [draft_to_plain(draft) for draft in found.drafts],
                "lines": found.lines,
                "refused": asked.refused(found.refused),
                SHOWN: digest(found.drafts),
            }

        return answered(await _worked(gate, asked, shown, who))

    return preview


async def _worked(gate: Gate, asked: Asked, work: Any, who: Access) -> dict[str, Any]:
    """What is done; the faults of lines in a file are told by their cells."""

    def placed() -> dict[str, Any] | RefusedLinesError:
        try:
            found: dict[str, Any] = work(who)
        except RefusedLinesError as error:
            if asked.table is None:
                raise
            return error
        return found

    found = await gate.work(placed)
    if isinstance(found, RefusedLinesError):
        raise RefusalError(422, str(found), asked.in_cells(found))
    return found


def _template(gate: Gate, act: Act[Any]) -> Any:
    async def template(request: Request) -> Response:
        from foedus.exchange.acts import empty

        await gate.access(request)
        headers = {"content-disposition": f'attachment; filename="{act.name}.xlsx"'}
        content = await gate.work(empty, act)
        return Response(content, headers=headers, media_type=FORMS["xlsx"])

    return template


async def _asked(gate: Gate, act: Act[Any], request: Request) -> Asked:
    """What is asked. Raises RefusalError."""
    query = request.query_params
    if NAME in query:
        return await _file(gate, act, request, query[NAME])
    given = await given_in(request, LARGEST)
    unknown = given.keys() - {LINES, SKIP, SHOWN}
    lines, skip = given.get(LINES), given.get(SKIP, False)
    if unknown or not isinstance(lines, list) or not isinstance(skip, bool):
        told = f"the body is an object with `{LINES}`, a list of the inputs of each act"
        raise RefusalError(422, f"{told}, and may have `{SKIP}` and `{SHOWN}`")
    wrong = next((at for at, line in enumerate(lines) if not isinstance(line, dict)), None)
    if wrong is not None:
        raise RefusalError(422, f"{LINES}.{wrong} is not an object with the inputs of the act")
    return Asked(Lines(lines), skip, str(given.get(SHOWN, "")))


async def _file(gate: Gate, act: Act[Any], request: Request, name: str) -> Asked:
    if not name.lower().endswith(ENDINGS):
        told = f"is not the name of a file ending in {', '.join(ENDINGS)}"
        raise RefusalError(422, f"name: {name[:80]!r} {told}")
    body = await body_of(request, "application/octet-stream", LARGEST)

    def read() -> Table | tuple[Problem, ...]:
        try:
            return read_table(act, name, body)
        except DefinitionError as error:
            return error.problems

    found = await gate.work(read)
    if not isinstance(found, Table):
        count = counted(sum(problem.count for problem in found), "fault")
        raise RefusalError(422, f"{name[:80]} has {count}", _told(found))
    skip = truth(request.query_params.get(SKIP, "false"))
    if not isinstance(skip, bool):
        raise RefusalError(422, f"{SKIP} is true or false")
    shown = request.query_params.get(SHOWN, "")
    return Asked(Lines(found.given, found.unread), skip, shown, found)


def _told(problems: Any) -> Faults:
    each: Iterator[Problem] = iter(problems)
    return [{"at": p.line, "field": p.field, "detail": p.message} for p in each]


def _described(act: Act[Any], *, doing: bool) -> dict[str, Any]:
    line = act.inputs.model_json_schema()
    whole = {
        "type": "object",
        "required": [LINES],
        "properties": {
            LINES: {
                "type": "array",
                "items": line,
                "maxItems": MOST,
                "description": "All are recorded in one transaction, or none",
            },
            SKIP: {"type": "boolean", "description": "Leave out lines that are refused"},
            SHOWN: {"type": "string", "description": "What the preview gave as `shown`"},
        },
    }
    described = operation(act, whole, doing=doing, several=True)
    described["requestBody"]["content"]["application/octet-stream"] = {
        "schema": {"type": "string", "format": "binary"}
    }
    texts = {
        NAME: f"For a file: its name, ending in {', '.join(ENDINGS)}",
        SKIP: "For a file: leave out lines that are refused, and give them back in a workbook",
        SHOWN: "For a file: what the preview gave as `shown`",
    }
    described["parameters"] = [
        {"name": name, "in": "query", "description": told, "schema": {"type": "string"}}
        for name, told in texts.items()
    ]
    return described
