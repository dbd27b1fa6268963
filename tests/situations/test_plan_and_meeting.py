"""Situation 5: a theme group on volunteering, its meeting of 27 August 2014, its plan, and what came of a measure."""

from typing import Any

import pytest

from organisations.models import (
    ActionPlanPage,
    MeetingPage,
    OrganisationPage,
    VolunteerOpportunityPage,
    WorkingGroupPage,
)
from tests import factories as make
from tests.situations.telling import Office, Prose, blocks, chosen, items

pytestmark = pytest.mark.django_db
SITE = "https://example.org"


@pytest.fixture
def host(office: Office) -> OrganisationPage:
    page: OrganisationPage = office.enter(
        OrganisationPage, "Keskus ry", summary="Kokoaa vapaaehtoistoimintaa.", kind="ASSOCIATION"
    )
    office.translate(page)
    return page


@pytest.fixture
def group(office: Office, host: OrganisationPage) -> WorkingGroupPage:
    page: WorkingGroupPage = office.enter(
        WorkingGroupPage, "Vapaaehtoistoiminnan teemaryhmä", summary="Sopii asioista.", organisation=host.pk
    )
    office.translate(page)
    return page


def test_the_meeting_with_its_agenda(office: Office, host: OrganisationPage, group: WorkingGroupPage) -> None:
    follows = office.enter(
        MeetingPage,
        "Marraskuun kokous",
        summary="Jatkoa.",
        working_group=group.pk,
        starts_at="2014-11-19 13:00",
        ends_at="2014-11-19 15:00",
    )
    agenda = [
        ("13:00", "13:30", "Tervetuloa", "Isännät", ""),
        ("13:30", "15:45", "Toimintasuunnitelma", "Koordinaattori", "Kolme tavoitetta."),
        ("15:45", "16:00", "Seuraavat kokoukset", "", ""),
    ]
    keys = ("starts_at", "ends_at", "title", "speakers", "text")
    meeting = office.enter(
        MeetingPage,
        "Teemaryhmän kokous",
        summary="Hyväksyi suunnitelman.",
        place_name="Iso sali",
        agenda=blocks(*(("agenda_item", dict(zip(keys, item, strict=True))) for item in agenda)),
        decisions=blocks(("statement", "Suunnitelma hyväksyttiin.")),
        minutes=blocks(("heading", {"text": "Diat jaettiin", "level": "2"})),
        working_group=group.pk,
        starts_at="2014-08-27 13:00",
        ends_at="2014-08-27 16:00",
        street="Katu 1",
        city="Helsinki",
        hosts=chosen("organisation", host),
        documents=chosen("document", make.document(title="Diat")),
        next_meetings=chosen("meeting", follows),
    )
    office.translate(follows, meeting)

    office.tells(
        "meeting",
        meeting,
        """title summary placeName startsAt endsAt place { street city } workingGroup { title } hosts { title }
        agenda { startsAt endsAt title speakers text } decisions minutes { ... on HeadingBlock { text } }
        documents { title } nextMeetings { title startsAt }""",
        {
            "title": Prose("Teemaryhmän kokous"),
            "summary": Prose("Hyväksyi suunnitelman."),
            "placeName": Prose("Iso sali"),
            "startsAt": "2014-08-27T13:00:00+03:00",
            "endsAt": "2014-08-27T16:00:00+03:00",
            "place": {"street": "Katu 1", "city": "Helsinki"},
            "workingGroup": {"title": Prose("Vapaaehtoistoiminnan teemaryhmä")},
            "hosts": [{"title": Prose("Keskus ry")}],
            "agenda": [
                {
                    "startsAt": f"{starts}:00",
                    "endsAt": f"{ends}:00",
                    "title": Prose(title),
                    "speakers": Prose(speakers) if speakers else None,
                    "text": Prose(text) if text else None,
                }
                for starts, ends, title, speakers, text in agenda
            ],
            "decisions": [Prose("Suunnitelma hyväksyttiin.")],
            "minutes": [{"text": Prose("Diat jaettiin")}],
            "documents": [{"title": "Diat"}],
            "nextMeetings": [{"title": Prose("Marraskuun kokous"), "startsAt": "2014-11-19T13:00:00+02:00"}],
        },
    )


# Goal, sub-goal, measure, what is done, who, schedule as typed and as it is kept, status, its day and its word.
PLAN = [
    ("Näkyväksi ja tunnetuksi", "Tehtävät löytyvät", "Tehtävät kuvataan", "Mitä, missä, milloin.",
     ("2014-h2", "2014-H2"), ("", None), "DONE", "2016-02-29", "Kuvauksia on kolmekymmentä."),
    ("Uusia vapaaehtoisia", "Kynnys madaltuu", "Kerrotaan oppilaitoksissa", "Esittelyjä.",
     ("2015", "2015"), ("2016", "2016"), "RUNNING", "", ""),
    ("Käytännön työ yhdessä", "Vapaaehtoiset jaksavat", "Virkistys ja palkitseminen", "Virkistysilta.",
     ("9/2015", "2015-09"), ("5.12.2017", "2017-12-05"), "PLANNED", "", ""),
]  # fmt: skip


def _goal(host: OrganisationPage, row: Any) -> tuple[str, dict[str, Any]]:
    goal, part, measure, text, starts, ends, status, day, word = row
    who = items({"organisation": host.pk, "role": "Koordinoi"}, {"organisation": "", "role": "Yhdistykset vuorotellen"})
    entered = {
        "title": measure, "text": text, "responsible": who, "starts": starts[0], "ends": ends[0], "status": status,
        "status_on": day, "status_text": word,
    }  # fmt: skip
    return "goal", {"title": goal, "sub_goals": items({"title": part, "measures": items(entered)})}


def _told(row: Any) -> dict[str, Any]:
    goal, part, measure, text, starts, ends, status, day, word = row
    told = {
        "title": Prose(measure),
        "text": Prose(text),
        "responsible": [
            {"organisation": {"title": Prose("Keskus ry")}, "role": Prose("Koordinoi")},
            {"organisation": None, "role": Prose("Yhdistykset vuorotellen")},
        ],
        "starts": {"value": starts[1]},
        "ends": {"value": ends[1]} if ends[1] else None,
        "status": status,
        "statusOn": day or None,
        "statusText": Prose(word) if word else None,
    }
    return {"title": Prose(goal), "subGoals": [{"title": Prose(part), "measures": [told]}]}


def test_the_plan_cell_by_cell(office: Office, host: OrganisationPage, group: WorkingGroupPage) -> None:
    plan = office.enter(
        ActionPlanPage,
        "Toimintasuunnitelma 2014–2017",
        slug="toimintasuunnitelma",
        summary="Kolme tavoitetta.",
        goals=blocks(*(_goal(host, row) for row in PLAN)),
        working_group=group.pk,
        starts_on="2014-08-27",
        ends_on="2017-12-31",
    )
    office.translate(plan)

    office.tells(
        "actionPlan",
        plan,
        """title summary startsOn endsOn workingGroup { title } goals { title subGoals { title measures {
        title text responsible { organisation { title } role } starts { value } ends { value }
        status statusOn statusText } } }""",
        {
            "title": Prose("Toimintasuunnitelma 2014–2017"),
            "summary": Prose("Kolme tavoitetta."),
            "startsOn": "2014-08-27",
            "endsOn": "2017-12-31",
            "workingGroup": {"title": Prose("Vapaaehtoistoiminnan teemaryhmä")},
            "goals": [_told(row) for row in PLAN],
        },
    )


def test_the_opportunity_that_a_measure_describes(office: Office, host: OrganisationPage) -> None:
    contact = make.contact(title={"fi": "Ohjaaja", "sv": "sv: Ohjaaja"}, organisation=host)
    opportunity = office.enter(
        VolunteerOpportunityPage,
        "Puhelinystävä",
        summary="Soita ihmiselle, joka kaipaa juttuseuraa.",
        schedule="Torstaisin",
        skills="Halu kuunnella",
        support=blocks(("statement", "Perehdytys.")),
        organisation=host.pk,
        languages=["fi", "ru"],
        areas=chosen("area", make.area("091")),
        sign_up_url=f"{SITE}/mukaan",
        contacts=chosen("contact", contact),
    )
    office.translate(opportunity)

    office.tells(
        "volunteerOpportunity",
        opportunity,
        """title summary schedule skills support organisation { title } isRemote languages areas { code } signUpUrl
        contacts { title }""",
        {
            "title": Prose("Puhelinystävä"),
            "summary": Prose("Soita ihmiselle, joka kaipaa juttuseuraa."),
            "schedule": Prose("Torstaisin"),
            "skills": Prose("Halu kuunnella"),
            "support": [Prose("Perehdytys.")],
            "organisation": {"title": Prose("Keskus ry")},
            "isRemote": False,
            "languages": ["fi", "ru"],
            "areas": [{"code": "091"}],
            "signUpUrl": f"{SITE}/mukaan",
            "contacts": [{"title": Prose("Ohjaaja")}],
        },
    )
