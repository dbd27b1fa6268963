"""Whose releases they are: those whose pages one may publish."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.translation.models import Release, ReleasePage, ReleaseState
from cms.translation.pages import TextPageMixin
from cms.translation.text_state import original_of

CHANGE = "translation.change_release"


def visible(user: Any) -> QuerySet[Release]:
    """The releases of which the user may publish every page. Others hold titles that are not for this user."""
    publishable = page_permission_policy.instances_user_has_permission_for(user, "publish")
    others = ReleasePage.objects.filter(release=OuterRef("pk"), page__isnull=False)
    return Release.objects.exclude(Exists(others.exclude(page__in=publishable.values("pk"))))


def why_not_in(page: Page, user: Any, release: Release | None) -> str:
    """Why the user may not put a page into a release; "" when there is no reason. `release` is None for a new one."""
    specific = page.specific
    if not isinstance(specific, TextPageMixin):
        return gettext("This is no page that readers get.")
    original = original_of(specific)
    if page.alias_of_id is not None or original is None or original.pk != page.pk:
        name = original.get_admin_display_title() if original else ""
        return gettext("It is a translation. Choose its original, “%(title)s”: its languages go with it.") % {
            "title": name
        }
    if not page.permissions_for_user(user).can_publish():
        return gettext("You may not publish this page.")
    others = ReleasePage.objects.filter(page=page).exclude(release__state=ReleaseState.OUT)
    if other := others.exclude(release=release).select_related("release").first():
        return gettext("It is in another release already: “%(name)s”.") % {"name": other.release.name}
    return ""
