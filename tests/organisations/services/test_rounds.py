"""When one can apply: each day of some years, around the new year and 29 February."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from organisations.models import ApplicationRound, FundingSchemePage
from organisations.models.services.rounds import Window, windows
from tests import factories as make

FIRST, LAST = date(2027, 1, 1), date(2029, 12, 31)  # 2028 has a 29 February.


def _round(opens: tuple[int, int], closes: tuple[int, int], year: int | None = None) -> ApplicationRound:
    """Days are written as they are in Finland: the day first."""
    return ApplicationRound(
        opens_day=opens[0], opens_month=opens[1], closes_day=closes[0], closes_month=closes[1], year=year
    )


ROUNDS = {
    "in spring": _round((1, 3), (15, 4)),
    "over the new year": _round((15, 11), (31, 1)),
    "on one day": _round((6, 12), (6, 12)),
    "all the time": _round((1, 1), (31, 12)),
    "all but a day": _round((2, 5), (30, 4)),
    "from the leap day": _round((29, 2), (10, 3)),
    "to the leap day": _round((10, 2), (29, 2)),
    "on the leap day": _round((29, 2), (29, 2)),
    "from the day before a leap day": _round((28, 2), (28, 2)),
    "from the leap day round the year": _round((29, 2), (28, 2)),
    "once": _round((1, 3), (15, 4), 2028),
    "once over the new year": _round((15, 11), (31, 1), 2027),
    "once on the leap day": _round((29, 2), (29, 2), 2028),
}


def _days() -> list[date]:
    return [FIRST + timedelta(number) for number in range((LAST - FIRST).days + 1)]


@pytest.mark.django_db
def test_the_database_says_of_every_day_what_the_page_says() -> None:
    page = make.funding()
    rows = {name: ApplicationRound.objects.create(**_fields(row), page=page) for name, row in ROUNDS.items()}

    for today in _days():
        found = set(ApplicationRound.objects.open_on(today).values_list("pk", flat=True))
        open_today = {name for name, row in rows.items() if row.pk in found}
        assert open_today == {
            name for name, row in rows.items() if any(window.is_open(today) for window in windows([row], today))
        }, today


def _fields(row: ApplicationRound) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("opens_day", "opens_month", "closes_day", "closes_month", "year")}


@pytest.mark.parametrize(
    ("name", "today", "expected"),
    [
        ("in spring", date(2027, 2, 28), [(date(2027, 3, 1), date(2027, 4, 15))]),
        ("in spring", date(2027, 4, 15), [(date(2027, 3, 1), date(2027, 4, 15))]),
        ("in spring", date(2027, 4, 16), [(date(2028, 3, 1), date(2028, 4, 15))]),
        ("over the new year", date(2027, 11, 15), [(date(2027, 11, 15), date(2028, 1, 31))]),
        ("over the new year", date(2028, 1, 31), [(date(2027, 11, 15), date(2028, 1, 31))]),
        ("over the new year", date(2028, 2, 1), [(date(2028, 11, 15), date(2029, 1, 31))]),
        ("on the leap day", date(2027, 1, 1), [(date(2027, 2, 28), date(2027, 2, 28))]),
        ("on the leap day", date(2028, 2, 28), [(date(2028, 2, 29), date(2028, 2, 29))]),
        ("all the time", date(2027, 6, 1), [(date(2026, 1, 1), None)]),
        ("once", date(2028, 4, 15), [(date(2028, 3, 1), date(2028, 4, 15))]),
        ("once", date(2028, 4, 16), []),
        ("once over the new year", date(2028, 1, 31), [(date(2027, 11, 15), date(2028, 1, 31))]),
    ],
)
def test_the_next_time_in_which_one_can_apply(name: str, today: date, expected: list[tuple[date, date | None]]) -> None:
    found = windows([ROUNDS[name]], today)

    assert found[:1] == [Window(*days) for days in expected]


def test_rounds_that_follow_each_other_are_one_time() -> None:
    found = windows([_round((1, 3), (31, 3), 2027), _round((1, 4), (15, 4), 2027)], date(2027, 3, 10))

    assert found == [Window(date(2027, 3, 1), date(2027, 4, 15))]


def test_what_is_open_for_years_ends_where_no_round_repeats() -> None:
    found = windows([_round((1, 1), (31, 12), year) for year in (2027, 2028, 2029)], date(2027, 3, 10))

    assert found == [Window(date(2027, 1, 1), date(2029, 12, 31))]


def test_without_rounds_nobody_can_apply() -> None:
    assert windows([], FIRST) == []
    assert windows([ApplicationRound(opens_day=1)], FIRST) == []


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (_round((31, 4), (1, 5)), "opens_day"),
        (_round((1, 4), (31, 6)), "closes_day"),
        (_round((29, 2), (1, 5), 2027), "opens_day"),
        (_round((1, 9), (29, 2), 2028), "closes_day"),
    ],
)
def test_a_day_that_is_in_no_calendar_is_told_beside_its_field(row: ApplicationRound, wrong: str) -> None:
    with pytest.raises(ValidationError) as caught:
        row.clean()

    assert caught.value.message_dict == {wrong: ["The month has no such day."]}


@pytest.mark.parametrize("row", [_round((29, 2), (1, 5)), _round((29, 2), (1, 5), 2028), _round((1, 9), (29, 2), 2027)])
def test_a_leap_day_is_one_in_its_years(row: ApplicationRound) -> None:
    row.clean()


@pytest.mark.django_db
def test_lists_of_what_is_open_and_what_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    spring, winter, never = make.funding(), make.funding(), make.funding()
    ApplicationRound.objects.create(page=spring, **_fields(ROUNDS["in spring"]))
    ApplicationRound.objects.create(page=winter, **_fields(ROUNDS["over the new year"]))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2027, 1, 31))

    assert set(FundingSchemePage.objects.open_today()) == {winter}
    assert set(FundingSchemePage.objects.open_today(False)) == {spring, never}
    assert {page.pk: page.is_open_today for page in FundingSchemePage.objects.with_open_today()} == {
        spring.pk: False,
        winter.pk: True,
        never.pk: False,
    }
