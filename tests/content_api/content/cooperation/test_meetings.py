"""What partner sites learn of the meetings of working groups."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from content_api import ids
from organisations.models import MeetingPage
from tests import factories as make
from tests.conftest import Graphql, Lasting
from tests.content_api.content.entering import Enter, add_page, links, stream
from tests.content_api.trees.bodies import stored

LIST = """
query ($filter: MeetingFilter, $order: [MeetingOrder!]) {
  meetings(filter: $filter, order: $order) { totalCount nodes { title } }
}
"""
AGENDA = "query ($by: ContentBy!, $locales: [LanguageTag!]) { meeting(by: $by, locales: $locales) { agenda { %s } } }"


@pytest.fixture(scope="module")
def tree(lasting: Lasting) -> Iterator[SimpleNamespace]:
    with lasting():
        group, host = make.working_group("Teemaryhmä"), make.organisation("Isäntä")
        first = make.meeting("Elokuu", working_group=group, starts_at=make.at(2014, 8, 27, 13))
        autumn = make.meeting("Marraskuu", working_group=group, starts_at=make.at(2014, 11, 19, 13))
        to_come = make.meeting("Tulossa", starts_at=make.at(2124, 5, 1, 13), themes=[make.theme("nuoret")])
        make.meeting("Luonnos", working_group=group, live=False)
        first.hosts.create(organisation=host)
        first.next_meetings.create(meeting=autumn)
        make.publish(first)
        yield SimpleNamespace(group=group, host=host, first=first, autumn=autumn, to_come=to_come)


def _item(title: str, starts_at: str | None = None) -> dict[str, Any]:
    times = {"starts_at": starts_at, "ends_at": None}
    return stored("agenda_item", {**times, "title": title, "speakers": "", "text": ""})


def _found(graphql: Graphql, order: list[str] | None = None, **given: Any) -> list[str]:
    found = graphql(LIST, filter=given, order=order)["meetings"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["title"] for node in found["nodes"]]


def test_everything_of_a_meeting_is_entered_and_read_back(
    enter: Enter, graphql: Graphql, tree: SimpleNamespace
) -> None:
    theme, paper = make.theme("vapaaehtoisuus"), make.document("Diat")
    items = [("13:00", "13:30", "Tervetuloa", "Isännät", ""), ("13:30", "", "Suunnitelma", "", "Kolme tavoitetta.")]
    names = ("starts_at", "ends_at", "title", "speakers", "text")
    add_page(
        enter,
        "organisations.meetingpage",
        tree.first.get_parent(),
        {
            "title": "Uusi kokous",
            "summary": "Päätti suunnitelmasta.",
            "place_name": "Iso sali",
            "agenda": stream(*(("agenda_item", dict(zip(names, item, strict=True))) for item in items)),
            "decisions": stream(("statement", "Suunnitelma hyväksyttiin.")),
            "minutes": stream(("heading", {"text": "Muistio", "level": "2"})),
            "working_group": tree.group.pk,
            "starts_at": "2014-08-27 13:00",
            "ends_at": "2014-08-27 16:00",
            "street": "Katu 1",
            "postal_code": "00100",
            "city": "Helsinki",
            "latitude": "60.17",
            "longitude": "24.94",
            "online_url": "https://example.org/kokous",
            "themes": [theme.pk],
            "hosts": links("organisation", tree.host),
            "documents": links("document", paper),
            "next_meetings": links("meeting", tree.autumn),
        },
    )
    fields = """
        title summary placeName startsAt endsAt onlineUrl place { street postalCode city latitude longitude }
        workingGroup { title } hosts { title } agenda { startsAt endsAt title speakers text lang } decisions
        minutes { ... on HeadingBlock { text } } documents { title } nextMeetings { title startsAt } themes { slug }
        seo { jsonLd }
    """
    (found,) = graphql(f'{{ meetings(filter: {{ query: "uusi" }}) {{ nodes {{ {fields} }} }} }}')["meetings"]["nodes"]
    told = found.pop("seo")["jsonLd"]
    assert found == {
        "title": "Uusi kokous",
        "summary": "Päätti suunnitelmasta.",
        "placeName": "Iso sali",
        "startsAt": "2014-08-27T13:00:00+03:00",
        "endsAt": "2014-08-27T16:00:00+03:00",
        "onlineUrl": "https://example.org/kokous",
        "place": {
            "street": "Katu 1",
            "postalCode": "00100",
            "city": "Helsinki",
            "latitude": 60.17,
            "longitude": 24.94,
        },
        "workingGroup": {"title": "Teemaryhmä"},
        "hosts": [{"title": "Isäntä"}],
        "agenda": [
            {
                "startsAt": "13:00:00",
                "endsAt": "13:30:00",
                "title": "Tervetuloa",
                "speakers": "Isännät",
                "text": None,
                "lang": "fi",
            },
            {
                "startsAt": "13:30:00",
                "endsAt": None,
                "title": "Suunnitelma",
                "speakers": None,
                "text": "Kolme tavoitetta.",
                "lang": "fi",
            },
        ],
        "decisions": ["Suunnitelma hyväksyttiin."],
        "minutes": [{"text": "Muistio"}],
        "documents": [{"title": "Diat"}],
        "nextMeetings": [{"title": "Marraskuu", "startsAt": "2014-11-19T13:00:00+02:00"}],
        "themes": [{"slug": "vapaaehtoisuus"}],
    }
    assert (told["@type"], told["startDate"], told["eventAttendanceMode"]) == (
        "Event",
        "2014-08-27T13:00:00+03:00",
        "https://schema.org/MixedEventAttendanceMode",
    )


def test_filters(graphql: Graphql, tree: SimpleNamespace) -> None:
    def of(kind: str, page: Any) -> list[str]:
        return [ids.encode(kind, page.pk)]

    assert _found(graphql) == ["Tulossa", "Marraskuu", "Elokuu"]
    assert _found(graphql, ["STARTS_AT_ASC"]) == ["Elokuu", "Marraskuu", "Tulossa"]
    assert _found(graphql, workingGroups=of("WorkingGroup", tree.group)) == ["Marraskuu", "Elokuu"]
    assert _found(graphql, hosts=of("Organisation", tree.host)) == ["Elokuu"]
    assert _found(graphql, upcoming=True) == ["Tulossa"]
    assert _found(graphql, upcoming=False) == ["Marraskuu", "Elokuu"]
    assert _found(graphql, themes=["nuoret"]) == ["Tulossa"]
    window = {"startsAfter": "2014-08-27T13:00:00+03:00", "startsBefore": "2014-12-01T00:00:00+02:00"}
    assert _found(graphql, None, **window) == ["Marraskuu"]


def test_a_moment_without_an_offset_is_refused(graphql: Graphql) -> None:
    (error,) = graphql.answer(LIST, filter={"startsAfter": "2014-08-27T13:00:00"})["errors"]
    assert "startsAfter" in error["message"]


def test_a_group_lists_its_meetings_and_a_meeting_those_that_follow(graphql: Graphql, tree: SimpleNamespace) -> None:
    group = graphql(
        "query ($by: ContentBy!) { workingGroup(by: $by) { meetings { nodes { title nextMeetings { title } } } } }",
        by={"path": tree.group.url_path},
    )["workingGroup"]
    assert group["meetings"]["nodes"] == [
        {"title": "Marraskuu", "nextMeetings": []},
        {"title": "Elokuu", "nextMeetings": [{"title": "Marraskuu"}]},
    ]


def test_times_are_the_same_in_every_language_and_foreign_words_say_so(graphql: Graphql) -> None:
    items = [_item(title, "13:00") for title in ("Alku", "Loppu")]
    page = make.meeting("Kokous", agenda=items)
    make.translate(page, "sv")
    page = MeetingPage.objects.get(pk=page.pk)
    page.agenda = [*items, _item("Lisä", "15:00")]
    make.publish(page)

    asked = AGENDA % "startsAt title lang foreign { field lang }"
    found = graphql(asked, by={"translationKey": str(page.translation_key)}, locales=["sv"])["meeting"]["agenda"]

    assert [item["startsAt"] for item in found] == ["13:00:00", "13:00:00", "15:00:00"]
    assert [item["title"] for item in found][:2] == ["sv: Alku", "sv: Loppu"]
    assert (found[2]["title"], found[2]["lang"]) == ("Lisä", "fi")


@pytest.mark.parametrize("typed", ["kello yksi", "25:00", "13.00.99"])
def test_of_a_time_that_is_none_readers_are_told_none(graphql: Graphql, typed: str) -> None:
    """An earlier release may have stored it."""
    page = make.meeting("Kokous")
    MeetingPage.objects.filter(pk=page.pk).update(agenda=[_item("Alku", typed)])
    found = graphql(AGENDA % "startsAt title", by={"path": page.url_path})["meeting"]["agenda"]
    assert found == [{"startsAt": None, "title": "Alku"}]
