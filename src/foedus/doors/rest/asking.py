"""From a question's declaration to an endpoint: the adapter of REST."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

import foedus
from foedus.asking.ask import is_heavy
from foedus.asking.declare import Question
from foedus.asking.texts import from_texts
from foedus.asking.world import World
from foedus.doors.gone import unless_gone
from foedus.doors.rest.answers import AnswerFile, Given, NotJsonError, filed, read, replied
from foedus.doors.rest.faults import RefusalError, refused
from foedus.doors.rest.forms import FORMS, JSON, Form
from foedus.doors.rest.kept import PRIVATE, REVALIDATED, Kept, answers, unpacks
from foedus.doors.rest.settings import Settings
from foedus.doors.worker import CHEAP, HEAVY, BusyError, LimitError, Workers
from foedus.errors import QuestionError

if TYPE_CHECKING:
    from foedus.doors.rest.node.gate import Gate
    from foedus.doors.visiting import Visitor

SMALL: Final = 16_384
"""Bytes of a body that can be read here at once; what stands in a larger one is heavy work."""

Endpoint = Callable[[Request], Awaitable[Response]]


def workers_for(world: World, settings: Settings) -> Workers:
    """Workers that keep to the limits of a server."""
    return Workers(
        world,
        heavy=replace(HEAVY, seconds=settings.seconds, memory=settings.memory),
        cheap=replace(CHEAP, seconds=min(CHEAP.seconds, settings.seconds)),
        at_once=settings.at_once,
        patience=settings.patience,
    )


class Desk:
    """Where questions are asked: answers are worked out apart from the server, and kept."""

    def __init__(self, workers: Workers, settings: Settings, gate: "Gate | None" = None) -> None:
        self.world, self.workers, self.gate = workers.world, workers, gate
        self.answers = answers(settings.cache)

    def endpoint(self, question: Question[Any, Any]) -> Endpoint:
        """The endpoint that asks a question: GET with its inputs in the query, POST with a body."""

        async def ask(request: Request) -> Response:
            if visitor := await self._visitor(request):
                from foedus.doors.rest.node.signed import replied_to

                content = await self._ask(request, question, replied_to, before=(visitor,))
                return Response(content, media_type=JSON, headers=PRIVATE)
            if request.method == "POST":
                return (await self._kept(request, question, "")).answer(request)
            key = question.seen(self.world).key
            asked = (key, question.name, request.url.query, str(unpacks(request)))
            kept = self.answers.get(asked)
            if kept is None:
                kept = await self._kept(request, question, key)
                if kept.tag and len(kept.content) < self.answers.maxsize // 8:
                    self.answers[asked] = kept
            return kept.answer(request)

        return ask

    def file(self, question: Question[Any, Any], form: Form) -> Endpoint:
        """The endpoint that gives the answer as a file."""

        async def ask(request: Request) -> Response:
            kept, visitor = REVALIDATED, await self._visitor(request)
            if visitor is None:
                file: AnswerFile = await self._ask(request, question, filed, form)
            else:
                from foedus.doors.rest.node.signed import filed_to

                kept = PRIVATE
                file = await self._ask(request, question, filed_to, form, before=(visitor,))
            headers = {"content-disposition": f'attachment; filename="{file.name}"', **kept}
            return Response(file.content, media_type=FORMS[form], headers=headers)

        return ask

    async def run(
        self, request: Request, function: Callable[..., Any], *given: Any, heavy: bool
    ) -> Any:
        """Work something out apart from the server, while the client waits. Raises RefusalError."""
        client = request.client.host if request.client else ""
        work = self.workers.run(function, *given, heavy=heavy, client=client)
        try:
            return await unless_gone(request, work)
        except BusyError as error:
            headers = {"retry-after": str(error.retry)}
            raise RefusalError(503, str(error), headers=headers) from None
        except LimitError as error:
            raise RefusalError(503, str(error)) from None
        except NotJsonError as error:
            raise RefusalError(400, str(error)) from None
        except QuestionError as error:
            raise refused(error) from None

    async def _kept(self, request: Request, question: Question[Any, Any], key: str) -> Kept:
        """The answer, and the tag that tells whether it still holds.

        It has none where what it was read from changed meanwhile, or where no key is given.
        """
        content = await self._ask(request, question, replied)
        # the version too: the same data may be answered in another shape by another one
        holds = key and question.seen(self.world).key == key
        tag = f'W/"{foedus.__version__}-{key[:32]}"' if holds else ""
        pack = unpacks(request)
        return await anyio.to_thread.run_sync(lambda: Kept.of(content, tag, pack=pack))

    async def _ask(
        self,
        request: Request,
        question: Question[Any, Any],
        function: Callable[..., Any],
        *how: Any,
        before: tuple[Any, ...] = (),
    ) -> Any:
        """What a function makes of the answer; `before` and `how` stand around the question."""
        try:
            given = await _given(request, question)
            heavy = _large(given) or is_heavy(question, read(given))
        except NotJsonError as error:
            raise RefusalError(400, str(error)) from None
        except QuestionError as error:
            raise refused(error) from None
        asked = (*before, question.name, given, *how)
        return await self.run(request, function, *asked, heavy=heavy)

    async def _visitor(self, request: Request) -> "Visitor | None":
        """Who asks at the node of this server, if anybody says who they are."""
        return None if self.gate is None else await self.gate.visitor(request)


async def _given(request: Request, question: Question[Any, Any]) -> Given:
    """The inputs of a request and its day."""
    if request.method == "GET":
        texts: dict[str, list[str]] = defaultdict(list)
        for name, text in request.query_params.multi_items():
            texts[name].append(text)
        return from_texts(question, texts)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise RefusalError(415, f"the body must be {JSON}, got {kind or 'no content type'}")
    return await request.body()


def _large(given: Given) -> bool:
    """Whether it takes too long to read it here."""
    return isinstance(given, bytes) and len(given) > SMALL
