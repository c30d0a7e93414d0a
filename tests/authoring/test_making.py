"""From an entry to a value: fields of one name are taken over, and none is left out in silence."""

from datetime import date

import msgspec
import pytest

from foedus.authoring.making import Making
from foedus.documents.entry import Cited, Dated
from foedus.model.citations import Citation
from foedus.model.time import Interval


class Post(msgspec.Struct, frozen=True):
    title: str
    holders: tuple[str, ...]
    during: Interval
    cite: Citation | None = None
    note: str = ""


class PostEntry(Dated, Cited):
    title: str
    holders: list[str]
    note: str | None = None


class Tall(msgspec.Struct, frozen=True):
    title: str
    height: int


class Short(PostEntry):
    """An entry with a field that a post has no place for."""

    rank: int = 0


def test_fields_of_one_name_days_and_citation_are_taken_over() -> None:
    entry = PostEntry.model_validate(
        {"title": "Consul", "holders": ["A", "B"], "from": date(2001, 1, 1), "cite": "Fasti"}
    )
    assert Making(Post, PostEntry)(entry) == Post(
        "Consul", ("A", "B"), Interval(date(2001, 1, 1)), Citation("Fasti"), ""
    )


def test_a_field_that_nothing_fills_fails_at_import() -> None:
    with pytest.raises(TypeError, match=r"nothing fills Tall\.height"):
        Making(Tall, PostEntry)


def test_a_key_that_authors_may_write_and_nothing_reads_fails_at_import() -> None:
    with pytest.raises(TypeError, match="Post takes nothing from: rank"):
        Making(Post, Short)
    Making(Post, Short, read=["rank"])


def test_what_was_announced_must_be_given() -> None:
    making = Making(Post, PostEntry, given=["note"])
    with pytest.raises(TypeError, match="Post is to be given"):
        making(PostEntry(title="Consul", holders=[]))
