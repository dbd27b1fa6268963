"""Situation 3: the card of a development project with its programme, area, strands and addresses."""

import pytest

from organisations.models import Contact, OrganisationPage, Programme, ProjectPage
from tests import factories as make
from tests.situations.telling import Office, Prose, blocks, chosen, names, rows

FIELDS = """
  title slogan summary startsOn endsOn status managingOrganisation { title } funders { title }
  programme { name url coordinator { title } } partners { role organisation { title } }
  areas { kind code } themes { slug name } targetGroups { slug } waysOfWorking
  body { ... on HeadingBlock { text level } }
  results { ... on HeadingBlock { text level } }
  resultDocuments { title } addresses { street postalCode city latitude longitude }
  channels { kind url label } newsletterUrl contacts { title organisation { title } email phone }
"""
SITES = "https://example.org"
POSTS = (("Projektipäällikkö", "paallikko"), ("Projektisuunnittelija", "suunnittelija"))


@pytest.mark.django_db
def test_a_development_project_and_its_strands(office: Office) -> None:
    manager = office.enter(
        OrganisationPage,
        "Pohjois-Savon Sosiaaliturvayhdistys ry",
        summary="Alueen sosiaali- ja terveysjärjestöjen yhteistyöjärjestö.",
        kind="ASSOCIATION",
    )
    stea = office.enter(OrganisationPage, "STEA", summary="Avustaa järjestöjä.", kind="AGENCY")
    soste = office.enter(OrganisationPage, "SOSTE", summary="Järjestöjen kattojärjestö.", kind="UMBRELLA")
    office.translate(manager, stea, soste)
    theme = make.theme("yhteistyo", names={"fi": "Yhteistyö", "sv": "sv: Yhteistyö"})
    programme = office.record(
        Programme, **names("names", Prose("Järjestö 2.0")), coordinator=soste.pk, url=f"{SITES}/jarjesto"
    )
    posts = [
        office.record(
            Contact,
            **names("title", Prose(title)),
            organisation=manager.pk,
            email=f"{key}@example.org",
            phone="040 123 4567",
        )
        for title, key in POSTS
    ]
    paper = make.document(title="Yhdistysohjelma 2019")
    everywhere = [make.area("REGION:11"), make.area("171")]

    project = office.enter(
        ProjectPage,
        "Sakke",
        slogan="Yhdessä enemmän",
        summary="Yhdistysten yhteistyön kehittämishanke Pohjois-Savossa.",
        ways_of_working=blocks(
            ("statement", "Yhteistyörakenne: maakunnallinen ryhmä Jerry ja kumppanuuspöydät."),
            ("statement", "Yhteinen strategia, yhdistysohjelma."),
            ("statement", "Alueellinen yhdistyshakemisto."),
        ),
        body=blocks(("heading", {"text": "Yhdistyshakemisto", "level": "2"})),
        results=blocks(("heading", {"text": "Yhdistysohjelma valmistui alkuvuonna 2019", "level": "2"})),
        result_documents=chosen("document", paper),
        starts_on="2017-03-01",
        ends_on="2019-12-31",
        managing_organisation=manager.pk,
        funders=chosen("organisation", stea),
        programme=programme.pk,
        partners=rows({"organisation": soste.pk, **names("role", Prose("Ohjelman koordinaattori"))}),
        areas=chosen("area", *everywhere),
        themes=[theme.pk],
        target_groups=[make.target_group("yhdistykset").pk],
        addresses=rows(
            {
                "street": "Haapaniemenkatu 34",
                "postal_code": "70110",
                "city": "Kuopio",
                "latitude": "62.8924",
                "longitude": "27.677",
            }
        ),
        channels=rows(
            {"kind": "WEBSITE", "url": f"{SITES}/sakke", **names("label", Prose("Kotisivut"))},
            {"kind": "FACEBOOK", "url": f"{SITES}/facebook"},
            {"kind": "INSTAGRAM", "url": f"{SITES}/instagram"},
            {"kind": "FACEBOOK_GROUP", "url": f"{SITES}/ryhma", **names("label", Prose("Ryhmä yhdistyksille"))},
        ),
        newsletter_url=f"{SITES}/tilaa",
        contacts=chosen("contact", *posts),
    )
    office.translate(project)

    office.tells(
        "project",
        project,
        FIELDS,
        {
            "title": Prose("Sakke"),
            "slogan": Prose("Yhdessä enemmän"),
            "summary": Prose("Yhdistysten yhteistyön kehittämishanke Pohjois-Savossa."),
            "startsOn": "2017-03-01",
            "endsOn": "2019-12-31",
            "status": "ENDED",
            "managingOrganisation": {"title": Prose("Pohjois-Savon Sosiaaliturvayhdistys ry")},
            "funders": [{"title": Prose("STEA")}],
            "programme": {
                "name": Prose("Järjestö 2.0"),
                "url": f"{SITES}/jarjesto",
                "coordinator": {"title": Prose("SOSTE")},
            },
            "partners": [{"role": Prose("Ohjelman koordinaattori"), "organisation": {"title": Prose("SOSTE")}}],
            "areas": [{"kind": "REGION", "code": "11"}, {"kind": "MUNICIPALITY", "code": "171"}],
            "themes": [{"slug": "yhteistyo", "name": Prose("Yhteistyö")}],
            "targetGroups": [{"slug": "yhdistykset"}],
            "waysOfWorking": [
                Prose("Yhteistyörakenne: maakunnallinen ryhmä Jerry ja kumppanuuspöydät."),
                Prose("Yhteinen strategia, yhdistysohjelma."),
                Prose("Alueellinen yhdistyshakemisto."),
            ],
            "body": [{"text": Prose("Yhdistyshakemisto"), "level": 2}],
            "results": [{"text": Prose("Yhdistysohjelma valmistui alkuvuonna 2019"), "level": 2}],
            "resultDocuments": [{"title": "Yhdistysohjelma 2019"}],
            "addresses": [
                {
                    "street": "Haapaniemenkatu 34",
                    "postalCode": "70110",
                    "city": "Kuopio",
                    "latitude": 62.8924,
                    "longitude": 27.677,
                }
            ],
            "channels": [
                {"kind": "WEBSITE", "url": f"{SITES}/sakke", "label": Prose("Kotisivut")},
                {"kind": "FACEBOOK", "url": f"{SITES}/facebook", "label": None},
                {"kind": "INSTAGRAM", "url": f"{SITES}/instagram", "label": None},
                {"kind": "FACEBOOK_GROUP", "url": f"{SITES}/ryhma", "label": Prose("Ryhmä yhdistyksille")},
            ],
            "newsletterUrl": f"{SITES}/tilaa",
            "contacts": [
                {
                    "title": Prose(title),
                    "organisation": {"title": Prose("Pohjois-Savon Sosiaaliturvayhdistys ry")},
                    "email": f"{key}@example.org",
                    "phone": "+358 40 1234567",
                }
                for title, key in POSTS
            ],
        },
    )
