"""Tells by mail why a release was held up."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext, override

from cms.translation.models import Release, ReleasePage, ReleaseState
from cms.translation.releases.access import CHANGE, visible
from cms.translation.releases.publishing import cells, in_words, items_of
from cms.users.languages import language_of


def tell(release_id: int) -> None:
    """Writes to who made and saved the release, and to who owns or last wrote its pages."""
    release = Release.objects.filter(pk=release_id, state=ReleaseState.HELD_UP).select_related("made_by", "saved_by")
    if (found := release.first()) is None:
        return
    items = items_of(found)
    mails = [_mail(found, items, user) for user in _people(found, items)]
    if mails:
        get_connection().send_messages(mails)


def _people(release: Release, items: list[ReleasePage]) -> Iterator[Any]:
    people = [release.made_by, release.saved_by]
    for item in items:
        if item.page is not None:
            people += [item.page.owner, item.page.latest_revision and item.page.latest_revision.user]
    told: set[int] = set()
    for person in people:
        if person is not None and person.is_active and person.email and person.pk not in told:
            told.add(person.pk)
            yield person


def _mail(release: Release, items: list[ReleasePage], user: Any) -> EmailMessage:
    """In the reader's own language, with the pages that the reader may edit."""
    with override(language_of(user)):
        at = formats.date_format(timezone.localtime(release.goes_out_at), "SHORT_DATETIME_FORMAT")
        lines = [
            gettext("“%(name)s” was to go out on %(at)s, and nothing was published: not everything is ready.")
            % {"name": release.name, "at": at},
            "",
            *(f"- {reason}" for reason in _reasons(release, items, user)),
        ]
        if user.has_perm(CHANGE) and visible(user).filter(pk=release.pk).exists():
            address = settings.WAGTAILADMIN_BASE_URL + reverse("releases:detail", args=[release.pk])
            lines += ["", gettext("Give it another time, or publish it when everything is ready:"), address]
        subject = gettext("Held up: %(name)s") % {"name": " ".join(release.name.split())}
        return EmailMessage(subject, "\n".join(lines), to=[user.email])


def _reasons(release: Release, items: list[ReleasePage], user: Any) -> list[str]:
    mine = [item for item in items if item.page and item.page.permissions_for_user(user).can_edit()]
    found = [
        in_words(item, tag, cell.reasons)
        for item, tag, cell in cells(release, mine, release.saved_by)
        if cell.is_in_the_way
    ]
    return found or [gettext("It is another page that is not ready.") if len(mine) < len(items) else release.problem]
