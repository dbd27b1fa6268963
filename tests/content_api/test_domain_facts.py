"""Every fact that the domain asks of these types is entered in the admin and read back in the API.

Each case posts the editor's own form, so that a field missing from a panel fails as one missing from the schema does.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from organisations import models as organisations
from tests import factories as make
from tests.conftest import Graphql

Enter = Callable[..., None]


def texts(name: str, **by_tag: str) -> dict[str, str]:
    return {f"{name}_{tag}": text for tag, text in by_tag.items()}


def stream(*blocks: tuple[str, Any]) -> dict[str, Any]:
    return streamfield(list(blocks))


def links(name: str, *rows: Any) -> dict[str, Any]:
    return inline_formset([{name: row.pk, "ORDER": number} for number, row in enumerate(rows, 1)])


@pytest.fixture
def enter(admin_client: Client) -> Enter:
    """Posts a form of the admin and insists that it was taken."""

    def post(address: str, data: dict[str, Any]) -> None:
        ticked = {name: value for name, value in data.items() if isinstance(value, list)}
        plain = {name: value for name, value in data.items() if name not in ticked}
        form = {**nested_form_data({**plain, "action-publish": "action-publish"}), **ticked}
        response = admin_client.post(address, form)
        errors = response.context and [
            form.errors.as_json() for form in [response.context.get("form")] if form is not None
        ]
        assert response.status_code == 302, errors

    return post


def add_page(enter: Enter, kind: str, parent: Any, data: dict[str, Any]) -> None:
    app, model = kind.split(".")
    address = reverse("wagtailadmin_pages:add", args=[app, model, parent.pk])
    search = {"slug": "osoite", "seo_title": "Otsikko hakukoneille", "search_description": "Kuvaus.", "no_index": "on"}
    empty = {"comments": inline_formset([])}
    enter(address, {**search, **empty, **data})


def add_record(enter: Enter, model: Any, data: dict[str, Any]) -> None:
    enter(reverse(f"wagtailsnippets_{model._meta.label_lower.replace('.', '_')}:add"), data)


ADDRESS = {
    "street": "Haapaniemenkatu 34",
    "postal_code": "70110",
    "city": "Kuopio",
    "latitude": "62.8924",
    "longitude": "27.677",
    "ORDER": 1,
}
CHANNEL = {"kind": "NEWSLETTER", "url": "https://example.org/kirje", **texts("label", fi="Kirje"), "ORDER": 1}
PLACES = "addresses { street postalCode city latitude longitude } channels { kind url label }"
SHOWN_PLACES = {
    "addresses": [
        {
            "street": "Haapaniemenkatu 34",
            "postalCode": "70110",
            "city": "Kuopio",
            "latitude": 62.8924,
            "longitude": 27.677,
        }
    ],
    "channels": [{"kind": "NEWSLETTER", "url": "https://example.org/kirje", "label": "Kirje"}],
}


def test_organisation(enter: Enter, graphql: Graphql) -> None:
    index = make._index(organisations.OrganisationIndexPage, "fi")
    theme, group, contact, logo = make.theme("osallisuus"), make.target_group("nuoret"), make.contact(), make.image()
    add_page(
        enter,
        "organisations.organisationpage",
        index,
        {
            "title": "Suomen Venäjänkielisten Keskusjärjestö",
            "short_name": "SVK",
            "summary": "Venäjänkielisten yhdistysten keskusjärjestö.",
            "body": stream(("quote", {"text": "Yhdessä.", "speaker": "SVK", "role": "Järjestö"})),
            "kind": "UMBRELLA",
            "business_id": "0201256-6",
            "association_number": "123.456",
            "founded_year": "2015",
            "last_confirmed_on": "2026-10-01",
            "logo": logo.pk,
            "themes": [theme.pk],
            "target_groups": [group.pk],
            "serves_in": ["fi", "ru", "so"],
            "home_municipality": make.area("091").pk,
            "areas": links("area", make.area("FI")),
            "addresses": inline_formset([ADDRESS]),
            "channels": inline_formset([CHANNEL]),
            "contacts": links("contact", contact),
        },
    )
    fields = f"""
        name shortName summary kind businessId associationNumber foundedYear lastConfirmedOn servesIn
        logo {{ alt }} themes {{ slug }} targetGroups {{ slug }} homeMunicipality {{ code name }}
        areas {{ kind code }} contacts {{ title email }} body {{ ... on QuoteBlock {{ text speaker role }} }} {PLACES}
        seo {{ title description noIndex }}
    """
    assert graphql(f"{{ organisations {{ nodes {{ {fields} }} }} }}")["organisations"]["nodes"] == [
        {
            "name": "Suomen Venäjänkielisten Keskusjärjestö",
            "shortName": "SVK",
            "summary": "Venäjänkielisten yhdistysten keskusjärjestö.",
            "kind": "UMBRELLA",
            "businessId": "0201256-6",
            "associationNumber": "123.456",
            "foundedYear": 2015,
            "lastConfirmedOn": "2026-10-01",
            "servesIn": ["fi", "ru", "so"],
            "logo": {"alt": "Sininen kenttä"},
            "themes": [{"slug": "osallisuus"}],
            "targetGroups": [{"slug": "nuoret"}],
            "homeMunicipality": {"code": "091", "name": "Helsinki"},
            "areas": [{"kind": "COUNTRY", "code": "FI"}],
            "contacts": [{"title": "Projektipäällikkö", "email": "projekti@example.org"}],
            "body": [{"text": "Yhdessä.", "speaker": "SVK", "role": "Järjestö"}],
            "seo": {"title": "Otsikko hakukoneille", "description": "Kuvaus.", "noIndex": True},
            **SHOWN_PLACES,
        }
    ]


def test_project(enter: Enter, graphql: Graphql) -> None:
    index = make._index(organisations.ProjectIndexPage, "fi")
    manager, funder, partner = make.organisation("Hallinnoija"), make.organisation("STEA"), make.organisation("HyTe")
    theme, group, contact, paper = (
        make.theme("yhteistyo"),
        make.target_group("yhdistykset"),
        make.contact(),
        make.document(),
    )
    programme = make.programme(coordinator=manager, url="https://example.org/ohjelma")
    add_page(
        enter,
        "organisations.projectpage",
        index,
        {
            "title": "Sakke",
            "slogan": "Yhdessä enemmän",
            "summary": "Yhdistysten yhteistyö.",
            "ways_of_working": stream(("statement", "Kumppanuuspöydät."), ("statement", "Yhdistysohjelma.")),
            "body": stream(("heading", {"text": "Rakenne", "level": "2"})),
            "results": stream(("heading", {"text": "Tulokset", "level": "2"})),
            "starts_on": "2017-03-01",
            "ends_on": "2019-12-31",
            "managing_organisation": manager.pk,
            "funders": links("organisation", funder),
            "programme": programme.pk,
            "partners": inline_formset([{"organisation": partner.pk, **texts("role", fi="Toteuttaja"), "ORDER": 1}]),
            "themes": [theme.pk],
            "target_groups": [group.pk],
            "hero_image": make.image().pk,
            "result_documents": links("document", paper),
            "areas": links("area", make.area("REGION:11"), make.area("171")),
            "addresses": inline_formset([ADDRESS]),
            "channels": inline_formset([CHANNEL]),
            "newsletter_url": "https://example.org/tilaa",
            "contacts": links("contact", contact),
        },
    )
    fields = f"""
        title slogan summary waysOfWorking startsOn endsOn status managingOrganisation {{ name }} funders {{ name }}
        programme {{ name url coordinator {{ name }} }} partners {{ role organisation {{ name }} }}
        themes {{ slug }} targetGroups {{ slug }} heroImage {{ alt }} resultDocuments {{ title }} areas {{ kind code }}
        newsletterUrl contacts {{ title }} {PLACES}
        body {{ ... on HeadingBlock {{ text }} }} results {{ ... on HeadingBlock {{ text }} }}
    """
    assert graphql(f"{{ projects {{ nodes {{ {fields} }} }} }}")["projects"]["nodes"] == [
        {
            "title": "Sakke",
            "slogan": "Yhdessä enemmän",
            "summary": "Yhdistysten yhteistyö.",
            "waysOfWorking": ["Kumppanuuspöydät.", "Yhdistysohjelma."],
            "startsOn": "2017-03-01",
            "endsOn": "2019-12-31",
            "status": "ENDED",
            "managingOrganisation": {"name": "Hallinnoija"},
            "funders": [{"name": "STEA"}],
            "programme": {
                "name": "Järjestö 2.0",
                "url": "https://example.org/ohjelma",
                "coordinator": {"name": "Hallinnoija"},
            },
            "partners": [{"role": "Toteuttaja", "organisation": {"name": "HyTe"}}],
            "themes": [{"slug": "yhteistyo"}],
            "targetGroups": [{"slug": "yhdistykset"}],
            "heroImage": {"alt": "Sininen kenttä"},
            "resultDocuments": [{"title": "Asiakirja"}],
            "areas": [{"kind": "REGION", "code": "11"}, {"kind": "MUNICIPALITY", "code": "171"}],
            "newsletterUrl": "https://example.org/tilaa",
            "contacts": [{"title": "Projektipäällikkö"}],
            "body": [{"text": "Rakenne"}],
            "results": [{"text": "Tulokset"}],
            **SHOWN_PLACES,
        }
    ]


def test_advocacy_position(enter: Enter, graphql: Graphql) -> None:
    older = make.position("Vanha kanta")
    adopter, addressee, endorser = make.organisation("SVK"), make.organisation("OM"), make.organisation("Moniheli")
    theme, paper = make.theme("vaikuttaminen"), make.document()
    add_page(
        enter,
        "organisations.advocacypositionpage",
        older.get_parent(),
        {
            "title": "Palvelut omalla kielellä",
            "summary": "Kieli kuuluu palveluun.",
            "demands": stream(("statement", "Tulkkaus kaikille."), ("statement", "Ohjeet selkokielellä.")),
            "body": stream(("heading", {"text": "Perustelut", "level": "2"})),
            "kind": "INITIATIVE",
            "adopted_on": "2026-05-04",
            "adopted_by": adopter.pk,
            "valid_from": "2026-06-01",
            "valid_until": "2100-12-31",
            "supersedes": older.pk,
            "reference_number": "SVK/12/2026",
            "addressees": links("organisation", addressee),
            "endorsements": links("organisation", endorser),
            "themes": [theme.pk],
            "attachments": links("document", paper),
        },
    )
    fields = """
        title summary demands kind adoptedOn adoptedBy { name } validFrom validUntil isInForce referenceNumber
        supersedes { title isInForce supersededBy { title } } addressees { name } endorsedBy { name } themes { slug }
        attachments { title } body { ... on HeadingBlock { text } }
    """
    found = graphql(f"{{ advocacyPositions(first: 1) {{ nodes {{ {fields} }} }} }}")
    assert found["advocacyPositions"]["nodes"] == [
        {
            "title": "Palvelut omalla kielellä",
            "summary": "Kieli kuuluu palveluun.",
            "demands": ["Tulkkaus kaikille.", "Ohjeet selkokielellä."],
            "kind": "INITIATIVE",
            "adoptedOn": "2026-05-04",
            "adoptedBy": {"name": "SVK"},
            "validFrom": "2026-06-01",
            "validUntil": "2100-12-31",
            "isInForce": True,
            "referenceNumber": "SVK/12/2026",
            "supersedes": {
                "title": "Vanha kanta",
                "isInForce": False,
                "supersededBy": {"title": "Palvelut omalla kielellä"},
            },
            "addressees": [{"name": "OM"}],
            "endorsedBy": [{"name": "Moniheli"}],
            "themes": [{"slug": "vaikuttaminen"}],
            "attachments": [{"title": "Asiakirja"}],
            "body": [{"text": "Perustelut"}],
        }
    ]


def test_news_article(enter: Enter, graphql: Graphql) -> None:
    organisation, project, position = make.organisation("HyTe"), make.project("Sakke"), make.position("Kanta")
    index = make.article().get_parent()
    theme, contact = make.theme("vapaaehtoisuus"), make.contact()
    add_page(
        enter,
        "news.newsarticlepage",
        index,
        {
            "title": "Vuoden päätösjuhla",
            "ingress": "Tervetuloa juhlaan.",
            "body": stream(("quote", {"text": "Juhlitaan.", "speaker": "", "role": ""})),
            "date": "2026-11-13",
            "hero_image": make.image().pk,
            "themes": [theme.pk],
            "areas": links("area", make.area("049")),
            "organisations": links("organisation", organisation),
            "projects": links("project", project),
            "positions": links("position", position),
            "contacts": links("contact", contact),
        },
    )
    fields = """
        title ingress date heroImage { alt } themes { slug } areas { code } organisations { name } projects { title }
        advocacyPositions { title } contacts { title } body { ... on QuoteBlock { text speaker } }
    """
    assert graphql(f"{{ newsArticles(first: 1) {{ nodes {{ {fields} }} }} }}")["newsArticles"]["nodes"] == [
        {
            "title": "Vuoden päätösjuhla",
            "ingress": "Tervetuloa juhlaan.",
            "date": "2026-11-13",
            "heroImage": {"alt": "Sininen kenttä"},
            "themes": [{"slug": "vapaaehtoisuus"}],
            "areas": [{"code": "049"}],
            "organisations": [{"name": "HyTe"}],
            "projects": [{"title": "Sakke"}],
            "advocacyPositions": [{"title": "Kanta"}],
            "contacts": [{"title": "Projektipäällikkö"}],
            "body": [{"text": "Juhlitaan.", "speaker": None}],
        }
    ]


def test_representation_and_membership(enter: Enter, graphql: Graphql) -> None:
    organisation, host = make.organisation("SVK"), make.organisation("Oikeusministeriö")
    add_record(
        enter,
        organisations.Representation,
        {
            "organisation": organisation.pk,
            **texts("body", fi="ETNO", sv="ETNO på svenska"),
            "host": host.pk,
            **texts("host_name", fi="OM"),
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
        representations { body host { name } hostName role roleTitle startsOn endsOn isCurrent organisation { name } }
        memberOf { organisation { name } memberOf { name } since until }
    """
    answer = graphql(
        f"query ($by: ContentBy!) {{ organisation(by: $by) {{ {fields} }} }}", by={"path": organisation.url_path}
    )
    assert answer["organisation"] == {
        "representations": [
            {
                "body": "ETNO",
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
