"""Skips are told in one line a kind."""

import pytest

from tests.conftest import told


def report(why: str) -> pytest.TestReport:
    return pytest.TestReport("test", ("", 0, ""), {}, "skipped", ("test.py", 1, why), "setup")


def test_each_reason_is_one_line_with_its_count_the_most_frequent_first() -> None:
    lacks_files, lacks_browser = "Skipped: there are no files", "Skipped: there is no browser"
    skipped = [report(why) for why in (lacks_browser, *[lacks_files] * 117, lacks_files)]
    assert list(told(skipped)) == [
        "118 skipped: there are no files",
        "1 skipped: there is no browser",
    ]


def test_where_nothing_is_skipped_nothing_is_told() -> None:
    assert list(told([])) == []
