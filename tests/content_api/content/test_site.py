"""What the whole site has: its name, menus, footer and how to reach it."""

from typing import Any

import pytest
from wagtail.models import CollectionViewRestriction, Site

from home.models import Footer, Menu, SignUp, SiteChannel, SiteSettings
from tests import factories as make
from tests.conftest import Graphql
from tests.content_api.trees.bodies import listed, stored

MENUS = """
query ($locales: [LanguageTag!]) {
  site(locales: $locales) {
    menus { handle items { title url content { title } children { title url children { title } } } }
  }
}
"""
FOOTER = """
query ($locales: [LanguageTag!]) {
  site(locales: $locales) { footer { __typename ... on HeadingBlock { text } } }
}
"""
ABOUT = """
query ($locales: [LanguageTag!]) {
  site(locales: $locales) {
    name email phone
    address { street postalCode city latitude longitude }
    channels { kind url label }
    signUps { label url }
  }
}
"""


@pytest.fixture(autouse=True)
def frontend(settings: Any) -> None:
    settings.FRONTEND_BASE_URL = "https://www.example.org"


def _entry(page: Any = None, *, title: str = "", url: str = "", children: tuple[Any, ...] = ()) -> dict[str, Any]:
    return {"title": title, "page": page and page.pk, "url": url, "children": listed(*children)}


def _menu(handle: str, tag: str, *entries: dict[str, Any]) -> Menu:
    return Menu.objects.create(
        handle=handle, locale=make.locale(tag), items=[stored("item", entry) for entry in entries]
    )


def test_a_site_without_settings_has_its_plain_name(graphql: Graphql) -> None:
    assert graphql(ABOUT)["site"] == {
        "name": "Verkosto",
        "email": None,
        "phone": None,
        "address": None,
        "channels": [],
        "signUps": [],
    }


def test_settings_come_in_the_readers_language(graphql: Graphql) -> None:
    site = SiteSettings.objects.create(
        site=Site.objects.get(is_default_site=True),
        name={"fi": "Verkosto ry", "sv": "Nätverket rf"},
        email="verkosto@example.org",
        phone="+358 40 123 4567",
        street="Katu 1",
        postal_code="02100",
        city="Espoo",
    )
    SiteChannel.objects.create(page=site, kind="FACEBOOK", url="https://example.org/fb", sort_order=2)
    SiteChannel.objects.create(
        page=site, kind="OTHER", url="https://example.org/b", label={"fi": "Blogi"}, sort_order=1
    )
    SignUp.objects.create(page=site, label={"fi": "Uutiskirje", "sv": "Nyhetsbrev"}, url="https://example.org/tilaa")

    assert graphql(ABOUT, locales=["sv"])["site"] == {
        "name": "Nätverket rf",
        "email": "verkosto@example.org",
        "phone": "+358 40 123 4567",
        "address": {"street": "Katu 1", "postalCode": "02100", "city": "Espoo", "latitude": None, "longitude": None},
        "channels": [
            {"kind": "OTHER", "url": "https://example.org/b", "label": "Blogi"},
            {"kind": "FACEBOOK", "url": "https://example.org/fb", "label": None},
        ],
        "signUps": [{"label": "Nyhetsbrev", "url": "https://example.org/tilaa"}],
    }
    assert graphql(ABOUT, locales=["ru"])["site"]["name"] == "Verkosto ry"


def test_a_menu_has_entries_and_entries_below(graphql: Graphql) -> None:
    page, below = make.content_page("Meistä", slug="meista"), make.content_page("Hallitus", slug="hallitus")
    _menu(
        "main",
        "fi",
        _entry(page, children=(_entry(below, title="Johto"), _entry(url="https://example.com/", title="Muualla"))),
        _entry(url="https://example.com/a", title="Ulkona"),
    )

    assert graphql(MENUS)["site"]["menus"] == [
        {
            "handle": "main",
            "items": [
                {
                    "title": "Meistä",
                    "url": "https://www.example.org/fi/meista/",
                    "content": {"title": "Meistä"},
                    "children": [
                        {"title": "Johto", "url": "https://www.example.org/fi/hallitus/", "children": []},
                        {"title": "Muualla", "url": "https://example.com/", "children": []},
                    ],
                },
                {"title": "Ulkona", "url": "https://example.com/a", "content": None, "children": []},
            ],
        }
    ]


def test_a_menu_comes_once_for_each_handle_in_the_readers_language(graphql: Graphql) -> None:
    for handle, tag in (("main", "fi"), ("main", "sv"), ("footer", "fi"), ("only-en", "en")):
        _menu(handle, tag, _entry(url="https://example.com/", title=f"{handle} {tag}"))

    def titles(*locales: str) -> dict[str, str]:
        menus = graphql(MENUS, locales=list(locales))["site"]["menus"]
        return {menu["handle"]: menu["items"][0]["title"] for menu in menus}

    assert titles("sv") == {"footer": "footer fi", "main": "main sv", "only-en": "only-en en"}
    assert titles("fi") == {"footer": "footer fi", "main": "main fi", "only-en": "only-en en"}


def test_an_entry_leads_to_the_readers_language(graphql: Graphql) -> None:
    page = make.content_page("Meistä")
    swedish = make.translate(page, "sv")
    _menu("main", "fi", _entry(page))

    (item,) = graphql(MENUS, locales=["sv"])["site"]["menus"][0]["items"]

    assert (item["title"], item["url"]) == ("sv: Meistä", f"https://www.example.org{swedish.url_path}")


def test_an_entry_whose_page_is_not_public_is_left_out_with_what_is_below_it(graphql: Graphql) -> None:
    draft, page = make.content_page(live=False), make.content_page("Sivu")
    _menu(
        "main", "fi", _entry(draft, title="Luonnos", children=(_entry(page),)), _entry(page, children=(_entry(draft),))
    )

    (item,) = graphql(MENUS)["site"]["menus"][0]["items"]

    assert (item["title"], item["children"]) == ("Sivu", [])


def test_a_damaged_entry_is_left_out(graphql: Graphql) -> None:
    menu = _menu("main", "fi", _entry(url="https://example.com/", title="Ehjä"))
    good = menu.items.raw_data[0]
    Menu.objects.filter(pk=menu.pk).update(
        items=[{"type": "item", "value": {}, "id": "1"}, {"type": "unknown", "value": {}, "id": "2"}, dict(good)]
    )

    assert [item["title"] for item in graphql(MENUS)["site"]["menus"][0]["items"]] == ["Ehjä"]


def test_the_footer_comes_in_the_best_language(graphql: Graphql) -> None:
    assert graphql(FOOTER)["site"]["footer"] == []
    for tag in ("fi", "sv"):
        Footer.objects.create(
            locale=make.locale(tag), body=[stored("heading", {"text": f"Alaosa {tag}", "level": "2"})]
        )

    for asked, text in (("sv", "Alaosa sv"), ("fi", "Alaosa fi"), ("ru", "Alaosa fi")):
        assert graphql(FOOTER, locales=[asked])["site"]["footer"] == [{"__typename": "HeadingBlock", "text": text}]


def test_the_logo_is_an_image_that_everybody_may_see(graphql: Graphql) -> None:
    row = SiteSettings.objects.create(site=Site.objects.get(is_default_site=True))
    query = "{ site { name logo { id alt width } } }"
    assert graphql(query) == {"site": {"name": "Verkosto", "logo": None}}
    row.logo = make.image("Tunnus", size=(48, 24), alt={"fi": "Kolme ympyrää"})
    row.save()
    logo = graphql(query)["site"]["logo"]
    assert (logo["alt"], logo["width"]) == ("Kolme ympyrää", 48)
    collection = make.collection("Sisäiset")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    row.logo.collection = collection
    row.logo.save()
    assert graphql(query) == {"site": {"name": "Verkosto", "logo": None}}
