"""Limits the length of a page's address to what a redirect from it to a later address can hold."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.db.models.functions import Length
from django.dispatch import receiver
from django.utils.translation import gettext
from wagtail.admin.forms.pages import CopyForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.signals import pre_page_move

LIMIT: int = Redirect._meta.get_field("old_path").max_length
_SUFFIX = len("-1234")  # The room for the suffix that makes an address that is taken into another one.


class AddressTooLong(ValidationError):
    pass


def _longest_below(page: Any) -> int:
    """Returns by how much the longest address at or below a page is longer than the page's own; 0 for a new page."""
    if not page.pk:
        return 0
    own = Page.objects.filter(pk=page.pk).values_list("url_path", flat=True).get()
    pages = Page.objects.filter(path__startswith=page.path)
    longest: int = pages.aggregate(longest=Max(Length("url_path")))["longest"]
    return longest - len(own)


def message(page: Any, parent: Any, slug: str, *, with_below: bool = True) -> str:
    """Returns what is wrong with the address of a page with this slug below this parent; "" when it fits."""
    below = _longest_below(page) if with_below else 0
    length = len(parent.url_path) + len(slug) + 1 + below
    if length <= LIMIT:
        return ""
    values = {"length": length, "limit": LIMIT, "excess": length - LIMIT}
    if below:
        return (
            gettext(
                "The address of a page below it would have %(length)d characters, and %(limit)d is the most: "
                "shorten one by %(excess)d."
            )
            % values
        )
    return (
        gettext("The address would have %(length)d characters, and %(limit)d is the most: shorten it by %(excess)d.")
        % values
    )


def refuse_too_long(page: Any) -> None:
    """Raises AddressTooLong, an error of the field `slug`, when the address is too long.

    An address that is stored already and does not change is accepted.
    """
    parent = page.get_parent()
    if parent is None or not (text := message(page, parent, page.slug)):
        return
    if not Page.objects.filter(pk=page.pk, url_path=f"{parent.url_path}{page.slug}/").exists():
        raise AddressTooLong({"slug": text})


def can_be_redirected(page: Any) -> bool:
    """Whether a redirect can hold the page's address.

    An address stored by an earlier version or a program may be too long.
    """
    return len(page.url_path) <= LIMIT


def fitting(slug: str, parent: Any) -> str:
    """Cuts an address made from a title so that it fits below the parent."""
    room = LIMIT - len(parent.url_path) - 1 - _SUFFIX
    return slug if len(slug) <= room else slug[: max(room, 1)].rstrip("-")


class TextPageCopyForm(CopyForm):
    def clean(self) -> Any:
        cleaned = super().clean()
        slug = cleaned.get("new_slug")
        if slug:
            parent = cleaned.get("new_parent_page") or self.page.get_parent()
            if text := message(self.page, parent, slug, with_below=bool(cleaned.get("copy_subpages"))):
                self.add_error("new_slug", text)
        return cleaned


@receiver(pre_page_move)
def refuse_move(instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Raises AddressTooLong when the new address is too long.

    It does not matter whether a view, a bulk action or a program moves the page.
    """
    if text := message(instance, parent_page_after, instance.slug):
        raise AddressTooLong({"slug": f"{instance.title}: {text}"})
