"""Who is told of a release that was held up, and what."""

from typing import Any

import pytest
from django.core import mail

from cms.translation import tasks
from cms.translation.models import Release
from cms.translation.releases import drafts, publishing
from news.models import NewsArticlePage
from tests import factories as make
from tests.translation.releases.planned import planned

pytestmark = pytest.mark.django_db


def test_who_made_it_and_who_writes_its_pages_are_told_in_their_language(settings: Any) -> None:
    maker = make.user("anna", "Communicators")
    writer = make.user("bertta")
    page = make.article("Salainen", live=False)
    NewsArticlePage.objects.get(pk=page.pk).save_revision(user=writer)
    drafts.give(page, None)
    make.translate(page, "sv", strings=1, live=False)
    release = planned(page, made_by=maker, saved_by=maker)
    settings.LANGUAGE_CODE = "en"

    publishing.publish_due()
    tasks.tell_of_release(release_id=release.pk)

    told = {message.to[0]: message for message in mail.outbox}
    assert set(told) == {"anna@example.org", "bertta@example.org"}
    assert told["anna@example.org"].subject == "Held up: Kampanja"
    text = told["anna@example.org"].body
    assert "“Salainen” (Swedish): 1 of 2 texts is not translated yet." in text
    assert f"/admin/releases/{release.pk}/" in text
    assert "Salainen" not in told["bertta@example.org"].body
    assert "/admin/releases/" not in told["bertta@example.org"].body


def test_nobody_is_told_of_what_has_gone_out_meanwhile() -> None:
    maker = make.user("anna", "Communicators")
    release = planned(make.article("Kesken", live=False), made_by=maker, saved_by=maker)
    publishing.publish_due()
    Release.objects.filter(pk=release.pk).update(state="out")

    tasks.tell_of_release(release_id=release.pk)

    assert mail.outbox == []
