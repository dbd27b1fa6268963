"""Two runs of the job at once, and a person who publishes meanwhile, let a release go out once."""

import os
from functools import partial
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import Page, PageLogEntry

from cms.translation.models import Release
from cms.translation.releases import publishing
from tests.admin import signed_in
from tests.editing.interleaving import interleave
from tests.translation.releases.planned import live, planned, translated_draft

RUNS = int(os.environ.get("INTERLEAVINGS", "4"))


def _publications(page: Page) -> list[str]:
    """The languages in which the page was published, each as often as it was."""
    rows = PageLogEntry.objects.filter(page__translation_key=page.translation_key, action="wagtail.publish")
    return sorted(rows.values_list("page__locale__language_code", flat=True))


def _press(release: Release) -> Any:
    with translation.override("en"):  # A thread begins in the language of the site.
        return publishing.publish_now(Release.objects.get(pk=release.pk), None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(RUNS))
def test_it_goes_out_once(seed: int) -> None:
    page = translated_draft("Kerran", "sv", "en")
    release = planned(page, follow=("en",))

    results = interleave(Random(seed), publishing.publish_due, publishing.publish_due, partial(_press, release))

    assert results[:2] == [None, None]
    assert results[2] in ([], ["It is out already."])
    assert _publications(page) == ["en", "fi", "sv"]
    assert live(page) == {"fi": True, "sv": True, "en": True}
    release.refresh_from_db()
    assert release.state == "out"
    assert not ProcrastinateJob.objects.filter(task_name=publishing.TELL).exists()


def _delete(editor: Client, release: Release) -> int:
    return editor.post(f"/admin/releases/delete/{release.pk}/").status_code


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(RUNS))
def test_what_is_deleted_meanwhile_is_gone_or_out(seed: int) -> None:
    page = translated_draft("Kerran", "sv")
    release = planned(page, follow=("sv",))

    interleave(Random(seed), publishing.publish_due, partial(_delete, signed_in("Communicators"), release))

    is_out = Release.objects.filter(pk=release.pk, state="out").exists()
    assert Release.objects.exists() == is_out
    assert _publications(page) == (["fi", "sv"] if is_out else [])
