"""What became of a page since it was chosen for a release, and what that does to the release."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms.translation.models import Release
from cms.translation.releases import drafts, publishing
from home.models import HomePage
from news.models import NewsArticlePage
from tests import factories as make
from tests.translation.releases.planned import live, planned, rewrite, state_of, translated_draft

pytestmark = pytest.mark.django_db


def test_what_was_published_by_hand_meanwhile_stands_in_nobodys_way() -> None:
    page = translated_draft()
    release = planned(page)
    make.publish(NewsArticlePage.objects.get(pk=page.pk))
    make.translate(page, "sv")
    count = page.revisions.count()

    publishing.publish_due()

    assert state_of(release) == ("out", "")
    assert page.revisions.count() == count


def test_what_was_unpublished_meanwhile_is_not_brought_back() -> None:
    page = make.article("Julki")
    make.translate(page, "sv")
    release = planned(page)
    NewsArticlePage.objects.get(pk=page.pk).unpublish()

    publishing.publish_due()

    assert live(page)["fi"] is False
    assert state_of(release) == (
        "held-up",
        "“Julki” (Finnish): It was unpublished after it was chosen: take it out of the release, or choose it again.",
    )


def test_what_was_withdrawn_when_it_was_chosen_comes_back() -> None:
    page = make.article("Palaa")
    NewsArticlePage.objects.get(pk=page.pk).unpublish()
    planned(page, ready=())

    publishing.publish_due()

    assert live(page) == {"fi": True}


def test_what_was_deleted_does_not_hold_up_the_others() -> None:
    gone, stays = make.article("Poissa", live=False), translated_draft("Jää")
    release = planned(gone, stays)
    Page.objects.get(pk=gone.pk).delete()

    publishing.publish_due()

    assert state_of(release) == ("out", "")
    assert live(stays) == {"fi": True, "sv": True}
    assert list(release.items.values_list("title", "page__title")) == [("Poissa", None), ("Jää", "Jää")]


def test_a_release_of_which_nothing_is_left_is_held_up() -> None:
    page = make.article("Poissa", live=False)
    release = planned(page)
    Page.objects.get(pk=page.pk).delete()

    publishing.publish_due()

    assert state_of(release) == ("held-up", "There is no page left in it.")


def test_what_was_moved_goes_out_where_it_is_now() -> None:
    page = translated_draft()
    planned(page)
    new_home = make.page(type(page.get_parent().specific), "Toinen", parent=make.home())
    Page.objects.get(pk=page.pk).move(new_home, pos="last-child")

    publishing.publish_due()

    moved = Page.objects.get(pk=page.pk)
    assert moved.live
    assert moved.url_path.startswith(new_home.url_path)


def test_who_has_lost_the_right_to_publish_publishes_nothing() -> None:
    editor = make.user("anna", "Communicators", first_name="Anna", last_name="Aho")
    page = translated_draft()
    release = planned(page, saved_by=editor)
    editor.groups.clear()

    publishing.publish_due()

    assert live(page) == {"fi": False, "sv": False}
    state, problem = state_of(release)
    assert state == "held-up"
    assert problem.splitlines() == [
        "“Luonnos” (Finnish): Anna Aho may not publish in Finnish.",
        "“Luonnos” (Swedish): Anna Aho may not publish in Swedish.",
    ]


def test_words_that_translators_do_not_have_hold_it_up() -> None:
    page = translated_draft()
    release = planned(page)
    row = rewrite(page, "Aivan toiset sanat")

    publishing.publish_due()
    reason = "The original's draft has other words than translators have: give it to them again."
    assert state_of(release) == ("held-up", f"“Aivan toiset sanat” (Swedish): {reason}")

    drafts.give(row, None)
    make.translate(page, "sv", live=False)
    assert publishing.publish_now(release, None) == []
    assert StringTranslation.objects.filter(data="sv: Aivan toiset sanat").exists()


def test_a_live_page_with_other_words_in_its_draft_cannot_wait_for_languages() -> None:
    page = make.article("Julki")
    make.translate(page, "sv")
    rewrite(page, "Uudet sanat")
    release = planned(page)

    publishing.publish_due()

    reason = "The original's draft has other words than readers see: they can be translated once it is out."
    assert state_of(release) == ("held-up", f"“Uudet sanat” (Swedish): {reason}")
    Release.objects.filter(pk=release.pk).update(must_be_ready=[])
    assert publishing.publish_now(release, None) == []
    assert NewsArticlePage.objects.get(pk=page.pk).title == "Uudet sanat"


def test_a_page_that_somebody_writes_by_hand_goes_out_as_its_draft_stands() -> None:
    page = translated_draft()
    swedish = NewsArticlePage.objects.get(translation_key=page.translation_key, locale=make.locale("sv"))
    Translation.objects.filter(source__object_id=page.translation_key).update(enabled=False)
    rewrite(swedish, "För hand")
    planned(page)

    publishing.publish_due()

    assert NewsArticlePage.objects.get(pk=swedish.pk).title == "För hand"
    assert live(page) == {"fi": True, "sv": True}


def test_a_draft_that_is_wrong_holds_it_up_as_its_editor_would() -> None:
    page = make.article("Väärin", live=False, hero_image=make.image(alt={}))
    row = NewsArticlePage.objects.get(pk=page.pk)
    row.ingress = ""
    row.save_revision(clean=False)
    release = planned(page, ready=())

    publishing.publish_due()

    assert not NewsArticlePage.objects.get(pk=page.pk).live
    assert HomePage.objects.exists()
    state, problem = state_of(release)
    assert state == "held-up"
    assert "Ingress: This field cannot be blank." in problem
    assert "has no alternative text in suomi" in problem
