"""Small published trees, images and users for tests of the admin."""

from io import BytesIO
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from wagtail.models import Locale, Page

from cms.core.localised_text import LocalisedText
from cms.media.models import Image
from cms.users.models import User
from home.models import HomePage
from news.models import NewsArticlePage, NewsIndexPage

PASSWORD = "a long enough passphrase"  # noqa: S105


def user_in(*groups: str, username: str = "editor") -> User:
    user = User.objects.create_user(username, f"{username}@example.org", PASSWORD)
    user.groups.set(Group.objects.filter(name__in=groups))
    assert user.groups.count() == len(groups)
    return user


def home(tag: str = "fi") -> HomePage:
    return HomePage.objects.get(locale__language_code=tag)


def publish(parent: Page, page: Any) -> Any:
    """Adds the page in the parent's language and publishes it through a revision, as editors do."""
    page.locale = parent.locale
    page.live = False
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def news_index(tag: str = "fi") -> NewsIndexPage:
    found = NewsIndexPage.objects.filter(locale__language_code=tag, alias_of__isnull=True).first()
    return found or publish(home(tag), NewsIndexPage(title="Ajankohtaista", slug="ajankohtaista"))


def article(title: str = "Verkosto kokoontui", tag: str = "fi", **fields: Any) -> NewsArticlePage:
    return publish(news_index(tag), NewsArticlePage(title=title, **{"ingress": "Lyhyesti.", **fields}))


def picture(title: str = "Kokous", **fields: Any) -> Image:
    """`alt` is a mapping of language tag to text."""
    buffer = BytesIO()
    Pillow.new("RGB", (64, 48), "teal").save(buffer, "PNG")
    alt = LocalisedText(fields.pop("alt", {}))
    return Image.objects.create(title=title, file=ContentFile(buffer.getvalue(), "picture.png"), alt=alt, **fields)


def locale(tag: str) -> Locale:
    return Locale.objects.get(language_code=tag)
