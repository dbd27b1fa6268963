"""Situation 4: where an umbrella organisation is represented, what it joined, what it found out, what it demands."""

from typing import Any

import pytest

from organisations.models import (
    AdvocacyPositionPage,
    Body,
    ContributionPage,
    Membership,
    OrganisationPage,
    Representation,
)
from tests import factories as make
from tests.conftest import Graphql
from tests.situations.telling import Office, Prose, blocks, chosen, names, rows

pytestmark = pytest.mark.django_db
SITE = "https://example.org"
TERM = {"starts_on": "2020-01-01", "ends_on": "2024-12-31"}


@pytest.fixture
def svk(office: Office) -> OrganisationPage:
    page: OrganisationPage = office.enter(
        OrganisationPage, "SVK", summary="Venäjänkielisten yhdistysten keskusjärjestö.", kind="UMBRELLA"
    )
    office.translate(page)
    return page


def test_representations_and_memberships(office: Office, svk: OrganisationPage) -> None:
    ministry = office.enter(OrganisationPage, "Oikeusministeriö", summary="Lainvalmistelu.", kind="MINISTRY")
    joined = [
        office.enter(OrganisationPage, name, summary=f"{name} kokoaa järjestöjä.", kind="UMBRELLA")
        for name in ("Fingo", "Kansalaisareena", "Moniheli", "SOSTE")
    ]
    office.translate(ministry, *joined)
    seats: list[tuple[str, dict[str, str], str, str]] = [
        ("Etnisten suhteiden neuvottelukunta ETNO", {"host": str(ministry.pk)}, "MEMBER", "Jäsen"),
        (
            "Kotouttamisen osaamiskeskuksen koordinaatioryhmä",
            names("host_name", Prose("Työ- ja elinkeinoministeriö")),
            "MEMBER",
            "Jäsen",
        ),
        ("Digituki kaikille", names("host_name", Prose("Virasto")), "EXPERT", "Asiantuntija"),
        ("Kotoutumishanke", names("host_name", Prose("Kaupunki")), "STEERING_GROUP", "Ohjausryhmän jäsen"),
    ]
    for body, host, role, title in seats:
        made = office.record(Body, **names("name", Prose(body)), **host, terms=rows(*[TERM] * (role == "MEMBER")))
        office.record(
            Representation,
            organisation=svk.pk,
            body=made.pk,
            role=role,
            **names("role_title", Prose(title)),
            **TERM,
        )
    for of in joined:
        office.record(Membership, member=svk.pk, member_of=of.pk, since="2022-01-01")

    shown = {"startsOn": "2020-01-01", "endsOn": "2024-12-31", "isCurrent": False}
    hosts: list[dict[str, Any]] = [
        {"host": {"title": Prose("Oikeusministeriö")}, "hostName": Prose("Oikeusministeriö")},
        {"host": None, "hostName": Prose("Työ- ja elinkeinoministeriö")},
        {"host": None, "hostName": Prose("Virasto")},
        {"host": None, "hostName": Prose("Kaupunki")},
    ]
    office.tells(
        "organisation",
        svk,
        """representations {
          body { name terms { startsOn endsOn } } bodyName host { title } hostName role roleTitle
          startsOn endsOn isCurrent
        }
        memberOf { memberOf { title } since until }""",
        {
            "representations": [
                {
                    "body": {
                        "name": Prose(body),
                        "terms": [{"startsOn": "2020-01-01", "endsOn": "2024-12-31"}] if role == "MEMBER" else [],
                    },
                    "bodyName": Prose(body),
                    **host,
                    "role": role,
                    "roleTitle": Prose(title),
                    **shown,
                }
                for (body, _host, role, title), host in zip(seats, hosts, strict=True)
            ],
            "memberOf": [
                {"memberOf": {"title": Prose(of.title)}, "since": "2022-01-01", "until": None} for of in joined
            ],
        },
    )


def test_what_was_found_out(office: Office, svk: OrganisationPage) -> None:
    university = office.enter(OrganisationPage, "Yliopisto", summary="Tutkii ja opettaa.", kind="SCHOOL")
    office.translate(university)
    survey = office.enter(
        ContributionPage,
        "Viiden kielivähemmistön kysely",
        summary="Pääkaupunkiseudun viisi suurinta kielivähemmistöä vastasivat.",
        kind="SURVEY",
        year="2022",
        commissioned_by=chosen("organisation", svk),
        made_by=chosen("organisation", university),
        languages=["ru", "et", "ar", "so", "en"],
        document=make.document(title="Kyselyn raportti").pk,
        areas=chosen("area", make.area("091")),
    )
    study = office.enter(
        ContributionPage,
        "Iäkkäiden venäjänkielisten terveys",
        summary="Tutkimus siitä, miten vanhemmat venäjänkieliset voivat.",
        kind="STUDY",
        year="2021",
        made_by=chosen("organisation", university, svk),
        languages=["ru"],
        url=f"{SITE}/tutkimus",
    )
    office.translate(survey, study)

    fields = """title summary kind year commissionedBy { title } madeBy { title } languages documentUrl
        document { title } areas { code }"""
    office.tells(
        "contribution",
        survey,
        fields,
        {
            "title": Prose("Viiden kielivähemmistön kysely"),
            "summary": Prose("Pääkaupunkiseudun viisi suurinta kielivähemmistöä vastasivat."),
            "kind": "SURVEY",
            "year": 2022,
            "commissionedBy": [{"title": Prose("SVK")}],
            "madeBy": [{"title": Prose("Yliopisto")}],
            "languages": ["ru", "et", "ar", "so", "en"],
            "document": {"title": "Kyselyn raportti"},
            "documentUrl": None,
            "areas": [{"code": "091"}],
        },
    )
    office.tells(
        "contribution",
        study,
        "kind year madeBy { title } documentUrl",
        {
            "kind": "STUDY",
            "year": 2021,
            "madeBy": [{"title": Prose("Yliopisto")}, {"title": Prose("SVK")}],
            "documentUrl": f"{SITE}/tutkimus",
        },
    )
    office.tells(
        "organisation",
        svk,
        "contributions { nodes { title year } } commissionedContributions { nodes { title } }",
        {
            "contributions": {"nodes": [{"title": Prose("Iäkkäiden venäjänkielisten terveys"), "year": 2021}]},
            "commissionedContributions": {"nodes": [{"title": Prose("Viiden kielivähemmistön kysely")}]},
        },
    )


def test_what_is_demanded_of_whom_and_what_holds_still(office: Office, svk: OrganisationPage, graphql: Graphql) -> None:
    ministry = office.enter(OrganisationPage, "Ministeriö", summary="Valmistelee.", kind="MINISTRY")
    ally = office.enter(OrganisationPage, "Moniheli", summary="Verkostojärjestö.", kind="UMBRELLA")
    theme = make.theme("kielet", names={"fi": "Kielet", "sv": "sv: Kielet"})
    older = office.enter(
        AdvocacyPositionPage,
        "Palveluja venäjäksi",
        summary="Ensimmäinen kannanotto.",
        adopted_on="2020-05-04",
        valid_from="2020-05-04",
        adopted_by=svk.pk,
    )
    position = office.enter(
        AdvocacyPositionPage,
        "Palvelut omalla kielellä",
        summary="Kieli kuuluu palveluun.",
        demands=blocks(("statement", "Tulkkaus kaikille."), ("statement", "Ohjeet selkokielellä.")),
        body=blocks(("heading", {"text": "Perustelut", "level": "2"})),
        kind="INITIATIVE",
        adopted_on="2023-05-04",
        adopted_by=svk.pk,
        valid_from="2023-06-01",
        supersedes=older.pk,
        reference_number="SVK/12/2023",
        addressees=chosen("organisation", ministry),
        endorsements=chosen("organisation", ally),
        themes=[theme.pk],
        attachments=chosen("document", make.document(title="Kannanotto")),
    )
    office.translate(ministry, ally, older, position)

    office.tells(
        "advocacyPosition",
        position,
        """title summary demands body { ... on HeadingBlock { text } } kind adoptedOn adoptedBy { title } validFrom
        validUntil isInForce referenceNumber addressees { title } endorsedBy { title } themes { name }
        attachments { title } supersedes { title isInForce supersededBy { title } }""",
        {
            "title": Prose("Palvelut omalla kielellä"),
            "summary": Prose("Kieli kuuluu palveluun."),
            "demands": [Prose("Tulkkaus kaikille."), Prose("Ohjeet selkokielellä.")],
            "body": [{"text": Prose("Perustelut")}],
            "kind": "INITIATIVE",
            "adoptedOn": "2023-05-04",
            "adoptedBy": {"title": Prose("SVK")},
            "validFrom": "2023-06-01",
            "validUntil": None,
            "isInForce": True,
            "referenceNumber": "SVK/12/2023",
            "addressees": [{"title": Prose("Ministeriö")}],
            "endorsedBy": [{"title": Prose("Moniheli")}],
            "themes": [{"name": Prose("Kielet")}],
            "attachments": [{"title": "Kannanotto"}],
            "supersedes": {
                "title": Prose("Palveluja venäjäksi"),
                "isInForce": False,
                "supersededBy": {"title": Prose("Palvelut omalla kielellä")},
            },
        },
    )
    in_force = graphql("{ advocacyPositions(filter: { inForce: true }) { nodes { title } } }")["advocacyPositions"]
    assert in_force["nodes"] == [{"title": "Palvelut omalla kielellä"}]
