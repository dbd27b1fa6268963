"""As test_domain_facts, of what is no page: each fact is entered in the admin and read back in the API."""

from wagtail.test.utils.form_data import inline_formset

from organisations import models as organisations
from tests import factories as make
from tests.conftest import Graphql
from tests.content_api.content.entering import Enter, add_record, texts


def test_representation_and_membership(enter: Enter, graphql: Graphql) -> None:
    organisation, host = make.organisation("SVK"), make.organisation("Oikeusministeriö")
    add_record(
        enter,
        organisations.Body,
        {
            **texts("name", fi="ETNO", sv="ETNO på svenska"),
            "host": host.pk,
            **texts("host_name", fi="OM"),
            "terms": inline_formset(
                [
                    {"starts_on": "2020-01-01", "ends_on": "2024-12-31"},
                    {"starts_on": "2025-01-01", "ends_on": ""},
                ]
            ),
        },
    )
    add_record(
        enter,
        organisations.Representation,
        {
            "organisation": organisation.pk,
            "body": organisations.Body.objects.get().pk,
            "role": "EXPERT",
            **texts("role_title", fi="Asiantuntija"),
            "starts_on": "2020-01-01",
            "ends_on": "2024-12-31",
        },
    )
    add_record(
        enter,
        organisations.Membership,
        {"member": organisation.pk, "member_of": host.pk, "since": "2022-01-01", "until": "2025-12-31"},
    )
    fields = """
        representations {
          body { name host { name } hostName terms { startsOn endsOn isCurrent } representations { roleTitle } }
          bodyName host { name } hostName role roleTitle startsOn endsOn isCurrent organisation { name }
        }
        memberOf { organisation { name } memberOf { name } since until }
    """
    answer = graphql(
        f"query ($by: ContentBy!) {{ organisation(by: $by) {{ {fields} }} }}", by={"path": organisation.url_path}
    )
    assert answer["organisation"] == {
        "representations": [
            {
                "body": {
                    "name": "ETNO",
                    "host": {"name": "Oikeusministeriö"},
                    "hostName": "OM",
                    "terms": [
                        {"startsOn": "2025-01-01", "endsOn": None, "isCurrent": True},
                        {"startsOn": "2020-01-01", "endsOn": "2024-12-31", "isCurrent": False},
                    ],
                    "representations": [{"roleTitle": "Asiantuntija"}],
                },
                "bodyName": "ETNO",
                "host": {"name": "Oikeusministeriö"},
                "hostName": "OM",
                "role": "EXPERT",
                "roleTitle": "Asiantuntija",
                "startsOn": "2020-01-01",
                "endsOn": "2024-12-31",
                "isCurrent": False,
                "organisation": {"name": "SVK"},
            }
        ],
        "memberOf": [
            {
                "organisation": {"name": "SVK"},
                "memberOf": {"name": "Oikeusministeriö"},
                "since": "2022-01-01",
                "until": "2025-12-31",
            }
        ],
    }


def test_contact_key_figure_and_vocabulary(enter: Enter, graphql: Graphql) -> None:
    organisation = make.organisation("Espoo")
    add_record(
        enter,
        organisations.Contact,
        {
            **texts("title", fi="Viestijä", sv="Kommunikatör"),
            "name": "Esimerkki Henkilö",
            "organisation": organisation.pk,
            "email": "viestija@example.org",
            "phone": "040 123 4567",
            "consent_purpose": "Yhteyshenkilö",
            "consent_given_on": "2026-01-01",
            "consent_expires_on": "2100-01-01",
        },
    )
    add_record(
        enter,
        organisations.KeyFigure,
        {
            "value": "20,1",
            **texts("unit", fi="%"),
            **texts("label", fi="vieraskielisiä"),
            **texts("note", fi="Asukkaista."),
            "as_of": "2021-12-31",
            "source": "espoo.fi",
            "source_organisation": organisation.pk,
            "source_url": "https://www.espoo.fi/",
            "earlier": inline_formset([{"value": "19,4", "as_of": "2020-12-31", "source": "espoo.fi"}]),
        },
    )
    add_record(
        enter,
        organisations.Theme,
        {
            "slug": "osallisuus",
            **texts("names", fi="Osallisuus", sv="Delaktighet"),
            "yso_uri": "http://www.yso.fi/onto/yso/p1",
        },
    )
    add_record(enter, organisations.TargetGroup, {"slug": "nuoret", **texts("names", fi="Nuoret")})
    add_record(
        enter,
        organisations.Programme,
        {**texts("names", fi="Järjestö 2.0"), "coordinator": organisation.pk, "url": "https://example.org/"},
    )
    contact, figure = organisations.Contact.objects.get(), organisations.KeyFigure.objects.get()
    body = make.stream(("contact", {"contacts": [contact.pk]}), ("key_figure", figure.pk))
    make.article("Luvut", body=body)
    blocks = """
        ... on ContactBlock { contacts { title name email phone organisation { name } } }
        ... on KeyFigureBlock { value unit label note asOf source sourceUrl }
    """
    words = "themes { slug name ysoUri } targetGroups { slug name }"
    found = graphql(f"{{ newsArticles {{ nodes {{ body {{ {blocks} }} }} }} {words} }}")
    assert found["newsArticles"]["nodes"][0]["body"] == (
        [
            {
                "contacts": [
                    {
                        "title": "Viestijä",
                        "name": "Esimerkki Henkilö",
                        "email": "viestija@example.org",
                        "phone": "+358 40 1234567",
                        "organisation": {"name": "Espoo"},
                    }
                ]
            },
            {
                "value": "20,1",
                "unit": "%",
                "label": "vieraskielisiä",
                "note": "Asukkaista.",
                "asOf": "2021-12-31",
                "source": "espoo.fi",
                "sourceUrl": "https://www.espoo.fi/",
            },
        ]
    )
    assert found["themes"] == [{"slug": "osallisuus", "name": "Osallisuus", "ysoUri": "http://www.yso.fi/onto/yso/p1"}]
    assert found["targetGroups"] == [{"slug": "nuoret", "name": "Nuoret"}]
    assert str(organisations.Programme.objects.get()) == "Järjestö 2.0"
