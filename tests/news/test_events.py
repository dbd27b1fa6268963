"""When an event is, and when it is over: all day, over midnight, and where the clock is changed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from news.models import EventIndexPage, EventPage, EventStatus
from tests import factories as make
from tests.admin import signed_in, text_of
from tests.page_editor import changed, save, shown

pytestmark = pytest.mark.django_db


def _saved(**fields: Any) -> EventPage:
    return make.event(**fields)


@pytest.mark.parametrize(
    ("starts", "ends", "is_all_day", "over"),
    [
        (make.at(2026, 12, 13, 16), make.at(2026, 12, 13, 18), False, make.at(2026, 12, 13, 18)),
        (make.at(2026, 12, 31, 21), make.at(2027, 1, 1, 2), False, make.at(2027, 1, 1, 2)),
        # Nobody said when it ends.
        (make.at(2026, 12, 13, 16), None, False, make.at(2026, 12, 14)),
        (make.at(2026, 12, 13, 16), None, True, make.at(2026, 12, 14)),
        (make.at(2026, 12, 13, 16), make.at(2026, 12, 14, 9), True, make.at(2026, 12, 15)),
        # The leap day, and the last Sundays of March and October with 23 and 25 hours.
        (make.at(2028, 2, 29, 12), None, True, make.at(2028, 3, 1)),
        (make.at(2026, 3, 29, 12), None, True, datetime(2026, 3, 29, 21, tzinfo=UTC)),
        (make.at(2026, 10, 25, 12), None, True, datetime(2026, 10, 25, 22, tzinfo=UTC)),
    ],
)
def test_it_is_over_when_its_last_moment_has_passed(
    starts: datetime, ends: datetime | None, is_all_day: bool, over: datetime
) -> None:
    assert _saved(starts_at=starts, ends_at=ends, is_all_day=is_all_day).over_at == over


def test_of_one_that_takes_all_day_only_the_days_are_kept() -> None:
    event = _saved(starts_at=make.at(2026, 3, 28, 9), ends_at=make.at(2026, 3, 29, 17), is_all_day=True)

    assert (event.starts_at, event.ends_at) == (make.at(2026, 3, 28), make.at(2026, 3, 29))
    assert event.over_at
    # The night to summer time has an hour less.
    assert event.over_at - make.at(2026, 3, 28) == timedelta(hours=47)
    assert event.shown_end == event.over_at


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"ends_at": make.at(2026, 1, 15, 15, 59)}, {"ends_at": ["The end is before the start."]}),
        ({"ends_at": make.at(2026, 1, 14), "is_all_day": True}, {"ends_at": ["The end is before the start."]}),
        ({"latitude": 60.2}, {"longitude": ["A map position has both a latitude and a longitude."]}),
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, Any], wrong: dict[str, list[str]]) -> None:
    event = _saved()
    for name, value in fields.items():
        setattr(event, name, value)

    with pytest.raises(ValidationError) as refused:
        event.full_clean()

    assert refused.value.message_dict == wrong


@pytest.mark.parametrize("fields", [{"ends_at": make.at(2026, 1, 15, 16)}, {"ends_at": None, "is_all_day": True}])
def test_an_event_may_last_no_time_or_a_day(fields: dict[str, Any]) -> None:
    event = _saved()
    for name, value in fields.items():
        setattr(event, name, value)

    event.full_clean()


def test_a_postponed_event_keeps_the_start_that_readers_saw() -> None:
    event = _saved(starts_at=make.at(2026, 12, 13, 16))
    event.status, event.starts_at = EventStatus.POSTPONED, make.at(2027, 1, 20, 16)
    event.full_clean()
    event = make.publish(event)

    assert event.postponed_from == make.at(2026, 12, 13, 16)

    event.full_clean()
    assert make.publish(event).postponed_from == make.at(2026, 12, 13, 16), "another save is no other start"
    event.status = EventStatus.SCHEDULED
    assert event.postponed_from is None


def test_a_postponed_event_without_a_new_start_has_none_before() -> None:
    event = _saved()
    event.status = EventStatus.POSTPONED

    event.full_clean()

    assert event.postponed_from is None


def test_a_draft_needs_no_start_and_publishing_does() -> None:
    client = signed_in("Communicators")
    index = make.index(EventIndexPage, "fi")
    address = f"/admin/pages/add/news/eventpage/{index.pk}/"

    save(client, address, changed(shown(client, address), {"title": "Luonnos", "slug": "luonnos"}))

    event = EventPage.objects.get(title="Luonnos")
    assert (event.starts_at, event.over_at, event.live) == (None, None, False)
    address = f"/admin/pages/{event.pk}/edit/"
    form = changed(shown(client, address), {"summary": "Tulossa."})
    assert save(client, address, form, publish=True).status_code == 200
    event.refresh_from_db()
    assert not event.live
    assert save(client, address, changed(form, {"starts_at": "2026-12-13 16:00"}), publish=True).status_code == 302
    event.refresh_from_db()
    assert (event.live, event.starts_at) == (True, make.at(2026, 12, 13, 16))


def test_the_list_tells_the_last_first_and_what_is_not_over_yet() -> None:
    now = timezone.now()
    make.event("Mennyt", starts_at=now - timedelta(days=9), ends_at=now - timedelta(days=8))
    make.event("Käynnissä", starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))
    make.event("Peruttu", starts_at=now + timedelta(days=9), status=EventStatus.CANCELLED)
    client = signed_in("Communicators")

    content = text_of(client.get("/admin/events/"))
    assert content.index("Peruttu") < content.index("Käynnissä") < content.index("Mennyt")
    upcoming = text_of(client.get("/admin/events/?upcoming=yes&status=SCHEDULED"))
    assert "Käynnissä" in upcoming
    assert "Peruttu" not in upcoming
    assert "Mennyt" not in upcoming
    assert "Mennyt" in text_of(client.get("/admin/events/?upcoming=no"))
