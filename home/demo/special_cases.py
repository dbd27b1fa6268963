"""Makes one of each thing that an editor meets now and then.

These are a text that fell behind, an alias, something private, something expired, and a release.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction
from wagtail_localize.models import TranslationSource

from cms.translation.models import Release, ReleasePage
from cms.translation.releases import drafts
from cms.users.models import User
from home.demo.accounts import COMMUNICATOR, PASSWORD, translator_into
from home.demo.content import Leaf, Shelf, read
from home.demo.translations import enter, page_in, publish


def make_private(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password=PASSWORD)


def expire(page: Any) -> None:
    """Unpublishes the page as Wagtail's scheduler does when the time has come. Raises ValueError if it has not come."""
    if page.expire_at is None or page.expire_at > timezone.now():
        raise ValueError(f"{page} has not expired.")
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def add_alias(shelf: Shelf, users: dict[str, User]) -> None:
    entry = read("specials")["alias"]
    page = shelf.page(entry["page"])
    locale = Locale.objects.get(language_code=entry["language"])
    page.create_alias(
        parent=page.get_parent().specific.get_translation(locale),
        update_locale=locale,
        reset_translation_key=False,
        user=users[COMMUNICATOR.name],
    )


def plan_release(shelf: Shelf, users: dict[str, User]) -> None:
    """Gives a draft to the translators, and plans when it goes out with its languages."""
    entry = read("specials")["release"]
    page, editor = shelf.page(entry["page"]), users[COMMUNICATOR.name]
    drafts.give(page, editor)
    day = timezone.localtime() + timedelta(days=entry["days"])
    release = Release.objects.create(
        name=entry["name"],
        goes_out_at=day.replace(hour=9, minute=0, second=0, microsecond=0),
        must_be_ready=entry["must_be_ready"],
        follow=entry["follow"],
        made_by=editor,
        saved_by=editor,
    )
    ReleasePage.objects.create(release=release, page=page, sort_order=0)


def revise(leaves: list[Leaf], shelf: Shelf, users: dict[str, User]) -> None:
    """Changes a published text.

    The languages in which the change is given follow it, and the others fall behind.
    """
    changes = dict(read("specials")["revised"])
    leaf = next(leaf for leaf in leaves if leaf.key == changes["page"])
    page = shelf.page(leaf.key)
    editor = users[COMMUNICATOR.name]
    for name in ("title", "ingress"):
        setattr(page, name, changes[name][leaf.source])
    page.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)
    source = TranslationSource.objects.get_for_instance(page)
    for tag in leaf.targets:
        if tag not in changes["title"]:
            continue
        revised = Leaf(leaf.key, leaf.model, leaf.parent, {**leaf.entry, **_with(changes, leaf)})
        locale = Locale.objects.get(language_code=tag)
        translator = translator_into(tag, users)
        twin = page_in(revised, tag, shelf)
        twin.slug = page.get_translation(locale).slug  # A new title is no reason to change the address.
        enter(source, twin, locale, translator)
        publish(source, locale, translator)


def _with(changes: dict[str, Any], leaf: Leaf) -> dict[str, Any]:
    return {name: {**leaf.entry[name], **changes[name]} for name in ("title", "ingress")}
