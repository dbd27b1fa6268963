"""Meetings in the admin: their list, what a draft may leave open, and what readers see."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from cms.core.blocks import AgendaBlock
from organisations.models import MeetingPage, WorkingGroupPage
from tests import factories as make
from tests.admin import signed_in, text_of
from tests.content_api.trees.bodies import stored
from tests.page_editor import changed, posted_stream, save, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in("Communicators")


def _item(client: Client, page: Any, **typed: str) -> Any:
    address = f"/admin/pages/{page.pk}/edit/"
    values = {"starts_at": "", "ends_at": "", "title": "Alku", "speakers": "", "text": "", **typed}
    block = AgendaBlock().child_blocks["agenda_item"]
    posted = posted_stream("agenda", (block, {f"child-{name}": value for name, value in values.items()}))
    return address, changed(shown(client, address), posted)


def test_meetings_are_listed_with_their_group_and_narrowed_by_time(client: Client) -> None:
    group = make.working_group("Teemaryhmä")
    make.meeting("Mennyt", working_group=group)
    make.meeting("Tuleva", working_group=group, starts_at=timezone.now() + timedelta(days=9))

    everything = text_of(client.get("/admin/meetings/"))
    for word in ("Mennyt", "Tuleva", "Teemaryhmä"):
        assert word in everything
    upcoming = text_of(client.get("/admin/meetings/?upcoming=yes"))
    assert "Tuleva" in upcoming
    assert "Mennyt" not in upcoming


@pytest.mark.parametrize("typed", ["25:00", "kello yksi"])
def test_a_draft_keeps_what_was_typed_as_a_time_and_is_not_published_with_it(client: Client, typed: str) -> None:
    page = make.meeting("Kokous", live=False)
    address, data = _item(client, page, starts_at=typed)

    assert save(client, address, data, by_itself=True).status_code == 200
    assert f'"{typed}"' in client.get(address).content.decode().replace("&quot;", '"')
    assert save(client, address, data, publish=True).status_code == 200
    assert not MeetingPage.objects.get(pk=page.pk).live


def test_an_agenda_item_does_not_end_before_it_starts(client: Client) -> None:
    page = make.meeting("Kokous")
    address, data = _item(client, page, starts_at="14:00", ends_at="13:00")

    assert "The end is before the start." in text_of(save(client, address, data, publish=True))


def test_a_meeting_does_not_end_before_it_starts_and_is_over_with_its_day() -> None:
    page = make.meeting("Kokous", starts_at=make.at(2026, 3, 28, 13))
    assert page.over_at == make.at(2026, 3, 29)
    page.ends_at = make.at(2026, 3, 28, 12)
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    assert caught.value.message_dict == {"ends_at": ["The end is before the start."]}


def test_a_draft_needs_no_group_and_a_meeting_outlives_its_group(client: Client) -> None:
    page = make.meeting("Kokous", live=False)
    address = f"/admin/pages/{page.pk}/edit/"
    empty = {"working_group": "", "starts_at": ""}
    assert save(client, address, changed(shown(client, address), empty)).status_code == 302
    response = save(client, address, changed(shown(client, address), empty), publish=True)
    refused = BeautifulSoup(response.content, "html.parser")
    assert {link["href"] for link in refused.select("a[data-problem]")} == {"#id_working_group", "#id_starts_at"}

    live = make.meeting("Toinen")
    assert live.working_group is not None
    WorkingGroupPage.objects.get(pk=live.working_group.pk).delete()
    assert MeetingPage.objects.get(pk=live.pk).working_group is None
    assert "Toinen" in text_of(client.get(live.url_path))


def test_the_readable_page_shows_when_where_and_the_agenda(client: Client) -> None:
    item = {"starts_at": "13:00", "ends_at": "13:30", "title": "Tervetuloa", "speakers": "Isännät", "text": "Aluksi."}
    page = make.meeting(
        "Kokous",
        ends_at=make.at(2026, 1, 15, 18),
        place_name="Iso sali",
        agenda=[stored("agenda_item", item)],
        decisions=[stored("statement", "Jatketaan.")],
        minutes=[stored("heading", {"text": "Muistiinpanot", "level": "3"})],
    )
    page.hosts.create(organisation=make.organisation("Isäntä ry"))
    page.next_meetings.create(meeting=make.meeting("Seuraava"))
    content = text_of(client.get(make.publish(page).url_path))

    for expected in ("13.00–13.30", "Tervetuloa", "Isännät", "Aluksi.", "Iso sali", "Isäntä ry", "Seuraava"):
        assert expected in content
    assert content.index("Esityslista") < content.index("Jatketaan.") < content.index("Muistiinpanot")
