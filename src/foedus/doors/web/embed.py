"""A view inside the page of another: its picture, its sentence and where it is from. No script."""

from typing import Final

from foedus.doors.rest.guard import HEADERS
from foedus.doors.web.asked import Asked
from foedus.doors.web.markup import element
from foedus.doors.web.telling import Told, card_address

FRAMED: Final = {
    "content-security-policy": (
        "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors *"
    ),
    "cross-origin-resource-policy": "cross-origin",
}
"""Headers of these pages alone: any page may show them, and they can do nothing."""
assert FRAMED.keys() <= HEADERS.keys()

STYLE: Final = """
body { margin: 0; font: 15px/1.45 system-ui, "Segoe UI", sans-serif; color: #10202f;
  background: #fff; }
main { padding: .6rem; } h1 { font-size: 1.05rem; margin: 0 0 .4rem; }
img { display: block; width: 100%; height: auto; }
p { margin: .5rem 0 0; } a { color: #1f4e8c; } .small { font-size: .85rem; color: #4a5866; }
"""


def embedded(told: Told, asked: Asked, address: str) -> bytes:
    """The page. Its picture says the sentence to those who see; it stands below for the others."""
    name = told.title.removesuffix(" · foedus")
    inside = [element("h1", name)]
    if told.drawn:
        picture = element(
            "img", src=card_address(asked, "svg"), alt=told.title, width=1200, height=630
        )
        inside.append(element("a", picture, href=address, target="_blank", rel="noopener"))
    inside += [
        element("p", told.description),
        element(
            "p",
            "Source: ",
            element("a", f"foedus, {name}", href=address, target="_blank", rel="noopener"),
            ". Planning aid, no legal advice.",
            class_="small",
        ),
    ]
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="robots", content="noindex"),
        element("title", told.title),
        element("link", rel="stylesheet", href="/embed.css"),
    )
    body = element("body", element("main", inside))
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n".encode()
