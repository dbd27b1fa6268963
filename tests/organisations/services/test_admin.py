"""The lists of services over all languages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db


def test_what_one_can_apply_for_today_narrows_the_list_of_funding() -> None:
    today, later = timezone.localdate(), timezone.localdate() + timedelta(2)
    funder = factories.organisation("Rahoittaja")
    for title, opens, closes in (("Auki nyt", today, later), ("Auki myöhemmin", later, later)):
        page = factories.funding(title, funder=funder)
        page.rounds.create(
            opens_day=opens.day, opens_month=opens.month, closes_day=closes.day, closes_month=closes.month
        )
        factories.publish(page)
    client = signed_in("Communicators")

    everything = text_of(client.get("/admin/funding/"))
    assert "Auki nyt" in everything
    assert "Auki myöhemmin" in everything
    assert "Rahoittaja" in everything
    narrowed = text_of(client.get("/admin/funding/?open_today=yes"))
    assert "Auki nyt" in narrowed
    assert "Auki myöhemmin" not in narrowed
    assert "Auki nyt" not in text_of(client.get("/admin/funding/?open_today=no"))
