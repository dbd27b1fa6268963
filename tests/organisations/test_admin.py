"""Lists and choosers of records, as communicators use them."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from cms.users.models import User
from organisations.models import Area, Contact, OrganisationPage
from tests import factories
from tests.admin import is_refused, signed_in, text_of

pytestmark = pytest.mark.django_db
RECORDS = ("contact", "keyfigure", "body", "membership", "representation", "programme", "theme", "targetgroup", "area")


@pytest.fixture
def client() -> Client:
    return signed_in("Communicators")


@pytest.fixture
def records() -> OrganisationPage:
    """One of each."""
    one, other = factories.organisation("Espoon yhdistys"), factories.organisation("Virasto")
    today = timezone.localdate()
    person = {"name": "Testi Henkilö", "organisation": one, "consent_purpose": "Yhteyshenkilö"}
    factories.contact(organisation=one)
    factories.contact(**person, consent_given_on=today - timedelta(9), consent_expires_on=today - timedelta(1))
    factories.key_figure()
    factories.programme(coordinator=one)
    factories.membership(one, other, until=today - timedelta(1))
    factories.membership(other, one)
    factories.representation(one, body=factories.body(host=other), starts_on=today + timedelta(1))
    factories.representation(one, body=factories.body(name={"sv": "Styrgruppen"}))
    factories.theme("nuoret")
    factories.target_group("lapset")
    return one


def _list(client: Client, name: str, query: str = "") -> str:
    response = client.get(f"/admin/snippets/organisations/{name}/?{query}")
    assert response.status_code == 200
    return text_of(response)


def _chosen(client: Client, name: str, query: str = "") -> list[Any]:
    response = client.get(f"/admin/snippets/choose/organisations/{name}/results/?{query}")
    assert response.status_code == 200
    return list(response.context["results"].object_list)


@pytest.mark.parametrize("name", RECORDS)
def test_every_list_and_chooser_opens_empty_and_full_and_searches(client: Client, name: str, request: Any) -> None:
    if name == "area":  # Communicators choose areas; who may edit them sees the list.
        client = signed_in("Administrators", name="admin")
    _list(client, name)
    request.getfixturevalue("records")
    for query in ("", "q=e", "q=e&p=999", "q=%25_%22", "q=zzzz", "ordering=nonsense"):
        _list(client, name, query)
    for query in ("", "q=e", "q=zzzz", "multiple=1"):
        _chosen(client, name, query)
    assert client.get(f"/admin/snippets/choose/organisations/{name}/").status_code == 200


@pytest.mark.parametrize("name", [name for name in RECORDS if name != "area"])
def test_every_record_can_be_added_and_edited(client: Client, records: OrganisationPage, name: str) -> None:
    assert client.get(f"/admin/snippets/organisations/{name}/add/").status_code == 200
    row = apps.get_model("organisations", name).objects.first()
    assert client.get(f"/admin/snippets/organisations/{name}/edit/{row.pk}/").status_code == 200


@pytest.mark.usefixtures("records")
def test_contacts_say_whether_readers_see_them(client: Client) -> None:
    content = _list(client, "contact")
    assert "A post: always shown" in content
    assert "Consent has run out: hidden" in content
    assert "Testi Henkilö" not in _list(client, "contact", "shown=shown")
    assert "Testi Henkilö" in _list(client, "contact", "shown=hidden")
    assert "Testi Henkilö" in _list(client, "contact", "shown=expired&q=espoon")
    assert "Testi Henkilö" in _list(client, "contact", "q=HENKILÖ")


@pytest.mark.usefixtures("records")
def test_a_contact_that_starts_tomorrow_is_not_shown_yet(client: Client) -> None:
    Contact.objects.exclude(name="").update(
        consent_given_on=timezone.localdate() + timedelta(1), consent_expires_on=None
    )
    assert "No consent yet: hidden" in _list(client, "contact")


@pytest.mark.usefixtures("records")
def test_ties_say_whether_they_are_current(client: Client) -> None:
    assert "Styrgruppen" in _list(client, "representation", "term=current")
    upcoming = _list(client, "representation", "term=upcoming")
    assert "Neuvottelukunta" in upcoming
    assert "Styrgruppen" not in upcoming
    assert "Espoon yhdistys → Virasto" in _list(client, "membership", "term=ended")
    assert "Virasto → Espoon yhdistys" in _list(client, "membership", "term=current")


def test_a_word_is_found_in_any_language_but_a_language_tag_is_no_word(client: Client) -> None:
    found = {str(area.names["fi"]) for area in _chosen(client, "area", "q=esbo")}
    assert found == {"Espoo"}
    assert {area.code for area in _chosen(client, "area", "q=049")} == {"049"}
    assert "Ähtäri" in {area.names["fi"] for area in _chosen(client, "area", "q=ähtäri")}
    assert Area.objects.get(code="FI", kind="COUNTRY") not in _chosen(client, "area", "q=sv")


def test_todays_municipalities_come_first_in_the_chooser(client: Client) -> None:
    first = _chosen(client, "area")
    assert {(area.kind, area.valid_until) for area in first} == {("MUNICIPALITY", None)}
    ordered = list(Area.snippet_viewset.choosable(factories.user("chooser", "Communicators")))
    abolished = [area.valid_until is not None for area in ordered]
    assert abolished == sorted(abolished)


@pytest.mark.parametrize("name", ["Communicators", "Administrators", "super"])
def test_areas_are_reference_data(name: str) -> None:
    client = signed_in(*([] if name == "super" else [name]))
    if name == "super":
        User.objects.update(is_superuser=True)
    area = Area.objects.with_code("049")
    one = f"/admin/snippets/organisations/area/delete/{area.pk}/"
    assert is_refused(client.get("/admin/snippets/organisations/area/add/"))
    assert is_refused(client.post(one))
    assert Area.objects.filter(pk=area.pk).exists()


def test_administrators_name_an_area_in_another_language_and_change_nothing_else() -> None:
    client = signed_in("Administrators")
    area = Area.objects.with_code("049")
    data = {"names_fi": "Espoo", "names_sv": "Esbo", "names_en": "Espoo", "names_ru": "Эспоо", "code": "999"}
    client.post(f"/admin/snippets/organisations/area/edit/{area.pk}/", data)
    area.refresh_from_db()
    assert (area.names["ru"], area.code) == ("Эспоо", "049")


def test_several_areas_are_chosen_at_once(client: Client) -> None:
    keys = [str(Area.objects.with_code(code).pk) for code in ("049", "091")]
    response = client.get("/admin/snippets/choose/organisations/area/chosen-multiple/", {"id": keys, "multiple": "1"})
    assert response.json()["step"] == "chosen"
    assert sorted(item["string"] for item in response.json()["result"]) == ["Espoo", "Helsinki"]


@pytest.mark.parametrize(
    ("list_name", "queries"),
    [
        (
            "organisations",
            ["kind=ASSOCIATION", "serves_in=fi", "home_municipality=x", "last_confirmed_on_from=2020-01-01"],
        ),
        ("projects", ["state=RUNNING", "state=ENDED", "state=x"]),
        ("advocacy", ["in_force=yes", "in_force=no", "kind=POSITION", "adopted_on_to=2020-01-01"]),
        ("networks", []),
        ("working-groups", ["kind=REGIONAL", "kind=x"]),
        ("action-plans", ["starts_on_from=2014-01-01", "starts_on_to=x"]),
        ("meetings", ["upcoming=yes", "upcoming=no", "starts_at_from=2020-01-01"]),
        ("news", ["date_from=2020-01-01", "date_to=x"]),
        ("content-pages", []),
    ],
)
def test_lists_of_pages_filter_and_search_together(client: Client, list_name: str, queries: list[str]) -> None:
    theme = factories.theme("nuoret")
    factories.organisation(), factories.project(), factories.position(), factories.article(), factories.content_page()
    shared = ["", "locale=fi", "live=draft", "live=changed", "translation=STALE", "translation=ORIGINAL"]
    shared += [f"themes={theme.pk}", "themes=x", "ordering=-title", "ordering=title&q=a"]
    for query in shared + queries:
        for search in ("", "&q=yhdistys", "&q=%22"):
            for part in ("", "results/"):
                assert client.get(f"/admin/{list_name}/{part}?{query}{search}").status_code == 200, query


def test_lists_find_by_title_and_by_inflected_words_of_the_text(client: Client) -> None:
    factories.organisation("Kuntayhdistys", summary="Järjestöt yhdessä.")
    assert "Kuntayhdistys" in text_of(client.get("/admin/organisations/?q=ntayhd"))
    assert "Kuntayhdistys" in text_of(client.get("/admin/organisations/?q=järjestön"))
    assert "Kuntayhdistys" not in text_of(client.get("/admin/organisations/?q=saunaseura"))


def test_lists_of_pages_tell_what_a_translator_should_look_at(client: Client) -> None:
    page = factories.organisation("Yhdistys")
    factories.translate(page, "sv")
    page.summary = "Toisin."
    factories.publish(page)
    content = text_of(client.get("/admin/organisations/?translation=STALE"))
    assert "Behind the original" in content
    assert f"/admin/pages/{page.pk}/edit/" not in content


def test_the_number_of_statements_of_a_list_does_not_grow(client: Client, django_assert_max_num_queries: Any) -> None:
    factories.organisation()
    client.get("/admin/organisations/")
    with django_assert_max_num_queries(100) as few:
        client.get("/admin/organisations/")
    for _ in range(6):
        factories.organisation()
    # wagtail-localize asks twice of each page whether its own buttons belong there.
    with django_assert_max_num_queries(len(few.captured_queries) + 2 * 6):
        client.get("/admin/organisations/")
