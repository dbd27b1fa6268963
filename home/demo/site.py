"""Makes the menus, the footer and the site settings."""

import json
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Locale, Site
from wagtail_localize.models import TranslationSource

from cms.core.text.localised_text import LocalisedText
from cms.media.models import Image
from cms.users.models import User
from home.demo.accounts import translator_into
from home.demo.content import LANGUAGES, Shelf, read
from home.demo.files.logo import SIZE, draw_logo
from home.demo.prose import Writer
from home.demo.translations import enter, publish
from home.models import Footer, Menu, SignUp, SiteChannel, SiteSettings


def create_settings(files: list[Any]) -> None:
    """Makes the site settings. The file of the logo goes into `files`, as those of all images do."""
    entry = read("site")["site"]
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    for name in ("name", "email", "phone", "street", "postal_code", "city"):
        value = entry[name]
        setattr(settings, name, LocalisedText(value) if isinstance(value, dict) else value)
    settings.logo = Image(
        title=str(settings.name), is_decorative=True, width=SIZE, height=SIZE, file=ContentFile(draw_logo(), "logo.png")
    )
    settings.logo.full_clean()
    settings.logo.save()
    files.append(settings.logo.file)
    settings.channels.set([SiteChannel(**channel) for channel in entry["channels"]])
    settings.sign_ups.set([SignUp(**sign_up) for sign_up in entry["sign_ups"]])
    settings.full_clean()
    settings.save()


def create_menus_and_footer(shelf: Shelf, users: dict[str, User]) -> None:
    site = read("site")
    for entry in site["menus"]:

        def menu(tag: str, entry: dict[str, Any] = entry) -> Menu:
            items = Writer(shelf, tag, f"menu/{entry['handle']}").menu(entry["items"])
            return Menu(handle=entry["handle"], items=json.dumps(items))

        _in_every_language(menu, users)

    def footer(tag: str) -> Footer:
        return Footer(body=json.dumps(Writer(shelf, tag, "footer").blocks(site["footer"], "body")))

    _in_every_language(footer, users)


def _in_every_language(make: Callable[[str], Any], users: dict[str, User]) -> None:
    source_tag, *targets = LANGUAGES
    original = make(source_tag)
    original.locale = Locale.objects.get(language_code=source_tag)
    original.full_clean()
    original.save()
    source, _ = TranslationSource.get_or_create_from_instance(original)
    for tag in targets:
        locale = Locale.objects.get(language_code=tag)
        translator = translator_into(tag, users)
        enter(source, make(tag), locale, translator)
        publish(source, locale, translator)
