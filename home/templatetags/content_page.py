"""Template tags for what the readable page needs beside the page's own fields."""

from typing import Any

from django import template
from django.conf import settings
from wagtail.models import Page

from cms.core.languages import content_languages
from cms.core.text.localised_text import LocalisedText
from cms.core.text.reading import public_rows
from cms.core.visibility import published_pages, shown_pages
from home import page_facts
from home.models import SiteSettings
from home.page_facts.values import Fact

register = template.Library()


@register.simple_tag
def site_name(tag: str) -> str:
    row = SiteSettings.objects.filter(site__is_default_site=True).first()
    return (LocalisedText(row.name).best((tag,)) if row else "") or str(settings.WAGTAIL_SITE_NAME)


@register.simple_tag
def site_logo() -> Any:
    """Returns the site's logo; None when nobody has chosen one, or when not everybody may see it."""
    row = SiteSettings.objects.filter(site__is_default_site=True).select_related("logo").first()
    return next(iter(public_rows([row.logo])), None) if row else None


@register.simple_tag
def page_facts_of(page: Any) -> list[Fact]:
    return page_facts.facts_of(page)


@register.simple_tag
def page_contacts_of(page: Any) -> list[Any]:
    return page_facts.contacts_of(page)


@register.simple_tag
def page_languages(page: Any) -> list[dict[str, Any]]:
    """Returns the page's own language and those in which it is published, in the site's order."""
    pages = published_pages().filter(translation_key=page.translation_key).select_related("locale")
    by_tag = {item.locale.language_code: item for item in pages}
    own = page.locale.language_code
    return [
        {"tag": item.tag, "name": item.native_name, "is_current": item.tag == own, "url": by_tag[item.tag].url}
        if item.tag in by_tag
        else {"tag": item.tag, "name": item.native_name, "is_current": True, "url": ""}
        for item in content_languages()
        if item.tag in by_tag or item.tag == own
    ]


@register.simple_tag
def page_children(page: Any) -> list[Page]:
    """Returns the shown pages right below this one, in the editors' order; a hundred at most."""
    if not page.path:
        return []
    below = shown_pages().filter(path__startswith=page.path, depth=page.depth + 1)
    return list(below.select_related("locale", "text_state").order_by("path")[:100])


@register.simple_tag
def page_path(page: Any) -> list[Page]:
    """Returns the shown pages above this one, from the home page down."""
    if not page.path:
        return []
    steps = range(page.steplen * 2, len(page.path), page.steplen)
    above = shown_pages().filter(path__in=[page.path[:end] for end in steps])
    return list(above.select_related("locale", "text_state").order_by("depth"))
