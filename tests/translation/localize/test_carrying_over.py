"""What an earlier version has kept of translations is what today's tells, after `migrate`."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation, TranslationSource

from cms.translation.localize import carrying_over, publication
from cms.translation.models import PublishedTexts, ReplacedText, TextState, TextVersion
from cms.translation.screen.units import units_of
from cms.translation.texts.internals import string_key
from news.models import NewsArticlePage
from tests import factories as make

# The last migration before anything but the state of a text was kept.
OLD = "0002"
PARAGRAPH = ("paragraph", "<p>Tule mukaan.</p><p>Ota ystävä.</p>")


def _article(title: str) -> NewsArticlePage:
    return make.article(title, body=make.stream(("heading", {"text": f"Otsikko {title}", "level": "2"}), PARAGRAPH))


def _in(page: Any, tag: str = "sv") -> Any:
    return NewsArticlePage.objects.get(translation_key=page.translation_key, locale=make.locale(tag))


def _publish(page: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    make.publish(page)


def _translation(page: Any, tag: str = "sv") -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code=tag)


def _change(page: Any, **fields: Any) -> None:
    """Publishes an original as the earlier version did: nothing followed, and translations were told to be behind."""
    now = timezone.now()
    NewsArticlePage.objects.filter(pk=page.pk).update(last_published_at=now, **fields)
    others = TextState.objects.filter(page__translation_key=page.translation_key).exclude(page_id=page.pk)
    others.update(is_stale=True, source_updated_at=now)


def _update(page: Any, before: str, after: str) -> None:
    """Renews the texts to work from as the earlier version did: the translation of a text that changed is forgotten."""
    # In bulk, so that nothing of today is told of it: nobody counted its words.
    [string] = String.objects.bulk_create([String(locale=make.locale("fi"), data=after, data_hash=string_key(after))])
    source = TranslationSource.objects.filter(object_id=page.translation_key)
    StringSegment.objects.filter(source__in=source, string__data=before).update(string=string)
    source.update(last_updated_at=timezone.now() + timedelta(seconds=1))


def _units(page: Any, tag: str = "sv") -> list[tuple[str, str, str, str]]:
    return [(unit.source, unit.words, unit.state.value, unit.was) for unit in units_of(_translation(page, tag))][:4]


def _state(page: Any) -> tuple[str, bool]:
    state = TextState.objects.get(page=_in(page))
    return state.status, state.is_stale


def _words(page: Any) -> list[Any]:
    page = _in(page)
    return [page.title, *(block["value"] for block in page.body.get_prep_value())]


@pytest.mark.django_db(transaction=True)
def test_translations_of_a_version_before_are_carried_over() -> None:
    current, behind, forgotten, begun, stopped = (
        _article(title) for title in ("Kokous", "Kahvila", "Kurssi", "Retki", "Talkoot")
    )
    for page in (current, behind, forgotten, stopped):
        make.translate(page, "sv")
    make.translate(begun, "sv", live=False)
    StringTranslation.objects.filter(data="sv: Ota ystävä.", context__object_id=current.translation_key).update(
        translation_type="machine", tool_name="DeepL"
    )
    StringTranslation.objects.filter(data="sv: Retki").update(has_error=True, field_error="För lång.")
    Translation.objects.filter(source__object_id=stopped.translation_key).update(enabled=False)
    _publish(_in(stopped), title="För hand")
    kept = set(StringTranslation.objects.values_list("pk", "data", "has_error"))

    call_command("migrate", "translation", OLD, verbosity=0)
    _change(behind, title="Kahvilassa", body=make.stream(PARAGRAPH))
    _change(forgotten, title="Kurssit")
    _update(forgotten, "Kurssi", "Kurssit")
    call_command("migrate", verbosity=0)

    assert kept <= set(StringTranslation.objects.values_list("pk", "data", "has_error"))
    # Whatever was translated, but for addresses and what was refused, begins the texts' history.
    assert TextVersion.objects.filter(source="Kurssi", words="sv: Kurssi", origin="person").count() == 1
    assert TextVersion.objects.filter(words="sv: Ota ystävä.", origin="machine").count() == 1
    assert not TextVersion.objects.filter(words="sv: Retki").exists()
    paragraph = "<p>sv: Tule mukaan.</p><p>sv: Ota ystävä.</p>"
    assert _state(current) == ("MACHINE_TRANSLATED", False)
    assert _units(current)[0] == ("Kokous", "sv: Kokous", "published", "")
    # What holds no words has followed; of the text that changed readers keep what they saw, and translators have it.
    assert _words(behind) == ["sv: Kahvila", paragraph]
    assert _state(behind) == ("TRANSLATED", True)
    assert _units(behind)[0] == ("Kahvilassa", "sv: Kahvila", "changed", "Kahvila")
    # The translation that was forgotten is there again.
    assert _words(forgotten)[0] == "sv: Kurssi"
    assert _state(forgotten) == ("TRANSLATED", True)
    assert _units(forgotten)[0] == ("Kurssit", "sv: Kurssi", "changed", "Kurssi")
    # A draft is what it was, and a page that is written by hand is nobody's but its writer's.
    assert not _in(begun).live
    assert ("Retki", "sv: Retki", "changed", "") in _units(begun)
    assert _words(stopped)[0] == "För hand"
    assert not PublishedTexts.objects.filter(page=_in(stopped)).exists()
    assert not carrying_over.waiting().exists()


def _as_before(page: Any) -> None:
    """As if the page had been published before anything was noted."""
    PublishedTexts.objects.filter(page__translation_key=page.translation_key).delete()


def _carry_over() -> None:
    for source in carrying_over.waiting():
        carrying_over.carry_over(source)


@pytest.mark.django_db
def test_what_was_written_into_a_page_by_hand_stays_and_is_offered_to_translators() -> None:
    page = _article("Kokous")
    make.translate(page, "sv")
    NewsArticlePage.objects.filter(pk=_in(page).pk).update(title="Mötet")
    StringTranslation.objects.filter(data="sv: Kokous").delete()
    _as_before(page)

    _carry_over()
    _publish(NewsArticlePage.objects.get(pk=page.pk), body=make.stream(PARAGRAPH))

    assert _words(page)[0] == "Mötet"
    assert _units(page)[0] == ("Kokous", "Mötet", "published", "")


@pytest.mark.django_db
def test_words_of_the_original_that_stand_in_a_translation_are_not_taken_for_one() -> None:
    page = _article("Kokous")
    make.translate(page, "sv", live=False)
    StringTranslation.objects.filter(data="sv: Kokous").delete()
    publication.publish(_translation(page))
    _as_before(page)
    NewsArticlePage.objects.filter(pk=page.pk).update(title="Kokoukset", last_published_at=timezone.now())

    _carry_over()

    assert _state(page) == ("PARTIAL", True)
    assert _words(page)[0] == "Kokoukset"
    assert _units(page)[0] == ("Kokoukset", "", "new", "")


@pytest.mark.django_db
def test_the_open_translation_of_a_restricted_original_is_noted_and_does_not_follow() -> None:
    page = _article("Kokous")
    make.translate(page, "sv")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    _as_before(page)
    NewsArticlePage.objects.filter(pk=page.pk).update(body=make.stream(PARAGRAPH))

    _carry_over()

    assert len(_words(page)) == 3
    assert PublishedTexts.objects.filter(page=_in(page)).exists()
    assert not carrying_over.waiting().exists()


@pytest.mark.django_db
def test_one_page_that_cannot_be_read_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = _article("Kokous"), _article("Retki")
    for page in (first, second):
        make.translate(page, "sv")
        _as_before(page)
    carry_over = carrying_over.carry_over

    def fail_once(source: TranslationSource) -> None:
        if source.object_id == first.translation_key:
            raise ValueError
        carry_over(source)

    monkeypatch.setattr(carrying_over, "carry_over", fail_once)
    carrying_over.carry_over_all()

    assert list(carrying_over.waiting().values_list("object_id", flat=True)) == [first.translation_key]


@pytest.mark.django_db
def test_where_all_is_carried_over_nothing_is_written() -> None:
    page = _article("Kokous")
    make.translate(page, "sv")
    before = NewsArticlePage.objects.get(pk=_in(page).pk).latest_revision_id, ReplacedText.objects.count()

    carrying_over.carry_over_all()

    assert not carrying_over.waiting().exists()
    assert (_in(page).latest_revision_id, ReplacedText.objects.count()) == before
