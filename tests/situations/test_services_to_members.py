"""Situation 1: what a central organisation does for its members: a project, groups, trainings and grants."""

import pytest

from news.models import EventPage
from organisations.models import (
    FundingSchemePage,
    Membership,
    OrganisationPage,
    ProjectPage,
    TrainingPage,
    WorkingGroupPage,
)
from tests import factories as make
from tests.situations.telling import Office, Prose, blocks, chosen, names, rows

pytestmark = pytest.mark.django_db
SITE = "https://example.org"


@pytest.fixture
def svk(office: Office) -> OrganisationPage:
    page: OrganisationPage = office.enter(
        OrganisationPage,
        "Suomen Venäjänkielisten Keskusjärjestö",
        short_name="SVK",
        summary="Venäjänkielisten yhdistysten keskusjärjestö Suomessa.",
        kind="UMBRELLA",
        serves_in=["fi", "ru"],
        channels=rows(
            {"kind": "WEBSITE", "url": f"{SITE}/svk"},
            {"kind": "WEBSITE", "url": f"{SITE}/yhdistyksille", **names("label", Prose("Sivut yhdistyksille"))},
        ),
    )
    office.translate(page)
    return page


def test_the_project_and_its_ways_of_working(office: Office, svk: OrganisationPage) -> None:
    ways = [
        "Ohjaus yhdistyksille",
        "Neuvonta ja koulutus",
        "Tietoa ajankohtaisista asioista",
        "Verkostot ja kumppanuudet",
    ]
    project = office.enter(
        ProjectPage,
        "Näkymätön voimavara",
        summary="Vahvistaa yhdistysten sote-osaamista.",
        ways_of_working=blocks(*(("statement", way) for way in ways)),
        managing_organisation=svk.pk,
    )
    office.translate(project)

    office.tells(
        "project",
        project,
        "title summary waysOfWorking managingOrganisation { title shortName channels { kind url label } }",
        {
            "title": Prose("Näkymätön voimavara"),
            "summary": Prose("Vahvistaa yhdistysten sote-osaamista."),
            "waysOfWorking": [Prose(way) for way in ways],
            "managingOrganisation": {
                "title": Prose("Suomen Venäjänkielisten Keskusjärjestö"),
                "shortName": Prose("SVK"),
                "channels": [
                    {"kind": "WEBSITE", "url": f"{SITE}/svk", "label": None},
                    {"kind": "WEBSITE", "url": f"{SITE}/yhdistyksille", "label": Prose("Sivut yhdistyksille")},
                ],
            },
        },
    )


def test_working_groups_by_region_and_by_theme(office: Office, svk: OrganisationPage) -> None:
    theme = make.theme("vertaistuki", names={"fi": "Vertaistuki", "sv": "sv: Vertaistuki"})
    chat = {"kind": "WHATSAPP", "url": f"{SITE}/keskustelu", **names("label", Prose("Yhteinen keskustelu"))}
    groups = [
        office.enter(
            WorkingGroupPage,
            title,
            summary="Tapaa säännöllisesti ja oppii toisiltaan.",
            kind=kind,
            organisation=svk.pk,
            chair=svk.pk,
            members=chosen("organisation", svk),
            themes=[theme.pk],
            areas=chosen("area", make.area(code)),
            channels=rows(chat),
            contacts=chosen("contact", make.contact(title={"fi": "Ohjaaja", "sv": "sv: Ohjaaja"}, organisation=svk)),
        )
        for title, kind, code in (("Turun seudun ryhmä", "REGIONAL", "853"), ("Vertaistuen ryhmä", "THEMATIC", "FI"))
    ]
    office.translate(*groups)

    for group, kind, code in zip(groups, ("REGIONAL", "THEMATIC"), ("853", "FI"), strict=True):
        office.tells(
            "workingGroup",
            group,
            """title summary kind organisation { shortName workingGroups { totalCount } } chair { shortName }
            members { shortName } themes { name } areas { code } channels { kind url label } contacts { title }""",
            {
                "title": Prose(group.title),
                "summary": Prose("Tapaa säännöllisesti ja oppii toisiltaan."),
                "kind": kind,
                "organisation": {"shortName": Prose("SVK"), "workingGroups": {"totalCount": 2}},
                "chair": {"shortName": Prose("SVK")},
                "members": [{"shortName": Prose("SVK")}],
                "themes": [{"name": Prose("Vertaistuki")}],
                "areas": [{"code": code}],
                "channels": [{"kind": "WHATSAPP", "url": f"{SITE}/keskustelu", "label": Prose("Yhteinen keskustelu")}],
                "contacts": [{"title": Prose("Ohjaaja")}],
            },
        )


def test_training_for_volunteers_with_its_dates(office: Office, svk: OrganisationPage) -> None:
    evening = office.enter(
        EventPage,
        "Teemailta",
        summary="Asiantuntijayhdistys kertoo.",
        starts_at="2027-03-27 17:00",
        ends_at="2027-03-29 19:00",
        organisers=chosen("organisation", svk),
    )
    modules = [
        ("Perehdytys", "Mitä vapaaehtoinen tekee."),
        ("Vertaisohjaajan kurssi", "Ryhmän ohjaaminen."),
        ("Teemaillat", "Asiantuntijayhdistykset kertovat työstään."),
    ]
    training = office.enter(
        TrainingPage,
        "Koulutus vapaaehtoisille",
        summary="Perehdytys, kurssi ja teemailtoja.",
        modules=blocks(*(("module", {"title": title, "text": text}) for title, text in modules)),
        organisers=chosen("organisation", svk),
        events=chosen("event", evening),
        languages=["fi", "ru"],
        enrolment_url=f"{SITE}/kurssille",
        target_groups=[make.target_group("vapaaehtoiset").pk],
        areas=chosen("area", make.area("FI")),
    )
    office.translate(evening, training)

    office.tells(
        "training",
        training,
        """title summary modules { title text } organisers { shortName } languages enrolmentUrl targetGroups { slug }
        areas { code } events { title startsAt endsAt trainings { nodes { title } } }""",
        {
            "title": Prose("Koulutus vapaaehtoisille"),
            "summary": Prose("Perehdytys, kurssi ja teemailtoja."),
            "modules": [{"title": Prose(title), "text": Prose(text)} for title, text in modules],
            "organisers": [{"shortName": Prose("SVK")}],
            "languages": ["fi", "ru"],
            "enrolmentUrl": f"{SITE}/kurssille",
            "targetGroups": [{"slug": "vapaaehtoiset"}],
            "areas": [{"code": "FI"}],
            # Summer time begins between the two days.
            "events": [
                {
                    "title": Prose("Teemailta"),
                    "startsAt": "2027-03-27T17:00:00+02:00",
                    "endsAt": "2027-03-29T19:00:00+03:00",
                    "trainings": {"nodes": [{"title": Prose("Koulutus vapaaehtoisille")}]},
                }
            ],
        },
    )


def test_grants_for_members(office: Office, svk: OrganisationPage) -> None:
    sivis, stea = [
        office.enter(OrganisationPage, name, summary=f"{name} tukee.", kind="OTHER")
        for name in ("Opintokeskus Sivis", "STEA")
    ]
    office.record(Membership, member=svk.pk, member_of=sivis.pk, since="2022-01-01")
    office.translate(sivis, stea)
    schemes = [
        office.enter(
            FundingSchemePage,
            title,
            summary="Tukea jäsenyhdistyksille.",
            applicants="Jäsenyhdistykset",
            supported=blocks(("statement", what)),
            how_to_apply=blocks(("heading", {"text": "Näin haet", "level": "2"})),
            funder=funder.pk,
            application_url=f"{SITE}/hae",
            rounds=rows(dict(zip(("opens_day", "opens_month", "closes_day", "closes_month"), days, strict=True))),
        )
        for title, what, funder, days in (
            ("Opintokerhotuki", "Jäsenten opintokerhot.", sivis, (1, 1, 31, 12)),
            ("Jäsenyhdistysavustus", "Yhdistyksen perustoiminta.", stea, (15, 11, 15, 1)),
        )
    ]
    office.translate(*schemes)

    fields = """title summary applicants supported applicationUrl funder { title }
        rounds { opensDay opensMonth closesDay closesMonth } howToApply { ... on HeadingBlock { text } }"""
    told = {
        "summary": Prose("Tukea jäsenyhdistyksille."),
        "applicants": Prose("Jäsenyhdistykset"),
        "applicationUrl": f"{SITE}/hae",
        "howToApply": [{"text": Prose("Näin haet")}],
    }
    studies = {
        "title": Prose("Opintokerhotuki"),
        "supported": [Prose("Jäsenten opintokerhot.")],
        "funder": {"title": Prose("Opintokeskus Sivis")},
        "rounds": [{"opensDay": 1, "opensMonth": 1, "closesDay": 31, "closesMonth": 12}],
    }
    yearly = {
        "title": Prose("Jäsenyhdistysavustus"),
        "supported": [Prose("Yhdistyksen perustoiminta.")],
        "funder": {"title": Prose("STEA")},
        # It spans the new year.
        "rounds": [{"opensDay": 15, "opensMonth": 11, "closesDay": 15, "closesMonth": 1}],
    }
    office.tells("fundingScheme", schemes[0], fields, {**told, **studies})
    office.tells("fundingScheme", schemes[1], fields, {**told, **yearly})
    office.tells(
        "organisation",
        svk,
        "memberOf { since until memberOf { title } }",
        {"memberOf": [{"since": "2022-01-01", "until": None, "memberOf": {"title": Prose("Opintokeskus Sivis")}}]},
    )
