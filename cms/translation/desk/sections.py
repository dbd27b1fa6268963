"""The sections of a site: what stands right below the home page, with all below it."""

from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Left
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.visibility import all_pages
from cms.translation import text_state

HOME_DEPTH = 2
_DEPTH = HOME_DEPTH + 1


class Section(NamedTuple):
    """What a section is called in the language of the admin, by the key that its page has in every language."""

    key: Any
    name: str


def section() -> Subquery:
    """For rows of pages: the key of their section. A home page is a section of its own."""
    above = Page.objects.filter(path=Left(OuterRef("path"), _DEPTH * Page.steplen))
    return Subquery(above.values("translation_key")[:1])


def sections() -> list[Section]:
    """In the order of the tree, the home page first. One SQL statement.

    Its name is that of the page in the language of the admin, or else of the original.
    """
    original = all_pages().filter(text_state.originals(), pk=OuterRef("pk"))
    pages = all_pages().with_public_row().filter(depth__in=[HOME_DEPTH, _DEPTH])
    rows = pages.annotate(is_original=Exists(original)).order_by("depth", "path")
    found: dict[Any, dict[str, str]] = defaultdict(dict)
    homes = set()
    here = get_language() or ""
    for key, depth, title, tag, is_original in rows.values_list(
        "translation_key", "depth", "title", "locale__language_code", "is_original"
    ):
        found[key]["here" if tag == here else "original" if is_original else "other"] = title
        if depth == HOME_DEPTH:
            homes.add(key)
    return [
        Section(
            key,
            capfirst(_("home page")) if key in homes else names.get("here") or names.get("original") or names["other"],
        )
        for key, names in found.items()
    ]


def name_in(names: dict[Any, str], key: Any) -> str:
    """The page above may be withdrawn while those below it are not."""
    return names.get(key) or _("Of a page that is not published")
