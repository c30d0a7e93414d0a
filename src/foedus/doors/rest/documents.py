"""Documents over HTTP: a file comes in and is read, an empty workbook goes out."""

from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from foedus.asking.declare import Question
from foedus.documents.columns.styles import DATES, DECIMALS
from foedus.documents.problems import Problem
from foedus.documents.reading import CSV, TEXTS, WORKBOOKS
from foedus.doors.rest import describing
from foedus.doors.rest.answers import document, proposed, template_of
from foedus.doors.rest.asking import SMALL, Desk, Endpoint
from foedus.doors.rest.faults import RefusalError
from foedus.doors.rest.forms import FORMS, JSON, files_of, writes_workbooks
from foedus.doors.rest.kept import REVALIDATED
from foedus.doors.rest.trust import UNASKED, from_here
from foedus.model.wording import counted


def add_routes(app: FastAPI, api: str, desk: Desk, question: Question[Any, Any]) -> None:
    """Add the endpoints of a question that take and give files."""

    def add(path: str, endpoint: Endpoint, method: str, operation: dict[str, Any]) -> None:
        app.add_api_route(
            f"{api}/{question.name}{path}",
            endpoint,
            methods=[method],
            response_class=Response,
            operation_id=operation["operationId"],
            openapi_extra=operation,
        )

    for form in files_of(question):
        operations = describing.file_operations(question, form, FORMS[form])
        for method, operation in operations.items():
            add(f".{form}", desk.file(question, form), method.upper(), operation)
    if question.documents:
        operation = describing.reading_operation(question)
        add("/document", _reading(desk, question), "POST", operation)
        operation = describing.columns_operation(question)
        add("/columns", _proposing(desk, question), "POST", operation)
        if writes_workbooks():
            operation = describing.template_operation(question, FORMS["xlsx"])
            add("/template.xlsx", _template(desk, question), "GET", operation)


def _reading(desk: Desk, question: Question[Any, Any]) -> Endpoint:
    async def read(request: Request) -> Response:
        name, field, body = await _sent(request, question, (*TEXTS, *WORKBOOKS, *CSV))
        columns = request.query_params.get("columns", "")
        found = await desk.run(
            request, document, question.name, field, name, body, columns, heavy=len(body) > SMALL
        )
        return _found(name, found)

    return read


def _proposing(desk: Desk, question: Question[Any, Any]) -> Endpoint:
    async def propose(request: Request) -> Response:
        name, field, body = await _sent(request, question, (*WORKBOOKS, *CSV))
        chosen = [_chosen(request, "decimals", DECIMALS), _chosen(request, "dates", DATES)]
        zone = request.query_params.get("zone", "")
        found = await desk.run(
            request, proposed, question.name, field, name, body, *chosen, zone, heavy=True
        )
        return _found(name, found)

    return propose


async def _sent(
    request: Request, question: Question[Any, Any], endings: tuple[str, ...]
) -> tuple[str, str, bytes]:
    """The name of the file that is sent, the input that it is for, and its content."""
    name = request.query_params.get("name", "")
    if not name.lower().endswith(endings):
        told = f"name: {name!r} is not the name of a file ending in {', '.join(endings)}"
        raise RefusalError(422, told)
    field = _field(request, question)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in UNASKED and not from_here(request.headers):
        raise RefusalError(
            415, f"the body must be application/octet-stream, got {kind or 'no content type'}"
        )
    return name, field, await request.body()


def _chosen(request: Request, name: str, known: tuple[str, ...]) -> str | None:
    given = request.query_params.get(name)
    if given is not None and given not in known:
        raise RefusalError(422, f"{name}: {given!r} is not one of {', '.join(known)}")
    return given


def _found(name: str, found: bytes | tuple[Problem, ...]) -> Response:
    """What was read, or every fault of the file."""
    if isinstance(found, bytes):
        return Response(found, media_type=JSON, headers=REVALIDATED)
    count = counted(sum(problem.count for problem in found), "fault")
    errors = [{"at": p.line, "field": p.field, "detail": p.message} for p in found]
    raise RefusalError(422, f"{name} has {count}", errors)


def _template(desk: Desk, question: Question[Any, Any]) -> Endpoint:
    async def template(request: Request) -> Response:
        field = _field(request, question)
        content = await desk.run(request, template_of, question.name, field, heavy=False)
        headers = {"content-disposition": f'attachment; filename="{question.name}.xlsx"'}
        return Response(content, media_type=FORMS["xlsx"], headers=headers)

    return template


def _field(request: Request, question: Question[Any, Any]) -> str:
    """The input that is meant: the only document of most questions."""
    known = question.documents
    wanted = request.query_params.get("field")
    for field, taken in known.items():
        if wanted in (field, taken.known) or (wanted is None and len(known) == 1):
            return field
    names = ", ".join(taken.known for taken in known.values())
    raise RefusalError(
        422, f"field: {wanted!r} is not a document of {question.name}, but {names} is"
    )
