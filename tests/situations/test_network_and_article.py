"""Situation 2: a network below another one, and the long news article about its year."""

import pytest
from wagtail.test.utils.form_data import rich_text

from news.models import EventPage, NewsArticlePage
from organisations.models import KeyFigure, NetworkPage, OrganisationPage
from tests import factories as make
from tests.situations.telling import Office, Prose, blocks, chosen, items, names, rows

pytestmark = pytest.mark.django_db
SITE = "https://example.org"


@pytest.fixture
def hyte(office: Office) -> OrganisationPage:
    page: OrganisationPage = office.enter(
        OrganisationPage, "HyTe ry", summary="Yhdistysten yhteistyö Länsi-Uudellamaalla.", kind="ASSOCIATION"
    )
    office.translate(page)
    return page


def _network(office: Office, hyte: OrganisationPage) -> tuple[NetworkPage, NetworkPage]:
    board = office.enter(NetworkPage, "Järjestöjen neuvottelukunta", summary="Seitsemän teemaverkostoa.")
    office.translate(board)
    network = office.enter(
        NetworkPage,
        "Kumppanuushautomo",
        summary="Auttaa vieraskielisten yhdistyksiä vaikuttamaan palveluihin.",
        body=blocks(("heading", {"text": "Nimeää edustajia ja tekee aloitteita", "level": "2"})),
        coordinator=hyte.pk,
        founded_year="2017",
        parent_network=board.pk,
        members=rows({"organisation": hyte.pk, **names("role", Prose("Koordinaattori")), "since": "2017-01-01"}),
        areas=chosen("area", make.area("WELLBEING_COUNTY:03")),
    )
    office.translate(network)
    return board, network


def test_the_network_its_place_and_whom_it_chairs(office: Office, hyte: OrganisationPage) -> None:
    _board, _hautomo = _network(office, hyte)
    youth = office.enter(
        NetworkPage,
        "KOTY nuoret",
        summary="Nuorten kotoutuminen.",
        chairs=rows({"organisation": hyte.pk, "year": "2023"}),
    )
    office.translate(youth)

    office.tells(
        "network",
        _hautomo,
        """title summary foundedYear coordinator { title } parent { title } areas { kind code }
        members { role since until organisation { title } } body { ... on HeadingBlock { text } }""",
        {
            "title": Prose("Kumppanuushautomo"),
            "summary": Prose("Auttaa vieraskielisten yhdistyksiä vaikuttamaan palveluihin."),
            "foundedYear": 2017,
            "coordinator": {"title": Prose("HyTe ry")},
            "parent": {"title": Prose("Järjestöjen neuvottelukunta")},
            "areas": [{"kind": "WELLBEING_COUNTY", "code": "03"}],
            "members": [
                {
                    "role": Prose("Koordinaattori"),
                    "since": "2017-01-01",
                    "until": None,
                    "organisation": {"title": Prose("HyTe ry")},
                }
            ],
            "body": [{"text": Prose("Nimeää edustajia ja tekee aloitteita")}],
        },
    )
    chairs = {"chairs": [{"year": 2023, "organisation": {"title": Prose("HyTe ry")}}]}
    office.tells("network", youth, "chairs { year organisation { title } }", chairs)
    below = {"networks": {"nodes": [{"title": Prose("Kumppanuushautomo")}]}}
    office.tells("network", _board, "networks { nodes { title } }", below)


def _figures(office: Office) -> list[KeyFigure]:
    return [
        office.record(
            KeyFigure,
            value=value,
            **names("unit", Prose(unit)),
            **names("label", Prose(label)),
            as_of="2021-12-31",
            source=source,
            source_url=f"https://{source}/",
            earlier=rows({"value": "–", "as_of": "2020-12-31", "source": source}),
        )
        for value, unit, label, source in (
            ("59 610", "henkilöä", "vieraskielisiä Espoossa", "espoo.fi"),
            ("20,1", "prosenttia", "Espoon asukkaista", "espoo.fi"),
            ("70 500", "henkilöä", "vieraskielisiä hyvinvointialueella", "luvn.fi"),
        )
    ]


def test_the_article_with_its_figures_event_and_contacts(office: Office, hyte: OrganisationPage) -> None:
    figures = _figures(office)
    posts = [
        make.contact(title={"fi": title, "sv": Prose(title).swedish}, organisation=hyte)
        for title in ("Suunnittelija", "Puheenjohtaja")
    ]
    before = office.enter(
        NewsArticlePage, "Kaksi työpajaa vuonna 2022", ingress="Työpajat kokosivat yhdistykset.", date="2022-11-01"
    )
    party = office.enter(
        EventPage,
        "Vuoden päätösjuhla",
        summary="Verkosto juhlii.",
        starts_at="2022-12-13 16:00",
        ends_at="2022-12-13 18:00",
        organisers=chosen("organisation", hyte),
    )
    article = office.enter(
        NewsArticlePage,
        "Verkoston vuosi",
        ingress="Kumppanuushautomo kokoaa vieraskielisten yhdistykset.",
        date="2022-12-01",
        body=blocks(
            ("heading", {"text": "Luvut kertovat", "level": "2"}),
            ("paragraph", rich_text("<p>Joka viides puhuu <b>muuta kieltä</b>.</p>")),
            *(("key_figure", figure.pk) for figure in figures),
            ("quote", {"text": "Yhdessä kuullaan.", "speaker": "HyTe ry", "role": "Koordinoija"}),
            ("related_content", {"title": "Lue myös", "items": items(before.pk)}),
            (
                "call_to_action",
                {
                    "title": "Liity verkostoon",
                    "text": "Tervetuloa mukaan.",
                    "link_text": "Liity",
                    "page": "",
                    "url": f"{SITE}/liity",
                },
            ),
            ("contact", {"contacts": items(*(post.pk for post in posts))}),
            (
                "call_to_action",
                {
                    "title": "Uutiskirje",
                    "text": "Kerran kuussa.",
                    "link_text": "Tilaa",
                    "page": "",
                    "url": f"{SITE}/tilaa",
                },
            ),
        ),
        organisations=chosen("organisation", hyte),
        events=chosen("event", party),
        contacts=chosen("contact", *posts),
        areas=chosen("area", make.area("049")),
    )
    office.translate(before, party, article)

    blocks_of = """
        __typename ... on HeadingBlock { heading: text level } ... on ParagraphBlock { text { markdown } }
        ... on KeyFigureBlock { value unit label asOf source sourceUrl keyFigure { earlierValues { value asOf } } }
        ... on QuoteBlock { quote: text speaker role }
        ... on RelatedContentBlock { title items { title } } ... on ContactBlock { contacts { title } }
        ... on CallToActionBlock { call: title words: text linkText url }"""
    figure_told = {
        "__typename": "KeyFigureBlock",
        "asOf": "2021-12-31",
        "keyFigure": {"earlierValues": [{"value": "–", "asOf": "2020-12-31"}]},
    }
    titles = [{"title": Prose("Suunnittelija")}, {"title": Prose("Puheenjohtaja")}]
    office.tells(
        "newsArticle",
        article,
        f"""title ingress date organisations {{ title }} areas {{ code }} contacts {{ title }}
        events {{ title startsAt endsAt organisers {{ title }} newsArticles {{ nodes {{ title }} }} }}
        body {{ {blocks_of} }}""",
        {
            "title": Prose("Verkoston vuosi"),
            "ingress": Prose("Kumppanuushautomo kokoaa vieraskielisten yhdistykset."),
            "date": "2022-12-01",
            "organisations": [{"title": Prose("HyTe ry")}],
            "areas": [{"code": "049"}],
            "contacts": titles,
            "events": [
                {
                    "title": Prose("Vuoden päätösjuhla"),
                    "startsAt": "2022-12-13T16:00:00+02:00",
                    "endsAt": "2022-12-13T18:00:00+02:00",
                    "organisers": [{"title": Prose("HyTe ry")}],
                    "newsArticles": {"nodes": [{"title": Prose("Verkoston vuosi")}]},
                }
            ],
            "body": [
                {"__typename": "HeadingBlock", "heading": Prose("Luvut kertovat"), "level": 2},
                {"__typename": "ParagraphBlock", "text": {"markdown": Prose("Joka viides puhuu **muuta kieltä**.")}},
                {
                    **figure_told,
                    "value": "59 610",
                    "unit": Prose("henkilöä"),
                    "label": Prose("vieraskielisiä Espoossa"),
                    "source": "espoo.fi",
                    "sourceUrl": "https://espoo.fi/",
                },
                {
                    **figure_told,
                    "value": "20,1",
                    "unit": Prose("prosenttia"),
                    "label": Prose("Espoon asukkaista"),
                    "source": "espoo.fi",
                    "sourceUrl": "https://espoo.fi/",
                },
                {
                    **figure_told,
                    "value": "70 500",
                    "unit": Prose("henkilöä"),
                    "label": Prose("vieraskielisiä hyvinvointialueella"),
                    "source": "luvn.fi",
                    "sourceUrl": "https://luvn.fi/",
                },
                {
                    "__typename": "QuoteBlock",
                    "quote": Prose("Yhdessä kuullaan."),
                    "speaker": Prose("HyTe ry"),
                    "role": Prose("Koordinoija"),
                },
                {
                    "__typename": "RelatedContentBlock",
                    "title": Prose("Lue myös"),
                    "items": [{"title": Prose("Kaksi työpajaa vuonna 2022")}],
                },
                {
                    "__typename": "CallToActionBlock",
                    "call": Prose("Liity verkostoon"),
                    "words": Prose("Tervetuloa mukaan."),
                    "linkText": Prose("Liity"),
                    "url": f"{SITE}/liity",
                },
                {"__typename": "ContactBlock", "contacts": titles},
                {
                    "__typename": "CallToActionBlock",
                    "call": Prose("Uutiskirje"),
                    "words": Prose("Kerran kuussa."),
                    "linkText": Prose("Tilaa"),
                    "url": f"{SITE}/tilaa",
                },
            ],
        },
    )
