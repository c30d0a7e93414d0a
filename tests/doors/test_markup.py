"""HTML: whatever is put in comes out as the same text, and as nothing else."""

from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from foedus.doors.web.markup import Markup, element, markup
from foedus.exchange.signs import fit

HOSTILE = st.text() | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror='alert(1)'>",
        "' onmouseover=alert(1) x='",
        "&lt;b&gt;",
        "</p></div>",
        "<!--",
        "]]>",
        "\x00\ud800",
    ]
)


class Reader(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", {}))


@given(HOSTILE, HOSTILE)
@example("<script>", '"')
def test_text_stays_text_wherever_it_stands(inside: str, named: str) -> None:
    read = Reader(element("p", inside, element("em", inside), title=named, aria_label=named))
    assert read.tags == [("p", {"title": fit(named), "aria-label": fit(named)}), ("em", {})]
    assert read.text == fit(inside) * 2


@given(st.lists(HOSTILE))
def test_parts_stand_one_after_the_other(parts: list[str]) -> None:
    read = Reader(markup("a", [element("b", part) for part in parts], ["c", ["d"]]))
    assert read.text == f"a{''.join(map(fit, parts))}cd"
    assert len(read.tags) == len(parts)


def test_what_is_html_already_is_not_escaped_again() -> None:
    once = element("p", "a & b")
    assert isinstance(once, Markup)
    assert element("div", once) == "<div><p>a &amp; b</p></div>"


def test_an_attribute_stands_alone_or_not_at_all() -> None:
    made = element("option", "x", selected=True, disabled=False, value=None, class_="a", colspan=2)
    assert made == '<option selected class="a" colspan="2">x</option>'
    assert element("img", src="a.png", alt="") == '<img src="a.png" alt="">'
