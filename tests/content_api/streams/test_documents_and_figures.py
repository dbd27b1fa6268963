"""Documents, contacts and key figures: kept in one place, read in the reader's language."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import CollectionViewRestriction

from content_api import ids
from tests import factories as make
from tests.conftest import Graphql
from tests.content_api.trees.bodies import stored

DOCUMENT = "query ($id: ID!) { node(id: $id) { ... on Document { title url contentType size language } } }"
CONTACT = """
query ($id: ID!) { node(id: $id) { ... on Contact { name title email phone organisation { title } } } }
"""
FIGURE = """
query ($id: ID!, $locales: [LanguageTag!]) { newsArticle(by: {id: $id}, locales: $locales) {
  body { ... on KeyFigureBlock { value unit label note asOf source sourceUrl } }
} }
"""


def test_a_document_is_described_with_where_it_is_downloaded(graphql: Graphql, settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://api.example.org"
    document = make.document("Suunnitelma", language="sv")

    assert graphql(DOCUMENT, id=ids.encode("Document", document.pk))["node"] == {
        "title": "Suunnitelma",
        "url": f"https://api.example.org/documents/{document.pk}/{document.filename}",
        "contentType": "application/pdf",
        "size": 15,
        "language": "sv",
    }
    assert graphql(DOCUMENT, id=ids.encode("Document", make.document().pk))["node"]["language"] is None


@pytest.mark.parametrize("level", ["own", "above"])
def test_a_document_in_or_below_a_restricted_collection_is_not_named(graphql: Graphql, level: str) -> None:
    above = make.collection("Suljettu")
    own = make.collection("Alla", above)
    document, image = make.document(collection=own), make.image(collection=own)
    CollectionViewRestriction.objects.create(
        collection={"own": own, "above": above}[level], restriction_type=CollectionViewRestriction.LOGIN
    )

    assert graphql(DOCUMENT, id=ids.encode("Document", document.pk)) == {"node": None}
    assert graphql(DOCUMENT, id=ids.encode("Image", image.pk)) == {"node": None}


def test_a_post_is_shown_with_its_address(graphql: Graphql) -> None:
    contact = make.contact(organisation=make.organisation("Yhdistys"), phone="+358 40 123 4567")

    assert graphql(CONTACT, id=ids.encode("Contact", contact.pk))["node"] == {
        "name": None,
        "title": "Projektipäällikkö",
        "email": "projekti@example.org",
        "phone": "+358 40 123 4567",
        "organisation": {"title": "Yhdistys"},
    }


@pytest.mark.parametrize(
    ("given", "expires", "shown"),
    [
        (0, None, True),
        (-10, 0, True),
        (-10, 10, True),
        (-10, -1, False),
        (1, None, False),
        (None, None, False),
        (None, 10, False),
    ],
)
def test_a_person_is_shown_while_the_consent_is_in_force(
    graphql: Graphql, given: int | None, expires: int | None, shown: bool
) -> None:
    today = timezone.localdate()
    contact = make.contact(
        name="Nimi Nimetön",
        consent_given_on=None if given is None else today + timedelta(days=given),
        consent_expires_on=None if expires is None else today + timedelta(days=expires),
    )

    node = graphql(CONTACT, id=ids.encode("Contact", contact.pk))["node"]

    assert (node["name"] if node else None) == ("Nimi Nimetön" if shown else None)


def _figure(graphql: Graphql, *locales: str, **fields: Any) -> Any:
    page = make.article(body=[stored("key_figure", make.key_figure(**fields).pk)])
    found = graphql(FIGURE, id=ids.encode("NewsArticle", page.pk), locales=list(locales) or None)
    return found["newsArticle"]["body"][0]


def test_a_key_figure_comes_in_the_readers_language(graphql: Graphql) -> None:
    texts = {"label": {"fi": "osuus", "sv": "andel"}, "unit": {"fi": "%", "sv": "procent"}, "note": {"fi": "Arvio"}}

    assert _figure(graphql, "sv", "fi", value="20,1", **texts) == {
        "value": "20,1",
        "unit": "procent",
        "label": "andel",
        "note": "Arvio",
        "asOf": None,
        "source": "espoo.fi",
        "sourceUrl": None,
    }


def test_the_source_of_a_key_figure_may_be_in_the_directory(graphql: Graphql) -> None:
    organisation = make.organisation("Kaupunki")
    make.translate(organisation, "sv")

    assert _figure(graphql, source="", source_organisation=organisation)["source"] == "Kaupunki"
    assert _figure(graphql, "sv", "fi", source="", source_organisation=organisation)["source"] == "sv: Kaupunki"
    organisation.unpublish()
    hidden = make.organisation(live=False)
    assert _figure(graphql, source="", source_organisation=hidden)["source"] is None


def test_a_changed_key_figure_changes_wherever_it_is_shown(graphql: Graphql) -> None:
    figure = make.key_figure()
    page = make.article(body=[stored("key_figure", figure.pk)])
    make.translate(page, "sv")
    figure.value = "70 500"
    figure.save()

    for tag in ("fi", "sv"):
        by = ids.encode("NewsArticle", page.pk)
        assert graphql(FIGURE, id=by, locales=[tag])["newsArticle"]["body"][0]["value"] == "70 500"
