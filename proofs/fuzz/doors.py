"""What is sent to each door, made from what the doors say of themselves."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final
from urllib.parse import quote, urlencode

from proofs.fuzz.documents import NAMES, written
from proofs.fuzz.values import TEXTS, atom, mutated, sample
from proofs.fuzz.wire import Sent, encoded, flipped, head
from proofs.serving import Served

HEAVY: Final = ("panel", "ties")
"""Questions without a document that may take long all the same."""
METHODS: Final = (
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "get",
    "BREW",
)
ODD_PATHS: Final = (
    *("//", "/./", "/../", "/%2e%2e/", "/%00", "/%ff", "/%", "/%zz", "*", "", "/api", "/api/v1"),
    *("/api/v1/", "/api/v1/state/", "/api/v1//state", "/API/v1/state", "/assets/", "/assets/../x"),
    *("/assets/%2e%2e%2fpyproject.toml", "/index.html", "/;a=b", "/a?b?c#d", "/" + "a/" * 500),
    *("http://localhost/healthz", "http://evil.example/", "/healthz?x=" + "y" * 5000, "/metrics"),
)
ODD_HEADERS: Final[tuple[tuple[str, str], ...]] = (
    *(("Accept", "*/*;q=0"), ("Accept", "text/html"), ("Accept-Encoding", "gzip;q=0, *")),
    *(("Accept-Encoding", "gzip"), ("Accept-Encoding", "br, zstd, gzip"), ("Range", "bytes=0-10")),
    *(
        ("If-None-Match", "*"),
        ("If-None-Match", 'W/"x", "y"'),
        ("If-None-Match", '"'),
        ("Range", "x=-"),
    ),
    *(("If-Modified-Since", "yesterday"), ("Expect", "100-continue"), ("Expect", "miracles")),
    *(
        ("Upgrade", "websocket"),
        ("Upgrade", "h2c"),
        ("Content-Length", "5"),
        ("Content-Length", "-1"),
    ),
    *(("Content-Length", "9" * 40), ("Content-Length", "+3"), ("Transfer-Encoding", "chunked")),
    *(
        ("Transfer-Encoding", "gzip, chunked"),
        ("Transfer-Encoding", "identity"),
        ("Cookie", "a" * 4000),
    ),
    *(
        ("Host", "evil.example"),
        ("Host", ""),
        ("Host", "localhost:x"),
        ("Host", "[::1"),
        ("Origin", "null"),
    ),
    *(
        ("Origin", "http://localhost"),
        ("Origin", "\x7f"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Te", "x"),
    ),
    *(
        ("Content-Type", "application/json; charset=utf-16"),
        ("Content-Type", "text/plain"),
        ("", "x"),
    ),
    *(("Content-Type", "application/JSON;"), ("Content-Type", ""), ("Content-Type", 'a/b; c="d')),
    *(
        ("X-Forwarded-For", "1.2.3.4"),
        ("X-Forwarded-Proto", "gopher"),
        ("X-\u00e9", "\u00e9"),
        ("A b", "c"),
    ),
    *(
        ("X-Long", "a" * 20_000),
        ("Authorization", "Basic !"),
        ("Accept-Language", "*" * 300),
        ("X", "\x00"),
    ),
    *(("Access-Control-Request-Method", "PUT"), ("Origin", "https://evil.example"), ("X", " \t ")),
)


FRAMING: Final = ("Content-Length", "Transfer-Encoding", "Expect", "Upgrade", "")


@dataclass(frozen=True)
class Known:
    """What the server says of itself: its questions, its paths, and its empty workbooks."""

    questions: Mapping[str, Mapping[str, Any]]
    paths: Mapping[str, Mapping[str, Any]]
    templates: Mapping[str, bytes]
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(self.questions))

    def heavy(self, name: str) -> bool:
        """Whether a question may take longer than a second."""
        return name in HEAVY or bool(self.questions.get(name, {}).get("documents"))


def known(served: Served) -> Known:
    """Ask a server what there is."""
    with served.client(60) as client:
        questions = {q["name"]: q for q in client.get("/api/v1/questions").json()}
        paths = client.get("/api/v1/openapi.json").json()["paths"]
        templates = {
            path.split("/")[3]: answer.content
            for path in paths
            if path.endswith("/template.xlsx") and (answer := client.get(path)).is_success
        }
    return Known(questions, paths, templates)


@dataclass(frozen=True)
class Case:
    """One thing to send to a door, and what it is about."""

    about: str
    heavy: bool
    sent: Sent


Maker = Callable[[Known, Random, str], Case]


def given_of(it: Known, name: str, chance: Random) -> Any:
    """Inputs of a question: its example with a few things wrong, or made from its schema."""
    question = it.questions[name]
    if chance.random() < 0.25:
        inputs = question["inputs"]
        made = sample(inputs, inputs.get("$defs", {}), chance)
        given = {"on": question["example"].get("on", "2020-01-01"), **made}
    else:
        other = it.questions[chance.choice(it.names)] if chance.random() < 0.05 else question
        given = dict(other["example"])
    return mutated(given, chance) if chance.random() < 0.9 else given


def posted(it: Known, chance: Random, host: str) -> Case:
    """A question with its inputs in the body, for any of its forms."""
    name = chance.choice(it.names)
    form = chance.choice(("", "", "", ".xlsx", ".ics"))
    content, more = encoded(given_of(it, name, chance), chance)
    headers = {"Host": host, "Content-Type": "application/json", **more}
    heavy = it.heavy(name) or bool(form)
    return Case(
        f"POST {name}{form}", heavy, _sent(f"/api/v1/{name}{form}", headers, content, chance)
    )


def queried(it: Known, chance: Random, host: str) -> Case:
    """A question with its inputs in the query."""
    name = chance.choice([n for n in it.names if "get" in it.paths.get(f"/api/v1/{n}", {})])
    pairs: list[tuple[str, str]] = []
    given = given_of(it, name, chance)
    for key, value in given.items() if isinstance(given, dict) else [("", given)]:
        values = value if isinstance(value, list) else [value]
        if isinstance(value, dict):
            values = [f"{inner}={outer}" for inner, outer in value.items()]
        pairs += [
            (str(key), value if isinstance(value, str) else json.dumps(value))
            for value in values[:50]
        ]
    if chance.random() < 0.2:
        pairs.append((chance.choice(("on", "state", "x", "")), chance.choice(TEXTS)))
    query = urlencode(
        [(k.encode("utf-8", "replace"), v.encode("utf-8", "replace")) for k, v in pairs]
    )
    if chance.random() < 0.15:
        query = query.replace("%", chance.choice(("%%", "%ff%", "")), 1) + chance.choice(
            ("&", "&=", "&&", "#")
        )
    headers = {"Host": host, "Connection": "close"}
    whole = _oddly(headers, chance)
    method = "GET" if chance.random() < 0.95 else "HEAD"
    sent = Sent((head(method, f"/api/v1/{name}?{query[:60_000]}", headers),), whole)
    return Case(f"GET {name}", it.heavy(name), sent)


def uploaded(it: Known, chance: Random, host: str) -> Case:
    """A document as a file."""
    name = chance.choice(list(it.templates))
    question = it.questions[name]
    documents = [question["example"][d] for d in question["documents"] if d in question["example"]]
    document = documents[0] if documents else given_of(it, name, chance)
    file = chance.choice(NAMES)
    content = written(document, file, it.templates[name], chance)
    named = file if chance.random() < 0.95 else chance.choice((*NAMES, "x", "", *TEXTS[:20]))
    query = f"name={quote(named)}"
    if chance.random() < 0.1:
        query += f"&field={quote(chance.choice(TEXTS).encode('utf-8', 'replace'))}"
    headers = {"Host": host, "Content-Type": "application/octet-stream"}
    path = f"/api/v1/{name}/document?{query}"
    return Case(f"POST {name}/document {file}", True, _sent(path, headers, content, chance))


def odd(it: Known, chance: Random, host: str) -> Case:
    """A path and a method that may not go together, and headers that nobody sends."""
    path = chance.choice((*it.paths, *it.paths, *ODD_PATHS, "/", "/healthz", "/readyz", "/metrics"))
    if chance.random() < 0.2:
        path += chance.choice(
            ("/", "?", "?a=b&a=b", "%20", ".json", "/..", "//", "\u00e9", "?on=2020-01-01")
        )
    headers = {"Host": host, "Connection": chance.choice(("close", "keep-alive", "upgrade", "x"))}
    for _ in range(chance.choice((0, 1, 2, 6))):
        name, value = chance.choice(ODD_HEADERS)
        headers[name] = value
    content = chance.choice((b"", b"", b"{}", b"5\r\nhello\r\n0\r\n\r\n", b"\x00" * 100))
    method = chance.choice(METHODS)
    sent = Sent((head(method, path, headers) + content,), whole=False)
    return Case(f"{method} {path[:40]}", True, sent)


def broken(it: Known, chance: Random, host: str) -> Case:
    """Bytes that are hardly a request: cut, flipped, in pieces, several at once, or left early."""
    inner = chance.choice((posted, queried, uploaded))(it, chance, host)
    whole = b"".join(inner.sent.parts)[:300_000]
    kind = chance.randrange(6)
    parts: tuple[bytes, ...]
    if kind == 0:
        parts = (whole[: chance.randrange(len(whole))],)
    elif kind == 1:
        parts = (flipped(whole[:2000], chance) + whole[2000:],)
    elif kind == 2:
        cuts = sorted(chance.sample(range(len(whole)), min(8, len(whole))))
        pieces = zip([0, *cuts], [*cuts, len(whole)], strict=True)
        parts = tuple(whole[start:end] for start, end in pieces)
    elif kind == 3:
        kept = whole.replace(b"Connection: close\r\n", b"", 1)
        parts = (kept[:50_000] * chance.choice((2, 5)),)
    elif kind == 4:
        parts = (whole,)
    else:
        parts = (whole.replace(b"\r\n", chance.choice((b"\n", b"\r", b"\r\n ", b"\x00")), 3),)
    sent = Sent(parts, whole=False, hurry=kind == 4)
    return Case(f"broken {inner.about}", True, sent)


def _sent(path: str, headers: dict[str, str], content: bytes, chance: Random) -> Sent:
    """A POST, its body of known length or in chunks."""
    headers = {**headers, "Connection": "close"}
    whole = _oddly(headers, chance)
    if chance.random() < 0.1:
        size = chance.choice((1, 7, 4096))
        content = content[: 500 * size]
        chunks = b"".join(
            b"%x\r\n%s\r\n" % (len(part), part)
            for start in range(0, len(content), size)
            if (part := content[start : start + size])
        )
        headers.setdefault("Transfer-Encoding", "chunked")
        return Sent((head("POST", path, headers), chunks + b"0\r\n\r\n"), whole)
    headers.setdefault("Content-Length", str(len(content)))
    return Sent((head("POST", path, headers) + content,), whole)


def _oddly(headers: dict[str, str], chance: Random) -> bool:
    """Add a header that nobody sends; whether one can still tell where the request ends."""
    if chance.random() < 0.85:
        return True
    name, value = chance.choice(ODD_HEADERS)
    headers[name] = value
    return name not in FRAMING


REST: Final[tuple[tuple[int, Maker], ...]] = (
    (40, posted),
    (20, queried),
    (12, uploaded),
    (14, odd),
    (10, broken),
)


# -- assistants ------------------------------------------------------------------------------------

CALLS: Final = (
    *("tools/list", "tools/call", "resources/list", "resources/read", "resources/templates/list"),
    *("initialize", "ping", "prompts/list", "completion/complete", "logging/setLevel", "rm"),
    *("notifications/initialized", "notifications/cancelled", "", "subscriptions/listen"),
)


def told(it: Known, chance: Random) -> tuple[str, bool, Any]:
    """A message of the assistants' protocol, what it is about, and whether it may take long."""
    name = chance.choice(it.names)
    params: Any = {"name": name, "arguments": given_of(it, name, chance)}
    method = "tools/call"
    if chance.random() < 0.3:
        method = chance.choice(CALLS)
        uri = f"foedus://{chance.choice(('nato', 'nato/art-5', 'nato/art-5/', '', *TEXTS))}"
        params = chance.choice(
            ({}, {"uri": uri}, {"cursor": chance.choice(TEXTS)}, params, atom(chance))
        )
    message: Any = {
        "jsonrpc": "2.0",
        "id": chance.randint(1, 9),
        "method": method,
        "params": params,
    }
    if chance.random() < 0.2:
        message = mutated(message, chance)
    if chance.random() < 0.03:
        message = [message] * chance.choice((1, 3))
    return f"{method} {name if method == 'tools/call' else ''}".strip(), it.heavy(name), message


def assistant(it: Known, chance: Random, host: str) -> Case:
    """A message over HTTP."""
    about, heavy, message = told(it, chance)
    content, more = encoded(message, chance)
    headers = {
        "Host": host,
        "Content-Type": "application/json",
        "Accept": "application/json, text/event-stream",
        "MCP-Protocol-Version": chance.choice(
            ("2025-06-18", "2025-06-18", "2024-11-05", "2099-01-01", "x")
        ),
        **more,
    }
    if chance.random() < 0.1:
        headers["Mcp-Session-Id"] = chance.choice(("x", "a" * 3000))
    sent = _sent("/mcp", headers, content, chance)
    if chance.random() < 0.06:
        sent = Sent(
            (head(chance.choice(METHODS[1:]), "/mcp", {"Host": host, "Connection": "close"}),)
        )
        heavy = True
    return Case(f"mcp {about}", heavy, sent)
