"""Copies in the admin: a home page has none, and a copied organisation is another organisation."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from home.models import HomePage, SiteSettings
from organisations.models import Contact, OrganisationPage
from tests import factories as make
from tests.admin import text_of

pytestmark = pytest.mark.django_db
BUSINESS_ID = "0112038-9"


@pytest.fixture
def client() -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(make.user("root", is_superuser=True))
    return client


def _copy(client: Client, page: Any, **options: Any) -> Any:
    data = {"new_title": "Kopio", "new_slug": "kopio", "new_parent_page": page.get_parent().pk, **options}
    return client.post(f"/admin/pages/{page.pk}/copy/", data)


def test_a_home_page_is_not_copied(client: Client) -> None:
    count = HomePage.objects.count()
    page = make.home()

    for options in ({}, {"publish_copies": "on"}, {"alias": "on"}):
        assert _copy(client, page, **options).status_code == 302

    assert "A language has one home page: it is not copied." in text_of(client.get("/admin/pages/"))
    assert HomePage.objects.count() == count


@pytest.mark.parametrize("options", [{}, {"publish_copies": "on"}])
def test_a_copied_organisation_has_no_business_id(client: Client, options: dict[str, str]) -> None:
    page = make.organisation("Yhdistys", business_id=BUSINESS_ID)

    assert _copy(client, page, **options).status_code == 302

    copy = OrganisationPage.objects.get(slug="kopio")
    assert (copy.live, copy.business_id) == (bool(options), "")
    assert copy.get_latest_revision_as_object().business_id == ""
    assert make.publish(copy.get_latest_revision_as_object()).live


def test_an_alias_is_the_same_organisation(client: Client) -> None:
    page = make.organisation("Yhdistys", business_id=BUSINESS_ID)

    assert _copy(client, page, alias="on").status_code == 302

    assert OrganisationPage.objects.get(slug="kopio").business_id == BUSINESS_ID
    page.founded_year = 1990
    make.publish(page)
    assert OrganisationPage.objects.get(slug="kopio").founded_year == 1990


def test_a_directory_is_copied_with_its_organisations(client: Client) -> None:
    page = make.organisation("Yhdistys", business_id=BUSINESS_ID)
    section = page.get_parent()
    swedish = make.home("sv")

    response = _copy(client, section, new_parent_page=swedish.pk, copy_subpages="on", publish_copies="on")

    assert response.status_code == 302
    assert sorted(OrganisationPage.objects.values_list("business_id", flat=True)) == ["", BUSINESS_ID]


def test_a_translation_has_the_business_id() -> None:
    page = make.organisation("Yhdistys", business_id=BUSINESS_ID)
    by_hand = page.copy_for_translation(make.locale("sv"), copy_parents=True)
    managed = make.translate(page, "en", live=False)

    for made in (by_hand, managed):
        assert OrganisationPage.objects.get(pk=made.pk).business_id == BUSINESS_ID
        assert made.get_latest_revision_as_object().business_id == BUSINESS_ID


def test_another_organisation_with_the_same_business_id_is_refused() -> None:
    make.organisation("Yhdistys", business_id=BUSINESS_ID)

    with pytest.raises(ValidationError, match="already has this business ID"):
        make.organisation(business_id=BUSINESS_ID)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (OrganisationPage, {"business_id": "0112038-8"}),
        (OrganisationPage, {"association_number": "x"}),
        (Contact, {"phone": "x", "email": "a@example.org"}),
        (SiteSettings, {"phone": "x"}),
    ],
)
def test_what_is_wrong_is_said_once(model: Any, values: dict[str, str]) -> None:
    field = next(iter(values))

    with pytest.raises(ValidationError) as caught:
        model(**values).full_clean()

    assert len(caught.value.message_dict[field]) == 1
    assert "__all__" not in caught.value.message_dict
