"""From a question's declaration to an endpoint: the adapter of REST."""

import gzip
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any, Final

import anyio
import anyio.to_thread
import msgspec
from starlette.requests import Request
from starlette.responses import Response

import foedus
from foedus.asking.declare import Question, find
from foedus.asking.texts import from_texts
from foedus.asking.world import World
from foedus.catalogue.catalogue import UnknownIdError
from foedus.doors.rest.cache import Cache
from foedus.doors.rest.faults import RefusalError
from foedus.doors.rest.forms import FORMS, JSON, Form, written
from foedus.doors.rest.settings import Settings
from foedus.doors.worker import Apart, LimitError, takes_long
from foedus.errors import QuestionError
from foedus.model.answers import Section
from foedus.model.calendar import Entry
from foedus.model.charts import Chart

LEVEL: Final = 5
"""How hard answers are packed: beyond it, they take longer to pack than they save."""

Endpoint = Callable[[Request], Awaitable[Response]]


class Reply(msgspec.Struct, frozen=True):
    """An answer in its own terms, and as tables, charts and days for any door that shows it."""

    answer: msgspec.Raw
    tables: tuple[Section, ...]
    charts: tuple[Chart, ...]
    days: tuple[Entry, ...]


class Desk:
    """Where questions are asked: it keeps answers, and lets only so many be worked out at once.

    What may take long is worked out in a process of its own, which ends when it is given up.
    """

    def __init__(self, world: World, settings: Settings) -> None:
        self.world, self.cache = world, Cache(settings.cache)
        self.at_once = settings.at_once
        self.apart = Apart(world, settings.seconds, settings.memory)
        # the version too: the same catalogue may be answered in another shape by another one
        self.etag = f'"{foedus.__version__}-{world.catalogue.key[:32]}"'
        self._limiter: anyio.CapacityLimiter | None = None

    def endpoint(self, question: Question[Any, Any]) -> Endpoint:
        """The endpoint that asks a question: GET with its inputs in the query, POST with a body."""

        async def ask(request: Request) -> Response:
            if request.method == "POST":
                given = _body(request, await request.body())
                return self._answer(await self._work(question, given))
            if request.headers.get("if-none-match") == self.etag:
                return Response(status_code=304, headers=self.headers())
            packed = "gzip" in request.headers.get("accept-encoding", "")
            asked = f"{question.name}?{request.url.query}"
            kept = self.cache.get((asked, packed))
            if kept is None:
                kept = await self._work(question, _query(question, request))
                kept = gzip.compress(kept, LEVEL, mtime=0) if packed else kept
                self.cache.keep((asked, packed), kept)
            return self._answer(kept, packed=packed)

        return ask

    def file(self, question: Question[Any, Any], form: Form) -> Endpoint:
        """The endpoint that gives the answer as a file."""

        async def ask(request: Request) -> Response:
            given = _body(request, await request.body())
            name = f"{question.name}-{given.get('on')}.{form}"
            content = await self._work(question, given, form)
            headers = {"content-disposition": f'attachment; filename="{name}"'}
            return Response(content, media_type=FORMS[form], headers={**self.headers(), **headers})

        return ask

    async def run_apart(self, function: Callable[..., Any], *given: Any) -> Any:
        """Work something out in a process of its own. Raises RefusalError."""
        try:
            return await self.apart.run(function, *given, limiter=self._limit())
        except LimitError:
            raise RefusalError(503, "this took more time or memory than it may") from None

    def headers(self) -> dict[str, str]:
        """An answer holds while its catalogue does: ask again, send the rest only if changed."""
        return {"etag": self.etag, "cache-control": "no-cache"}

    async def _work(
        self, question: Question[Any, Any], given: dict[str, Any], form: Form = "json"
    ) -> bytes:
        """Work out an answer away from the loop that serves the others."""
        on = _day(given)
        if not takes_long(question, given):
            return await anyio.to_thread.run_sync(
                lambda: encoded(question, self.world, given, on, form),
                abandon_on_cancel=True,
                limiter=self._limit(),
            )
        try:
            question.read(given, {})  # what makes no sense needs no process
            worked: bytes = await self.run_apart(_encoded_apart, question.name, given, on, form)
        except QuestionError as error:
            raise RefusalError(422, str(error)) from None
        return worked

    def _limit(self) -> anyio.CapacityLimiter:
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(self.at_once)
        return self._limiter

    def _answer(self, body: bytes, *, packed: bool = False) -> Response:
        headers = self.headers()
        if packed:
            headers |= {"content-encoding": "gzip", "vary": "Accept-Encoding"}
        return Response(body, media_type=JSON, headers=headers)


def encoded(
    question: Question[Any, Any], world: World, given: dict[str, Any], on: date, form: Form = "json"
) -> bytes:
    """The answer as bytes. Raises RefusalError."""
    try:
        return _encoded(question, world, given, on, form)
    except (QuestionError, UnknownIdError) as error:
        raise RefusalError(422, str(error)) from None


def _encoded(
    question: Question[Any, Any], world: World, given: dict[str, Any], on: date, form: Form
) -> bytes:
    answer = question.ask(world, given, on)
    if form != "json":
        return written(answer, form)
    raw = msgspec.Raw(msgspec.json.encode(answer))
    shown = tuple(answer.sections()), tuple(answer.charts()), tuple(answer.calendar())
    return msgspec.json.encode(Reply(raw, *shown))


def _encoded_apart(world: World, name: str, given: dict[str, Any], on: date, form: Form) -> bytes:
    try:
        return _encoded(find(name), world, given, on, form)
    except UnknownIdError as error:
        raise QuestionError(str(error)) from None


def _query(question: Question[Any, Any], request: Request) -> dict[str, Any]:
    texts: dict[str, list[str]] = defaultdict(list)
    for name, text in request.query_params.multi_items():
        texts[name].append(text)
    on = texts.pop("on", [])
    try:
        given = from_texts(question, texts)
    except QuestionError as error:
        raise RefusalError(422, str(error)) from None
    return given if len(on) != 1 else {**given, "on": on[0]}


def _body(request: Request, body: bytes) -> dict[str, Any]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise RefusalError(415, f"the body must be {JSON}, got {kind or 'no content type'}")
    try:
        given = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise RefusalError(400, f"the body is no JSON: {error}") from None
    if not isinstance(given, dict):
        raise RefusalError(
            422, "the body must be an object with `on` and the inputs of the question"
        )
    return given


def _day(given: dict[str, Any]) -> date:
    """The day asked about, taken out of the inputs."""
    on = given.pop("on", None)
    if on is None:
        raise RefusalError(422, "`on` is missing: the day asked about, once, as 1949-08-24")
    try:
        return date.fromisoformat(on)
    except (TypeError, ValueError):
        raise RefusalError(422, f"on: {on!r} is no date such as 1949-08-24") from None
