"""What a search engine is told: which pages there are, and what is no page."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from foedus.catalogue.catalogue import Catalogue
from foedus.doors.web.markup import element

VIEWS: Final = ("/", "/map", "/casus", "/network", "/matrix", "/frameworks", "/ask", "/about")
SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def robots(site: str) -> bytes:
    """What may be looked at: the pages, and not what they ask."""
    rules = "User-agent: *\nDisallow: /api/\nDisallow: /embed/"
    return f"{rules}\n\nSitemap: {site}/sitemap.xml\n".encode()


def sitemap(site: str, catalogue: Catalogue) -> bytes:
    """Every page that is of today."""
    pages = [element("url", element("loc", f"{site}{quote(path)}")) for path in _paths(catalogue)]
    begin = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{begin}\n{element('urlset', pages, xmlns=SPACE)}\n".encode()


def _paths(catalogue: Catalogue) -> Iterator[str]:
    yield from VIEWS
    yield from (f"/state/{state}" for state in catalogue.states)
    for framework in catalogue.frameworks.values():
        yield f"/framework/{framework.id}"
        ids = dict.fromkeys(c.provision.id for c in catalogue.clauses_of(framework))
        yield from (f"/provision/{provision}" for provision in ids)
