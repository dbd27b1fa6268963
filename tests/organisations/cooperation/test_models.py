"""What networks and working groups may not be, and when somebody belongs to one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from organisations.models import NetworkMember, WorkingGroupPage
from organisations.models.times import holds_today
from tests import factories as make
from tests.admin import signed_in
from tests.page_editor import changed, save, shown
from tests.translation.editing.drafts import edit_address, latest_draft

pytestmark = pytest.mark.django_db

TODAY = date(2028, 2, 29)
BEFORE, AFTER = TODAY - timedelta(1), TODAY + timedelta(1)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (BEFORE, None, True),
        (None, AFTER, True),
        (None, BEFORE, False),
        (AFTER, None, False),
    ],
)
def test_both_days_of_a_period_belong_to_it(
    since: date | None, until: date | None, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
    row = NetworkMember.objects.create(page=make.network(), organisation=make.organisation(), since=since, until=until)

    assert row.is_current is holds_today(since, until) is expected
    assert NetworkMember.objects.current().filter(pk=row.pk).exists() is expected
    assert row.is_former is (until == BEFORE)


def test_a_network_is_not_part_of_itself_however_far_up() -> None:
    top = make.network("Ylin")
    middle = make.network("Välissä", parent_network=top)
    lowest = make.network("Alin", parent_network=middle)
    for above in (top, middle, lowest):
        top.parent_network = above
        with pytest.raises(ValidationError) as caught:
            top.clean()
        assert list(caught.value.message_dict) == ["parent_network"]
    lowest.clean()


def test_a_ring_that_was_made_at_once_ends_the_search() -> None:
    first, second = make.network("Eka"), make.network("Toka")
    for page, above in ((first, second), (second, first)):
        type(page).objects.filter(pk=page.pk).update(parent_network=above)
    outside = make.network("Ulkona")
    outside.parent_network = type(first).objects.get(pk=first.pk)

    outside.clean()


def test_who_has_left_before_joining_is_told_beside_the_day() -> None:
    with pytest.raises(ValidationError) as caught:
        NetworkMember(since=TODAY, until=BEFORE).clean()

    assert list(caught.value.message_dict) == ["until"]


def test_a_draft_of_a_group_may_belong_to_nothing_but_what_is_published_does_not() -> None:
    client = signed_in("Communicators")
    group = make.working_group("Ryhmä", organisation=make.organisation())
    nothing: dict[str, Any] = {"title": "Ryhmä muuttuu", "organisation": ""}

    assert save(client, edit_address(group), changed(shown(client, edit_address(group)), nothing)).status_code in (
        200,
        302,
    )
    assert latest_draft(group).title == "Ryhmä muuttuu"

    response = save(client, edit_address(group), changed(shown(client, edit_address(group)), nothing), publish=True)
    assert response.status_code == 200
    assert "Choose what it belongs to" in response.content.decode()
    published = WorkingGroupPage.objects.get(pk=group.pk)
    assert (published.title, published.holder) == ("Ryhmä", group.organisation)
