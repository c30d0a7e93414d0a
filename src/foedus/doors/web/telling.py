"""A view as a page that needs no script: what is in it, made where questions are answered."""

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlencode

import msgspec

from foedus.asking.ask import ask
from foedus.asking.declare import find
from foedus.asking.world import World
from foedus.doors.web.asked import Asked, spoken, to
from foedus.doors.web.markup import Markup, element, markup
from foedus.doors.web.subjects import NAME, Ask, Subject, missing, subject
from foedus.doors.web.tables import sources, table
from foedus.errors import QuestionError
from foedus.judging.promises import standing
from foedus.model.answers import Answer, Row, Section
from foedus.model.provisions import STRENGTH_WORDS

MOST: Final = 300
"""Characters of a description: a link that unfurls shows no more."""
NAV: Final = (
    ("/", "Tonight"),
    ("/map", "Atlas"),
    ("/casus", "Casus foederis"),
    ("/network", "Network"),
    ("/matrix", "Matrix"),
    ("/compare", "Compare"),
    ("/frameworks", "Frameworks"),
    ("/trend", "Trends"),
    ("/ask", "Questions"),
    ("/about", "About"),
)


class Told(msgspec.Struct, frozen=True):
    """A page: its title and what it says in short, its body, and whether there is a picture."""

    title: str
    description: str
    body: str
    drawn: bool
    status: int = 200


def told(world: World, asked: Asked) -> Told:
    """The page of a view; of what makes no sense, a page that says so."""
    try:
        about = subject(world, asked)
        answer = answered(world, about.asks, asked) if about.asks else None
    except QuestionError as error:
        about, answer = missing(asked, "This cannot be answered", str(error), status=422), None
    title, lead = headed(about, answer, asked)
    description = short(" ".join(filter(None, (lead, about.about))) or about.title)
    body = markup(_header(asked), _main(world, asked, about, answer, lead), _footer())
    return Told(f"{title} · {NAME}", description, body, about.draws is not None, about.status)


def drawn(world: World, asked: Asked, ending: str, high: int) -> bytes:
    """The card of a view, as SVG or PNG; nothing where there is no such view.

    Raises QuestionError.
    """
    from foedus.exchange.pictures.card import card

    about = subject(world, asked)
    if about.status != 200:
        return b""
    shown = answered(world, about.draws, asked) if about.draws else None
    same = about.draws == about.asks
    answer = shown if same or not about.asks else answered(world, about.asks, asked)
    title, lead = headed(about, answer, asked)
    return card((title, lead, about.about), ending, high, shown, answer, world.catalogue)


def headed(about: Subject, answer: Answer | None, asked: Asked) -> tuple[str, str]:
    """The title of a page, with its day, and the sentence that it leads with."""
    if answer and not about.lead:
        happened = about.asks is not None and about.asks.question == "casus"
        return (answer.title, answer.lead) if happened else (_dated(about, asked), answer.lead)
    return _dated(about, asked), about.lead


def _dated(about: Subject, asked: Asked) -> str:
    return f"{about.title}, {asked.on}" if about.dated else about.title


def answered(world: World, asks: Ask, asked: Asked) -> Answer:
    """The answer to a question on the day of a view. Raises QuestionError."""
    return ask(world, find(asks.question), {**asks.given, "on": asked.on})


def short(text: str, most: int = MOST) -> str:
    """The beginning of a text, in whole words."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]} …"


def card_address(asked: Asked, ending: str) -> str:
    """The address of the picture of a view."""
    path = "/home" if asked.path == "/" else asked.path.rstrip("/")
    return to(f"/card{path}.{ending}", asked.on, asked.texts)


def _header(asked: Asked) -> Markup:
    here = f"/{asked.view}"
    links = [
        element("a", text, href=to(path, asked.day), aria_current="page" if path == here else None)
        for path, text in NAV
    ]
    brand = element("a", NAME, href=to("/", asked.day), class_="brand")
    return element("header", brand, element("nav", links, aria_label="Main"), class_="top")


def _footer() -> Markup:
    more = element("a", "Accessibility", href="/accessibility")
    return element("footer", f"{NAME} · Planning aid, no legal advice · ", more,
                   class_="quiet small")  # fmt: skip


def _main(world: World, asked: Asked, about: Subject, answer: Answer | None, lead: str) -> Markup:
    inside = [element("h1", about.title)]
    if about.dated:
        inside.append(element("p", spoken(asked.on), class_="quiet"))
    if asked.note and about.dated:
        inside.append(element("p", asked.note, class_="note"))
    event = f"{answer.title}." if answer and answer.question == "casus" else ""
    inside.append(element("p", f"{event} {lead}".strip(), class_="answered"))
    if answer and answer.lead != lead:
        inside.append(element("p", answer.lead))
    inside.append(element("p", about.about)) if about.about else None
    if about.status == 200:
        inside.append(element("noscript", _form(world, asked, about)))
        if about.draws:
            inside.append(element("noscript", _picture(asked, lead)))
    inside.append(_links(about.links))
    shown = [*([_clauses(world, asked)] if about.clauses else []),
             *(answer.sections() if answer else ())]  # fmt: skip
    inside += [table(world.catalogue, section, asked) for section in shown]
    if answer:
        inside += [sources(answer), _takeaway(asked, about)]
    return element("main", inside, id="content", class_="wide answer")


def _picture(asked: Asked, lead: str) -> Markup:
    image = element("img", src=card_address(asked, "svg"), alt=lead, width=1200, height=630)
    return element("p", element("a", image, href=card_address(asked, "svg")), class_="picture")


def _links(links: Iterable[tuple[str, str]]) -> Markup:
    each = [element("li", element("a", text, href=address)) for text, address in links]
    return element("ul", each, class_="ready") if each else Markup()


def _form(world: World, asked: Asked, about: Subject) -> Markup:
    """Another day, and at home another state: what the page in the browser does by itself."""
    if not about.dated:
        return Markup()
    chooses = asked.view == ""
    kept = [
        element("input", type="hidden", name=name, value=text)
        for name, text in asked.texts
        if not (chooses and name in ("attacked", "attacker"))
    ]
    fields: list[Markup] = []
    if chooses:
        fields += [
            _choice(world, asked, "attacked", "Who is attacked?", "nobody yet"),
            _choice(world, asked, "attacker", "By whom?", "anyone"),
        ]
    day = element("input", name="on", value=asked.on.isoformat(), class_="day")
    show = element("button", "Show", type="submit", class_="primary")
    fields += [element("label", "Day ", day), show]
    return element("form", kept, fields, action=asked.path, class_="controls")


def _choice(world: World, asked: Asked, name: str, label: str, none: str) -> Markup:
    chosen = "".join(asked.given(name)[:1])
    states = sorted(
        (state.called(asked.on), state.id)
        for state in world.catalogue.states.values()
        if state.exists(asked.on)
    )
    options = [
        element("option", text, value=value, selected=value == chosen)
        for text, value in (("", ""), *states)
    ]
    options[0] = element("option", none, value="")
    return element("label", label, element("select", options, name=name))


def _clauses(world: World, asked: Asked) -> Section:
    """Every duty of help that stands that day, the strongest first."""
    found = sorted(
        standing(world.catalogue, asked.on),
        key=lambda one: (-one[1].strength, one[0].provision.id),
    )
    rows = tuple(
        Row((
            clause.provision.id,
            f"{duty.strength} {STRENGTH_WORDS[duty.strength]}",
            str(len(held.debtors)),
            str(len(held.creditors)),
            clause.provision.says,
        ))
        for clause, duty, held in found
    )  # fmt: skip
    columns = ("Provision", "Strength", "Owed by", "Owed to", "What it says")
    return Section("Duties of help that day", columns, rows, "There are none on record.")


def _takeaway(asked: Asked, about: Subject) -> Markup:
    """The answer as files, for whoever takes it along."""
    return element("p", "Take with you: ", list(_files(asked, about)), class_="small")


def _files(asked: Asked, about: Subject) -> Iterator[Markup]:
    assert about.asks
    pairs = [(name, text) for name, given in about.asks.given.items() for text in _texts(given)]
    query = urlencode([("on", asked.on.isoformat()), *pairs])
    address = f"/api/v1/{about.asks.question}"
    yield element("a", "Excel", href=f"{address}.xlsx?{query}")
    yield Markup(", ")
    yield element("a", "JSON", href=f"{address}?{query}")
    if about.draws:
        for ending in ("svg", "png"):
            yield Markup(", ")
            yield element("a", f"picture ({ending.upper()})", href=card_address(asked, ending))


def _texts(given: object) -> list[str]:
    """An input as the query of an address has it."""
    if isinstance(given, dict):
        return [f"{name}={_plain(value)}" for name, value in given.items()]
    return [str(each) for each in given] if isinstance(given, list) else [str(given)]


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
