"""Documents over HTTP: a file comes in and is read, an empty workbook goes out."""

from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from foedus.asking.declare import Question
from foedus.documents.reading import TEXTS, WORKBOOKS
from foedus.doors.rest import describing
from foedus.doors.rest.answers import document, template_of
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
        if writes_workbooks():
            operation = describing.template_operation(question, FORMS["xlsx"])
            add("/template.xlsx", _template(desk, question), "GET", operation)


def _reading(desk: Desk, question: Question[Any, Any]) -> Endpoint:
    async def read(request: Request) -> Response:
        name = request.query_params.get("name", "")
        if not name.lower().endswith((*TEXTS, *WORKBOOKS)):
            known = ", ".join((*TEXTS, *WORKBOOKS))
            raise RefusalError(422, f"name: {name!r} is not the name of a file ending in {known}")
        field = _field(request, question)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind in UNASKED and not from_here(request.headers):
            raise RefusalError(
                415, f"the body must be application/octet-stream, got {kind or 'no content type'}"
            )
        body = await request.body()
        found = await desk.run(
            request, document, question.name, field, name, body, heavy=len(body) > SMALL
        )
        if isinstance(found, bytes):
            return Response(found, media_type=JSON, headers=REVALIDATED)
        count = counted(sum(problem.count for problem in found), "fault")
        errors = [{"at": p.line, "field": p.field, "detail": p.message} for p in found]
        raise RefusalError(422, f"{name} has {count}", errors)

    return read


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
