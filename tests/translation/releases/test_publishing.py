"""What must go out together goes out together or not at all."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import Page

from cms.translation import tasks
from cms.translation.localize import publication
from cms.translation.models import ReleaseFollower
from cms.translation.releases import drafts, publishing
from news.models import NewsArticlePage
from tests import factories as make
from tests.conftest import Graphql
from tests.translation.releases.planned import live, planned, rewrite, state_of, translated_draft

pytestmark = pytest.mark.django_db


def _jobs() -> list[dict[str, Any]]:
    return list(ProcrastinateJob.objects.filter(task_name=publishing.TELL).values_list("args", flat=True))


def test_original_and_languages_go_out_at_their_time(graphql: Graphql) -> None:
    page = translated_draft("Yhdessä", "sv", "en")
    release = planned(page, ready=("fi", "sv", "en"))
    make.home("sv")

    tasks.publish_releases(timestamp=0)

    assert live(page) == {"fi": True, "sv": True, "en": True}
    assert state_of(release) == ("out", "")
    assert release.went_out_at is not None
    query = 'query ($key: ID!) { newsArticle(by: {translationKey: $key}, locales: ["sv"]) { title } }'
    assert graphql(query, key=str(page.translation_key))["newsArticle"] == {"title": "sv: Yhdessä"}


def test_nothing_goes_out_before_its_time() -> None:
    page = translated_draft()
    release = planned(page, goes_out_at=timezone.now() + timedelta(hours=1))

    publishing.publish_due()
    assert (live(page), state_of(release)) == ({"fi": False, "sv": False}, ("planned", ""))

    publishing.publish_due(timezone.now() + timedelta(hours=2))
    assert (live(page), state_of(release)) == ({"fi": True, "sv": True}, ("out", ""))


def test_nothing_goes_out_when_one_language_of_one_page_is_not_ready() -> None:
    done = translated_draft("Valmis")
    undone = make.article("Kesken", live=False)
    drafts.give(undone, None)
    make.translate(undone, "sv", strings=1, live=False)
    release = planned(done, undone)

    publishing.publish_due()

    assert (live(done), live(undone)) == ({"fi": False, "sv": False}, {"fi": False, "sv": False})
    state, problem = state_of(release)
    assert state == "held-up"
    assert problem == "“Kesken” (Swedish): 1 of 2 texts is not translated yet."
    assert _jobs() == [{"release_id": release.pk}]


def test_what_only_shows_while_it_goes_out_takes_back_what_went_before(monkeypatch: pytest.MonkeyPatch) -> None:
    page = translated_draft()
    release = planned(page)
    monkeypatch.setattr(publishing, "publish_when_sound", lambda translation, user: ["Se meni rikki."])

    publishing.publish_due()

    assert live(page) == {"fi": False, "sv": False}
    assert state_of(release) == ("held-up", "“Luonnos” (Swedish): Se meni rikki.")


def test_an_error_that_nobody_expected_holds_up_one_release_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, sound = translated_draft("Rikki"), translated_draft("Ehjä")
    releases = [planned(broken), planned(sound)]
    publish = publication.publish_when_sound

    def fail(translation: Any, user: Any) -> list[str]:
        if translation.source.object_id == broken.translation_key:
            raise RuntimeError
        return publish(translation, user)

    monkeypatch.setattr(publishing, "publish_when_sound", fail)
    publishing.publish_due()

    assert [state_of(release)[0] for release in releases] == ["held-up", "out"]
    assert live(broken) == {"fi": False, "sv": False}
    assert live(sound) == {"fi": True, "sv": True}


def test_a_release_that_is_held_up_waits_for_a_person_and_is_told_once() -> None:
    page = make.article("Kesken", live=False)
    drafts.give(page, None)
    release = planned(page)

    publishing.publish_due()
    make.translate(page, "sv", live=False)
    publishing.publish_due()

    assert state_of(release)[0] == "held-up"
    assert len(_jobs()) == 1
    assert publishing.publish_now(release, None) == []
    assert live(page) == {"fi": True, "sv": True}
    assert state_of(release) == ("out", "")


def test_a_release_is_published_once() -> None:
    page = translated_draft()
    release = planned(page)

    publishing.publish_due()
    count = page.revisions.count()
    publishing.publish_due()

    assert publishing.publish_now(release, None) == ["It is out already."]
    assert page.revisions.count() == count


def test_publish_now_leaves_what_is_planned_as_it_is_when_something_is_not_ready() -> None:
    page = make.article("Kesken", live=False)
    release = planned(page, goes_out_at=timezone.now() + timedelta(hours=1))

    assert publishing.publish_now(release, None) == ["“Kesken” (Swedish): Nobody has begun to translate it."]
    assert (state_of(release), live(page), _jobs()) == (("planned", ""), {"fi": False}, [])


def test_languages_that_follow_go_out_with_it_when_they_are_ready() -> None:
    page = translated_draft("Luonnos", "sv", "en")
    planned(page, ready=("sv",), follow=("en",))

    publishing.publish_due()

    assert live(page) == {"fi": True, "sv": True, "en": True}
    assert ReleaseFollower.objects.filter(followed_at=None).count() == 0


def test_languages_that_follow_go_out_by_themselves_as_soon_as_they_are_ready() -> None:
    page = translated_draft()
    planned(page, ready=("sv",), follow=("en", "ru"))
    now = timezone.now()

    publishing.publish_due(now)
    assert live(page) == {"fi": True, "sv": True}

    make.translate(page, "en", live=False)
    publishing.publish_due(now)
    assert live(page) == {"fi": True, "sv": True, "en": True}
    waiting = ReleaseFollower.objects.filter(followed_at=None)
    assert list(waiting.values_list("locale__language_code", flat=True)) == ["ru"]


def test_a_language_is_tried_again_when_something_was_translated_and_each_hour(count_statements: Any) -> None:
    page = translated_draft()
    planned(page, ready=("sv",), follow=("en",))
    publishing.publish_due()
    now = timezone.now()

    with count_statements(2):
        publishing.publish_due(now)
    make.translate(page, "en", strings=1, live=False)
    assert publishing._worth_a_try(now).count() == 1
    publishing.publish_due(timezone.now())
    assert publishing._worth_a_try(timezone.now()).count() == 0
    assert publishing._worth_a_try(timezone.now() + timedelta(minutes=61)).count() == 1


def test_a_language_follows_what_is_published_though_the_editor_writes_on() -> None:
    page = translated_draft()
    planned(page, ready=("sv",), follow=("en",))
    publishing.publish_due()
    make.translate(page, "en", live=False)
    rewrite(page, "Seuraava versio")

    publishing.publish_due()

    assert live(page) == {"fi": True, "sv": True, "en": True}


def test_a_page_above_goes_out_before_the_page_below() -> None:
    above = make.content_page("Ylhäällä", live=False)
    below = make.content_page("Alhaalla", live=False, parent=above)
    planned(below, above, ready=())

    publishing.publish_due()

    order = Page.objects.filter(pk__in=[above.pk, below.pk]).order_by("first_published_at")
    assert list(order.values_list("title", flat=True)) == ["Ylhäällä", "Alhaalla"]


def test_it_goes_out_in_the_name_of_who_saved_it() -> None:
    editor = make.user("anna", "Communicators")
    page = translated_draft()
    planned(page, saved_by=editor)

    publishing.publish_due()

    swedish = NewsArticlePage.objects.get(translation_key=page.translation_key, locale=make.locale("sv"))
    assert swedish.latest_revision.user == editor
