"""Every fact that the domain asks of an event is entered in the admin and read back in the API."""

from news.models import EventIndexPage
from tests import factories as make
from tests.conftest import Graphql
from tests.content_api.content.entering import Enter, add_page, links, stream


def test_event(enter: Enter, graphql: Graphql) -> None:
    index = make.index(EventIndexPage, "fi")
    organiser, project, theme, contact = (
        make.organisation("HyTe ry"),
        make.project("Hanke"),
        make.theme("osallisuus"),
        make.contact(),
    )
    add_page(
        enter,
        "news.eventpage",
        index,
        {
            "title": "Vuoden päätösjuhla",
            "summary": "Verkosto juhlii.",
            "place_name": "Juhlasali",
            "price": "Maksuton",
            "body": stream(("quote", {"text": "Tervetuloa.", "speaker": "HyTe", "role": "Järjestäjä"})),
            "hero_image": make.image().pk,
            "starts_at": "2026-12-13 16:00",
            "ends_at": "2026-12-13 18:00",
            "status": "POSTPONED",
            "previous_starts_at": "2026-10-25 02:30",
            "street": "Esimerkkikuja 1",
            "postal_code": "02100",
            "city": "Espoo",
            "latitude": "60.1765",
            "longitude": "24.805",
            "online_url": "https://example.org/juhla",
            "registration_url": "https://example.org/ilmoittaudu",
            "registration_ends_at": "2026-06-30 23:59",
            "themes": [theme.pk],
            "areas": links("area", make.area("049")),
            "organisers": links("organisation", organiser),
            "projects": links("project", project),
            "contacts": links("contact", contact),
        },
    )
    fields = """
        title summary placeName price startsAt endsAt isAllDay status statusLabel previousStartsAt
        place { street postalCode city latitude longitude } onlineUrl registrationUrl registrationEndsAt
        heroImage { alt } themes { slug } areas { code } organisers { title } projects { title } contacts { title }
        body { ... on QuoteBlock { text speaker role } } seo { jsonLd }
    """
    ((event,),) = [graphql(f"{{ events {{ nodes {{ {fields} }} }} }}")["events"]["nodes"]]
    told = event.pop("seo")["jsonLd"]
    assert event == {
        "title": "Vuoden päätösjuhla",
        "summary": "Verkosto juhlii.",
        "placeName": "Juhlasali",
        "price": "Maksuton",
        "startsAt": "2026-12-13T16:00:00+02:00",
        "endsAt": "2026-12-13T18:00:00+02:00",
        "isAllDay": False,
        "status": "POSTPONED",
        "statusLabel": "Siirretty",
        # In the night in which this hour is there twice, it is the first of them.
        "previousStartsAt": "2026-10-25T02:30:00+03:00",
        "place": {
            "street": "Esimerkkikuja 1",
            "postalCode": "02100",
            "city": "Espoo",
            "latitude": 60.1765,
            "longitude": 24.805,
        },
        "onlineUrl": "https://example.org/juhla",
        "registrationUrl": "https://example.org/ilmoittaudu",
        "registrationEndsAt": "2026-06-30T23:59:00+03:00",
        "heroImage": {"alt": "Sininen kenttä"},
        "themes": [{"slug": "osallisuus"}],
        "areas": [{"code": "049"}],
        "organisers": [{"title": "HyTe ry"}],
        "projects": [{"title": "Hanke"}],
        "contacts": [{"title": "Projektipäällikkö"}],
        "body": [{"text": "Tervetuloa.", "speaker": "HyTe", "role": "Järjestäjä"}],
    }
    assert {name: told[name] for name in told if name not in {"url", "image"}} == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Vuoden päätösjuhla",
        "description": "Kuvaus.",
        "startDate": "2026-12-13T16:00:00+02:00",
        "endDate": "2026-12-13T18:00:00+02:00",
        "previousStartDate": "2026-10-25T02:30:00+03:00",
        "eventStatus": "https://schema.org/EventRescheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "Juhlasali",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "Esimerkkikuja 1",
                    "postalCode": "02100",
                    "addressLocality": "Espoo",
                },
                "geo": {"@type": "GeoCoordinates", "latitude": 60.1765, "longitude": 24.805},
            },
            {"@type": "VirtualLocation", "url": "https://example.org/juhla"},
        ],
        "inLanguage": "fi",
    }
