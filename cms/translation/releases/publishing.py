"""Lets a release go out: everything that it must hold in one transaction, or nothing."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext
from procrastinate.contrib.django import app
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from cms.core.languages import language
from cms.core.visibility import all_pages
from cms.editing.locks import lock_pages
from cms.translation.desk import work
from cms.translation.localize.publication import publish_when_sound
from cms.translation.models import Release, ReleaseFollower, ReleasePage, ReleaseState
from cms.translation.releases import readiness
from cms.translation.releases.readiness import Cell, CellState
from cms.translation.text_state import managed_translation

logger = logging.getLogger(__name__)

# By its name: the module that holds the task imports this room.
TELL, QUEUE = "translation.tell_of_release", "translation"
# What makes a language ready need not be a text: an alternative text, a review.
TRY_AGAIN = timedelta(hours=1)


class HeldUp(Exception):
    """Something is not ready. Each argument says what."""


def locales(tags: Sequence[str]) -> list[Locale]:
    """The languages with these tags, in the site's order."""
    found = {locale.language_code: locale for locale in Locale.objects.filter(language_code__in=tags)}
    return [found[tag] for tag in settings.CONTENT_LANGUAGES if tag in found]


def cells(release: Release, items: Sequence[ReleasePage], user: Any) -> Iterator[tuple[ReleasePage, str, Cell]]:
    """What must be ready: each page with its language."""
    required = locales(release.must_be_ready)
    for item in items:
        tag = item.page.locale.language_code if item.page else ""
        yield item, tag, readiness.of_original(item, user)
        for locale in required:
            if cell := readiness.of_translation(item, locale, user):
                yield item, locale.language_code, cell


def items_of(release: Release) -> list[ReleasePage]:
    """The pages, those that stand above others first."""
    items = list(ReleasePage.objects.filter(release=release).select_related("page__locale"))
    return sorted(items, key=lambda item: (item.page.depth, item.sort_order or 0) if item.page else (0, 0))


def in_words(item: ReleasePage, tag: str, reasons: Sequence[str]) -> str:
    """Why one page in one language is not ready, in one line."""
    title = item.page.get_admin_display_title() if item.page else item.title
    return f"“{title}” ({language(tag).label}): {' '.join(reasons)}"


@transaction.atomic
def publish_now(release: Release, user: Any) -> list[str]:
    """Lets it go out in somebody's name, or says what is in the way and leaves it as it is."""
    locked = Release.objects.select_for_update().filter(pk=release.pk).exclude(state=ReleaseState.OUT).first()
    if locked is None:
        return [gettext("It is out already.")]
    try:
        _go_out(locked, user)
    except HeldUp as held_up:
        return [str(reason) for reason in held_up.args]
    return []


def publish_due(now: datetime | None = None) -> None:
    """Lets everything go out whose time has come, and languages follow that are ready. It may be repeated."""
    now = now or timezone.now()
    due = Release.objects.filter(state=ReleaseState.PLANNED, goes_out_at__lte=now)
    for key in due.order_by("goes_out_at", "pk").values_list("pk", flat=True):
        _publish_one(due.filter(pk=key))
    for follower in _worth_a_try(now):
        _try_to_follow(follower.pk, now)


@transaction.atomic
def _publish_one(due: Any) -> None:
    # The second of two runs waits here, and finds it no longer due.
    release = due.select_for_update().first()
    if release is None:
        return
    try:
        _go_out(release, release.saved_by)
    except HeldUp as held_up:
        _hold_up(release, "\n".join(str(reason) for reason in held_up.args))
    except Exception:
        logger.exception("The release “%s” has failed.", release.name)
        _hold_up(release, gettext("Something went wrong that nobody expected. An administrator finds it in the log."))


def _hold_up(release: Release, problem: str) -> None:
    release.state, release.problem = ReleaseState.HELD_UP, problem
    release.save(update_fields=["state", "problem"])
    app.configure_task(TELL, queue=QUEUE).defer(release_id=release.pk)


@transaction.atomic
def _go_out(release: Release, user: Any) -> None:
    """Publishes everything, or raises HeldUp and leaves everything as it was."""
    items = items_of(release)
    lock_pages(*[item.page_id for item in items if item.page_id])
    items = items_of(release)
    wrong = [(item, tag, cell) for item, tag, cell in cells(release, items, user) if cell.is_in_the_way]
    if wrong:
        raise HeldUp(*[in_words(item, tag, cell.reasons) for item, tag, cell in wrong])
    there = [item for item in items if item.page is not None]
    if not there:
        raise HeldUp(gettext("There is no page left in it."))
    for item in there:
        if readiness.of_original(item, user).state == CellState.READY:
            _publish_draft(item, item.page, user)
    for locale in locales(release.must_be_ready):
        for item in there:
            _publish_translation(item, locale, user)
    release.state, release.problem, release.went_out_at = ReleaseState.OUT, "", timezone.now()
    release.save(update_fields=["state", "problem", "went_out_at"])
    followers = ReleaseFollower.objects.bulk_create(
        ReleaseFollower(item=item, locale=locale)
        for item in there
        for locale in locales(release.follow)
        if item.page is not None and item.page.locale_id != locale.pk
    )
    for follower in followers:
        _try_to_follow(follower.pk, timezone.now())


def _publish_draft(item: ReleasePage, page: Any, user: Any) -> None:
    page = page.specific
    revision = page.get_latest_revision() or page.save_revision(user=user)
    revision.publish(user=user, skip_permission_checks=True)
    page.refresh_from_db()
    if not page.live or page.has_unpublished_changes:
        reason = gettext("It could not be published.")
        raise HeldUp(in_words(item, page.locale.language_code, [reason]))


def _publish_translation(item: ReleasePage, locale: Locale, user: Any) -> None:
    """After its original: what flows from that has changed what the translation is."""
    cell = readiness.of_translation(item, locale, user, is_original_out=True)
    if cell is None or cell.state == CellState.OUT:
        return
    reasons = list(cell.reasons)
    target = work.target_of(item.page, locale) if item.page else None
    if target is not None and not reasons:
        translation = managed_translation(target)
        if translation is None:
            _publish_draft(item, target, user)
        else:
            reasons = publish_when_sound(translation, user)
    if reasons:
        raise HeldUp(in_words(item, locale.language_code, reasons))


def _worth_a_try(now: datetime) -> Any:
    """Languages in which something was translated since they were tried, or that were not tried for an hour."""
    translated = StringTranslation.objects.filter(
        context__object_id=OuterRef("item__page__translation_key"), locale=OuterRef("locale")
    )
    latest = translated.order_by().values("locale").annotate(latest=Max("updated_at")).values("latest")
    waiting = ReleaseFollower.objects.filter(followed_at=None, item__page__in=all_pages().with_public_row())
    long_ago = Q(tried_at=None) | Q(tried_at__lt=now - TRY_AGAIN)
    return waiting.annotate(latest=Subquery(latest)).filter(long_ago | Q(latest__gt=F("tried_at"))).order_by("pk")


def _try_to_follow(key: int, now: datetime) -> None:
    """Publishes one language of one page when it is ready. What is wrong with it stops no other."""
    try:
        with transaction.atomic():
            found = ReleaseFollower.objects.select_for_update(of=("self",)).filter(pk=key, followed_at=None)
            follower = found.select_related("item__page__locale", "item__release__saved_by", "locale").first()
            if follower is None or follower.item.page is None:
                return
            lock_pages(follower.item.page_id)
            _publish_translation(follower.item, follower.locale, follower.item.release.saved_by)
            follower.followed_at = now
            follower.save(update_fields=["followed_at"])
            return
    except HeldUp:
        pass
    except Exception:
        logger.exception("A language that follows a release has failed: %s.", key)
    ReleaseFollower.objects.filter(pk=key).update(tried_at=now)
