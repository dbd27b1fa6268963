"""Every fact that the domain asks of these types is entered in the admin and read back in the API.

Each case posts the editor's own form, so that a field missing from a panel fails as one missing from the schema does.
"""

from wagtail.test.utils.form_data import inline_formset

from organisations import models as organisations
from tests import factories as make
from tests.conftest import Graphql
from tests.content_api.content.entering import Enter, add_page, links, stream, texts

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
    index = make.index(organisations.OrganisationIndexPage, "fi")
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
    index = make.index(organisations.ProjectIndexPage, "fi")
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
            "events": links("event", make.event("Juhla")),
            "contacts": links("contact", contact),
        },
    )
    fields = """
        title ingress date heroImage { alt } themes { slug } areas { code } organisations { name } projects { title }
        advocacyPositions { title } events { title } contacts { title }
        body { ... on QuoteBlock { text speaker } }
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
            "events": [{"title": "Juhla"}],
            "contacts": [{"title": "Projektipäällikkö"}],
            "body": [{"text": "Juhlitaan.", "speaker": None}],
        }
    ]
