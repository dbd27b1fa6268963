"""Dates in words."""

from datetime import UTC, date, datetime

import pytest

from cms.core.text.dates import written, written_period

DAY = date(2026, 10, 8)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fi", "8. lokakuuta 2026"),
        ("sv", "8 oktober 2026"),
        ("en", "8 October 2026"),
        ("ru", "8 октября 2026"),
        ("fi-x-selko", "8. lokakuuta 2026"),
        ("et", "8. oktoober 2026"),
        ("xx", "8 October 2026"),
    ],
)
def test_a_date_is_in_the_words_of_its_language(tag: str, text: str) -> None:
    assert written(DAY, tag) == text


def test_a_moment_is_of_the_day_it_has_in_helsinki() -> None:
    assert written(datetime(2026, 10, 7, 22, 30, tzinfo=UTC), "sv") == "8 oktober 2026"


@pytest.mark.parametrize(
    ("starts", "ends", "text"),
    [
        (date(2017, 3, 1), date(2019, 12, 31), "1. maaliskuuta 2017 – 31. joulukuuta 2019"),
        (date(2017, 3, 1), None, "1. maaliskuuta 2017 –"),
        (None, date(2019, 12, 31), "– 31. joulukuuta 2019"),
        (None, None, ""),
    ],
)
def test_a_period_is_open_where_it_has_no_end(starts: date | None, ends: date | None, text: str) -> None:
    assert written_period(starts, ends, "fi") == text
