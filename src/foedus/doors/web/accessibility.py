"""The accessibility statement, as a page. `docs/accessibility.md` says the same, word for word."""

from typing import Final

from foedus.doors.web.markup import Markup, element, markup

TITLE: Final = "Accessibility statement"
STATEMENT: Final[tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = (
    (
        "",
        (
            "This statement is of the atlas of foedus and of every page that its server makes. The "
            "aim is the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA, as EN 301 549 "
            "asks it of public bodies.",
            "The atlas conforms in part: what is missing is listed below.",
        ),
        (),
    ),
    (
        "What was done",
        ("This is an assessment of our own, of 29 November 2026.",),
        (
            "axe-core goes over every view in both colour schemes, and over the pages that the "
            "server makes for those without scripts, whenever the tests run; it finds no serious "
            "or critical fault.",
            "Each page answers in text without a script, and without a picture.",
            "Every map has its list, every chart its table, and every view its data as a file.",
            "Every control but the territories of a map is reached and worked by keyboard; "
            "nothing moves by itself, and a reader who asks for less motion is shown no "
            "transitions.",
            "Text has the contrast of level AA in both schemes; strengths are told by a number "
            "too, never by colour alone.",
        ),
    ),
    (
        "What is missing",
        (),
        (
            "Nobody who uses a screen reader, a switch or magnification every day has tried the "
            "atlas for us, and no independent body has audited it.",
            "A single territory of a map cannot be reached by keyboard: its title shows under a "
            "pointer alone (1.4.13, 2.1.1). The list beside the map says the same, and fields "
            "take a state or a place by its name.",
            "The matrix of all states is one picture to a screen reader (1.1.1). Its file has the "
            "numbers; a matrix of a few states is a table.",
            "Two neighbouring strengths on a map differ by less than 3 to 1 (1.4.11). The key and "
            "the list tell them by number.",
            "On a phone the names in a long list are closer together than 24 pixels (2.5.8 lets "
            "links in a sentence be so).",
            "Names and terms in other languages are not marked as such (3.1.2).",
        ),
    ),
    (
        "Tell us",
        (
            "Whoever serves foedus to others answers for it there, and should say here whom to "
            "write to. What is wrong with foedus itself is reported where its source is.",
        ),
        (),
    ),
)


def statement(styles: tuple[str, ...]) -> bytes:
    """The page, which has no script."""
    inside = [element("h1", TITLE)]
    for title, paragraphs, points in STATEMENT:
        inside.append(element("h2", title) if title else Markup())
        inside += [element("p", paragraph) for paragraph in paragraphs]
        if points:
            inside.append(element("ul", [element("li", point) for point in points]))
    inside.append(element("p", element("a", "To the atlas", href="/")))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{TITLE} · foedus"),
        element("meta", name="description", content=STATEMENT[0][1][0]),
        [element("link", rel="stylesheet", href=style) for style in styles],
    )
    page = markup(head, element("body", element("main", inside, id="content")))
    return f"<!doctype html>\n{element('html', page, lang='en')}\n".encode()
