"""A language that is added has a home page to translate, translators and menus at once; it can be removed again."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import GroupPagePermission, Locale

from cms.translation.snippets import following
from home import setup
from home.models import Footer, HomePage, Menu
from news.models import NewsArticlePage
from tests import factories as make
from tests.admin import is_refused, signed_in, text_of
from tests.conftest import Graphql
from tests.translation.desk.test_desk import states_in
from tests.translation.snippets.test_following import _item, _menu, titles, write

pytestmark = pytest.mark.django_db
LOCALES = """
{ site { locales { tag name nativeName direction isEasy fallback path } } }
"""
ROUTE = """
query ($path: String!, $locales: [LanguageTag!]) {
  route(path: $path, locales: $locales) { __typename ... on PageRoute { content { title language { served } } } }
}
"""


@pytest.fixture
def admin() -> Client:
    return signed_in("Administrators", name="admin")


def _add(admin: Client, tag: str) -> Locale:
    answer = admin.post("/admin/locales/new/", {"language_code": tag})
    assert (answer.status_code, answer.headers["location"]) == (302, "/admin/locales/")
    return Locale.objects.get(language_code=tag)


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        (
            "ar",
            {"name": "Arabic", "nativeName": "العربيّة", "direction": "RTL", "isEasy": False, "fallback": ["en", "fi"]},
        ),
        (
            "fi-x-selko",
            {
                "name": "Easy Finnish",
                "nativeName": "selkosuomi",
                "direction": "LTR",
                "isEasy": True,
                "fallback": ["fi", "en", "sv"],
            },
        ),
    ],
)
def test_a_language_added_in_the_admin_is_whole(
    admin: Client, settings: Any, graphql: Graphql, tag: str, told: dict[str, Any]
) -> None:
    make.allow_languages(settings, tag)
    make.publish(make.home())
    make.article("Uutinen")
    menu = _menu(_item("Liity", "https://example.org/a"))

    _add(admin, tag)

    assert graphql(LOCALES)["site"]["locales"][-1] == {"tag": tag, **told, "path": None}
    home = HomePage.objects.get(locale__language_code=tag)
    assert (home.slug, home.live, home.url_path) == (tag, False, f"/{tag}/")
    assert states_in(tag) == {"Verkosto": "draft", "Uutisluettelo": "missing", "Uutinen": "missing"}
    assert titles(graphql, tag) == [("Liity", "fi")]
    source = following.source_of(menu)
    assert source is not None
    translator = signed_in(f"Translators: {tag}", name="translator")
    desk = text_of(translator.get(f"/admin/translations/{tag}/records/"))
    assert f'<a href="/admin/translations/{tag}/menus/{source.pk}/">Menu › main</a> (1 text waits)' in desk
    write(menu, tag, Liity="Tule!")
    assert titles(graphql, tag) == [("Tule!", tag)]
    assert GroupPagePermission.objects.filter(group__name="Communicators", page=home).count() == 5


def test_its_first_page_is_translated_and_then_leads_to_the_others(
    admin: Client, settings: Any, graphql: Graphql
) -> None:
    make.allow_languages(settings, "fi-x-selko")
    make.publish(make.home())
    _add(admin, "fi-x-selko")
    translator = signed_in("Translators: fi-x-selko", name="translator")
    listing = text_of(translator.get("/admin/translations/fi-x-selko/"))
    assert "What is not published in it, its readers find in: Finnish, English, Swedish." in listing
    assert '<span lang="fi-x-selko">selkosuomi</span>' not in listing  # One language needs no switch.

    translator.post(f"/admin/translations/fi-x-selko/{make.home().pk}/start/")
    page = HomePage.objects.get(locale__language_code="fi-x-selko")
    screen = text_of(translator.get(f"/admin/pages/{page.pk}/edit/"))

    assert 'lang="fi-x-selko" dir="ltr"' in screen
    make.translate(make.home(), "fi-x-selko")
    assert graphql(ROUTE, path="/fi-x-selko/")["route"] == {
        "__typename": "PageRoute",
        "content": {"title": "fi-x-selko: Verkosto", "language": {"served": "fi-x-selko"}},
    }


def test_what_an_easy_language_lacks_is_read_in_its_base_language(settings: Any, graphql: Graphql) -> None:
    make.add_language(settings, "fi-x-selko")
    page = make.translate(make.article("Nyhet", tag="sv"), "fi")

    related = "query ($key: ID!) { content(by: {translationKey: $key}) { title language { served } } }"

    assert graphql(related, key=str(page.translation_key))["content"]["title"] == "fi: Nyhet"
    asked = graphql(
        '{ newsArticles(locales: ["fi-x-selko", "fi", "sv"]) { nodes { title language { served isFallback } } } }'
    )
    assert asked["newsArticles"]["nodes"] == [{"title": "fi: Nyhet", "language": {"served": "fi", "isFallback": True}}]


def test_the_settings_alone_give_it_the_same_at_the_next_migrate(settings: Any) -> None:
    make.allow_languages(settings, "ar", "fi-x-selko")

    setup.set_up()
    setup.set_up()

    assert set(HomePage.objects.filter(live=False).values_list("slug", flat=True)) >= {"ar", "fi-x-selko"}
    assert Group.objects.filter(name__in=["Translators: ar", "Translators: fi-x-selko"]).count() == 2


def test_the_list_of_languages_says_where_readers_look_next_and_which_is_not_published(
    admin: Client, settings: Any
) -> None:
    make.add_language(settings, "fi-x-selko")
    settings.CONTENT_LANGUAGES = ["fi", "sv", "en", "fi-x-selko"]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [(tag, tag) for tag in settings.CONTENT_LANGUAGES]

    shown = text_of(admin.get("/admin/locales/"))

    assert (
        'Easy Finnish</a></div></td> <td><bdi lang="fi-x-selko">selkosuomi</bdi></td> <td>1</td>'
        " <td>Finnish, English, Swedish</td>"
    ) in shown
    assert 'Russian</a> <span class="w-status">not published</span>' in shown


def test_a_language_that_the_settings_do_not_name_is_not_offered(admin: Client) -> None:
    answer = admin.post("/admin/locales/new/", {"language_code": "ar"})

    assert answer.status_code == 200
    assert not Locale.all_objects.filter(language_code="ar").exists()


def test_a_language_is_not_filled_with_copies_of_another(admin: Client, settings: Any) -> None:
    make.allow_languages(settings, "ar")
    make.article("Uutinen")

    component = "wagtail_localize_localesynchronization"
    sync = {f"component-{component}-enabled": "on", f"component-{component}-sync_from": make.locale("fi").pk}
    admin.post("/admin/locales/new/", {"language_code": "ar", **sync})

    assert "synchronise" not in text_of(admin.get("/admin/locales/new/")).lower()
    assert not NewsArticlePage.objects.filter(locale__language_code="ar").exists()


def test_a_language_is_not_renamed(admin: Client, settings: Any) -> None:
    make.allow_languages(settings, "ar")
    russian = make.locale("ru")

    admin.post(f"/admin/locales/edit/{russian.pk}/", {"language_code": "ar"})

    assert Locale.objects.get(pk=russian.pk).language_code == "ru"
    assert not Locale.objects.filter(language_code="ar").exists()


def test_a_language_in_which_nobody_wrote_anything_is_removed_without_a_trace(
    admin: Client, settings: Any, graphql: Graphql
) -> None:
    make.allow_languages(settings, "ar")
    menu = _menu(_item("Liity", "https://example.org/a"))
    arabic = _add(admin, "ar")
    write(menu, "ar", Liity="انضم")

    answer = admin.post(f"/admin/locales/delete/{arabic.pk}/")

    assert (answer.status_code, answer.headers["location"]) == (302, "/admin/locales/")
    assert not Locale.all_objects.filter(language_code="ar").exists()
    assert not HomePage.objects.filter(slug="ar").exists()
    assert not Group.objects.filter(name="Translators: ar").exists()
    assert list(Menu.objects.values_list("locale__language_code", flat=True)) == ["fi"]
    assert titles(graphql, "fi") == [("Liity", "fi")]


def test_a_language_with_pages_or_a_menu_of_its_own_stays_and_says_why(admin: Client, settings: Any) -> None:
    arabic = make.add_language(settings, "ar")
    make.translate(make.article("Uutinen"), "ar")
    Footer.objects.create(locale=arabic, body=[])
    words = "It is not removed while something is in it (pages: 3, menus and footers of its own: 1)."

    asked = text_of(admin.get(f"/admin/locales/delete/{arabic.pk}/"))
    answer = text_of(admin.post(f"/admin/locales/delete/{arabic.pk}/"))

    assert words in asked
    assert words in answer
    assert HomePage.objects.filter(locale=arabic).exists()


def test_the_language_in_which_the_site_is_written_stays(admin: Client) -> None:
    answer = text_of(admin.post(f"/admin/locales/delete/{make.locale('fi').pk}/"))

    assert "Content is written in this language unless said otherwise: it stays." in answer
    assert Locale.objects.filter(language_code="fi").exists()


def test_only_administrators_add_and_remove_languages(settings: Any) -> None:
    make.allow_languages(settings, "ar")
    communicator = signed_in("Communicators")

    assert is_refused(communicator.post("/admin/locales/new/", {"language_code": "ar"}))
    assert is_refused(communicator.post(f"/admin/locales/delete/{make.locale('ru').pk}/"))
    assert Locale.objects.filter(language_code="ru").exists()
    assert not Locale.objects.filter(language_code="ar").exists()
