"""Pages of this site, to which alone a browser is sent after it signed in."""

import time

import pytest

from foedus.identity.openid import OpenIdError, check_page

GOOD = ("/", "/desk", "/act/table?q=%7B%22title%22%3A%22a%20b%22%7D", "/entry/M-3/", "/a?to=//b")
BAD = (
    "",
    "desk",
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/desk//evil.example",
    "/./\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/desk\r\nset-cookie: a=b",
    "/desk\n",
    "/dësk",
    "/desk#fragment",
    "javascript:alert(1)",
    "/api/v1/me",
    "?q=1",
    "/" + "a" * 2_000,
)


@pytest.mark.parametrize("path", GOOD)
def test_a_page_of_this_site_is_taken(path: str) -> None:
    check_page(path)


@pytest.mark.parametrize("path", BAD)
def test_anything_else_is_refused_in_a_sentence(path: str) -> None:
    with pytest.raises(OpenIdError, match="is a path of this site, such as /desk"):
        check_page(path)


def test_it_takes_no_time_to_refuse() -> None:
    began = time.process_time()
    with pytest.raises(OpenIdError):
        check_page("/a" * 999 + "\\")
    assert time.process_time() - began < 0.1
