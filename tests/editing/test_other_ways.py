"""Ways of writing a page that Wagtail has beside its editor."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import OrganisationPage
from tests import factories as make
from tests.admin import signed_in

pytestmark = pytest.mark.django_db


def test_a_page_is_moved_when_it_is_its_turn() -> None:
    page, section = make.content_page("Sivu"), make.content_page("Osasto")
    client = signed_in("Communicators")
    address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, section.pk])

    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.post(address)

    assert response.status_code == 302
    page.refresh_from_db()
    assert page.get_parent().pk == section.pk
    statements = [query["sql"] for query in queries.captured_queries]
    lock = next(at for at, sql in enumerate(statements) if "pg_advisory_xact_lock" in sql)
    read = next(at for at, sql in enumerate(statements) if f'"wagtailcore_page"."id" = {page.pk}' in sql)
    assert lock < read


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "copy", "move"])
def test_the_admins_api_changes_no_page(action: str) -> None:
    page = make.content_page("Luonnos", live=False)
    client = signed_in("Administrators")

    response = client.post(f"/admin/api/main/pages/{page.pk}/action/{action}/", {}, content_type="application/json")

    assert response.status_code == 404
    page.refresh_from_db()
    assert page.live is False
    assert client.get(f"/admin/api/main/pages/{page.pk}/").json()["title"] == "Luonnos"


def test_somebodys_draft_with_the_same_business_id_stops_nobody() -> None:
    organisation = make.organisation("Ensin", business_id="0112038-9")
    other = make.organisation("Sitten", live=False)
    # As the editor saves a draft, which may be wrong.
    OrganisationPage.objects.filter(pk=other.pk).update(business_id="0112038-9")
    other.refresh_from_db()

    organisation.title = "Ensimmäinen"
    assert make.publish(organisation).title == "Ensimmäinen"
    with pytest.raises(Exception, match="Ensimmäinen already has this business ID"):
        make.publish(other)
