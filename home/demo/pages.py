"""Makes pages in the language in which they were written.

It is done in two rounds, because texts and facts refer to pages that come later: first each page is made as a draft
with its title, then the whole page is written and published.
"""

from typing import Any

from wagtail.models import Locale, Page

from cms.users.models import User
from home.demo.content import HOME, ContentError, Leaf, Shelf
from home.demo.facts import check_names, write_columns, write_relations
from home.demo.prose import MISSING, Writer, identifier
from home.models import HomePage


def translation_key(key: str) -> Any:
    """Returns a key that is the same in every demo.

    So an address or identifier that was written down somewhere leads to the same page.
    """
    return identifier(f"page/{key}")


def find_home(shelf: Shelf) -> None:
    shelf.put(HOME, HomePage.objects.get(locale=Locale.get_default()))


def create_draft(leaf: Leaf, shelf: Shelf, author: User) -> Page:
    check_names(leaf)
    locale = Locale.objects.get(language_code=leaf.source)
    page = leaf.model(locale=locale, translation_key=translation_key(leaf.key), owner=author, live=False)
    Writer(shelf, leaf.source, leaf.key).write_plain(page, leaf.entry)
    write_columns(page, leaf.entry)
    page.expire_at = leaf.entry.get("expire_at")
    _require_text(leaf, page)
    parent = shelf.page(leaf.parent)
    if parent.locale_id != locale.pk:
        parent = parent.get_translation(locale)
    parent.add_child(instance=page)
    shelf.put(leaf.key, page)
    return page


def complete(leaf: Leaf, shelf: Shelf, author: User, *, publish: bool = True) -> None:
    """Writes texts and facts into the page and publishes it as an editor would: through a revision."""
    page = shelf.page(leaf.key)
    writer = Writer(shelf, leaf.source, leaf.key)
    if leaf.key == HOME:
        writer.write_plain(page, leaf.entry)
    writer.write_streams(page, leaf.entry)
    write_relations(page, leaf.entry, shelf)
    _require_text(leaf, page)
    revision = page.save_revision(user=author)
    if publish:
        revision.publish(user=author, skip_permission_checks=True)
        page.refresh_from_db()


def _require_text(leaf: Leaf, page: Page) -> None:
    for field in page._meta.concrete_fields:
        if MISSING in str(field.value_to_string(page)):
            raise ContentError(f"{leaf.key}: {field.name} lacks a text in {leaf.source}, its own language.")
