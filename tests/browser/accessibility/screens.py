"""The screens of translation, each with something to show. A new screen is one more line in SCREENS."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from cms.translation.models import TextVersion
from cms.translation.snippets import following
from cms.users.models import User
from home.models import Menu
from news.models import NewsIndexPage
from tests import factories
from tests.browser import editor
from tests.content_api.trees.bodies import listed, stored
from tests.translation.releases.planned import planned
from tests.translation.terms.lists import volunteering

LONG = "Järjestöjen yhteistyöverkoston vapaaehtoistoiminnan kehittämishanke"


class Scene:
    """What there is to see in one language."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.term = volunteering()
        self.missing = factories.article(LONG)
        self.release = planned(self.missing, ready=(tag,), follow=("en",), name=LONG, state="held-up")
        factories.translate(factories.article("Julkaistu uutinen"), tag)
        factories.contact()
        factories.key_figure()
        links = [stored("item", {"title": "Liity", "page": None, "url": "https://example.org/", "children": listed()})]
        Menu.objects.create(handle="main", locale=factories.locale("fi"), items=links)
        factories.translate(NewsIndexPage.objects.get(locale__language_code="fi"), tag)

    @cached_property
    def translated(self) -> Any:
        """A page that readers see, of which a text has changed, and which has one of every kind of text."""
        image, document = factories.image(), factories.document()
        body = factories.stream(
            ("heading", {"text": "Vapaaehtoistoiminnan viikko", "level": "2"}),
            ("paragraph", '<p>Lue <b>lisää</b> <a href="https://example.org/">täältä</a>.</p>'),
            ("table", {"data": [["Tavoite", "Näkyvyys"]], "table_caption": LONG}),
            ("image", {"image": image.pk, "caption": "Kuvateksti", "decorative": False}),
            ("document", document.pk),
        )
        article = factories.article("Muuttunut uutinen", ingress="Tule mukaan 2017!", body=body)
        page = factories.translate(article, self.tag, strings=5)
        article.ingress = "Tule mukaan vapaaehtoistoimintaan 2026!"
        factories.publish(article)
        TextVersion.objects.create(
            object_id=article.translation_key,
            locale=factories.locale(self.tag),
            place="title",
            source="Vapaaehtoistoiminnan viikko!",
            words=f"{self.tag}: Vapaaehtoistoiminnan viikko!",
        )
        return page


def sign_in(page: Page, tag: str) -> None:
    """As somebody who may see all of it, in a language of the interface."""
    user = User.objects.create_superuser("matti", "matti@example.org", editor.PASSWORD)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = tag
    profile.save()
    page.goto("/admin/login/")
    page.locator("[name=username]").fill(user.username)
    page.locator("[name=password]").fill(editor.PASSWORD)
    page.locator("[type=submit]").click()
    page.wait_for_url("**/admin/")


class Screen(NamedTuple):
    """A screen, by the name of its address and what stands in it, and what is done on it before it is looked at."""

    name: str
    arguments: Callable[[Scene], list[Any]] = lambda scene: []
    act: Callable[[Page], None] = lambda page: None


def address(screen: Screen, scene: Scene) -> str:
    return reverse(screen.name, args=screen.arguments(scene))


def _tag(scene: Scene) -> list[Any]:
    return [scene.tag]


def _menu(scene: Scene) -> list[Any]:
    source = following.source_of(Menu.objects.get(locale__language_code="fi"))
    assert source is not None
    return [scene.tag, source.pk]


def _translated(scene: Scene) -> list[Any]:
    return [scene.translated.pk]


def _write(page: Page) -> None:
    """One text is saved with a warning, another is refused, and of a third there are earlier translations."""
    title, heading = page.locator("[data-unit]").nth(0), page.locator("[data-unit]").nth(2)
    field = title.locator("[data-field]")
    field.fill("x" * 300)
    heading.locator("[data-field]").focus()
    expect(title.locator("[data-is-bad]")).not_to_be_empty()
    expect(heading.locator("[data-matches] li")).not_to_have_count(0)
    field.fill("En  nyhet  2071")
    heading.locator("[data-field]").focus()
    expect(title.locator("[data-warnings] li")).not_to_have_count(0)


def _look_beside(page: Page) -> None:
    """The preview, at a text; on a wide screen it stands there already."""
    if not page.locator("#t-beside iframe").count():
        page.locator("[data-beside-toggle]").click()
    expect(page.frame_locator("#t-beside iframe").locator("h1")).to_be_visible()
    page.locator("[data-unit] [data-field]").first.focus()


def _ask_and_look_back(page: Page) -> None:
    """What a text was before, and a question about it with the fields for an answer."""
    unit = page.locator("[data-unit]").nth(1)
    unit.locator("[data-field]").fill("Kom med 2026!")
    unit.locator("[data-history-button]").click()
    expect(unit.locator("[data-history] li")).not_to_have_count(0)
    unit.locator("[data-questions-button]").click()
    unit.locator("[data-questions] textarea").fill("Vart då?")
    unit.locator("[data-questions] form button").click()
    expect(unit.locator("[data-questions] li textarea")).to_be_visible()


def _look_up(page: Page) -> None:
    page.locator("[data-look-up]").click()
    dialog = page.locator("#t-look-up")
    dialog.locator("input").fill("viikko")
    expect(dialog.locator("mark")).not_to_have_count(0)


def _give(page: Page) -> None:
    """The form that gives a page to somebody, with a day."""
    page.locator("[name=page]").first.check()
    page.locator("[formaction$='/give/']").click()
    page.locator("[name=due]").fill("2099-03-05")
    # The calendar closes when the field is left.
    calendar = page.locator(".xdsoft_datetimepicker").filter(visible=True)
    expect(calendar).to_have_count(1)
    page.locator("[name=due]").press("Tab")
    expect(calendar).to_have_count(0)


def _try_files(page: Page) -> None:
    page.locator("#t-import [type=file]").set_input_files(
        {"name": "x.po", "mimeType": "text/x-gettext-translation", "buffer": b"msgid"}
    )
    page.locator("#t-import button").first.click()
    expect(page.locator("#t-import-answer")).not_to_be_empty()


SCREENS = [
    Screen("translation_desk:language", _tag),
    Screen("translation_desk:language", _tag, _give),
    Screen("translation_desk:overview"),
    Screen("translation_desk:digest"),
    Screen("wagtailadmin_pages:edit", _translated),
    Screen("wagtailadmin_pages:edit", _translated, _write),
    Screen("wagtailadmin_pages:edit", _translated, _look_beside),
    Screen("wagtailadmin_pages:edit", _translated, _ask_and_look_back),
    Screen("translation_desk:questions"),
    Screen("wagtailadmin_pages:edit", _translated, _look_up),
    Screen("translation_desk:records", _tag),
    Screen("translation_desk:snippet", _menu),
    Screen("translation_desk:memory", _tag),
    Screen("translation_desk:import"),
    Screen("translation_desk:import", act=_try_files),
    Screen("wagtailsnippets_translation_term:list"),
    Screen("wagtailsnippets_translation_term:add"),
    Screen("wagtailsnippets_translation_term:edit", lambda scene: [scene.term.pk]),
    Screen("terms:upload"),
    Screen("releases:index"),
    Screen("releases:add"),
    Screen("releases:edit", lambda scene: [scene.release.pk]),
    Screen("releases:detail", lambda scene: [scene.release.pk]),
    Screen("releases:add_page", lambda scene: [factories.article(live=False).pk]),
    Screen("news:choose_parent"),
]
