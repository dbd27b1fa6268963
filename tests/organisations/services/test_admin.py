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


def test_volunteer_opportunities_are_narrowed_by_what_is_over_where_and_in_which_language() -> None:
    today = timezone.localdate()
    organisation = factories.organisation("Yhdistys")
    factories.volunteering("Kerho", organisation=organisation, languages=["so"])
    factories.volunteering("Talkoot", ends_on=today - timedelta(1))
    factories.volunteering("Puhelin", is_remote=True, ends_on=today)
    client = signed_in("Communicators")

    def listed(query: str) -> set[str]:
        content = text_of(client.get(f"/admin/volunteering/?{query}"))
        return {title for title in ("Kerho", "Talkoot", "Puhelin") if title in content}

    assert listed("") == {"Kerho", "Talkoot", "Puhelin"}
    assert listed("ended=no") == {"Kerho", "Puhelin"}
    assert listed("ended=yes") == {"Talkoot"}
    assert listed("is_remote=true") == {"Puhelin"}
    assert listed("is_remote=false") == {"Kerho", "Talkoot"}
    assert listed("languages=so") == {"Kerho"}


def test_trainings_are_narrowed_by_language_and_by_whom_they_are_for() -> None:
    group = factories.target_group("nuoret")
    factories.training("Kurssi", languages=["so"])
    factories.training("Ilta", target_groups=[group])
    client = signed_in("Communicators")

    everything = text_of(client.get("/admin/training/"))
    assert "Kurssi" in everything
    assert "Ilta" in everything
    assert "Ilta" not in text_of(client.get("/admin/training/?languages=so"))
    assert "Kurssi" not in text_of(client.get(f"/admin/training/?target_groups={group.pk}"))
