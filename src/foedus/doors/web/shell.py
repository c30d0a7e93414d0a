"""The page that every view stands in: the built one, with what a view says before any script runs.

The application in the browser takes the place of that once it has its own view ready.
"""

import re
from typing import Final

from foedus.doors.web.markup import Markup, element, markup
from foedus.doors.web.telling import Told

SERVED: Final = "served"
"""The id of what the application removes when it is ready."""
FETCHED: Final = ("/api/v1/atlas/world", "/api/v1/atlas/days")
"""What every view in the browser begins with: asked for at once, not when its scripts are there."""
SIZE: Final = (1200, 630)


class Shell:
    """The built page, into which a view is put."""

    def __init__(self, page: str, files: tuple[str, ...]) -> None:
        head, end, rest = page.partition("</head>")
        head = re.sub(r"\s*<title>.*?</title>|\s*<meta name=\"description\"[^>]*>", "", head)
        shapes = (file for file in files if re.match(r"/assets/shapes-.*\.json", file))
        early = [
            element("link", rel="preload", href=href, as_="fetch", crossorigin=True)
            for href in (*FETCHED, *shapes)
        ]
        self._head = f"{head}{markup(early)}"
        before, root, after = rest.partition('<div id="root"></div>')
        self._between, self._after = f"{end}{before}{root}", after
        if not (end and root):
            raise ValueError("the built page has no head, or no root")

    def page(self, told: Told, address: str, picture: str) -> bytes:
        """A view as a page; the picture is the address of its card, if it has any."""
        served = element("div", Markup(told.body), id=SERVED)
        meta = _meta(told, address, picture)
        return f"{self._head}{meta}{self._between}{served}{self._after}".encode()


def _meta(told: Told, address: str, picture: str) -> Markup:
    """What a search engine, or a link that unfurls, is told."""
    parts = [
        element("title", told.title),
        element("meta", name="description", content=told.description),
    ]
    if told.status != 200:
        return markup(parts, element("meta", name="robots", content="noindex"))
    named = {
        "og:type": "website",
        "og:site_name": "foedus",
        "og:title": told.title,
        "og:description": told.description,
        "og:url": address,
    }
    if picture:
        named |= {
            "og:image": picture,
            "og:image:type": "image/png",
            "og:image:width": str(SIZE[0]),
            "og:image:height": str(SIZE[1]),
            "og:image:alt": told.description,
        }
    parts += [element("meta", property=name, content=text) for name, text in named.items()]
    card = "summary_large_image" if picture else "summary"
    parts.append(element("meta", name="twitter:card", content=card))
    return markup(parts, element("link", rel="canonical", href=address))
