"""What the whole site has."""

from typing import Any

import strawberry
from django.conf import settings
from wagtail.models import Site as WagtailSite

from cms.core.languages import content_languages, fallbacks, full_chain
from cms.core.text.foreign import Words
from cms.core.text.localised_text import LocalisedText
from cms.core.text.web_addresses import followable
from cms.media import models as media_models
from content_api.base.content import Content
from content_api.base.language import page_url, title_tag
from content_api.base.localised import Localised, TextDirection, direction_of
from content_api.base.media import Image
from content_api.base.places import Address, Channel, channels_of
from content_api.reading import loading
from content_api.reading.loading import Locales
from content_api.reading.stored_streams import Wanted, items
from content_api.scalars import LanguageTag
from content_api.streams.blocks import Block
from content_api.streams.building import Builder
from content_api.streams.library import Library
from home import models as home_models


@strawberry.type(description="A language the site publishes in.")
class LocaleInfo:
    tag: LanguageTag = strawberry.field(description="BCP 47 tag.")
    name: str = strawberry.field(description="Name in English.")
    native_name: str = strawberry.field(description="Name in the language itself.")
    direction: TextDirection = strawberry.field(description="Direction of writing.")
    is_default: bool = strawberry.field(description="The language content is written in unless said otherwise.")
    fallback: list[LanguageTag] = strawberry.field(description="Where its readers look next, nearest first.")
    path: str | None = strawberry.field(
        description="Path of its home page, at which its part of the site begins; null while that is not public."
    )


@strawberry.type(description="An entry of a menu.")
class MenuItem(Localised):
    tag: strawberry.Private[str]
    title: str = strawberry.field(description="Words to show; the page's own title unless the editor chose others.")
    url: str = strawberry.field(description="Where it leads, as a full address.")
    path: str | None = strawberry.field(description="Path of the page it leads to, when it is one of ours.")
    content: Content | None = strawberry.field(description="The page it leads to, when it is one of ours.")
    children: list["MenuItem"] = strawberry.field(description="Entries below it.")


@strawberry.type(description="A menu.")
class Menu:
    handle: str = strawberry.field(description="Lasting name, like main or footer.")
    items: list[MenuItem] = strawberry.field(description="Entries whose pages are public, in order.")


@strawberry.type(description="Where readers leave their address.")
class SignUp(Localised):
    tag: strawberry.Private[str]
    label: str = strawberry.field(description="What one signs up for, in the reader's language.")
    url: str = strawberry.field(description="Where.")


def _best_per(rows: list[Any], locales: Locales, key: str) -> list[Any]:
    """One row for each value of `key`, in the best language."""
    rank = {tag: number for number, tag in enumerate(full_chain(locales))}
    best: dict[Any, Any] = {}
    for row in sorted(rows, key=lambda row: rank.get(row.locale.language_code, len(rank))):
        if row.locale.language_code in rank:
            best.setdefault(getattr(row, key), row)
    return [best[value] for value in sorted(best)]


def _page_ids(raw: Any) -> set[int]:
    found = set()
    for entry in raw:
        value = entry.get("value", entry)
        if isinstance(value.get("page"), int):
            found.add(value["page"])
        found |= _page_ids(items(value.get("children")))
    return found


def _menu_items(values: list[Any], pages: dict[int, Any], tag: str) -> list[MenuItem]:
    """`tag` is the language that the menu is written in."""
    built = []
    for value in values:
        page = pages.get(value.get("page") or 0)
        url = page_url(page) if page else followable(value.get("url"))
        if not url:
            continue  # Its page is not public, or its address none to follow.
        built.append(
            MenuItem(
                tag=title_tag(page) if page and not value.get("title") else tag,
                title=value.get("title") or (page.title if page else ""),
                url=url,
                path=page.url_path if page else None,
                content=page,
                children=_menu_items(items(value.get("children")), pages, tag),
            )
        )
    return built


@strawberry.type(description="The site: its languages, menus, footer, contact and channels.")
class Site(Localised):
    languages: strawberry.Private[Locales]
    settings: strawberry.Private[Any]

    @property
    def tag(self) -> str:
        """Returns the language of the site's name. Every other text of the site tells its own."""
        return LocalisedText(self.settings.name if self.settings else {}).best_tag(self.languages)

    @strawberry.field(description="Name of the site in the reader's language.")
    def name(self) -> str:
        return (self.settings.name.best(self.languages) if self.settings else "") or settings.WAGTAIL_SITE_NAME

    @strawberry.field(description="Logo of the site; null when none was chosen or when it is not public.")
    def logo(self) -> Image | None:
        key = self.settings.logo_id if self.settings else None
        return loading.load(media_models.Image, [key], self.languages).get(key) if key else None

    @strawberry.field(description="The languages it publishes in, the default first.")
    def locales(self) -> list[LocaleInfo]:
        homes = dict(home_models.HomePage.objects.shown().values_list("locale__language_code", "url_path"))
        return [
            LocaleInfo(
                tag=LanguageTag(item.tag),
                name=item.name,
                native_name=item.native_name,
                direction=direction_of(item.tag),
                is_default=item.tag == settings.LANGUAGE_CODE,
                fallback=[LanguageTag(tag) for tag in fallbacks(item.tag)],
                path=homes.get(item.tag),
            )
            for item in content_languages()
        ]

    @strawberry.field(description="Ways through the site, each found by its `handle`.")
    def menus(self) -> list[Menu]:
        menus = _best_per(list(home_models.Menu.objects.select_related("locale")), self.languages, "handle")
        raw = {menu.pk: [block["value"] for block in menu.items.raw_data] for menu in menus}
        pages = loading.best_of_any_type(set().union(*map(_page_ids, raw.values())) if raw else set(), self.languages)
        return [
            Menu(handle=menu.handle, items=_menu_items(raw[menu.pk], pages, menu.locale.language_code))
            for menu in menus
        ]

    @strawberry.field(description="What stands at the foot of every page.")
    def footer(self) -> list[Block]:
        footers = {row.locale.language_code: row for row in home_models.Footer.objects.select_related("locale")}
        footer = next((footers[tag] for tag in full_chain(self.languages) if tag in footers), None)
        if footer is None:
            return []
        raw = list(footer.body.raw_data)
        wanted = Wanted()
        wanted.gather(raw)
        words = Words(footer.locale.language_code)
        return Builder(Library(wanted, self.languages), set(), words).blocks(raw, "body")

    @strawberry.field(description="Where it is found online.")
    def channels(self) -> list[Channel]:
        rows = self.settings.channels.order_by("sort_order", "pk") if self.settings else []
        return channels_of(loading.together(rows, self.languages))

    @strawberry.field(description="Its street address.")
    def address(self) -> Address | None:
        has_one = self.settings and (self.settings.street or self.settings.city)
        return Address(row=self.settings) if has_one else None

    @strawberry.field(description="E-mail address.")
    def email(self) -> str | None:
        return (self.settings.email or None) if self.settings else None

    @strawberry.field(description="Telephone number in international form.")
    def phone(self) -> str | None:
        return (self.settings.phone or None) if self.settings else None

    @strawberry.field(description="Newsletters and the like that readers may sign up for.")
    def sign_ups(self) -> list[SignUp]:
        rows = self.settings.sign_ups.order_by("sort_order", "pk") if self.settings else []
        return [
            SignUp(tag=row.label.best_tag(self.languages), label=row.label.best(self.languages), url=url)
            for row in rows
            if (url := followable(row.url))
        ]


def load_site(locales: Locales) -> Site:
    site = WagtailSite.objects.filter(is_default_site=True).first()
    found = home_models.SiteSettings.objects.filter(site=site).first() if site else None
    return Site(languages=locales, settings=found)
